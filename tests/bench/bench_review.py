"""How quick the queue is on a project of 20,000 suggestions, as a reviewer at a browser feels it.

    python tests/bench/bench_review.py [--segments 4000] [--decisions 200]
        [--reviewers 10] [--each 300]

The interviews are made up; every code is suggested for every segment, with evidence. The server is
a process of its own. Decide-to-next is the time in the browser from the key to the next suggestion
on the screen, while the engine learns beside. Then reviewers decide at once, without a browser.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

from qualpipe import Project
from qualpipe.model import Evidence, Run, Span, Suggestion
from qualpipe.project.reviewing import people

AT = "2026-01-05T09:00:00+08:00"
PASSWORD = "a long enough password"  # noqa: S105 - of made-up reviewers
SAID = (
    "中心好似屋企咁，入去坐低飲杯茶，第{n}次都係咁。",
    "My worker kept ringing me, {n} times, then she came and waited downstairs.",
    "我同個 worker 傾咗個 plan，第{n}個禮拜做一樣嘢。",
    "Two friends from the centre go hiking with me, on day {n} we had tea.",
    "佢明白我，唔會話我懶，傾咗{n}個鐘。",
)
# Times from the key to the frame in which the next suggestion is drawn.
WATCH = """() => {
    window.felt = [];
    let pressed = 0;
    document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
    new MutationObserver(() => requestAnimationFrame(() => {
        if (pressed) window.felt.push(performance.now() - pressed);
        pressed = 0;
    })).observe(document.getElementById("words"), { childList: true });
}"""


def made(folder: Path, segments: int) -> int:
    """Make the project; returns how many suggestions it has."""
    (folder / "in").mkdir(parents=True)
    for interview in range(max(1, segments // 100)):
        lines = [
            f"I: 仲有呢？\nP: {SAID[number % len(SAID)].format(n=interview * 100 + number)}\n"
            for number in range(100)
        ]
        (folder / "in" / f"P{interview:03}.txt").write_text("".join(lines), "utf-8")
    with Project.open(folder) as project:
        project.code(files=project.ingest([folder / "in"]))
        codebook = project.codebook()
        found = [
            Suggestion(
                segment=one.address,
                code=code.id,
                score=0.4 + (one.turn * 37 + len(code.id) * 101) % 600 / 1000,
                basis="made up",
                evidence=(
                    Evidence(span=Span(one.span.start, one.span.start + 3), reason="x", weight=1),
                ),
                run="made-up",
            )
            for one in project.segments()
            for code in codebook
        ]
        run = Run(id="made-up", step="code", inputs={"codebook": codebook.hash}, started=AT)
        project.store.save_suggestions(run, found)
        return len(found)


@contextmanager
def started(folder: Path, *more: str) -> Iterator[str]:
    """Start the server and yield its address."""
    command = [sys.executable, "-m", "qualpipe", "review", *more, "--project", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    if server.stdout is None:
        raise RuntimeError("the server says nothing")
    try:
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def felt(folder: Path, decisions: int) -> None:
    """Measure the first page and decide-to-next in the browser."""
    alone = ("--no-browser", "--reviewer", "ana", "--port", "8970")
    with started(folder, *alone) as address, sync_playwright() as playwright:
        place = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        ready(page)
        began = time.monotonic()
        page.reload()
        ready(page)
        row("first page, project in memory", [time.monotonic() - began])
        page.evaluate(WATCH)
        for number in range(decisions):
            page.keyboard.press("aru"[number % 3])
            while page.evaluate("window.felt.length") <= number:  # waiting in the page needs eval
                page.wait_for_timeout(20)
            page.wait_for_timeout(150)
        row("decide to next", [one / 1000 for one in page.evaluate("window.felt")])
        browser.close()


def ready(page: Page) -> None:
    page.wait_for_selector("body[data-ready]", timeout=60_000)


def at_once(folder: Path, reviewers: int, each: int) -> None:
    """Let reviewers decide at once; say what was lost or double."""
    names = [f"reviewer {number}" for number in range(reviewers)]
    with Project.open(folder) as project:
        for name in names:
            people.add(project, name, password=PASSWORD, at=AT)
        before = len(project.decisions())
    times: list[float] = []
    faults: list[str] = []
    with started(folder, "serve", "--port", "8971") as address:
        threads = [
            threading.Thread(target=work, args=(address, name, each, times, faults))
            for name in names
        ]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        spent = time.monotonic() - began
    with Project.open(folder) as project:
        kept = project.decisions()[before:]
        broken = project.store.ledger.breaks()
    places = Counter((one.reviewer, one.segment, one.code) for one in kept)
    row(f"{reviewers} reviewers at once", times)
    print(
        f"\n{len(times)} acknowledged, {len(kept)} kept, {sum(places.values()) - len(places)} "
        f"double, {len(faults)} faults, {len(broken)} breaks of the chain, {spent:.0f} s"
    )


def work(address: str, name: str, each: int, times: list[float], faults: list[str]) -> None:
    http = httpx.Client(base_url=address, timeout=60, follow_redirects=True)
    http.post("/login", json={"name": name, "password": PASSWORD})
    found = re.search(r'name="csrf" content="([^"]+)"', http.get("/queue").text)
    http.headers["X-CSRF-Token"] = found[1] if found else ""
    task = http.get("/api/queue/next").json()["task"]
    for _ in range(each):
        began = time.monotonic()
        answer = http.post("/api/queue/decide", json=accepting(task))
        if answer.status_code != httpx.codes.OK:
            faults.append(answer.text)
            continue
        times.append(time.monotonic() - began)
        task = answer.json()["task"]


def accepting(task: dict[str, Any]) -> dict[str, Any]:
    kept = {name: task[name] for name in ("segment", "edition", "last", "drawn")}
    return kept | {"suggested": task["code"], "saying": "accept"}


def row(name: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    middle = statistics.median(ordered)
    print(f"| {name} | {middle * 1000:.0f} | {late * 1000:.0f} | {ordered[-1] * 1000:.0f} |")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--segments", type=int, default=4000)
    parser.add_argument("--decisions", type=int, default=200)
    parser.add_argument("--reviewers", type=int, default=10)
    parser.add_argument("--each", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "study")
        print(f"{made(folder, asked.segments)} suggestions\n")
        print("| | median ms | p95 ms | longest ms |\n|---|---|---|---|")
        felt(folder, asked.decisions)
        at_once(folder, asked.reviewers, asked.each)


if __name__ == "__main__":
    main()

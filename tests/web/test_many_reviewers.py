"""Ten reviewers at once, and a server that is killed: nothing is lost, nothing is double."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from typing import Any

import httpx
from served import AT, PASSWORD, Served, free_port

from qualpipe import Project
from qualpipe.model import Run, Suggestion
from qualpipe.project.reviewing import people


class Reviewer:
    """A reviewer without a browser."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30, follow_redirects=True)

    def launch(self, token: str) -> None:
        self._enter("/launch", {"token": token})

    def login(self, name: str) -> None:
        self._enter("/login", {"name": name, "password": PASSWORD})

    def _enter(self, path: str, body: dict[str, str]) -> None:
        assert self.http.post(path, json=body).status_code == 204
        found = re.search(r'name="csrf" content="([^"]+)"', self.http.get("/queue").text)
        assert found is not None
        self.http.headers["X-CSRF-Token"] = found[1]

    def first(self) -> dict[str, Any]:
        task: dict[str, Any] = self.http.get("/api/queue/next").json()["task"]
        return task

    def decide(self, task: dict[str, Any], saying: str = "accept") -> httpx.Response:
        body = {
            "segment": task["segment"],
            "suggested": task["code"],
            "saying": saying,
            "edition": task["edition"],
            "last": task["last"],
            "drawn": task["drawn"],
        }
        return self.http.post("/api/queue/decide", json=body)


def suggest_everything(project: Project) -> int:
    """Suggest every code for every segment, so that there is work for all."""
    codes = [code.id for code in project.codebook()]
    project.store.save_codebook(project.codebook(), at=AT)
    found = [
        Suggestion(
            segment=segment.address,
            code=code,
            score=0.5 + (number % 40) / 100,
            basis="made up",
            evidence=(),
            run="made-up",
        )
        for number, segment in enumerate(project.segments())
        for code in codes
    ]
    run = Run(id="made-up", step="code", inputs={"codebook": project.codebook().hash}, started=AT)
    project.store.save_suggestions(run, found)
    return len(found)


def test_reviewers_at_once_lose_nothing_and_double_nothing(
    project: Project, team_server: Served
) -> None:
    there = suggest_everything(project)
    each = min(25, there)
    team = [f"reviewer {number}" for number in range(6)]
    # One password for all: to digest it takes long, and is not what is tested here.
    digest = project.store.team.people.password_of("ana")
    for name in team:
        person = people.add(project, name, at=AT)
        project.store.team.people.change(person.name, password=digest)
    acknowledged: Counter[tuple[str, str, str]] = Counter()
    faults: list[str] = []

    def work(name: str) -> None:
        reviewer = Reviewer(team_server.url)
        reviewer.login(name)
        task = reviewer.first()
        for number in range(each):
            answer = reviewer.decide(task, "accept" if number % 3 else "reject")
            if answer.status_code != 200 or "problem" in answer.json():
                faults.append(f"{name}: {answer.status_code} {answer.text[:200]}")
                return
            acknowledged[name, task["segment"], task["code"]] += 1
            if answer.json()["task"] is None:
                return
            task = answer.json()["task"]

    threads = [threading.Thread(target=work, args=(name,)) for name in team]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not faults
    made = Counter((one.reviewer, one.segment, one.code) for one in project.decisions())
    assert made == acknowledged
    assert set(made.values()) == {1}
    assert sum(made.values()) == len(team) * each
    assert project.store.ledger.breaks() == ()


def test_a_server_killed_in_mid_save_loses_nothing_it_acknowledged(project: Project) -> None:
    suggest_everything(project)
    port = free_port()
    command = [sys.executable, "-m", "qualpipe", "review", "--no-browser", "--reviewer", "ana"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--project", str(project.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    reviewer = Reviewer(f"http://127.0.0.1:{port}")
    wait_for(reviewer)
    reviewer.launch(address.partition("#t=")[2])
    acknowledged = []
    killer = threading.Timer(0.7, os.kill, (server.pid, signal.SIGKILL))
    task = reviewer.first()
    killer.start()
    try:
        while task is not None:
            answer = reviewer.decide(task)
            assert answer.status_code == 200
            acknowledged.append((task["segment"], task["code"]))
            task = answer.json()["task"]
    except httpx.TransportError:
        assert acknowledged, "killed before anything was saved"
    killer.join()
    server.wait(timeout=10)
    server.stdout.close()
    with Project.open(project.folder) as after:
        kept = [(one.segment, one.code) for one in after.decisions()]
        # One more may be on disk, whose answer the kill cut off.
        assert kept[: len(acknowledged)] == acknowledged
        assert len(kept) <= len(acknowledged) + 1
        assert after.store.ledger.breaks() == ()


def wait_for(reviewer: Reviewer) -> None:
    for _ in range(600):
        try:
            reviewer.http.get("/login")
        except httpx.TransportError:
            time.sleep(0.05)
            continue
        return
    raise AssertionError("the server does not answer")

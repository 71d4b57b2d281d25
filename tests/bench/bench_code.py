"""How long `qualpipe code` takes and how much memory, beside a plain notebook script.

    python tests/bench/bench_code.py [--data ../shared/data] [--transcripts 10,100] [--rounds 3]

Transcripts of 200 turns are sampled with a fixed seed from real Cantonese and English speech in the
data folder and the Chinese and English samples of this project. CPU seconds are those of the whole
process and its children; memory is the peak of the largest process. The bare peer names no
evidence, which is less than `qualpipe code` does.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TURNS = 200
# Characters of a question; and where an answer stops growing, which makes them a hundred or so.
QUESTION, ANSWER = range(15, 36), 50
COMPILED = tempfile.TemporaryDirectory()
RUNNER = """
import json, resource, subprocess, sys, time
began = time.monotonic()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"code": code, "wall": time.monotonic() - began,
                  "cpu": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}))
"""


def sentences(data: Path) -> list[str]:
    """Collect real utterances: Cantonese, English, and the samples' own."""
    found: list[str] = []
    for name in ("hkcancor_dev", "primock57_20"):
        path = data / name / "utterances.jsonl"
        if path.exists():
            found += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    for path in sorted((ROOT / "corpora_samples").glob("*.txt")):
        found += [line.split("：", 1)[-1] for line in path.read_text("utf-8").splitlines()]
    return [one.replace("\n", " ") for one in found if len(one) > 8]


def make_transcripts(folder: Path, count: int, pool: Sequence[str]) -> None:
    """Write interviews: a short question, then an answer of about a hundred characters."""
    chance = random.Random(1)  # noqa: S311 - the same transcripts every time
    questions = [one for one in pool if len(one) in QUESTION]
    for number in range(count):
        lines = []
        for _ in range(TURNS // 2):
            answer = ""
            while len(answer) < ANSWER:
                answer += chance.choice(pool)
            lines += [f"訪：{chance.choice(questions)}", f"受：{answer}"]
        (folder / f"T{number:04}.txt").write_text("\n".join(lines), encoding="utf-8")


def measured(command: Sequence[str], folder: Path) -> dict[str, float]:
    """Run a command in a process of its own; return its CPU seconds, wall seconds and memory."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    # Both as after an installation, which compiles what it installs.
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": COMPILED.name}
    ran = subprocess.run(
        [sys.executable, "-c", RUNNER, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, float] = json.loads(ran.stdout)
    assert answer["code"] == 0, command
    return answer


def one_round(count: int, pool: Sequence[str]) -> list[dict[str, float]]:
    """Run the peer, the bare peer, a first and a second run over the same transcripts."""
    ours = [str(Path(sys.executable).parent / "qualpipe"), "code", "in"]
    peer = [sys.executable, str(ROOT / "tests" / "bench" / "peer.py"), "in", "peer"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        make_transcripts(folder / "in", count, pool)
        return [measured(command, folder) for command in (peer, [*peer, "--bare"], ours, ours)]


def one_size(count: int, rounds: int, pool: Sequence[str]) -> None:
    """Print the table of one number of transcripts: medians over rounds, peer and us in turns."""
    one_round(1, pool)  # compiles what is imported
    names = ("peer", "peer, bare", "qualpipe, first run", "qualpipe, unchanged")
    runs = zip(*(one_round(count, pool) for _ in range(rounds)), strict=True)
    medians = [
        {key: statistics.median(one[key] for one in own) for key in ("cpu", "wall", "mib")}
        for own in runs
    ]
    print(f"\n{count} transcripts of {TURNS} turns, median of {rounds}\n")
    print("| | CPU s | wall s | MiB | CPU to peer | to bare peer | MiB to peer | to bare peer |")
    print("|---|---|---|---|---|---|---|---|")
    for name, own in zip(names, medians, strict=True):
        cells = [f"{own['cpu']:.2f}", f"{own['wall']:.2f}", f"{own['mib']:.0f}"]
        cells += [f"{own[key] / other[key]:.3f}" for key in ("cpu", "mib") for other in medians[:2]]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def help_time(rounds: int) -> None:
    """Print how long `--help` takes."""
    command = [str(Path(sys.executable).parent / "qualpipe"), "--help"]
    runs = [measured(command, ROOT)["cpu"] for _ in range(max(rounds, 5))]
    print(f"`qualpipe --help`: {statistics.median(runs) * 1000:.0f} ms CPU")


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--transcripts", default="10,100")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    pool = sentences(given.data)
    help_time(given.rounds)
    for count in given.transcripts.split(","):
        one_size(int(count), given.rounds, pool)


if __name__ == "__main__":
    main()

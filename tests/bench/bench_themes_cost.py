"""What emergent themes cost.

    python tests/bench/bench_themes_cost.py [2500] [100000] [--data ../shared/data]

The segments are embedded beforehand, the terms and phrases that are looked at are not. Up to 2,500
they are passages of real talk and posts; more are made of halves of these. Each size has a process
of its own, whose start counts.
"""

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.bench_themes import embed, row, said, table
from planted import samples

from qualpipe.model import Language, Segment
from qualpipe.text.vectors import Vectors
from qualpipe.themes.clustering.neighbours import unit

REAL = 2_500


def pieces(data: Path) -> list[Segment]:
    """Cut real talk and posts into passages of about forty words."""
    passages = [*samples().segments]
    for name, language, size in (
        ("hkcancor_dev", Language.YUE, 70),
        ("primock57_20", Language.EN, 220),
    ):
        text = ""
        for line in (data / name / "utterances.jsonl").read_text("utf-8").splitlines():
            text += json.loads(line)["text"].strip() + " "
            if len(text) > size:
                passages.append(said(text.strip(), f"{name}{len(passages) // 40}", language))
                text = ""
    for post in (json.loads(line) for line in (data / "counsel_chat" / "questions.jsonl").open()):
        for text in (post["text"], *(one["text"] for one in post["answers"])):
            cuts = range(0, min(len(text), 900), 220)
            passages += [said(text[at : at + 220], f"C{post['id']}", Language.EN) for at in cuts]
    return list({one.text: one for one in passages if len(one.text) > 40}.values())


def doubled(real: Sequence[Segment], size: int) -> tuple[list[Segment], Vectors]:
    """Make a large corpus of halves of real passages; a vector is that of both its passages."""
    chance = np.random.default_rng(1)
    vectors = embed([one.text for one in real])
    english = np.array([one.language is Language.EN for one in real])
    alike = {value: np.flatnonzero(english == value) for value in (True, False)}
    first = chance.integers(len(real), size=size)
    second = np.array([chance.choice(alike[bool(english[place])]) for place in first])
    made = []
    for number, (one, other) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        half, rest = real[one].text, real[other].text
        text = f"{half[: len(half) // 2]} {rest[len(rest) // 2 :]} {number % 7}"
        made.append(said(text, f"S{number // 60}", real[one].language))
    noise = chance.normal(scale=0.01, size=(size, vectors.shape[1])).astype(np.float32)
    return made, unit(unit(vectors[first] + 0.6 * vectors[second]) + noise)


RUNNER = """
import time; began = time.perf_counter()
import pickle, resource, sys
import numpy as np
from contextlib import ExitStack
from qualpipe.text.vectors import encoder
from qualpipe.themes.clustering.lean import absent
hidden = ExitStack()
hidden.enter_context(absent(frozenset(sys.argv[2:])))
from qualpipe.themes import ThemeSettings, find_themes, gather
with open(sys.argv[1], "rb") as file:
    segments, vectors = pickle.load(file)
known = dict(zip([one.text for one in segments], vectors))
bundled = encoder("bundled")
def embed(texts):  # with a memory, as a project has one
    fresh = [text for text in dict.fromkeys(texts) if text not in known]
    if fresh:
        known.update(zip(fresh, bundled.encode(fresh)))
    return np.stack([known[text] for text in texts]) if texts else vectors[:0]
for name in ("cold", "warm"):
    cpu = time.process_time() if name == "warm" else 0
    found = find_themes(gather(segments, embed=embed), settings=ThemeSettings(), run="bench")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(name, time.perf_counter() - began, time.process_time() - cpu, memory,
          len(found.themes), found.agreement)
    began = time.perf_counter()
    if len(segments) > 10_000:
        break
hidden.close()
"""


def timed(segments: Sequence[Segment], vectors: Vectors, *hidden: str) -> None:
    """Print what a process of its own takes, its start included; `hidden` are not installed."""
    with tempfile.NamedTemporaryFile(suffix=".pickle") as file:
        pickle.dump((list(segments), vectors), file)
        file.flush()
        command = [sys.executable, "-c", RUNNER, file.name, *hidden]
        ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    for line in ran.stdout.splitlines():
        name, wall, cpu, memory, themes, ari = line.split()
        numbers = f"{float(wall):.1f}", f"{float(cpu):.1f}", f"{float(memory):.0f}"
        torch = "no" if "torch" in hidden else "yes"
        row(f"{len(segments):,}", name, torch, *numbers, themes, float(ari))


def main() -> None:
    """Print what each size takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[REAL, 100_000])
    folder = Path(__file__).parents[3] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=folder)
    given = parser.parse_args()
    real = pieces(given.data)
    heads = ("segments", "process", "torch", "wall s", "CPU s", "MiB", "themes and headings", "ARI")
    table("Time and memory of themes", *heads)
    for size in given.sizes:
        if size > REAL:
            timed(*doubled(real, size))
            continue
        order = np.random.default_rng(1).permutation(len(real))
        chosen = [real[place] for place in order[:size]]
        vectors = embed([one.text for one in chosen])
        timed(chosen, vectors)
        timed(chosen, vectors, "torch")


if __name__ == "__main__":
    main()

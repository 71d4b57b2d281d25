"""How good the coding engine is on coded text, and how long it takes.

    python tests/bench/bench_coding.py [--data ../shared/data] [--seeds 5] [--speed]

Two development sets: the sample interviews with their gold coding (passages, groups are
interviews) and Counsel Chat if its folder is given (its own split column). Prints a table for each
and the mean; with --speed, seconds of processor time beside what was promised.
"""

import argparse
import functools
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.gold_table import table

from qualpipe.codebook import load
from qualpipe.coding import Corpus, Judgement, gather, learn, score, suggestions
from qualpipe.coding.evaluation import Columns, Evaluation, Gold, evaluate, read_gold
from qualpipe.coding.evaluation.gold import gold_of
from qualpipe.model import Codebook
from qualpipe.text.vectors import Vectors, encoder

ROOT = Path(__file__).parent.parent.parent


def remembering(name: str) -> Callable[[Sequence[str]], Vectors]:
    """Encode each text once."""
    one, known = encoder(name), dict[str, Vectors]()

    def embed(texts: Sequence[str]) -> Vectors:
        new = sorted(set(texts) - set(known))
        known.update(zip(new, one.encode(new), strict=True))
        return np.array([known[text] for text in texts]).reshape(len(texts), one.dimensions)

    return embed


def samples(codebook: Codebook) -> Gold:
    """Return the gold of the sample interviews, as the table that `qualpipe evaluate` reads."""
    return gold_of(table(), codebook, Columns(), name="gold.csv")


def show(name: str, found: Evaluation) -> None:
    print(f"\n{name}: {found.segments} segments, {len(found.curve[0].tally.codes)} codes measured")
    print(f"{'':>14} {'labels':>6} {'AP':>20} {'F1':>20} {'ECE':>20}")
    for row in found.rows():
        figures = " ".join(f"{row.get(key, '')!s:>20}" for key in ("ap", "f1", "ece"))
        print(f"{row['method']!s:>14} {row['labels']!s:>6} {figures}")


def speed(gold: Gold, codebook: Codebook, embed: Callable[[Sequence[str]], Vectors]) -> None:
    """Time scoring, learning and explaining at the sizes that are promised."""
    small = gather(gold.segments, embed=embed, contexts=gold.contexts)
    scores = score(small, codebook, embed=embed)
    places = np.arange(10_000) % len(small)
    jitter = np.random.default_rng(0).normal(size=(10_000, small.vectors.shape[1])) * 0.01
    large = Corpus(
        segments=tuple(
            replace(small.segments[place], transcript=f"T{row // 200}", turn=row + 1)
            for row, place in enumerate(places)
        ),
        vectors=(small.vectors[places] + jitter).astype(np.float32),
        contexts=tuple(small.contexts[place] for place in places),
        context_vectors=small.context_vectors[places],
        sizes=small.sizes[places],
    )
    codes = [replace(one, id=f"{one.id}{turn}") for turn in range(8) for one in codebook]
    forty = replace(codebook, codes=tuple(codes))
    timed("10,000 segments x 40 codes", 1.0, lambda: score(large, forty, embed=embed))
    answers = [
        Judgement(segment=row, code=codebook.codes[0].id, accepted=float(row % 4 == 0))
        for row in range(200)
    ]
    timed("200 decisions of a code", 0.05, lambda: learn(scores, small, answers))
    many = replace(scores, cuts=scores.cuts * 0.35)
    fresh = encoder("bundled")
    fresh.encode(["warm"])
    count = int(many.chosen.sum())
    explained = functools.partial(suggestions, many, small, codebook, embed=fresh.encode, run="")
    timed(f"evidence for {count:,} suggestions", 3.0 * count / 1000, explained)


def timed(what: str, promised: float, work: Callable[[], object]) -> None:
    began = time.process_time()
    work()
    print(f"{what:>40}: {time.process_time() - began:.3f} s of {promised:.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--encoder", default="bundled")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    embed = remembering(options.encoder)
    codebook = load("recovery")
    gold = samples(codebook)
    sets = [("sample interviews", gold, codebook)]
    counsel = options.data / "counsel_chat"
    if counsel.exists():
        topics = load(counsel / "codebook.yaml")
        columns = Columns(codes="labels", split="split")
        sets.append(
            ("Counsel Chat", read_gold(counsel / "questions.jsonl", topics, columns), topics)
        )
    found = []
    for name, coded, book in sets:
        found.append(
            evaluate(coded, book, embed=embed, encoder=options.encoder, seeds=options.seeds)
        )
        show(name, found[-1])
    print("\nmean of the sets (macro F1 / AP):")
    for points in zip(*(one.curve for one in found), strict=True):
        means = [
            np.mean([point.tally.macro[measure].value for point in points])
            for measure in ("f1", "ap")
        ]
        print(f"{points[0].labels:>14} labels: {means[0]:.3f} / {means[1]:.3f}")
    if options.speed:
        speed(gold, codebook, embed)


if __name__ == "__main__":
    main()

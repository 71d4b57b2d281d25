"""How far themes could cross languages at all, on the sample interviews and Counsel Chat.

    python tests/bench/bench_mix.py [--data ../shared/data]

What is measured is the language mix (`qualpipe.themes.novelty.language_mix`) of groupings that no
method found: the topics and codes that people gave, joined by hand to several degrees; and of
themes found after the Chinese vectors were turned at random, which mean nothing. Then how many
neighbours posts have among the talk.

See docs/decisions/0009-what-the-mix-of-languages-cannot-be.md.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.bench_themes import Rows, embed, groups_in, ours, posts, row, table
from planted import PLANTED, samples

from qualpipe.themes import Material, gather, residue
from qualpipe.themes.clustering.neighbours import neighbours, unit
from qualpipe.themes.novelty import language_mix
from qualpipe.themes.wording.spoken import Spoken, spoken

Names = Mapping[str, str]
# Topics of posts that are what a code or theme of the interviews is about.
ALIKE = {
    "family-conflict": "family_expectations",
    "parenting": "family_expectations",
    "children-adolescents": "family_expectations",
    "workplace-relationships": "work",
    "stress": "work",
    "social-relationships": "social_support",
    "substance-abuse": "medication",
    "addiction": "medication",
    "sleep-improvement": "medication",
    "eating-disorders": "medication",
    "professional-ethics": "empathetic_understanding",
    "counseling-fundamentals": "empathetic_understanding",
    "legal-regulatory": "assertive_engagement",
    "human-sexuality": "intimacy",
    "military-issues": "trauma",
}
# All others but intimacy, put where they are least wrong.
STRETCHED = {
    **ALIKE,
    "marriage": "family_expectations",
    "domestic-violence": "family_expectations",
    "relationships": "social_support",
    "relationship-dissolution": "social_support",
    "grief-and-loss": "social_support",
    "depression": "medication",
    "anxiety": "other talk",
    "self-esteem": "stigma",
    "lgbtq": "stigma",
    "spirituality": "stigma",
    "behavioral-change": "recovery_coaching",
    "anger-management": "empathetic_understanding",
    "trauma": "assertive_engagement",
}
KEPT, SHRUNK = 64, 0.1


def topics(data: Path) -> Names:
    """Return the topic of each post, by its beginning as `posts` has it."""
    lines = (data / "counsel_chat" / "questions.jsonl").read_text("utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    return {one["text"][:600]: one["topic"] for one in reversed(read)}


def by_hand(material: Material, known: Names, joined: Names) -> Rows:
    """Group the segments by what people said they are about."""
    gold = samples().gold
    names = []
    for one in material.segments:
        if one.text in known:
            names.append(joined.get(known[one.text], known[one.text]))
        else:
            held = [code.removeprefix("theme:") for code in gold[one.address]]
            held.sort(key=lambda code: (code not in PLANTED, code))
            names.append(held[0] if held else "other talk")
    return np.unique(np.array(names), return_inverse=True)[1].astype(np.int64)


def turned(material: Material) -> Material:
    """Give both languages the same spread, then turn the Chinese vectors at random."""
    chance = np.random.default_rng(0)
    middle = material.vectors - material.vectors.mean(axis=0)
    directions = np.linalg.svd(middle, full_matrices=False)[2][:KEPT]
    rows = (middle @ directions.T).astype(np.float64)
    of = np.array([spoken(one) for one in material.segments])
    for language in (Spoken.CHINESE, Spoken.ENGLISH):
        own = of == language
        spread = np.cov(rows[own].T)
        spread = (1 - SHRUNK) * spread + SHRUNK * np.trace(spread) / KEPT * np.eye(KEPT)
        values, vectors = np.linalg.eigh(spread)
        rows[own] = rows[own] @ vectors @ np.diag(values**-0.5) @ vectors.T
    turn = np.linalg.qr(chance.normal(size=(KEPT, KEPT)))[0]
    rows[of == Spoken.CHINESE] = rows[of == Spoken.CHINESE] @ turn
    return replace(material, vectors=unit(rows @ directions))


def mix(labels: Rows, material: Material, interviews: int) -> Sequence[float | None]:
    """Return the language mix of groups on the whole, and among the interviews."""
    inner = replace(material, segments=material.segments[:interviews])
    groups = groups_in(labels, np.arange(len(material)))
    talk = groups_in(labels, np.arange(interviews))
    return language_mix(groups, material), language_mix(talk, inner)


def met(material: Material, interviews: int) -> None:
    """Print how many of the ten nearest of a post are talk, in either language."""
    of = np.array([spoken(one) for one in material.segments])
    near = neighbours(material.vectors, 10)[interviews:]
    table("The ten nearest of each post", "are talk in", "posts with any", "mean share", "of all")
    for language in (Spoken.CHINESE, Spoken.ENGLISH):
        there = (of == language) & (np.arange(len(of)) < interviews)
        cells = there[near].any(axis=1).mean(), there[near].mean(), there.mean()
        row(language, *(f"{float(one):.3f}" for one in cells))


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    folder = Path(__file__).parents[3] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=folder)
    data = parser.parse_args().data
    asked = samples().questions
    talk = residue(samples().segments, questions=asked).kept
    material = gather([*talk, *posts(data)], embed=embed, questions=asked)
    known = topics(data)
    ways = {
        "themes as found": ours(material, 1),
        "themes after a random turn of the Chinese vectors": ours(turned(material), 1),
        "by hand: topics of posts, codes and themes of interviews": by_hand(material, known, {}),
        "by hand, joined where they are about the same": by_hand(material, known, ALIKE),
        "by hand, all but intimacy stretched onto something": by_hand(material, known, STRETCHED),
    }
    table("What the language mix can be", "grouping", "groups", "mix", "mix among the interviews")
    for name, labels in ways.items():
        row(
            name,
            len(groups_in(labels, np.arange(len(material)))),
            *mix(labels, material, len(talk)),
        )
    met(material, len(talk))


if __name__ == "__main__":
    main()

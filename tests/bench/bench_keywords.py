"""How fast keywords are found: all at once against a regular expression for each code.

    python tests/bench/bench_keywords.py [DATA]

DATA (default ../shared/data) holds hkcancor_dev, primock57_20 and counsel_chat. 40 codes are looked
for in 2,000 turns. Two peers: `notebook` is what one writes in a notebook, yes or no for each code
and turn, without inflections, folding or negation, and blind to English words beside Han; `same
hits` is a regular expression for each code that finds what the matcher finds, folded text and
inflections given, but neither joins the spans with the text as people see it nor sees negation.

`whole` is all that the matcher does: folding, matching, spans in the text as people see it,
negation. `matching` is the part of it that the peers do: finding the terms, with word edges, in
folded text. Seconds are CPU seconds, the median of nine (peers and building: of three); x is how
many times as long a peer takes.
"""

import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from qualpipe.codebook import load
from qualpipe.coding.keywords import Matcher, _surfaces
from qualpipe.coding.levelled import levelled
from qualpipe.model import Code, Codebook, Language, Phrase

ROOT = Path(__file__).parent.parent.parent
CODES, TURNS, LENGTH = 40, 2_000, 60
PEERS = ("notebook", "same hits")


def said(data: Path) -> list[str]:
    """Join utterances to turns of about a hundred characters, in a fixed random order."""
    files = (data / name / "utterances.jsonl" for name in ("hkcancor_dev", "primock57_20"))
    rows = (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines())
    texts = [row["text"] for row in rows]
    random.Random(0).shuffle(texts)  # noqa: S311 - a fixed order, no secret
    turns = [""]
    for text in texts:
        turns[-1] = f"{turns[-1]} {text}".strip()
        if len(turns[-1]) >= LENGTH:
            turns.append("")
    return turns[:TURNS]


def book(data: Path, turns: Iterable[str], terms: int) -> Codebook:
    """Give each code keywords of the shipped codebook, of the pack, and words of the turns."""
    shipped = [*load("recovery"), *load(data / "counsel_chat" / "codebook.yaml")]
    pool = {phrase.text for code in shipped for phrase in code.keywords}
    text = "\n".join(turns)
    chance = random.Random(1)  # noqa: S311 - as above
    english = set(re.findall(r"(?<!['’])\b[A-Za-z]{4,}\b(?!['’])", text))
    pool |= set(chance.sample(sorted(english), 1_500))
    pool |= set(chance.sample(sorted(set(re.findall("[一-鿿]{2}", text))), 1_500))
    drawn = [chance.sample(sorted(pool), terms) for _ in range(CODES)]
    codes = [
        Code(id=f"c{number}", name=(), keywords=tuple(Phrase(Language.UNKNOWN, one) for one in of))
        for number, of in enumerate(drawn)
    ]
    return Codebook(id="bench", codes=tuple(codes))


def notebook(codebook: Codebook, turns: list[str]) -> list[set[str]]:
    found: list[set[str]] = [set() for _ in turns]
    for code in codebook:
        terms = (phrase.text for phrase in code.keywords)
        ways = (rf"\b{re.escape(one)}\b" if one.isascii() else re.escape(one) for one in terms)
        pattern = re.compile("|".join(ways), re.IGNORECASE)
        for codes, turn in zip(found, turns, strict=True):
            if pattern.search(turn):
                codes.add(code.id)
    return found


def same_hits(codebook: Codebook, turns: list[str]) -> list[set[str]]:
    found: list[set[str]] = [set() for _ in turns]
    whole = levelled(turns)
    folded = [whole.line(number) for number in range(len(turns))]
    for code in codebook:
        ways = {way for phrase in code.keywords for way in _surfaces(phrase.text)}
        pattern = re.compile("|".join(map(edged, sorted(ways, key=len, reverse=True))))
        for codes, turn in zip(found, folded, strict=True):
            codes.update(code.id for _ in pattern.finditer(turn))
    return found


def edged(way: str) -> str:
    before = "(?<![a-z0-9])" if way[0].isascii() and way[0].isalnum() else ""
    behind = "(?![a-z0-9])" if way[-1].isascii() and way[-1].isalnum() else ""
    return f"{before}{re.escape(way)}{behind}"


def timed(work: Callable[[], object], times: int = 9) -> float:
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def table(*rows: Sequence[object]) -> None:
    head, *body = rows
    for row in (head, ["---"] * len(head), *body):
        sys.stdout.write("| " + " | ".join(map(str, row)) + " |\n")
    sys.stdout.write("\n")


def measured(codebook: Codebook, turns: list[str]) -> tuple[list[object], list[object]]:
    """Return a row of times and a row of what they were spent on."""
    matcher, whole = Matcher(codebook), levelled(turns)
    hits = matcher.hits_of_all(turns)
    codes = [{hit.code for hit in found} for found in hits]
    ours = timed(lambda: matcher.hits_of_all(turns))
    matching = timed(lambda: matcher._matches(whole.text))
    seconds, alike = [], []
    for peer in (notebook, same_hits):
        seconds.append(timed(lambda peer=peer: peer(codebook, turns), 3))  # type: ignore[misc]
        alike.append(sum(map(set.__eq__, codes, peer(codebook, turns))) / len(turns))
    terms = len(codebook.codes[0].keywords)
    times: list[object] = [terms, f"{ours:.3f}", f"{matching:.4f}"]
    times += [f"{one:.2f}" for one in seconds]
    times += [f"{theirs / mine:.0f}" for mine in (ours, matching) for theirs in seconds]
    built = timed(lambda: Matcher(codebook), 3)
    work: list[object] = [terms, len(matcher._owners), f"{built:.3f}"]
    work += [f"{sum(map(len, hits)):,}", *(f"{one:.3f}" for one in alike)]
    return times, work


def main(data: Path) -> None:
    turns = said(data)
    levelled(turns)  # characters are worked out when first met
    folding = timed(lambda: levelled(turns))
    sys.stdout.write(
        f"{len(turns):,} turns, {sum(map(len, turns)):,} characters, {CODES} codes; "
        f"folding takes {folding:.4f} s of the whole\n\n"
    )
    rows = [measured(book(data, turns, terms), turns) for terms in (4, 28, 141)]
    ratios = [f"{mine}: x {peer}" for mine in ("whole", "matching") for peer in PEERS]
    peers = [f"{peer} s" for peer in PEERS]
    table(["keywords a code", "whole s", "matching s", *peers, *ratios], *(one for one, _ in rows))
    alike = [f"codes as {peer}" for peer in PEERS]
    table(["keywords a code", "forms", "build s", "hits", *alike], *(one for _, one in rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data")

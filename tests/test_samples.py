"""The sample interviews and their gold coding are what their README says."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from qualpipe.codebook import load
from qualpipe.coding.keywords import Matcher
from qualpipe.ingest import read
from qualpipe.model import Role, Segment, Span, Transcript
from qualpipe.segment import Unit, segment

FOLDER = Path(__file__).parent.parent / "corpora_samples"
FILES = sorted(path for path in FOLDER.iterdir() if path.name[:1] == "P")
ORIGINALS = tuple(f"P{number:02}" for number in range(1, 11))
CODES = {code.id for code in load("recovery")}
THEMES = {"work", "medication", "stigma", "family_expectations", "housing"}


def gold() -> list[dict[str, str]]:
    with (FOLDER / "gold.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def originals() -> dict[str, Transcript]:
    found: dict[str, Transcript] = {}
    for path in FILES:
        if path.name == "P01.en.txt":
            continue
        first = read(path)[0]
        found[first.id.split(".")[0]] = first
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sample_is_read_with_its_roles(path: Path) -> None:
    whole = read(path)[0]
    roles = Counter(turn.role for turn in whole.turns)
    assert len(whole.turns) >= 60
    assert roles[Role.INTERVIEWER] >= 25
    assert roles[Role.PARTICIPANT] >= 25


def test_there_are_ten_interviews_in_five_formats_or_more() -> None:
    assert len({path.suffix for path in FILES}) >= 5
    assert len(FILES) == 11


def test_every_gold_quote_is_in_its_turn(originals: dict[str, Transcript]) -> None:
    for row in gold():
        whole = originals[row["transcript"]]
        turn = whole.turns[int(row["turn"]) - 1]
        assert row["quote"] in whole.words_of(turn), row
        assert turn.role is Role.PARTICIPANT, row


def test_every_gold_code_is_in_the_codebook_or_a_planted_theme() -> None:
    found = Counter((row["transcript"], row["code"]) for row in gold())
    known = CODES | {f"theme:{theme}" for theme in THEMES}
    assert {code for _, code in found} == known
    assert {transcript for transcript, _ in found} == set(ORIGINALS)
    for code in CODES:
        assert all(found[transcript, code] >= 3 for transcript in ORIGINALS), code


def coded(originals: dict[str, Transcript]) -> list[tuple[Segment, frozenset[str]]]:
    """Return each participant's passage with the codes whose quotes it touches."""
    pairs = []
    for name, whole in originals.items():
        rows = [row for row in gold() if row["transcript"] == name]
        pairs += [
            (one, frozenset(row["code"] for row in rows if touches(row, one, whole)))
            for one in segment(whole, by=Unit.PASSAGE, speakers="participants")
        ]
    return pairs


def touches(row: dict[str, str], one: Segment, whole: Transcript) -> bool:
    turn = whole.turns[int(row["turn"]) - 1]
    start = whole.text.index(row["quote"], turn.span.start)
    return one.turn == turn.number and one.span.overlaps(Span(start, start + len(row["quote"])))


def test_people_do_not_speak_in_keywords(originals: dict[str, Transcript]) -> None:
    matcher = Matcher(load("recovery"))
    silent = spoken = misleading = hits = 0
    for one, codes in coded(originals):
        hit = {found.code for found in matcher.hits(one.text)}
        for code in codes & CODES:
            silent += code not in hit
            spoken += 1
        hits += len(hit)
        misleading += len(hit - codes)
    assert silent / spoken >= 0.5
    assert misleading / hits >= 0.1


def test_a_fifth_of_the_passages_or_more_carry_nothing(originals: dict[str, Transcript]) -> None:
    pairs = coded(originals)
    assert sum(not codes for _, codes in pairs) / len(pairs) >= 0.2

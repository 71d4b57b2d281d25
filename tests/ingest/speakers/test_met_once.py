"""Promises of labels met once: who is somebody and what is speech, by a list made beforehand.

The list was written before the code that tells them apart; a limit that is known is named in it.
"""

import csv
from pathlib import Path

import pytest

from qualpipe.ingest.speakers import find_turns
from qualpipe.ingest.speakers.people import stands_for_somebody

LIST = Path(__file__).with_name("labels_met_once.csv")
ROWS = list(csv.DictReader(LIST.read_text("utf-8").splitlines()))


def company(row: dict[str, str]) -> list[str]:
    """Return the two labels among which one is met: full names hold blanks."""
    return row["among"].split("/" if "/" in row["among"] else " ")


LISTED = [
    pytest.param(
        row,
        id=f"{row['label']} among {row['among']}",
        marks=pytest.mark.xfail(reason=row["limit"], strict=True) if row["limit"] else (),
    )
    for row in ROWS
]


def test_the_list_has_as_many_people_as_words_and_few_limits() -> None:
    assert [sum(row["is"] == one for row in ROWS) for one in ("somebody", "speech")] == [30, 30]
    assert sum(bool(row["limit"]) for row in ROWS) <= 5


@pytest.mark.parametrize("row", LISTED)
def test_who_is_somebody_has_a_turn_and_what_is_speech_is_not_shown(row: dict[str, str]) -> None:
    pair, label = company(row), row["label"]
    lines = [f"{pair[n % 2]}: some words, 有啲嘢" for n in range(40)]
    text = "\n\n".join([*lines[:20], f"{label}: it was so, 係咁", *lines[20:]])
    pieces, told = find_turns(text, name="P01.txt")
    somebody = row["is"] == "somebody"
    assert (label in {piece.speaker for piece in pieces}) == somebody
    assert any(repr(label) in str(one) for one in told) == somebody
    assert somebody or label not in str(told)
    assert "係咁" in "".join(piece.span.of(text) for piece in pieces)


ROLES = (
    "Officer Pastor Sir Madam Professor Coach Miss Manager Lawyer Police Nurse Fai "
    "警察 義工 牧師 律師"
)
COMPANIES = ["I P", "訪 受", "Mary_Chan John_Lee", "KC LM", "陳大文 李小明", "KC01 KC02"]
OTHERS = [[one.replace("_", " ") for one in pair.split()] for pair in COMPANIES]
WORDS = (
    "TB OCD ICU PTSD HIV MRI B12 U2 阿拉伯 阿根廷 墨西哥 辦公 不公 亞洲 高生 高血壓 黃體酮 阿士匹靈"
)


@pytest.mark.parametrize(
    "label", [*ROLES.split(), "Wai Man", "Ms Lee", "Chan Tai-man", "陳Sir", "何太"]
)
@pytest.mark.parametrize("others", OTHERS, ids="-".join)
def test_titles_roles_and_names_are_somebody_in_any_company(label: str, others: list[str]) -> None:
    assert stands_for_somebody(label, others)


@pytest.mark.parametrize(
    "label", [*WORDS.split(), "Side Effects", "Good Life", "Panic Attack", "Tai Po"]
)
@pytest.mark.parametrize("others", OTHERS, ids="-".join)
def test_health_places_and_things_are_nobody_in_any_company(label: str, others: list[str]) -> None:
    assert not stands_for_somebody(label, others)


def test_initials_ids_and_full_names_need_that_the_labels_of_the_file_are_such() -> None:
    assert stands_for_somebody("RW", ["KC", "LM"])
    assert not stands_for_somebody("RW", ["KC", "I", "P"])
    assert stands_for_somebody("Xolani Mbeki", ["I", "Ada Lam"])
    assert not stands_for_somebody("Xolani Mbeki", ["I", "P", "Ada Lam"])
    assert stands_for_somebody("B2", ["A1", "B1"])
    assert not stands_for_somebody("B2", ["I", "P"])
    assert not stands_for_somebody("B2", ["K1", "L1"])
    assert stands_for_somebody("Spk1", ["I", "P"]), "which says that it is a speaker"

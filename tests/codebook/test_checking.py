"""All mistakes of a codebook file are told at once, each with its line and its remedy."""

import re
from pathlib import Path

import pytest

from qualpipe.codebook import CodebookError, load

FORTY = Path(__file__).parent.parent / "data" / "codebooks" / "forty_mistakes.yaml"


def mistakes(folder: Path, text: str) -> list[str]:
    path = folder / "book.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(CodebookError) as told:
        load(path)
    return [str(problem) for problem in told.value.problems]


def test_forty_mistakes_are_told_at_once_each_with_its_line() -> None:
    lines = enumerate(FORTY.read_text("utf-8").splitlines(), 1)
    marked = [f"{FORTY.name}:{number}" for number, line in lines if re.search(r"# \d+$", line)]
    with pytest.raises(CodebookError) as told:
        load(FORTY)
    assert [problem.where for problem in told.value.problems] == marked
    assert len(marked) == 40
    assert all(problem.remedy for problem in told.value.problems)


def test_the_message_names_every_mistake() -> None:
    with pytest.raises(CodebookError) as told:
        load(FORTY)
    head, *lines = str(told.value).splitlines()
    assert head == "forty_mistakes.yaml has 40 mistakes:"
    assert [line.strip() for line in lines] == [str(problem) for problem in told.value.problems]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("keyword", "keywords"), ("exampels", "examples"), ("defintion", "definition")],
)
def test_a_misspelt_field_is_told_with_the_one_that_was_meant(
    typed: str, meant: str, tmp_path: Path
) -> None:
    (mistake,) = mistakes(tmp_path, f"codes:\n  - id: a\n    {typed}: 屋企\n")
    assert mistake == f"book.yaml:3: `{typed}` is no field of a code (did you mean {meant}?)"


def test_a_circle_of_parents_is_told_once(tmp_path: Path) -> None:
    text = "codes: [{id: a, parent: c}, {id: b, parent: a}, {id: c, parent: b}, {id: d, parent: a}]"
    (mistake,) = mistakes(tmp_path, text)
    assert "a > c > b > a" in mistake


def test_a_mistake_in_the_form_does_not_hide_one_in_the_tree(tmp_path: Path) -> None:
    text = "codes:\n- {id: a, share: 9}\n- {id: a}\n- {id: b, parent: A}\n"
    assert [mistake.split(" ")[0] for mistake in mistakes(tmp_path, text)] == [
        "book.yaml:2:",
        "book.yaml:3:",
        "book.yaml:4:",
    ]


def test_a_mistake_reached_by_a_reference_is_told_where_it_stands(tmp_path: Path) -> None:
    text = "shared: &words\n  en: [hope]\n  fr: [espoir]\ncodes:\n- id: a\n  keywords: *words\n"
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.startswith("book.yaml:3: `fr`")


def test_json_tells_the_way_to_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_text('{"codes": [{"id": "a"}, {"id": "b", "keyword": []}]}', "utf-8")
    with pytest.raises(CodebookError, match=r"book\.json:codes\[2\]\.keyword"):
        load(path)

"""A codebook survives its file, and a file survives its codebook."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make import code, codebook, phrases

from qualpipe.codebook import convert, load, save
from qualpipe.model import Code, Codebook, Language, Phrase, QualpipeError

DATA = Path(__file__).parent.parent / "data" / "codebooks"
RECOVERY = Path(__file__).parents[2] / "codebooks" / "recovery.yaml"
LANGUAGES = tuple(Language)

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
words = any_text.map(lambda text: " ".join(text.split())).filter(bool)
passages = any_text.map(str.strip).filter(bool)
# A cell of a table holds what can be seen, and line ends.
seen = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"], include_characters="\n")
cells = st.text(seen, max_size=12).map(str.strip).filter(bool)
extras = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | any_text | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(any_text, inner, max_size=2),
    max_leaves=4,
)


def worded(texts: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[tuple[Phrase, ...]]:
    one = st.builds(Phrase, st.sampled_from(LANGUAGES), texts)
    return st.lists(one, max_size=most).map(
        lambda found: tuple(sorted(found, key=lambda phrase: LANGUAGES.index(phrase.language)))
    )


@st.composite
def books(
    draw: st.DrawFn, texts: st.SearchStrategy[str], lines: st.SearchStrategy[str]
) -> Codebook:
    ids = draw(
        st.lists(st.from_regex(r"[\w.-]{1,4}", fullmatch=True), min_size=1, max_size=3, unique=True)
    )
    codes = []
    for number, identity in enumerate(ids):
        made = Code(
            id=identity,
            name=draw(worded(lines, 2)) or (Phrase(Language.UNKNOWN, identity),),
            definition=draw(worded(texts, 2)),
            include=draw(worded(texts)),
            keywords=draw(worded(lines)),
            examples=draw(worded(texts)),
            counter_examples=draw(worded(texts)),
            parent=draw(st.none() | st.sampled_from(ids[:number])) if number else None,
            colour=draw(st.sampled_from(["", "#fff", "#E69F00"])),
            share=draw(st.none() | st.floats(0, 1)),
        )
        codes.append(made)
    return Codebook(
        id=draw(lines),
        codes=tuple(codes),
        title=draw(worded(lines, 2)),
        version=draw(st.just("") | texts),
        languages=tuple(draw(st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=2))),
        source=draw(st.just("") | texts),
    )


quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
@quick
@given(
    book=books(passages, words),
    extra=st.dictionaries(st.text("xyz嘅 :#", min_size=1), extras, max_size=2),
)
def test_what_is_written_is_what_is_read(
    suffix: str, book: Codebook, extra: dict[str, object], tmp_path: Path
) -> None:
    book = replace(book, extra=extra)
    path = tmp_path / f"book{suffix}"
    path.unlink(missing_ok=True)
    assert save(book, path) == ()
    assert load(path) == book


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
@quick
@given(book=books(cells, cells.map(lambda text: " ".join(text.split()))))
def test_what_is_written_as_a_table_is_what_is_read(
    suffix: str, book: Codebook, tmp_path: Path
) -> None:
    path = tmp_path / f"book{suffix}"
    save(book, path)
    assert load(path).codes == book.codes
    if suffix == ".xlsx":
        assert load(path) == book


@quick
@given(old=books(passages, words), new=books(passages, words))
def test_saving_onto_another_codebook_leaves_nothing_of_it(
    old: Codebook, new: Codebook, tmp_path: Path
) -> None:
    path = tmp_path / "book.yaml"
    path.unlink(missing_ok=True)
    save(old, path)
    save(new, path)
    assert load(path) == new


@pytest.mark.parametrize(
    "path", [RECOVERY, *(DATA / name for name in ("remarks.yaml", "plain.yaml"))]
)
def test_saving_what_was_loaded_changes_no_byte(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    assert save(load(copy), copy) == ()
    assert copy.read_bytes() == path.read_bytes()


@pytest.fixture
def remarks(tmp_path: Path) -> Path:
    path = tmp_path / "remarks.yaml"
    path.write_bytes((DATA / "remarks.yaml").read_bytes())
    return path


def changed_lines(path: Path) -> tuple[Sequence[str], Sequence[str]]:
    before = (DATA / "remarks.yaml").read_text("utf-8").splitlines()
    after = path.read_text("utf-8").splitlines()
    return [one for one in before if one not in after], [one for one in after if one not in before]


def test_a_changed_field_changes_its_own_lines_only(remarks: Path) -> None:
    book = load(remarks)
    waiting = replace(book.codes[0], colour="#000000")
    save(replace(book, version="1.11", codes=(waiting, book.codes[1])), remarks)
    gone, come = changed_lines(remarks)
    assert gone == ["version: 1.10"]
    assert come == ['version: "1.11"', '    colour: "#000000"']


def test_an_added_example_leaves_the_remarks_on_the_others(remarks: Path) -> None:
    book = load(remarks)
    added = (*book.codes[0].examples, Phrase(Language.YUE, "我仲等緊。"))
    save(replace(book, codes=(replace(book.codes[0], examples=added), book.codes[1])), remarks)
    assert changed_lines(remarks) == ([], ['      - "我仲等緊。"'])


def test_codes_take_their_remarks_along_when_they_move(remarks: Path) -> None:
    book = load(remarks)
    save(replace(book, codes=book.codes[::-1]), remarks)
    text = remarks.read_text("utf-8")
    places = [
        text.index(part)
        for part in ("the second one", "id: company", "the first one", "id: waiting")
    ]
    assert places == sorted(places)
    assert load(remarks).codes == book.codes[::-1]


def test_a_removed_code_goes_with_its_remark(remarks: Path) -> None:
    book = load(remarks)
    save(replace(book, codes=book.codes[:1]), remarks)
    text = remarks.read_text("utf-8")
    assert "the second one" not in text
    assert "# the end" in text
    assert "said by nearly everyone" in text


def test_another_language_of_the_file_marks_the_texts_it_changes(remarks: Path) -> None:
    book = replace(load(remarks), languages=(Language.EN, Language.YUE))
    save(book, remarks)
    assert load(remarks) == book
    assert "# the end" in remarks.read_text("utf-8")


def test_line_ends_of_windows_stay(remarks: Path) -> None:
    remarks.write_bytes(remarks.read_bytes().replace(b"\n", b"\r\n"))
    save(replace(load(remarks), version="2"), remarks)
    content = remarks.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 20


def test_a_layout_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(
        "codes:\n  - # a remark where none is expected\n    id: a\n    name: A\n", "utf-8"
    )
    book = replace(load(path), codes=(code("a"),))
    (problem,) = save(book, path)
    assert "written anew" in problem.message
    assert load(path) == book


def test_a_file_that_is_no_codebook_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text("codes: [{id: a, keyword: b}]", "utf-8")
    with pytest.raises(QualpipeError, match="there already"):
        save(codebook(), path)
    assert "keyword" in path.read_text("utf-8")


def test_what_a_table_has_no_place_for_is_told(tmp_path: Path) -> None:
    book = replace(load("recovery"), extra={"licence": "CC BY 4.0", "waves": [1, 2]})
    (csv,) = save(book, tmp_path / "recovery.csv")
    assert (
        csv.message
        == "there is no place for title, version, languages, source, licence, waves in a table"
    )
    (xlsx,) = save(book, tmp_path / "recovery.xlsx")
    assert "waves" in xlsx.message
    assert "licence" not in xlsx.message


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".csv", ".xlsx"])
def test_the_recovery_codebook_converts_and_comes_back(suffix: str, tmp_path: Path) -> None:
    convert(RECOVERY, tmp_path / f"recovery{suffix}")
    convert(tmp_path / f"recovery{suffix}", tmp_path / "back.json")
    assert load(tmp_path / "back.json").codes == load("recovery").codes


@pytest.mark.parametrize("suffix", [".yaml", ".xlsx"])
def test_the_same_codebook_makes_the_same_file(suffix: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(load("recovery"), tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match="longer than a cell"):
        save(codebook(code(definition="很長" * 20_000)), tmp_path / "book.xlsx")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    remarks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = remarks.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QualpipeError, match=r"remarks\.yaml: cannot be written \(no space"):
        save(replace(load(remarks), version="2"), remarks)
    assert remarks.read_bytes() == before
    assert list(remarks.parent.iterdir()) == [remarks]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match="cannot be written"):
        save(codebook(), tmp_path / "gone" / "book.yaml")


def test_a_link_stays_a_link_and_permissions_stay(remarks: Path) -> None:
    link = remarks.parent / "link.yaml"
    link.symlink_to(remarks)
    remarks.chmod(0o640)
    save(replace(load(link), version="2"), link)
    assert link.is_symlink()
    assert load(remarks).version == "2"
    assert remarks.stat().st_mode & 0o777 == 0o640


def test_a_single_language_is_written_without_marks(tmp_path: Path) -> None:
    book = replace(
        codebook(code(keywords=["sofa"])), languages=(Language.EN,), title=phrases("Home")
    )
    save(book, tmp_path / "book.yaml")
    assert "    keywords: [sofa]\n" in (tmp_path / "book.yaml").read_text("utf-8")
    assert load(tmp_path / "book.yaml") == book

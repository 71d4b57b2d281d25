"""Codebook files become codebooks, whatever form the researcher wrote them in."""

import os
import re
from pathlib import Path
from textwrap import indent

import pytest

from qualpipe.codebook import CodebookError, load, shipped
from qualpipe.codebook.form import CODE, TOP
from qualpipe.model import Language, Phrase, QualpipeError, UnknownName

DATA = Path(__file__).parent.parent / "data" / "codebooks"
PAGE = (Path(__file__).parents[2] / "codebooks" / "README.md").read_text("utf-8")
EN, YUE, ZH, UNKNOWN = Language.EN, Language.YUE, Language.ZH, Language.UNKNOWN


def written(folder: Path, text: str, name: str = "book.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", shipped())
def test_each_shipped_codebook_loads_by_its_name(name: str) -> None:
    assert load(name).id == name


def test_the_recovery_codebook_is_worded_in_all_its_languages() -> None:
    book = load("recovery")
    assert book.languages == (EN, YUE, ZH)
    for code in book:
        for language in book.languages:
            in_language = [phrase for phrase in code.keywords if phrase.language is language]
            examples = [phrase for phrase in code.examples if phrase.language is language]
            assert len(in_language) >= 15
            assert len(examples) >= 6


def test_plain_strings_and_lists_stand_for_the_language_of_the_file() -> None:
    waiting, money = load(DATA / "plain.yaml")
    assert waiting.name == (Phrase(EN, "Waiting"),)
    assert money.keywords == (Phrase(EN, "rent"),)
    assert waiting.examples[1] == Phrase(EN, "It's been: a year.")


@pytest.mark.parametrize("word", ["NO", "12:30", "911", "true"])
def test_a_word_stays_the_word_that_was_typed(word: str) -> None:
    assert Phrase(EN, word) in load(DATA / "plain.yaml").codes[0].keywords


@pytest.mark.parametrize("version", ["1.10", "1.0", "2", "2026-01-05", '"1.10"'])
def test_a_version_stays_as_it_was_typed(version: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"version: {version}\ncodes: [{{id: a}}]\n")
    assert load(path).version == version.strip('"')


def test_what_else_the_file_says_at_its_top_is_kept() -> None:
    extra = {"unit": "question", "multi_label": False, "threshold": 0.5, "edition": "1.10"}
    assert load(DATA / "plain.yaml").extra == extra


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", EN),
        ("en-GB", EN),
        ("English", EN),
        ("yue", YUE),
        ("yue-Hant", YUE),
        ("zh-HK", YUE),
        ("zh-yue", YUE),
        ("廣東話", YUE),
        ("zh", ZH),
        ("zh-Hant", ZH),
        ("zh-Hans", ZH),
        ("zh_TW", ZH),
        ("zh-CN", ZH),
        ("cmn", ZH),
        ("und", UNKNOWN),
    ],
)
def test_a_language_may_be_called_by_its_usual_tags(
    tag: str, language: Language, tmp_path: Path
) -> None:
    path = written(tmp_path, f"codes:\n  - id: a\n    keywords: {{{tag}: [屋企]}}\n")
    assert load(path).codes[0].keywords == (Phrase(language, "屋企"),)


def test_two_tags_of_one_language_are_put_together(tmp_path: Path) -> None:
    text = "codes:\n  - id: a\n    keywords: {zh-Hans: [复元], en: [hope], zh-Hant: [復元]}\n"
    keywords = load(written(tmp_path, text)).codes[0].keywords
    assert keywords == (Phrase(EN, "hope"), Phrase(ZH, "复元"), Phrase(ZH, "復元"))


@pytest.mark.parametrize(
    ("text", "language"),
    [("waiting list", EN), ("排緊期喎", YUE), ("他們沒有來", ZH), ("😀", UNKNOWN)],
)
def test_without_a_stated_language_the_text_tells(
    text: str, language: Language, tmp_path: Path
) -> None:
    path = written(tmp_path, f"codes:\n  - id: a\n    definition: {text}\n")
    assert load(path).codes[0].definition == (Phrase(language, text),)


@pytest.mark.parametrize("identity", ["waiting-list", "等候", "a.b_2", "1"])
def test_ids_may_be_of_any_script(identity: str, tmp_path: Path) -> None:
    assert load(written(tmp_path, f"codes: [{{id: {identity}}}]")).codes[0].id == identity


def test_a_code_without_a_name_is_shown_by_its_id(tmp_path: Path) -> None:
    path = written(tmp_path, "codes: [{id: waiting, name: }]")
    assert load(path).codes[0].name == (Phrase(UNKNOWN, "waiting"),)


@pytest.mark.parametrize("field", ["counter_examples", "counter-examples", "Counterexamples"])
def test_fields_may_be_spelt_in_several_ways(field: str, tmp_path: Path) -> None:
    path = written(tmp_path, f'codes: [{{ID: a, color: "#fff", {field}: [唔係]}}]')
    (code,) = load(path)
    assert code.colour == "#fff"
    assert [phrase.text for phrase in code.counter_examples] == ["唔係"]


def test_a_colour_that_yaml_takes_for_a_remark_is_found() -> None:
    assert load(DATA / "bare_colour.yaml").codes[0].colour == "#0072B2"


@pytest.mark.parametrize(("share", "value"), [("0.15", 0.15), ("15%", 0.15), ("", None)])
def test_a_share_is_a_part_or_a_percentage(share: str, value: float | None, tmp_path: Path) -> None:
    assert load(written(tmp_path, f"codes:\n - id: a\n   share: {share}\n")).codes[0].share == value


def test_a_line_end_inside_chinese_text_leaves_no_space() -> None:
    definition = load(DATA / "remarks.yaml").codes[1].definition
    assert [phrase.text for phrase in definition] == ["有人陪住去，唔使一個人面對。"]


def test_line_ends_and_a_byte_order_mark_of_windows_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "remarks.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + (DATA / "remarks.yaml").read_bytes().replace(b"\n", b"\r\n"))
    assert load(path) == load(DATA / "remarks.yaml")


def test_json_is_read_like_yaml(tmp_path: Path) -> None:
    text = '{"version": 1.10, "codes": [{"id": "a", "name": {"yue": "屋企"}, "share": 0.2}]}'
    book = load(written(tmp_path, text, "book.json"))
    assert (book.version, book.codes[0].share) == ("1.10", 0.2)
    assert book.codes[0].name == (Phrase(YUE, "屋企"),)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gb18030.yaml", "gb18030.yaml:3: this is not UTF-8"),
        ("utf16.csv", "it is in UTF-16"),
        ("tabs.yaml", "tabs.yaml:2: a tab stands where YAML wants spaces"),
        ("full_width_colons.yaml", "a plain colon and a space instead of ："),
        ("bomb.yaml", "bomb.yaml:6: references"),
    ],
)
def test_an_unreadable_file_is_refused_with_place_and_remedy(name: str, said: str) -> None:
    with pytest.raises(QualpipeError, match=said.replace("*", r"\*")):
        load(DATA / name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "just words",
        "- id: a\n",
        "codes:\n",
        "codes: []\n",
        "codes: {a: {name: A}}\n",
        "codes: [{id: a}]\n---\ncodes: [{id: b}]\n",
        "codes: [{id: a, name: *nowhere}]",
        "codes: &all [{id: a, examples: *all}]",
        "codes: [{id: a, name: !!python/object:os.system x}]",
        "codes: [" + "[" * 40,
        "codes: [{id: a, ? [b] : c}]",
        "codes: [{id: a, name: 'open}]",
        "codes: [{id: a\x01}]",
    ],
)
def test_what_is_no_codebook_is_told_with_its_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError) as told:
        load(written(tmp_path, text))
    assert all(problem.where.startswith("book.yaml:") for problem in told.value.problems)
    assert all(problem.remedy for problem in told.value.problems)


@pytest.mark.parametrize("text", ["{", '{"codes": [{"id": "a", "id": "b"}]}', "[" * 100_000, "[]"])
def test_broken_json_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match=r"book\.json"):
        load(written(tmp_path, text, "book.json"))


def test_references_that_nest_without_end_are_told(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} {'[' * 25}*a{n - 1}{']' * 25}" for n in range(1, 60))]
    with pytest.raises(QualpipeError, match="nests far too deep"):
        load(written(tmp_path, "\n".join(lines)))


def test_a_file_far_too_long_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 9 << 20)
    with pytest.raises(QualpipeError, match="larger than 8 MB"):
        load(path)


def test_an_unknown_name_lists_the_shipped_ones() -> None:
    with pytest.raises(QualpipeError, match=r"'recvery'; shipped: .*recovery"):
        load("recvery")


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match="no such file"):
        load(tmp_path / "gone.yaml")


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"\.xlsx, \.yaml"):
        load(tmp_path / "book.doc")


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_the_examples_of_the_description_are_codebooks(block: str, tmp_path: Path) -> None:
    whole = block if "codes:" in block else f"codes:\n  - id: waiting\n{indent(block, '    ')}"
    assert load(written(tmp_path, whole)).codes[0].id == "waiting"


@pytest.mark.parametrize("field", [*TOP, *CODE])
def test_the_description_tells_of_every_field(field: str) -> None:
    assert f"`{field}`" in PAGE

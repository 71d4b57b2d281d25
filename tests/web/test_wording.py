import json
import string
from pathlib import Path

import pytest

from qualpipe.themes import REMARKS
from qualpipe.web import wording

FOLDER = Path(wording.__file__).parent / "messages"
LANGUAGES = ("en", "zh-HK", "zh-CN")
PAGES = sorted(path.stem for path in (FOLDER / "en").glob("*.json"))


def messages(language: str, page: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((FOLDER / language / f"{page}.json").read_text("utf-8"))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_language_words_the_same_pages() -> None:
    for language in LANGUAGES:
        assert sorted(path.stem for path in (FOLDER / language).glob("*.json")) == PAGES


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("page", PAGES)
def test_keys_and_placeholders_are_the_same_in_every_language(page: str, language: str) -> None:
    english, other = messages("en", page), messages(language, page)
    assert list(other) == list(english)
    for key, text in english.items():
        assert placeholders(other[key]) == placeholders(text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_holds_markup(language: str) -> None:
    for key, text in wording.messages(language).items():
        assert text.strip(), key
        assert not {"<", ">"} & set(text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_remarked_of_themes_is_worded(language: str) -> None:
    worded = {key for key in messages(language, "themes") if key.startswith("told_")}
    assert worded == {f"told_{key}" for key in REMARKS}


# What Hong Kong and the mainland write differently: a sign of a file in the wrong characters.
@pytest.mark.parametrize(
    ("language", "foreign"), [("zh-HK", "这个们时对开关说"), ("zh-CN", "這個們時對開關說")]
)
def test_each_script_keeps_to_itself(language: str, foreign: str) -> None:
    assert not [key for key, text in wording.messages(language).items() if set(foreign) & set(text)]

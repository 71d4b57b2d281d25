"""Headings and notes are there in every language, with the same gaps."""

import string

import pytest

from qualpipe.export.headings import wording
from qualpipe.export.options import Tongue


def gaps(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", [Tongue.HK, Tongue.CN])
def test_every_heading_is_there_with_its_gaps(language: Tongue) -> None:
    english, other = wording(Tongue.EN), wording(language)
    keys = {key for key in english if not key.endswith(".one")}
    assert set(other) == keys
    assert {key for key in keys if gaps(english[key]) != gaps(other[key])} == set()


def test_what_has_a_form_for_one_has_one_for_many() -> None:
    english = wording(Tongue.EN)
    assert {key.removesuffix(".one") for key in english} <= set(english)

"""Promises of file names: an id fit for an address, and the language they end in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.ingest.parallel.names import identifier, named_language
from qualpipe.model import Address, Language, Span


@pytest.mark.parametrize(
    ("stem", "base", "language"),
    [
        ("P01.zh", "P01", Language.ZH),
        ("P01_zh", "P01", Language.ZH),
        ("P01-yue", "P01", Language.YUE),
        ("P01.tc", "P01", Language.YUE),
        ("P01.HK", "P01", Language.YUE),
        ("P01_sc", "P01", Language.ZH),
        ("P01_CN", "P01", Language.ZH),
        ("P01.zh-HK", "P01", Language.YUE),
        ("P01_eng", "P01", Language.EN),
        ("P01 (English)", "P01", Language.EN),
        ("P01_chi", "P01", Language.ZH),
        ("訪談一_中文", "訪談一", Language.ZH),
        ("訪談一 英譯", "訪談一", Language.EN),
        ("P01", "P01", None),
        ("Henry", "Henry", None),
        ("zh", "zh", None),
        ("P01.final", "P01.final", None),
    ],
)
def test_a_name_says_the_language(stem: str, base: str, language: Language | None) -> None:
    found = named_language(stem)
    assert (found.base, found.language) == (base, language)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("P01", "P01"),
        ("P01.zh", "P01.zh"),
        ("訪談 一：花園", "訪談_一-花園"),
        ("a/b\\c", "a-b-c"),
        ("  ", "transcript"),
        ("Jose\u0301", "José"),
    ],
)
def test_an_id_is_the_name_made_safe(name: str, made: str) -> None:
    assert identifier(name) == made


@given(st.text(max_size=30))
def test_every_id_stands_in_an_address_and_is_its_own_id(name: str) -> None:
    made = identifier(name)
    assert Address.parse(str(Address(made, 3, Span(0, 5)))).transcript == made
    assert identifier(made) == made

import pytest
from make import segment

from qualpipe.model import Language
from qualpipe.themes.wording.spoken import Spoken, spoken


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("我個case manager好緊張", Language.YUE, Spoken.CHINESE),
        ("他們很好", Language.ZH, Spoken.CHINESE),
        ("Siu mai, har gow", Language.EN, Spoken.ENGLISH),
        ("我覺得好stress，I cannot sleep at all", Language.MIXED, Spoken.BOTH),
        ("等", Language.UNKNOWN, Spoken.CHINESE),
        ("1997", Language.UNKNOWN, Spoken.ENGLISH),
    ],
)
def test_kinds_of_chinese_are_one_and_mixed_talk_is_both(
    text: str, language: Language, expected: Spoken
) -> None:
    assert spoken(segment(text, language=language)) is expected

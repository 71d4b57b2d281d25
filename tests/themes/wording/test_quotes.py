import numpy as np
from make import segment
from talk import embed, talk

from qualpipe.model import Language, Segment
from qualpipe.themes import gather
from qualpipe.themes.wording.quotes import quotes, typical_first


def said(text: str, case: str, turn: int) -> Segment:
    language = Language.EN if text.isascii() else Language.YUE
    return segment(text, transcript=case, turn=turn, language=language, case=case)


ORDER = [
    said("the pills made me slow", "P1", 2),
    said("the pills again", "P1", 4),
    said("my pills, my pills", "P2", 2),
    said("pills for life", "P3", 2),
    said("啲藥食到我好慢", "P4", 2),
]


def test_quotes_are_the_most_typical_of_different_people_with_both_languages() -> None:
    assert quotes(ORDER) == (ORDER[0].address, ORDER[2].address, ORDER[4].address)


def test_one_person_has_one_quote() -> None:
    assert quotes(ORDER[:2]) == (ORDER[0].address,)


def test_the_only_speaker_of_a_language_is_not_named_twice() -> None:
    both = [said("啲藥", "P1", 2), said("the pills", "P1", 4), said("pills", "P2", 2)]
    assert quotes(both) == (both[0].address, both[2].address)


def test_what_is_near_the_middle_comes_first_and_short_talk_later() -> None:
    group = talk(16, subjects=["medicine"])
    stray = said("The wedding, the aunt, the grandson and the marriage", "P9", 2)
    short = said("藥丸", "P9", 4)
    material = gather([*group, stray, short, *talk(60)], embed=embed)
    order = typical_first(np.arange(18), material).tolist()
    assert order[-1] == 16
    assert order.index(17) > 8

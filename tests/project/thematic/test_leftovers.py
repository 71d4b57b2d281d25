import pytest
from make import codebook, segment

from qualpipe.model import QualpipeError
from qualpipe.project.thematic.leftovers import Explained, Talk, checked_over, left_over
from qualpipe.themes import Reason

SAID = tuple(
    segment(text, turn=turn)
    for turn, text in enumerate(
        (
            "我阿媽成日話我食藥食到傻咗，叫我唔好再睇醫生。",
            "My landlord put the rent up again and I cannot pay for the flat.",
            "係囉，係囉。",
            "返工嗰陣老闆問我點解成日請假，我唔敢講有病。",
            "They moved me to another estate, two bedrooms, no lift.",
            "Thank you, bye bye.",
        ),
        10,
    )
)
PLACES = [one.address for one in SAID]
TALK = Talk(segments=SAID, questions=dict.fromkeys(PLACES, ""))


@pytest.mark.parametrize("over", ["residue", "all", "code:home"])
def test_what_can_be_searched_is_taken(over: str) -> None:
    assert checked_over(over, codebook()) == over


@pytest.mark.parametrize(
    ("over", "message"),
    [("rest", "say residue, all or code:ID"), ("code:x", "unknown code 'x'; known: home")],
)
def test_what_cannot_be_searched_is_told(over: str, message: str) -> None:
    with pytest.raises(QualpipeError, match=message):
        checked_over(over, codebook())


def test_the_residue_is_what_neither_people_nor_suggestions_explain() -> None:
    known = Explained(coded=frozenset({PLACES[0]}), best={PLACES[1]: 0.5, PLACES[3]: 0.49})
    found = left_over(TALK, known, "residue")
    assert [one.address for one in found.kept] == [PLACES[3], PLACES[4]]
    assert [(one.segment.address, one.reason) for one in found.left_out] == [
        (PLACES[0], Reason.DECIDED),
        (PLACES[1], Reason.SUGGESTED),
        (PLACES[2], Reason.BACKCHANNEL),
        (PLACES[5], Reason.GREETING),
    ]


def test_inside_a_code_what_is_coded_or_suggested_is_searched() -> None:
    known = Explained(coded=frozenset({PLACES[0], PLACES[2]}), best={PLACES[1]: 0.3})
    found = left_over(TALK, known, "code:home")
    assert [one.address for one in found.kept] == [PLACES[0], PLACES[1]]
    assert [one.reason for one in found.left_out] == [Reason.BACKCHANNEL]


def test_the_same_knowledge_has_the_same_digest_in_any_order() -> None:
    one = Explained(coded=frozenset({"a", "b"}), best={"x": 0.5, "y": 0.25})
    other = Explained(coded=frozenset({"b", "a"}), best={"y": 0.25, "x": 0.5})
    assert one.digest == other.digest
    assert one.digest != Explained(coded=frozenset({"a"}), best=one.best).digest

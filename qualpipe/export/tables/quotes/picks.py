"""The writer's own choice of quotes, and words left out of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from qualpipe.export.passages import Material, Passage
from qualpipe.model import Address, QualpipeError, Span

ELLIPSIS = "…"
_PICK = re.compile(r"(?P<place>.+:\d+):(?P<spans>\d+-\d+(?:,\d+-\d+)*)(?:\s+(?P<code>\S.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage as it is to be shown: its words, with an ellipsis where the writer left some out.

    `address` says which words, several stretches of them parted by commas.
    """

    passage: Passage
    text: str
    address: str
    trimmed: bool = False


def whole(passage: Passage) -> Quote:
    """Quote a passage as it was coded."""
    return Quote(passage=passage, text=passage.text, address=passage.address)


def picked(material: Material) -> tuple[Quote, ...]:
    """Return the quotes that the writer picked, in the order given.

    A pick lies inside a coded passage; where it names no code, it stands under each code that the
    passage carries. One that fits nothing is an error that names what is coded in its turn.
    """
    found: list[Quote] = []
    for pick in material.options.picks:
        quotes = tuple(_fitting(material, pick))
        if not quotes:
            raise QualpipeError(f"{pick!r}: {_why_not(material, pick)}")
        found += quotes
    return tuple(found)


def _fitting(material: Material, pick: str) -> Iterator[Quote]:
    place, spans, code = _parsed(pick)
    first, last = spans[0].start, spans[-1].end
    outer = Span(first, last)
    for one in material.passages:
        here = (one.transcript, one.turn.number) == (place.transcript, place.turn)
        if here and one.within.holds(outer) and code in ("", one.code):
            yield _trimmed(material, one, place, spans)


def _trimmed(material: Material, passage: Passage, place: Address, spans: list[Span]) -> Quote:
    _, words = material.turn_at(place)
    pieces = [span.of(words).strip() for span in spans]
    before = spans[0].start > passage.within.start
    after = spans[-1].end < passage.within.end
    text = f" {ELLIPSIS} ".join(pieces)
    stretches = ",".join(map(str, spans))
    return Quote(
        passage=passage,
        text=(f"{ELLIPSIS} " if before else "") + text + (f" {ELLIPSIS}" if after else ""),
        address=f"{place.transcript}:{place.turn}:{stretches}",
        trimmed=before or after or len(pieces) > 1,
    )


def _parsed(pick: str) -> tuple[Address, list[Span], str]:
    match = _PICK.fullmatch(pick.strip())
    if match is None:
        raise QualpipeError(
            f"{pick!r} is no pick; one looks like P01:12:0-41, or P01:12:0-20,31-41 home"
        )
    spans = [_span(pick, stretch) for stretch in match["spans"].split(",")]
    if any(one.end > other.start for one, other in pairwise(spans)):
        raise QualpipeError(f"{pick!r}: the stretches of a pick follow one another")
    place = Address.parse(f"{match['place']}:{spans[0]}")
    return place, spans, match["code"] or ""


def _span(pick: str, stretch: str) -> Span:
    start, end = map(int, stretch.split("-"))
    if start >= end:
        raise QualpipeError(f"{pick!r}: {stretch} holds no words")
    return Span(start, end)


def _why_not(material: Material, pick: str) -> str:
    place, _, code = _parsed(pick)
    near = [
        f"{one.address} {one.code}"
        for one in material.passages
        if (one.transcript, one.turn.number) == (place.transcript, place.turn)
    ]
    wanted = f" as {code}" if code else ""
    coded = f"; coded there: {', '.join(near)}" if near else "; nothing is coded in that turn"
    return f"these words are not coded{wanted}{coded}"

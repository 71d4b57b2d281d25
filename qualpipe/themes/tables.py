"""Tables of themes: by attribute, over the interviews, as a tree."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualpipe.model import QualpipeError, Segment, Theme
from qualpipe.themes.operations import leaves

UNKNOWN = ""

_WARNING = (
    "The curve shows in which interview each theme was first heard; the themes were found with all "
    "interviews at hand, and another order gives another curve. It cannot show that people unlike "
    "those asked would say nothing new, nor that a theme is understood."
)
_FEW = 6
_TOO_FEW = "With {count} the curve says next to nothing. "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How often a theme is voiced by those with one value of an attribute.

    `share` is the part of all segments with that value (0 to 1), so that long interviews do not
    outweigh short ones.
    """

    theme: str
    value: str
    segments: int
    participants: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One more interview: the themes first heard in it, and how many are heard by now."""

    transcript: str
    new: tuple[str, ...]
    heard: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """New themes by interview; `warning` says what the curve cannot show."""

    steps: tuple[Step, ...]
    warning: str


def by_attribute(
    themes: Sequence[Theme], segments: Sequence[Segment], values: Mapping[str, str]
) -> tuple[Row, ...]:
    """Count each theme by an attribute, such as role, site or month of the interview.

    `values` maps a transcript's id to its value ('' where it is not known); `segments` are those
    that were searched. Every theme has a row for every value.

    >>> from make import segment, theme
    >>> said = [segment("等睇醫生", transcript="P1"), segment("返工", transcript="P2", case="P2")]
    >>> rows = by_attribute([theme("1", segments=(said[0].address,))], said, {"P1": "woman"})
    >>> [(row.value, row.segments, row.share) for row in rows]
    [('woman', 1, 1.0), ('', 0, 0.0)]
    """
    value_of = {one.address: values.get(one.transcript, UNKNOWN) for one in segments}
    whole = Counter(value_of.values())
    present = sorted(whole, key=lambda value: (value == UNKNOWN, value))
    case_of = {one.address: one.case or one.transcript for one in segments}
    rows = []
    for theme in themes:
        held = [one for one in theme.segments if one in value_of]
        counts = Counter(value_of[one] for one in held)
        people = Counter(value for value, _ in {(value_of[one], case_of[one]) for one in held})
        rows += [
            Row(
                theme=theme.id,
                value=value,
                segments=counts[value],
                participants=people[value],
                share=counts[value] / whole[value],
            )
            for value in present
        ]
    return tuple(rows)


def saturation(
    themes: Sequence[Theme], segments: Sequence[Segment], *, order: Sequence[str] = ()
) -> Saturation:
    """Count new themes interview by interview, in `order` (default: by transcript id).

    An interview without a segment that was searched counts as well, if `order` names it.
    """
    voiced: dict[str, set[str]] = {}
    of = {one.address: one.transcript for one in segments}
    for theme in leaves(themes):
        for address in theme.segments:
            if address in of:
                voiced.setdefault(of[address], set()).add(theme.id)
    held = sorted({one.transcript for one in segments})
    missing = [one for one in held if one not in order] if order else []
    if missing:
        raise QualpipeError(f"the order names no {', '.join(missing)}; name every interview once")
    twice = sorted({one for one in order if order.count(one) > 1})
    if twice:
        raise QualpipeError(f"the order names {', '.join(twice)} twice; name every interview once")
    steps: list[Step] = []
    heard: set[str] = set()
    for transcript in order or held:
        fresh = voiced.get(transcript, set()) - heard
        heard |= fresh
        new = tuple(one.id for one in themes if one.id in fresh)
        steps.append(Step(transcript=transcript, new=new, heard=len(heard)))
    many = "1 interview" if len(steps) == 1 else f"{len(steps)} interviews"
    few = _TOO_FEW.format(count=many) if len(steps) < _FEW else ""
    return Saturation(steps=tuple(steps), warning=few + _WARNING)


def tree(themes: Sequence[Theme]) -> tuple[tuple[int, Theme], ...]:
    """Return the themes with their depth (0 or 1), those under a heading right after it.

    >>> from make import theme
    >>> [(depth, one.id) for depth, one in tree([theme("1", parent="A"), theme("2"), theme("A")])]
    [(0, '2'), (0, 'A'), (1, '1')]
    """
    ids = {one.id for one in themes}
    laid: list[tuple[int, Theme]] = []
    for one in themes:
        if one.parent not in ids:
            laid.append((0, one))
            laid += [(1, other) for other in themes if other.parent == one.id]
    return tuple(laid)

"""Counting: the figures of a study, made of what people decided."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, groupby

from qualpipe.export.figures.charts import Chart, Dots, Forest, Grid, Interval, Steps
from qualpipe.export.figures.groups import MOST
from qualpipe.export.options import Tongue
from qualpipe.export.passages import Material, Passage
from qualpipe.export.sentences import listed, told
from qualpipe.export.table import Cell
from qualpipe.model import Role

# More rows than these are no figure any more; the tables hold all.
ROWS, CROSSED, COLUMNS, ATTRIBUTES = 30, 24, 36, 2
# Krippendorff 2019: lowest for tentative, lowest for firm conclusions.
LIMITS = (0.667, 0.8)
_BINS = ((0, 0), (1, 1), (2, 2), (3, 5), (6, None))
_MEASURE = "alpha"


def charts(material: Material) -> tuple[Chart, ...]:
    """Return the figures that a study has something to show in."""
    made: list[Chart | None] = [frequency(material), cooccurrence(material)]
    made += [by_attribute(material, name) for name in telling(material)]
    made += [agreement(material), saturation(material)]
    return tuple(one for one in made if one is not None)


def frequency(material: Material) -> Grid | None:
    """Count the coded segments of each code and participant.

    Of more participants than fit on a page it is counted how many have no segment, one, two, ...
    """
    codes = _most_given(material, ROWS)
    if not codes:
        return None
    tongue = material.options.language
    counts = Counter((one.code, one.case) for one in material.passages)
    people = tuple(material.participants)
    many = len(people) > COLUMNS
    columns = tuple(_bin_name(*limits) for limits in _BINS) if many else people
    rows = [tuple(counts[code, case] for case in people) for code in codes]
    values = tuple(_binned(row) for row in rows) if many else tuple(rows)
    return Grid(
        name="frequency",
        title=told("figure.frequency_many" if many else "figure.frequency", tongue),
        across=told("figure.segments_each" if many else "figure.participants", tongue),
        rows=_names(material, codes),
        columns=columns,
        values=values,
        note=_shown(material, codes),
    )


def _bin_name(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"


def _binned(row: Iterable[int]) -> tuple[int, ...]:
    counts = list(row)
    return tuple(
        sum(low <= count and (high is None or count <= high) for count in counts)
        for low, high in _BINS
    )


def cooccurrence(material: Material) -> Grid | None:
    """Count the places where two codes share words; a code meets itself in all its segments."""
    codes = _most_given(material, CROSSED)
    if len(codes) < 2:  # noqa: PLR2004 - one code alone meets no other
        return None
    tongue = material.options.language
    met = _met(material.passages)
    alone = Counter(one.code for one in material.passages)
    values = tuple(
        tuple(
            alone[row] if row == column else met[frozenset((row, column))] if at < down else None
            for at, column in enumerate(codes)
        )
        for down, row in enumerate(codes)
    )
    return Grid(
        name="cooccurrence",
        title=told("figure.cooccurrence", tongue),
        across=told("figure.codes", tongue),
        rows=_names(material, codes),
        columns=_names(material, codes),
        values=values,
        triangle=True,
        note=_shown(material, codes),
    )


def _met(passages: Sequence[Passage]) -> Counter[frozenset[str]]:
    met: Counter[frozenset[str]] = Counter()
    for _, inside in groupby(passages, key=lambda one: (one.transcript, one.turn.number)):
        for one, other in combinations(inside, 2):
            if one.code != other.code and one.within.overlaps(other.within):
                met[frozenset((one.code, other.code))] += 1
    return met


def telling(material: Material) -> tuple[str, ...]:
    """Return the attributes worth a figure: those asked for, else those with groups of some size.

    A group smaller than `Options.small` says more of a person than of a group.
    """
    if material.by:
        return material.by[:ATTRIBUTES]
    least = max(1, material.options.small)
    parting = []
    for name in material.attributes:
        groups = _groups(material, name)
        large = sum(len(cases) >= least for value, cases in groups.items() if value)
        if len(groups) <= MOST and large > 1:
            parting.append(name)
    return tuple(parting[:ATTRIBUTES])


def _groups(material: Material, name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the participants of each value of an attribute, those who gave none at the end."""
    groups: dict[str, list[str]] = {}
    for case in material.participants:
        groups.setdefault(material.value(case, name), []).append(case)
    return {
        value: tuple(groups[value])
        for value in sorted(groups, key=lambda value: (not value, value))
    }


def by_attribute(material: Material, name: str) -> Dots | None:
    """Return the share of each group's participants who voiced each code."""
    codes = _most_given(material, ROWS)
    groups = _groups(material, name)
    if not codes or not 1 < len(groups) <= MOST:
        return None
    tongue = material.options.language
    voiced = {(one.code, one.case) for one in material.passages if _by_participant(one)}
    return Dots(
        name=f"attribute {name}",
        title=told("figure.attribute", tongue, attribute=name),
        across=told("figure.share", tongue),
        rows=_names(material, codes),
        groups=tuple(value or told("figure.not_given", tongue) for value in groups),
        sizes=tuple(len(cases) for cases in groups.values()),
        shares=tuple(
            tuple(
                sum((code, case) in voiced for case in cases) / len(cases)
                for cases in groups.values()
            )
            for code in codes
        ),
        note=" ".join(filter(None, (_shown(material, codes), _small(material, groups)))),
    )


def _small(material: Material, groups: Mapping[str, tuple[str, ...]]) -> str:
    """Warn of groups so small that a mark speaks of a person."""
    least = material.options.small
    few = [value for value, cases in groups.items() if value and len(cases) < least]
    if not few:
        return ""
    tongue = material.options.language
    return told("figure.small", tongue, small=least, groups=listed(few, tongue))


def saturation(material: Material) -> Steps | None:
    """Return in which interview each code was first given, in the order of the transcripts."""
    if not material.passages:
        return None
    tongue = material.options.language
    given: dict[str, set[str]] = {}
    for one in material.passages:
        given.setdefault(one.transcript, set()).add(one.code)
    heard: set[str] = set()
    new = []
    places = [one.id for one in material.study.transcripts if one.translation_of is None]
    for place in places:
        fresh = given.get(place, set()) - heard
        heard |= fresh
        new.append(len(fresh))
    return Steps(
        name="saturation",
        title=told("figure.saturation", tongue),
        across=told("figure.interviews", tongue),
        up=told("figure.codes", tongue),
        places=tuple(places),
        new=tuple(new),
        keys=(told("figure.new", tongue), told("figure.by_then", tongue)),
        note=told("figure.order", tongue),
    )


def agreement(material: Material) -> Forest | None:
    """Return Krippendorff's alpha, for all codes together and for each."""
    tongue = material.options.language
    whole = [row for row in material.study.agreement if row.get("split") in {"", None}]
    scope = [row for row in whole if row.get("scope") in {"all", None} and _MEASURE in row]
    if not scope:
        return None
    pooled = [row for row in scope if not row.get("code")]
    by_code = [row for row in scope if row.get("code")][:ROWS]
    return Forest(
        name="agreement",
        title=told("figure.agreement", tongue),
        across=told("figure.alpha", tongue),
        rows=tuple(_interval(material, row) for row in (*pooled, *by_code)),
        limits=LIMITS,
        summary=bool(pooled),
        note=told("figure.limits", tongue),
    )


def _interval(material: Material, row: Mapping[str, Cell]) -> Interval:
    tongue = material.options.language
    code = str(row.get("code") or "")
    value, low, high = (_number(row.get(f"{_MEASURE}{end}")) for end in ("", "_low", "_high"))
    why = str(row.get(f"{_MEASURE}_reason") or "")
    return Interval(
        label=material.names.get(code, code) if code else told("figure.all_codes", tongue),
        value=value,
        low=low,
        high=high,
        n=int(_number(row.get(f"{_MEASURE}_n")) or 0),
        why=reason(why, tongue),
    )


def reason(why: str, language: Tongue) -> str:
    """Return why a coefficient is missing, in a language.

    >>> reason("only one value was used", Tongue.HK)
    '只用了一個值，無法計算'
    """
    known = {told(f"reason.{at}", Tongue.EN): f"reason.{at}" for at in range(1, 6)}
    return told(known[why], language) if why in known else why


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _by_participant(passage: Passage) -> bool:
    return passage.turn.role is Role.PARTICIPANT


def _most_given(material: Material, most: int) -> tuple[str, ...]:
    """Return the codes that were given, in the codebook's order, the commonest if too many."""
    counts = Counter(one.code for one in material.passages)
    chosen = {code for code, _ in counts.most_common(most)}
    return tuple(code for code in material.codes if code in chosen)


def _names(material: Material, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(material.names.get(code, code) for code in codes)


def _shown(material: Material, codes: Sequence[str]) -> str:
    """Say how many codes a figure leaves out."""
    given = len({one.code for one in material.passages})
    if len(codes) == given:
        return ""
    return told("figure.shown", material.options.language, shown=len(codes), given=given)

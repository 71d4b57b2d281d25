"""Data with published coefficients.

Krippendorff 2011 ("Computing Krippendorff's alpha-reliability"): the tables of sections A, B and C;
the last one is also Gwet's `cac.raw4raters`. Gwet 2014 (irrCAC): `cont3x3abstractors`. Fleiss 1971:
the table of 14 raters and 10 subjects as it is commonly reprinted.
"""

from collections.abc import Iterator, Sequence

Rows = list[tuple[float | str | None, ...]]


def columns(*raters: str) -> Rows:
    """Turn a line of values per rater into a row per unit; `*` is a missing value."""
    lines = [[_value(one) for one in line.split()] for line in raters]
    return list(zip(*lines, strict=True))


def _value(text: str) -> float | str | None:
    return int(text) if text.isdigit() else None if text == "*" else text


def from_table(table: Sequence[Sequence[int]]) -> Rows:
    """Turn a table of two raters into a row per unit."""
    return [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def from_counts(counts: Sequence[Sequence[int]]) -> Rows:
    """Turn how many raters chose each category into a row of ratings per unit."""

    def ratings(unit: Sequence[int]) -> Iterator[float]:
        for category, count in enumerate(unit):
            yield from [category] * count

    return [tuple(ratings(unit)) for unit in counts]


BINARY = columns("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NAMES = columns("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR_RATERS = columns(
    "1 2 3 3 2 1 4 1 2 * * *",
    "1 2 3 3 2 2 4 1 2 5 * 3",
    "* 3 3 3 2 3 4 2 2 5 1 *",
    "1 2 3 3 2 4 4 1 2 5 1 *",
)
THREE_CODERS = columns(
    "* * * * * 3 4 1 2 1 1 3 3 * 3",
    "1 * 2 1 3 3 4 3 * * * * * * *",
    "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
)
ABSTRACTORS = from_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
FLEISS_1971 = from_counts(
    [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
)

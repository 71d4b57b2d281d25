"""Layout: where on the map the segments lie, and where the labels go so that none overlaps."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.text.script import han_count
from qualpipe.text.vectors import Vectors

Points = npt.NDArray[np.float64]

WIDTH, HEIGHT, MARGIN = 1120.0, 760.0, 60.0
LEGEND = 30.0  # below the map
TITLE, TITLE_FONT = 40.0, 18.0  # above it, where there is one
FONT, LINE = 13.0, 17.0
_PAD = 4.0
# What is much wider or narrower than other letters, beside its height.
_WIDTHS = {
    **dict.fromkeys("WMm@%—…", 1.0),
    **dict.fromkeys("w", 0.84),
    **dict.fromkeys("iljtfrI.,:;'’|!()[] ", 0.42),
}
# Half of what a segment's place on the map owes to its theme; without, all themes lie over another.
_TOGETHER = 0.5
# Labels are tried in circles that are 8 units apart, some of them close to the theme.
_STEP = 8
_RINGS, _CLOSE = round(max(WIDTH, HEIGHT) / _STEP), 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the map, in its units; `x`, `y` is the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Say whether the two overlap."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


def places(vectors: Vectors, labels: npt.NDArray[np.int64]) -> Points:
    """Lay the rows out in two dimensions: shape (rows, 2), in units of the map.

    Each row is drawn half way to the middle of its theme (label -1: none); the map shows the two
    directions in which the rows then differ most. What lies far apart is different; what lies close
    may still be, since hundreds of dimensions do not fit into two.
    """
    drawn = vectors.astype(np.float64)
    if not len(drawn):
        return np.zeros((0, 2))
    for label in np.unique(labels[labels >= 0]):
        rows = labels == label
        drawn[rows] += _TOGETHER * (drawn[rows].mean(axis=0) - drawn[rows])
    drawn -= drawn.mean(axis=0)
    spread, directions = np.linalg.eigh(drawn.T @ drawn)
    two = directions[:, np.argsort(-spread, kind="stable")[:2]]
    largest = np.abs(two).argmax(axis=0)
    # Without a rule the sign is chance, and the map might come out mirrored.
    two = two * np.where(two[largest, np.arange(two.shape[1])] < 0, -1, 1)
    flat = drawn @ two
    # A few that lie far out must not push all others into a heap.
    low, high = np.quantile(flat, [0.01, 0.99], axis=0)
    scaled = np.clip((flat - low) / np.maximum(high - low, 1e-9), 0, 1)
    room = np.array([WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN])
    laid: Points = MARGIN + scaled * room
    return laid


def text_width(text: str) -> float:
    """Estimate how wide a line is: a Chinese character is as wide as it is high.

    >>> text_width("等睇醫生") > text_width("wait")
    True
    """
    return FONT * sum(map(_ems, text))


def _ems(letter: str) -> float:
    """Return how wide a character is beside its height, in the widest of the fonts in use."""
    if han_count(letter) or "\u3000" <= letter <= "\u30ff" or letter > "\uac00":
        return 1.0
    return _WIDTHS.get(letter, 0.76 if letter.isupper() else 0.64)


def lines_of(text: str, *, ems: float, most: int) -> tuple[str, ...]:
    """Break a text into lines no wider than so many characters are high; what is over is cut.

    >>> lines_of("waiting for the doctor", ems=10, most=2)
    ('waiting for the', 'doctor')
    >>> lines_of("等睇醫生等到天光都未見到人", ems=5, most=2)
    ('等睇醫生等', '到天光都…')
    """
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most:
        fits = _fitting(rest, ems)
        space = rest.rfind(" ", 0, fits + 1)
        end = space if fits < len(rest) and space > 0 else fits
        lines.append(rest[:end].strip())
        rest = rest[end:].strip()
    if rest:
        lines[-1] = lines[-1][: _fitting(lines[-1], ems - 1)].rstrip() + "…"
    return tuple(lines)


def _fitting(text: str, ems: float) -> int:
    """Return how many characters fit, one at least."""
    width = 0.0
    for place, letter in enumerate(text):
        width += _ems(letter)
        if width > ems:
            return max(place, 1)
    return len(text)


def box_of(lines: Sequence[str]) -> tuple[float, float]:
    """Return the width and height that lines of text take."""
    return max(map(text_width, lines)) + 2 * _PAD, LINE * len(lines) + 2 * _PAD


def lay_labels(
    anchors: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    *,
    kept_clear: Sequence[Box] = (),
) -> list[Box | None]:
    """Find a place for each label near its anchor where it meets no other, the first ones nearest.

    Close by it keeps off what is to be `kept_clear` as well. None where the map has no room left.
    """
    laid: list[Box | None] = []
    for anchor, size in zip(anchors, sizes, strict=True):
        taken = [box for box in laid if box]
        close = _free(anchor, size, (*taken, *kept_clear), rings=_CLOSE)
        laid.append(next(close, None) or next(_free(anchor, size, taken, rings=_RINGS), None))
    return laid


def _free(
    anchor: tuple[float, float], size: tuple[float, float], taken: Sequence[Box], *, rings: int
) -> Iterator[Box]:
    """Yield places on the map that meet nothing that is taken, the nearest to the anchor first."""
    (x, y), (width, height) = anchor, size
    for dx, dy in _spiral(rings):
        box = Box(x=x + dx - width / 2, y=y + dy - height / 2, width=width, height=height)
        inside = 0 <= box.x <= WIDTH - width and 0 <= box.y <= HEIGHT - height
        if inside and not any(box.meets(other) for other in taken):
            yield box


def _spiral(rings: int) -> Iterator[tuple[float, float]]:
    """Yield steps away from a place, in ever wider circles."""
    yield 0.0, 0.0
    for ring in range(1, rings):
        steps = 8 + 4 * ring
        for step in range(steps):
            angle = 2 * math.pi * step / steps - math.pi / 2
            yield _STEP * ring * math.cos(angle) * 1.4, _STEP * ring * math.sin(angle)

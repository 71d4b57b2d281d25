"""Reports: an evaluation as JSON that scripts can rely on, and as rows of a table."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualpipe.coding.evaluation.tally import Figure, Figures, Tally
from qualpipe.model import Problem

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the learning curve: figures after so many labels a code."""

    labels: int
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A baseline's figures and the labels a code it was given."""

    name: str
    labels: int
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageCurve:
    """The learning curve on the segments in one language; empty if too few carry codes."""

    language: str
    segments: int
    curve: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How good the engine is on coded text, beside the baselines.

    `left_out` are codes on fewer than ten segments; `reliability` has mean probability, share
    right and number of segments for each tenth of probability, after the most labels.
    """

    encoder: str
    codebook: str
    seeds: int
    split: str
    segments: int
    groups: int
    prevalence: Mapping[str, float]
    positives: Mapping[str, int]
    left_out: tuple[str, ...]
    curve: tuple[Point, ...]
    baselines: tuple[Baseline, ...]
    languages: tuple[LanguageCurve, ...]
    reliability: Sequence[tuple[float, float, int]]
    problems: tuple[Problem, ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        """Return the documented form: plain numbers, None where a figure is not defined."""
        return {
            "schema": SCHEMA,
            "encoder": self.encoder,
            "codebook": self.codebook,
            "seeds": self.seeds,
            "split": self.split,
            "segments": self.segments,
            "groups": self.groups,
            "left_out": {code: self.positives[code] for code in self.left_out},
            "curve": [self._point(point) for point in self.curve],
            "baselines": {
                one.name: {"labels": one.labels, **self._tally(one.tally)} for one in self.baselines
            },
            "languages": {
                one.language: {
                    "segments": one.segments,
                    "curve": [self._point(point) for point in one.curve],
                }
                for one in self.languages
            },
            "reliability": [
                {"probability": _plain(p), "share": _plain(share), "segments": count}
                for p, share, count in self.reliability
            ],
            "problems": [str(problem) for problem in self.problems],
        }

    def rows(self) -> list[dict[str, object]]:
        """Return a table: a row for each method and number of labels, macro figures over codes."""
        methods = [(name, labels, tally) for name, labels, tally in self._methods()]
        return [
            {"method": name, "labels": labels, **_shown(tally.macro)}
            for name, labels, tally in methods
        ]

    def code_rows(self) -> list[dict[str, object]]:
        """Return a table: a row for each code after the most labels."""
        last = self.curve[-1]
        return [
            {
                "code": code,
                "positives": self.positives[code],
                "prevalence": _plain(self.prevalence[code]),
                **_shown(figures),
            }
            for code, figures in last.tally.codes.items()
        ]

    def _methods(self) -> Iterable[tuple[str, int, Tally]]:
        for one in self.baselines:
            yield one.name, one.labels, one.tally
        for point in self.curve:
            yield "qualpipe", point.labels, point.tally

    def _point(self, point: Point) -> dict[str, object]:
        return {"labels": point.labels, **self._tally(point.tally)}

    def _tally(self, tally: Tally) -> dict[str, object]:
        codes = {
            code: {
                "positives": self.positives[code],
                "prevalence": _plain(self.prevalence[code]),
                **_figures(figures),
            }
            for code, figures in tally.codes.items()
        }
        return {"macro": _figures(tally.macro), "codes": codes}


def _figures(figures: Figures) -> dict[str, object]:
    plain: dict[str, object] = {name: _plain(figure.value) for name, figure in figures.items()}
    intervals = {name: [_plain(one.low), _plain(one.high)] for name, one in figures.items()}
    return plain | {"intervals": intervals}


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)


def _shown(figures: Figures) -> dict[str, str]:
    return {name: shown(figure) for name, figure in figures.items()}


def shown(figure: Figure) -> str:
    """Write a figure with its interval.

    >>> shown(Figure(value=0.5432, low=0.5, high=0.61))
    '.543 (.500-.610)'
    """
    if math.isnan(figure.value):
        return "-"
    low, high = f"{figure.low:.3f}", f"{figure.high:.3f}"
    return f"{figure.value:.3f} ({low}-{high})".replace("0.", ".")

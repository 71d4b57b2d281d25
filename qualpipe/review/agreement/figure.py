"""Figures: a value with its interval, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from types import MappingProxyType


class Measure(StrEnum):
    """The figures there are; what each is for is said in `docs/agreement.md`."""

    PERCENT = "percent"
    COHEN = "cohen"
    COHEN_LINEAR = "cohen_linear"
    COHEN_QUADRATIC = "cohen_quadratic"
    SCOTT = "scott"
    FLEISS = "fleiss"
    CONGER = "conger"
    ALPHA = "alpha"
    ALPHA_ORDINAL = "alpha_ordinal"
    ALPHA_INTERVAL = "alpha_interval"
    ALPHA_RATIO = "alpha_ratio"
    AC1 = "ac1"
    BRENNAN_PREDIGER = "brennan_prediger"
    ALPHA_JACCARD = "alpha_jaccard"
    ALPHA_MASI = "alpha_masi"
    SPAN_EXACT = "span_exact"
    SPAN_OVERLAP = "span_overlap"
    PRECISION = "precision"
    RECALL = "recall"
    F1 = "f1"


LABELS: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.PERCENT: "percent agreement",
        Measure.COHEN: "Cohen's κ",
        Measure.COHEN_LINEAR: "Cohen's κ, linear weights",
        Measure.COHEN_QUADRATIC: "Cohen's κ, quadratic weights",
        Measure.SCOTT: "Scott's π",
        Measure.FLEISS: "Fleiss' κ",
        Measure.CONGER: "Conger's κ",
        Measure.ALPHA: "Krippendorff's α, nominal",
        Measure.ALPHA_ORDINAL: "Krippendorff's α, ordinal",
        Measure.ALPHA_INTERVAL: "Krippendorff's α, interval",
        Measure.ALPHA_RATIO: "Krippendorff's α, ratio",
        Measure.AC1: "Gwet's AC1",
        Measure.BRENNAN_PREDIGER: "Brennan-Prediger (PABAK)",
        Measure.ALPHA_JACCARD: "Krippendorff's α over sets of codes, Jaccard",
        Measure.ALPHA_MASI: "Krippendorff's α over sets of codes, MASI",
        Measure.SPAN_EXACT: "span F1, same limits",
        Measure.SPAN_OVERLAP: "span F1, shared characters",
        Measure.PRECISION: "precision",
        Measure.RECALL: "recall",
        Measure.F1: "F1",
    }
)


class Reason(StrEnum):
    """Why a figure or its interval is missing; the value is the English sentence."""

    ONE_VALUE = "only one value was used"
    NO_PAIR = "nothing was judged by two reviewers"
    NO_SPAN = "no span was marked where another reviewer looked"
    NOTHING_SETTLED = "nothing was settled"
    NOTHING_SUGGESTED = "nothing was suggested"
    NOTHING_GIVEN = "the code was never given"
    NEITHER = "the code was neither suggested nor given"
    ONE_CLUSTER = "no interval: only one participant or segment to resample"
    NO_RESAMPLE = "no interval: undefined in every resample"
    TOO_MANY = "no interval: too many segments to resample their sets one by one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured value and its interval; `value` is None where the formula has none.

    `n` counts what it was measured on: segments (for pooled figures segments times codes),
    characters or spans that two reviewers judged. `reason` says why the value is undefined, or why
    a defined value has no interval. `undefined` counts the resamples in which the value was
    undefined: the interval is that of the others. `error` is the large-sample standard error of
    Fleiss, Cohen and Everitt (1969), for Cohen's κ alone; it takes segments as independent.

    >>> str(Figure(value=0.5, low=0.25, high=0.75, n=40))
    '0.500 [0.250, 0.750]'
    >>> str(Figure(value=None, n=40, reason=Reason.ONE_VALUE))
    'undefined: only one value was used'
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    reason: str = ""
    undefined: int = 0
    error: float | None = None

    def __str__(self) -> str:
        if self.value is None:
            return f"undefined: {self.reason}"
        if self.low is None or self.high is None:
            return f"{self.value:.3f}"
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"

    def record(self) -> dict[str, float | int | str | None]:
        """Return the figure as JSON has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """How a source words ranges of a coefficient: something to cite, no verdict on a study.

    `bands` are (lowest value, word) from the highest down, `below` the word for what is lower; a
    value is rounded to `digits` first, as the source's own ranges are.
    """

    source: str
    bands: tuple[tuple[float, str], ...]
    below: str
    digits: int

    def __str__(self) -> str:
        ranges = [f"from {low:.{self.digits}f} {word}" for low, word in self.bands]
        return f"{self.source}: {', '.join(ranges)}, below {self.below}"

    def word(self, value: float) -> str:
        """Return the source's word for a value.

        >>> LANDIS_KOCH.word(0.796)
        'substantial'
        >>> KRIPPENDORFF.word(0.8)
        'reliable'
        """
        rounded = round(value, self.digits)
        return next((word for low, word in self.bands if rounded >= low), self.below)


LANDIS_KOCH = Reference(
    source="Landis & Koch 1977, for κ",
    bands=(
        (0.81, "almost perfect"),
        (0.61, "substantial"),
        (0.41, "moderate"),
        (0.21, "fair"),
        (0.0, "slight"),
    ),
    below="poor",
    digits=2,
)
KRIPPENDORFF = Reference(
    source="Krippendorff 2019, for α",
    bands=((0.8, "reliable"), (0.667, "tentative")),
    below="not to be relied on",
    digits=3,
)
REFERENCES = (KRIPPENDORFF, LANDIS_KOCH)

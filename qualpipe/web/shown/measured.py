"""Measured: tables of agreement made ready for a page, undefined figures with their reason."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualpipe.review.agreement import Agreement, Figure, Measure, Reason, Row, Scope, SuggesterTable
from qualpipe.web.shown.forest import Axis, Interval, Mark

Say = Callable[..., str]
"""Gives the page's words for a key of its messages."""

_SETS = (Measure.ALPHA_JACCARD, Measure.ALPHA_MASI)
_REASONS = {str(one.value): one.name.lower() for one in Reason}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A figure in words: its value, its interval, or why there is none; `more` stands below."""

    value: str
    interval: str = ""
    more: tuple[str, ...] = ()
    defined: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table; `mark` is where its figure lies in the plot (None: undefined)."""

    label: str
    whole: bool
    participants: int
    counts: tuple[str, ...]
    cells: tuple[Cell, ...]
    mark: Mark | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of lines with its columns; `sets` are the figures over sets of codes."""

    scope: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    axis: Axis
    drawn: str
    units: str
    sets: tuple[tuple[str, Cell], ...] = ()


def number(value: float) -> str:
    """Write a figure with three digits and a true minus.

    >>> number(0.8154), number(-0.05)
    ('0.815', '−0.050')
    """
    return f"{value:.3f}".replace("-", "−")


def cell(figure: Figure, *, say: Say, resamples: int, n: int | None = None) -> Cell:
    """Return a figure in words; its n where it is not the `n` of the whole row."""
    more = []
    if n is not None and figure.n != n:
        more.append(say("agreement.n", n=figure.n))
    if figure.undefined and figure.low is not None:
        more.append(say("agreement.undefined_draws", count=figure.undefined, of=resamples))
    reason = reason_of(figure, say)
    if figure.value is None:
        return Cell(
            value=say("agreement.undefined"), interval=reason, more=tuple(more), defined=False
        )
    if figure.low is None or figure.high is None:
        interval = reason
    else:
        interval = f"[{number(figure.low)}, {number(figure.high)}]"
    if figure.error is not None:
        more.append(say("agreement.error", error=number(figure.error)))
    return Cell(value=number(figure.value), interval=interval, more=tuple(more))


def reason_of(figure: Figure, say: Say) -> str:
    """Return why a value or its interval is missing, in the page's words."""
    key = _REASONS.get(str(figure.reason))
    return say(f"agreement.{key}") if key else str(figure.reason)


def sheet(
    table: Agreement,
    scope: Scope,
    *,
    split: str,
    drawn: Measure,
    labels: Mapping[str, str],
    say: Say,
) -> Sheet:
    """Return the rows of a scope: the whole first, then each code or part of a split."""
    rows = [one for one in table.rows if one.scope is scope and _wanted(one, split)]
    measures = _measures(rows, first=drawn)
    drawn = drawn if drawn in measures else Measure.ALPHA
    axis = Axis.over(_interval(one.figures[drawn]) for one in rows if drawn in one.figures)
    whole = next((one for one in rows if not one.part and not one.code), None)
    resamples = table.plan.resamples
    return Sheet(
        scope=str(scope),
        columns=tuple(str(one) for one in measures),
        lines=tuple(
            _line(
                one,
                measures,
                drawn=drawn,
                axis=axis,
                label=_label(one, labels, say),
                resamples=resamples,
                say=say,
            )
            for one in rows
        ),
        axis=axis,
        drawn=str(drawn),
        units=f"{whole.units:,}" if whole else "0",
        sets=tuple(
            (str(name), cell(whole.figures[name], say=say, resamples=resamples))
            for name in _SETS
            if whole and name in whole.figures
        ),
    )


def _wanted(row: Row, split: str) -> bool:
    """Say whether a row belongs to a table: the whole, and the codes or the parts of a split."""
    if split == "code":
        return not row.split
    return not row.code and row.split in {"", split}


def _measures(rows: Sequence[Row], *, first: Measure) -> tuple[Measure, ...]:
    """Return what there is a column for, the one that is drawn beside its plot.

    Where pairs stand beside more reviewers, it is what all have.
    """
    if not rows:
        return ()
    shared = [name for name in rows[-1].figures if all(name in one.figures for one in rows)]
    return tuple(sorted((one for one in shared if one not in _SETS), key=lambda one: one != first))


def _interval(figure: Figure) -> Interval:
    return Interval(value=figure.value, low=figure.low, high=figure.high)


def _label(row: Row, labels: Mapping[str, str], say: Say) -> str:
    if row.code:
        return labels.get(row.code, row.code)
    if row.part:
        return labels.get(f"{row.split}:{row.part}", row.part)
    return say("agreement.whole")


def _line(
    row: Row,
    measures: Iterable[Measure],
    *,
    drawn: Measure,
    axis: Axis,
    label: str,
    resamples: int,
    say: Say,
) -> Line:
    figure = row.figures[drawn]
    shown = cell(figure, say=say, resamples=resamples)
    given = "–" if row.given is None else f"{row.given:.1%}"
    return Line(
        label=label,
        whole=not row.code and not row.part,
        participants=row.participants,
        counts=(given, f"{figure.n:,}"),
        cells=tuple(
            cell(row.figures[name], say=say, resamples=resamples, n=figure.n) for name in measures
        ),
        mark=axis.mark(_interval(figure)),
        spoken=say("agreement.plot_title", label=label, text=f"{shown.value} {shown.interval}"),
    )


def machine(
    table: SuggesterTable, *, split: str, labels: Mapping[str, str], say: Say
) -> tuple[Line, ...]:
    """Return the rows of the machine's own table: counts, precision, recall, F1 and kappa."""
    rows = [
        one
        for one in table.rows
        if (not one.split if split in {"code", "reviewer"} else not one.code)
        and one.split in {"", split}
    ]
    return tuple(
        Line(
            label=(
                labels.get(one.code, one.code)
                if one.code
                else labels.get(f"{one.split}:{one.part}", one.part)
                if one.part
                else say("agreement.whole")
            ),
            whole=not one.code and not one.part,
            participants=one.participants,
            counts=tuple(
                f"{count:,}" for count in (one.segments, one.suggested, one.given, one.both)
            ),
            cells=tuple(
                cell(figure, say=say, resamples=table.plan.resamples)
                for figure in one.figures.values()
            ),
        )
        for one in rows
    )

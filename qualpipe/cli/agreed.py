"""How figures of agreement look: tables for people, records for programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from qualpipe.cli import table

if TYPE_CHECKING:
    from qualpipe.review.agreement import (
        Agreement,
        Figure,
        Measure,
        Row,
        SuggesterRow,
        SuggesterTable,
    )

# What stands over a column; the full names and sources are in docs/agreement.md.
_HEADS = {
    "percent": "percent",
    "cohen": "Cohen κ",
    "scott": "Scott π",
    "fleiss": "Fleiss κ",
    "conger": "Conger κ",
    "alpha": "Krippendorff α",
    "ac1": "Gwet AC1",
    "brennan_prediger": "PABAK",
    "alpha_jaccard": "α over sets, Jaccard",
    "alpha_masi": "α over sets, MASI",
    "span_exact": "same limits F1",
    "span_overlap": "shared characters F1",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
}
_SETS = ("alpha_jaccard", "alpha_masi")
_WHOLE = "(all)"
_SCOPES = {"all": "on all that they went through", "coded": "on what some of them coded"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The tables that were asked for (None or empty: not asked for, or nothing to show)."""

    people: "Agreement | None"
    spans: "tuple[Row, ...]"
    machine: "SuggesterTable | None"


def show(answer: Answer, *, form: str, round_name: str | None) -> None:
    """Write the tables on standard output, what there is to say of them on standard error."""
    if form == "table":
        _print(answer)
    elif form == "json":
        _write_json(answer, round_name)
    else:
        rows = _flat_rows(answer)
        table.write(rows, form=form, columns=("table", "code"), about={})
    for line in _said_beside(answer):
        click.echo(line, err=True)


# For programs


def _write_json(answer: Answer, round_name: str | None) -> None:
    from qualpipe.review.agreement import REFERENCES

    people = answer.people.record() if answer.people else {}
    rows = [one.record() for one in answer.people.rows] if answer.people else []
    about = {
        "command": "agreement",
        "round": round_name,
        **{name: value for name, value in people.items() if name != "rows"},
        "spans": [one.record() for one in answer.spans],
        "suggester": answer.machine.record() if answer.machine else None,
        "references": [str(one) for one in REFERENCES],
    }
    table.write(rows, form="json", columns=(), about=about)


def _flat_rows(answer: Answer) -> list[dict[str, object]]:
    """Return the rows of one kind of table, a column for each part of a figure."""
    found: list[dict[str, object]]
    if answer.people:
        found = [{"table": "reviewers"} | dict(one.cells()) for one in answer.people.rows]
    elif answer.machine:
        found = [{"table": "suggester"} | _machine_cells(one) for one in answer.machine.rows]
    else:
        found = [{"table": "spans"} | dict(one.cells()) for one in answer.spans]
    names = dict.fromkeys(name for one in found for name in one)
    return [{name: one.get(name) for name in names} for one in found]


def _machine_cells(row: "SuggesterRow") -> dict[str, object]:
    cells: dict[str, object] = {
        name: getattr(row, name)
        for name in ("part", "code", "participants", "segments", "suggested", "given", "both")
    }
    for name, figure in row.figures.items():
        for key, value in figure.record().items():
            cells[str(name) if key == "value" else f"{name}_{key}"] = value
    return {"split": str(row.split), **cells}


# For people


class _Notes:
    """The reasons why figures are undefined, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, figure: "Figure | None") -> str:
        """Return a figure in a few characters; what is undefined points to its reason."""
        if figure is None:
            return ""
        if figure.value is None:
            return f"undefined ({self._number(figure.reason)})"
        if figure.low is None or figure.high is None:
            mark = f" ({self._number(figure.reason)})" if figure.reason else ""
            return f"{_short(figure.value)}{mark}"
        ends = f"{_short(figure.low)} {_short(figure.high)}"
        return f"{_short(figure.value)} [{ends}]"

    def lines(self) -> list[str]:
        """Return the reasons, one a line."""
        return [f"({number}) {reason}" for reason, number in self._numbers.items()]

    def _number(self, reason: str) -> int:
        return self._numbers.setdefault(reason, len(self._numbers) + 1)


def _short(value: float) -> str:
    """Return a figure as papers print it, so that six fit on a line: .81, -.08, 1.0."""
    shown = f"{value:.2f}"
    return "1.0" if shown == "1.00" else shown.replace("0.", ".", 1)


def _print(answer: Answer) -> None:
    notes = _Notes()
    if answer.people:
        rows = answer.people.rows
        names = ", ".join(answer.people.reviewers)
        for scope, words in _SCOPES.items():
            part = [one for one in rows if str(one.scope) == scope]
            _title(f"Reviewers among each other ({names}), {words}, by {answer.people.unit}")
            _print_rows(part, _measures(part, leave_out=_SETS), notes)
        pooled = [one for one in rows if set(_SETS) & {str(name) for name in one.figures}]
        if pooled:
            _title("The same, over the sets of codes a segment got")
            _print_rows(pooled, _measures(pooled, keep=_SETS), notes, over=True)
    if answer.spans:
        _title("Words selected by hand: the share of marks that another reviewer made too")
        _print_rows(answer.spans, _measures(answer.spans), notes, counted="marks")
    if answer.machine:
        _title("The machine's suggestions against what the people settled")
        _print_machine(answer.machine.rows, notes)
    for line in notes.lines():
        click.echo(line)


def _title(text: str) -> None:
    click.echo()
    click.secho(text, bold=True)


def _print_rows(
    rows: "Sequence[Row]",
    measures: "Sequence[Measure]",
    notes: _Notes,
    *,
    counted: str = "",
    over: bool = False,
) -> None:
    split = any(one.split for one in rows)
    shown = []
    for one in rows:
        row: dict[str, object] = {"code": one.code or _WHOLE}
        if split:
            row["part"] = one.part or _WHOLE
        if over:
            row["over"] = _SCOPES[str(one.scope)].removeprefix("on ")
        row[counted or "units"] = one.units
        if not counted:
            row["given"] = "" if one.given is None else f"{one.given:.0%}"
        row |= {_HEADS[str(name)]: notes.of(one.figures.get(name)) for name in measures}
        shown.append(row)
    _write(shown)


def _print_machine(rows: "Iterable[SuggesterRow]", notes: _Notes) -> None:
    rows = list(rows)
    split = any(one.split for one in rows)
    shown = []
    for one in rows:
        row: dict[str, object] = {"code": one.code or _WHOLE}
        if split:
            row["part"] = one.part or _WHOLE
        row |= {name: getattr(one, name) for name in ("segments", "suggested", "given", "both")}
        row |= {_HEADS[str(name)]: notes.of(figure) for name, figure in one.figures.items()}
        shown.append(row)
    _write(shown)


def _write(shown: Sequence[Mapping[str, object]]) -> None:
    columns = tuple(shown[0]) if shown else ("code",)
    table.write(shown, form="table", columns=columns, about={})


def _measures(
    rows: "Sequence[Row]", *, leave_out: Sequence[str] = (), keep: Sequence[str] = ()
) -> "list[Measure]":
    """Return the measures that the rows have, in order."""
    found = dict.fromkeys(name for one in rows for name in one.figures)
    return [one for one in found if str(one) not in leave_out and (not keep or str(one) in keep)]


def _said_beside(answer: Answer) -> list[str]:
    from qualpipe.review.agreement import REFERENCES

    lines = []
    plans = [one.plan for one in (answer.people, answer.machine) if one is not None]
    if plans and plans[0].resamples:
        lines.append(
            f"[..]: {plans[0].level:.0%} intervals, participants drawn anew "
            f"{plans[0].resamples} times with seed {plans[0].seed}."
        )
    if answer.people:
        if answer.people.left_out:
            lines.append(
                f"{answer.people.left_out} decisions lie outside the segments that their "
                "reviewers went through; left out."
            )
        lines += [f"Note {one}" for one in answer.people.problems]
        lines.append("What others call high, for reference and no verdict:")
        lines += [f"  {one}" for one in REFERENCES]
    if answer.machine and answer.machine.in_sight is not None:
        lines.append(
            f"{answer.machine.in_sight:.0%} of the settled decisions were made with the "
            "suggestion in sight: the nearer to all, the more the figures flatter the machine."
        )
    return lines

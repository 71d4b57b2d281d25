"""The page: an evaluation as one HTML file, its figures drawn in, nothing loaded from outside."""

from collections.abc import Mapping, Sequence
from html import escape

from qualpipe.coding.evaluation.report import Evaluation

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 460, 320, 52, 44
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums;margin:1rem 0}
th,td{padding:.25rem .6rem;border-bottom:1px solid #ddd;text-align:right}
th:first-child,td:first-child{text-align:left}
figure{display:inline-block;margin:0 1rem 1rem 0}figcaption{font-size:.85rem;color:#555}
svg text{font:12px system-ui,sans-serif;fill:#444}
"""


def as_html(evaluation: Evaluation) -> str:
    """Write an evaluation as a page for people: curve, reliability, tables by method and code."""
    one = evaluation
    about = (
        f"{one.segments} segments in {one.groups} groups, codebook {one.codebook}, encoder "
        f"{one.encoder}, {one.seeds} seeds, split by {one.split}. Figures are means over codes and "
        "seeds on held-out groups; intervals (95 %) from resampling whole groups."
    )
    parts = [
        "<h1>How good the suggestions are</h1>",
        f"<p>{escape(about)}</p>",
        _figure(_curve(one), "Learning: macro F1 and mean average precision by labels a code"),
        _figure(_reliability(one), "Reliability: of what got this probability, so much was right"),
        "<h2>By method</h2>",
        _table(one.rows()),
        "<h2>By code, after the most labels</h2>",
        _table(one.code_rows()),
        _left_out(one),
        *(f"<p>{escape(str(problem))}</p>" for problem in one.problems),
    ]
    head = f'<meta charset="utf-8"><title>qualpipe evaluate</title><style>{_STYLE}</style>'
    body = "\n".join(part for part in parts if part)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _figure(svg: str, caption: str) -> str:
    return f"<figure>{svg}<figcaption>{escape(caption)}</figcaption></figure>"


def _left_out(evaluation: Evaluation) -> str:
    if not evaluation.left_out:
        return ""
    each = [f"{escape(code)} ({evaluation.positives[code]})" for code in evaluation.left_out]
    return f"<p>Too few segments to measure (fewer than ten): {', '.join(each)}.</p>"


def _table(rows: Sequence[Mapping[str, object]]) -> str:
    if not rows:
        return ""
    names = list(dict.fromkeys(name for row in rows for name in row))
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    lines = [
        "<tr>" + "".join(f"<td>{escape(str(row.get(name, '')))}</td>" for name in names) + "</tr>"
        for row in rows
    ]
    return f"<table><tr>{head}</tr>{''.join(lines)}</table>"


def _x(share: float) -> float:
    return round(_LEFT + share * (_WIDTH - _LEFT - 12), 1)


def _y(share: float) -> float:
    return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - 12), 1)


def _frame(inside: Sequence[str], ticks: Mapping[str, float], label: str) -> str:
    """Draw axes from 0 to 1 upwards, ticks along the bottom, and what is inside."""
    lines = [f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#888"/>']
    lines += [
        f'<text x="{_x(0) - 6}" y="{_y(value) + 4}" text-anchor="end">{value:g}</text>'
        for value in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    for name, share in ticks.items():
        lines.append(f'<text x="{_x(share)}" y="{_y(0) + 16}" text-anchor="middle">{name}</text>')
    middle = f'x="{_x(0.5)}" y="{_HEIGHT - 8}" text-anchor="middle"'
    lines.append(f"<text {middle}>{escape(label)}</text>")
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    drawn = "".join([*lines, *inside])
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>{drawn}</svg>'


def _curve(evaluation: Evaluation) -> str:
    points = evaluation.curve
    shares = [place / max(1, len(points) - 1) for place in range(len(points))]
    inside = []
    for place, (measure, colour) in enumerate((("f1", "#1b6ca8"), ("ap", "#c2571a"))):
        figures = [point.tally.macro[measure] for point in points]
        line = [(x, one.value) for x, one in zip(shares, figures, strict=True)]
        inside += [_whisker(x, f.low, f.high, colour) for x, f in zip(shares, figures, strict=True)]
        inside += [_line(line, colour), *(_dot(x, y, colour) for x, y in line)]
        name = {"f1": "macro F1", "ap": "mean average precision"}[measure]
        at = f'x="{_x(0.04)}" y="{_y(0.97 - 0.06 * place)}" style="fill:{colour}"'
        inside.append(f"<text {at}>{name}</text>")
    ticks = {str(point.labels): x for point, x in zip(points, shares, strict=True)}
    return _frame(inside, ticks, "reviewed segments a code")


def _reliability(evaluation: Evaluation) -> str:
    points = [(p, share) for p, share, _ in evaluation.reliability]
    most = max((count for *_, count in evaluation.reliability), default=1)
    inside = [f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#bbb" stroke-dasharray="4"/>']
    inside.append(_line(points, "#1b6ca8"))
    for p, share, count in evaluation.reliability:
        inside.append(_dot(p, share, "#1b6ca8", radius=2 + 5 * (count / most) ** 0.5))
    return _frame(inside, {"0": 0.0, ".5": 0.5, "1": 1.0}, "probability given")


def _line(points: Sequence[tuple[float, float]], colour: str) -> str:
    path = " ".join(f"{_x(x)},{_y(y)}" for x, y in points if y == y)  # noqa: PLR0124 - not nan
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _dot(x: float, y: float, colour: str, *, radius: float = 3.0) -> str:
    if y != y:  # noqa: PLR0124 - nan: nothing was measured there
        return ""
    return f'<circle cx="{_x(x)}" cy="{_y(y)}" r="{radius:.1f}" fill="{colour}"/>'


def _whisker(x: float, low: float, high: float, colour: str) -> str:
    if low != low:  # noqa: PLR0124 - nan: nothing was measured there
        return ""
    return f'<path d="M{_x(x)} {_y(low)}V{_y(high)}" stroke="{colour}" stroke-opacity=".45"/>'

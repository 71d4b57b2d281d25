"""LaTeX: booktabs tables with xeCJK, a whole document that xelatex sets as it is."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualpipe.export.face import Face
from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.table import Table
from qualpipe.export.writers.embedded import comment
from qualpipe.export.writers.layout import card_lines, needs_landscape, numeric, on_page, shares
from qualpipe.export.writers.shown import clean, shown
from qualpipe.export.writing import written

_ESCAPED = str.maketrans({
    **{one: f"\\{one}" for one in "&%$#_{}"},
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "[": "{[}", "]": "{]}",  # else the optional argument of a line break
    "-": "{-}", "`": r"\textasciigrave{}", "'": "{'}",  # no ligatures: words stay verbatim
    "\u200b": "", "\ufeff": "",
})  # fmt: skip
# The first font that is there is taken: Linux, Windows, macOS, TeX Live's own.
_HAN = {
    Tongue.EN: ("Noto Serif CJK HK", "Noto Sans CJK HK", "PMingLiU", "PingFang HK", "FandolSong"),
    Tongue.HK: ("Noto Serif CJK HK", "Noto Sans CJK HK", "PMingLiU", "PingFang HK", "FandolSong"),
    Tongue.CN: ("Noto Serif CJK SC", "Noto Sans CJK SC", "SimSun", "PingFang SC", "FandolSong"),
}
_START = r"""% Set with: xelatex
\documentclass[10pt,a4paper]{article}
\usepackage[margin=20mm,ORIENTATION]{geometry}
\usepackage{fontspec,array,booktabs,longtable}
\usepackage{xeCJK}
FONTS
\setlength{\parindent}{0pt}\setlength{\parskip}{4pt plus 1pt}
\setlength{\tabcolsep}{3.5pt}\setlength{\LTleft}{0pt}\setlength{\LTright}{0pt}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
\newcolumntype{R}[1]{>{\raggedleft\arraybackslash}p{#1}}
\XeTeXlinebreaklocale "zh"
\emergencystretch=2em
\begin{document}
"""


def write(tables: Sequence[Table], face: Face, path: Path, language: Tongue) -> tuple[Path, ...]:
    """Write a document; to take one table over into a paper, copy its `longtable`."""
    with written(path) as beside:
        beside.write_text("\n".join(_lines(tables, face, language)), encoding="utf-8")
    return (path,)


def _lines(tables: Sequence[Table], face: Face, language: Tongue) -> Iterator[str]:
    pages = on_page(tables, language)
    side = "landscape" if needs_landscape(pages) else "portrait"
    yield _START.replace("ORIENTATION", side).replace("FONTS", _fonts(_HAN[language]))
    yield rf"{{\LARGE\bfseries {escaped(face.project)}\par}}"
    for one in pages:
        yield rf"\section*{{{escaped(one.title)}}}"
        yield from _cards(one) if one.cards else _rows(one)
        yield from (rf"{{\footnotesize {escaped(note)}\par}}" for note in one.notes)
    yield rf"\section*{{{escaped(said('about', language))}}}"
    for label, text in face.lines(language):
        yield rf"\textbf{{{escaped(label)}}}\quad {escaped(text)}\par"
    yield r"\end{document}"
    yield comment(face, start="%")
    yield ""


def _fonts(names: Sequence[str]) -> str:
    """Return the choice of the first font that there is, one test inside the other."""
    choice = ""
    for name in reversed(names):
        choice = rf"\IfFontExistsTF{{{name}}}{{\setCJKmainfont{{{name}}}\setCJKsansfont{{{name}}}\setCJKmonofont{{{name}}}}}{{{choice}}}"  # noqa: E501 - one line of TeX
    return choice


def _rows(table: Table) -> Iterator[str]:
    if not table.rows:
        return
    given = shares(table)
    count = len(given)
    columns = "".join(
        rf"{'R' if numeric(column) else 'L'}{{\dimexpr {share:.4f}\linewidth-"
        rf"{2 - 2 / count:.4f}\tabcolsep\relax}}"
        for column, share in zip(table.columns, given, strict=True)
    )
    heads = _row([rf"\bfseries {escaped(column.heading)}" for column in table.columns])
    yield rf"{{\footnotesize\begin{{longtable}}{{@{{}}{columns}@{{}}}}"
    yield rf"\toprule {heads}\midrule\endfirsthead"
    yield rf"\toprule {heads}\midrule\endhead"
    yield r"\bottomrule\endfoot"
    for row in table.rows:
        pairs = zip(row, table.columns, strict=True)
        yield (
            _row([escaped(shown(one, column.kind)) for one, column in pairs])
            + r"\addlinespace[2pt]"
        )
    yield r"\end{longtable}}"


def _row(cells: Sequence[str]) -> str:
    return rf"{' & '.join(cells)} \tabularnewline"


def _cards(table: Table) -> Iterator[str]:
    for row in table.rows:
        (_, title), *lines = card_lines(table, row)
        yield rf"\subsection*{{{escaped(title)}}}"
        yield from (
            rf"\textbf{{{escaped(label)}}}\quad {escaped(text)}\par" for label, text in lines
        )


def escaped(text: str) -> str:
    r"""Return text that LaTeX sets as it stands.

    >>> print(escaped("50% of A&B_1 咗"))
    50\% of A\&B\_1 咗
    """
    return clean(text).translate(_ESCAPED).replace("\n", r"\newline ")

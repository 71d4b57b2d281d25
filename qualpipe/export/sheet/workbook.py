"""Sheets as workbooks: lists to pick from, a hidden column, words that wrap."""

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.sheet.form import Field, Form
from qualpipe.export.writing import written

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

CELL = 32_000  # characters; Excel cuts what is longer than 32,767
_INK, _PAPER, _FILL, _LINE = "#1f2933", "#eef1f4", "#fff8e1", "#d5dbe1"


def write_xlsx(form: Form, path: Path) -> None:
    """Write a workbook: the sheet first, the instructions second."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only workbooks need it

    with written(path) as beside, Workbook(str(beside), {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet("review")
        _write_cells(book, sheet, form)
        sheet.freeze_panes(1, 0)
        if form.rows:
            sheet.autofilter(0, 0, len(form.rows), len(form.fields) - 1)
        _write_instructions(book, form)


def _write_cells(book: "Workbook", sheet: "Worksheet", form: Form) -> None:
    base = {"font_size": 11, "font_color": _INK, "valign": "top", "text_wrap": True}
    head = book.add_format({**base, "bold": True, "bg_color": _PAPER, "bottom": 1})
    plain = book.add_format(base)
    fill = book.add_format({**base, "bg_color": _FILL, "border": 1, "border_color": _LINE})
    score = book.add_format({**base, "num_format": "0.00"})
    for column, field in enumerate(form.fields):
        shape = fill if field.fill else plain
        sheet.set_column(column, column, field.width, shape, {"hidden": field.hidden})
        sheet.write_string(0, column, field.name, head)
        _write_choices(sheet, column, field, rows=len(form.rows))
        for number, row in enumerate(form.rows, 1):
            cell = row[column]
            if isinstance(cell, str):
                # As a string, whatever it begins with: =1+1 is what somebody said.
                sheet.write_string(number, column, _writable(cell), shape)
            elif cell is None:
                sheet.write_blank(number, column, None, shape)
            else:
                sheet.write_number(number, column, cell, score)


def _write_choices(sheet: "Worksheet", column: int, field: Field, *, rows: int) -> None:
    if field.choices and rows:
        rule = {"validate": "list", "source": list(field.choices), "error_type": "warning"}
        said = f"One of: {', '.join(field.choices)}"
        sheet.data_validation(1, column, rows, column, {**rule, "error_message": said})


def _write_instructions(book: "Workbook", form: Form) -> None:
    sheet = book.add_worksheet("how to 說明")
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "font_size": 11}))
    for row, line in enumerate((form.title, *form.instructions)):
        sheet.write_string(row, 0, _writable(line))


def _writable(text: str) -> str:
    """Return a text without what a workbook cannot hold: control characters, endless cells."""
    kept = "".join(
        one for one in text if one in "\n\t" or not unicodedata.category(one).startswith("Cc")
    )
    return kept[:CELL]

"""Reports: what was done and found, as one document that can be defended and checked.

`compose` writes the report of a study as values; `write` makes a file of it. What each section is
made from: `docs/report.md`.
"""

from pathlib import Path

from qualpipe.export.figures import FORMS, picture
from qualpipe.export.report.composing import compose
from qualpipe.export.report.html import page
from qualpipe.export.report.manner import TEMPLATES
from qualpipe.export.report.parts import Pictured, Report
from qualpipe.export.writing import written
from qualpipe.model import QualpipeError

__all__ = ["ENDINGS", "TEMPLATES", "Report", "compose", "figures_of", "write"]

ENDINGS = ("docx", "html")


def write(report: Report, path: Path) -> None:
    """Write a report to a .docx or .html file, whole or not at all."""
    ending = path.suffix.lower().removeprefix(".")
    if ending == "html":
        with written(path) as beside:
            beside.write_text(page(report), encoding="utf-8")
    elif ending == "docx":
        from qualpipe.export.report.word import document_of  # noqa: PLC0415 - python-docx is slow
        from qualpipe.export.writers.word import save  # noqa: PLC0415 - as above

        save(document_of(report), report.face, path)
    else:
        raise QualpipeError(f"{path}: a report is a .docx or .html file; name it so")


def figures_of(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write each figure of a report into a folder, as SVG and as PNG; returns the files.

    The folder is made if it is missing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise QualpipeError(f"{folder}: this folder cannot be made ({fault.strerror})") from fault
    made = []
    for part in report.parts:
        if not isinstance(part, Pictured):
            continue
        stem = f"{part.number:02}-" + "".join(
            one if one.isalnum() else "-" for one in part.chart.name
        )
        for form in FORMS:
            path = folder / f"{stem[:80]}.{form}"
            with written(path) as beside:
                beside.write_bytes(picture(part.chart, form=form, language=report.language))
            made.append(path)
    return tuple(made)

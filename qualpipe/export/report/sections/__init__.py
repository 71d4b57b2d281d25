"""The sections of a report, each written from the facts of a study."""

from qualpipe.export.report.sections.checklist import checklists
from qualpipe.export.report.sections.findings import emergent, findings, quotes_of
from qualpipe.export.report.sections.limits import limits
from qualpipe.export.report.sections.methods import methods, software_of
from qualpipe.export.report.sections.sample import sample

__all__ = [
    "checklists",
    "emergent",
    "findings",
    "limits",
    "methods",
    "quotes_of",
    "sample",
    "software_of",
]

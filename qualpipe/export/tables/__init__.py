"""The tables there are, each made of a study by a pure function."""

from collections.abc import Callable, Mapping

from qualpipe.export.options import Options
from qualpipe.export.passages import Material
from qualpipe.export.study import Study
from qualpipe.export.table import Table
from qualpipe.export.tables.agreement import agreement
from qualpipe.export.tables.audit import audit, memos
from qualpipe.export.tables.codebook import codebook
from qualpipe.export.tables.codings import codings
from qualpipe.export.tables.cooccurrence import cooccurrence
from qualpipe.export.tables.matrix import matrix
from qualpipe.export.tables.out import left_out
from qualpipe.export.tables.quotes import quotes
from qualpipe.export.tables.themes import themes
from qualpipe.model import pick

TABLES: Mapping[str, Callable[[Material], tuple[Table, ...]]] = {
    "themes": themes,
    "quotes": quotes,
    "matrix": matrix,
    "codings": codings,
    "cooccurrence": cooccurrence,
    "codebook": codebook,
    "memos": memos,
    "agreement": agreement,
    "audit": audit,
}
OUT = "out"


def build(name: str, study: Study, options: Options | None = None) -> tuple[Table, ...]:
    """Make the tables of an export: its own first, last the one of what is left out.

    The same study and options give the same tables, cell for cell: `verify` rests on that.
    """
    material = Material(study=study, options=options or Options())
    return (*pick(TABLES, name, kind="table")(material), left_out(material))

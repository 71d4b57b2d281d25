"""Parquet for programs: typed columns, with the face in the file's metadata."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.face import Face
from qualpipe.export.options import Tongue
from qualpipe.export.table import Cell, Kind, Table
from qualpipe.export.tables import OUT
from qualpipe.export.writers.embedded import PROPERTY
from qualpipe.export.writing import written

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]  # it has no stubs


def write(tables: Sequence[Table], face: Face, path: Path, language: Tongue) -> tuple[Path, ...]:
    """Write the first table to `path`, further ones beside it as `NAME-pairs.parquet`.

    Columns bear their machine-readable names; counts are integers, shares and scores doubles, all
    else text. The metadata holds the face under `qualpipe` and the headings under `headings`.
    """
    from pyarrow import parquet  # noqa: PLC0415 - slow to import

    del language  # names are for programs
    shown = [one for one in tables if one.name != OUT]
    paths = [path, *(path.with_name(f"{path.stem}-{one.name}.parquet") for one in shown[1:])]
    for table, place in zip(shown, paths, strict=True):
        with written(place) as beside:
            parquet.write_table(_arrow(table, face), beside, compression="zstd")
    return tuple(paths)


def _arrow(table: Table, face: Face) -> "pyarrow.Table":
    import pyarrow as pa  # noqa: PLC0415 - slow to import

    types = {Kind.COUNT: pa.int64(), Kind.SHARE: pa.float64(), Kind.SCORE: pa.float64()}
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [
        pa.array(cells, type=types[column.kind])
        if column.kind in types
        else pa.array(map(_as_text, cells), type=pa.string())
        for column, cells in zip(table.columns, columns, strict=True)
    ]
    fields = [
        pa.field(column.name, array.type, metadata={"heading": column.heading})
        for column, array in zip(table.columns, arrays, strict=True)
    ]
    metadata = {PROPERTY: face.as_json(), "title": table.title, "notes": "\n".join(table.notes)}
    return pa.table(arrays, schema=pa.schema(fields, metadata=metadata))


def _as_text(cell: Cell) -> str | None:
    """Return a cell as text without lone surrogates, which UTF-8 has no place for."""
    return None if cell is None else str(cell).encode("utf-8", "replace").decode("utf-8")

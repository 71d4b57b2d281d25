"""Parquet: the table, and those beside it."""

from pathlib import Path

from qualpipe.export.verifying.found import Found, FoundTable
from qualpipe.model import QualpipeError


def read(path: Path) -> Found:
    """Read a parquet file and its companions `NAME-*.parquet`, if they are still beside it."""
    beside = [one for one in sorted(path.parent.iterdir()) if one.suffix == path.suffix
              and one.stem.startswith(f"{path.stem}-")]  # fmt: skip
    return Found(tables=tuple(_table(one) for one in (path, *beside)))


def _table(path: Path) -> FoundTable:
    from pyarrow import ArrowException, parquet  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        held = parquet.read_table(path)
    except (OSError, ArrowException) as fault:
        raise QualpipeError(f"{path}: it cannot be read as a table ({fault})") from fault
    columns = [column.to_pylist() for column in held.columns]
    rows = tuple(zip(*columns, strict=True))
    return FoundTable(name=path.stem, heads=tuple(held.column_names), rows=rows)

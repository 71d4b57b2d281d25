"""Codebook files of every kind, those of other programs (.qdc) among them."""

from pathlib import Path

from qualpipe.model import Codebook
from qualpipe.text.refi_qda.losses import Loss

QDC = ".qdc"


def load_codebook(path: Path | str) -> tuple[Codebook, tuple[Loss, ...]]:
    """Read a codebook: a shipped one by name, or a file (yaml, json, csv, xlsx, qdc).

    The losses say what a file of another program held that was not as it should be.
    """
    if Path(path).suffix.lower() == QDC:
        from qualpipe.ingest.refi_qda import read_codebook  # noqa: PLC0415 - lxml, for this alone

        return read_codebook(Path(path))
    from qualpipe.codebook import load  # noqa: PLC0415 - YAML and its checks are slow to import

    return load(path), ()


def save_codebook(codebook: Codebook, path: Path) -> tuple[Loss, ...]:
    """Write a codebook in the format of a suffix; the losses are what has no place there."""
    if path.suffix.lower() == QDC:
        from qualpipe.export.refi_qda import write_codebook  # noqa: PLC0415 - lxml, for this alone

        return write_codebook(codebook, path)
    from qualpipe.codebook import save  # noqa: PLC0415 - YAML and its checks are slow to import

    return tuple(
        Loss(what=one.message, count=1, where=one.where, became=one.remedy)
        for one in save(codebook, path)
    )

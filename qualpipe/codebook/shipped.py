"""Codebooks that come with qualpipe, in an installed copy as in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def shipped() -> tuple[str, ...]:
    """Return the names of the codebooks that come along, to be loaded by name.

    >>> "recovery" in shipped()
    True
    """
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def path_of(name: str) -> Path:
    """Return the file of a codebook that comes along."""
    return _folder() / f"{name}.yaml"


def _folder() -> Path:
    """Return the folder inside an installed package, else that of the checkout."""
    installed = _PACKAGE / "_shipped" / "codebooks"
    return installed if installed.is_dir() else _PACKAGE.parent / "codebooks"

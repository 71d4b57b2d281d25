"""Projects: a folder with a database, where the stages and the disk meet."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualpipe.project.project import Project
    from qualpipe.project.settings import Settings
    from qualpipe.project.steps.receipts import as_it_was, leave_receipt
    from qualpipe.project.steps.sources import files_in
    from qualpipe.project.watch import Watch

__all__ = ["Project", "Settings", "Watch", "as_it_was", "files_in", "leave_receipt"]

_HOMES = {
    "Project": "project",
    "Settings": "settings",
    "Watch": "watch",
    "as_it_was": "steps.receipts",
    "files_in": "steps.sources",
    "leave_receipt": "steps.receipts",
}


def __getattr__(name: str) -> object:
    """Import what is asked for: a run with nothing to do needs neither database nor stages."""
    if name not in _HOMES:
        raise AttributeError(f"qualpipe.project has no {name!r}")
    return getattr(import_module(f"qualpipe.project.{_HOMES[name]}"), name)

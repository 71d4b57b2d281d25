"""Two people at the codebook at once: what each changed, and both put together."""

from collections.abc import Callable
from dataclasses import dataclass

from qualpipe.model import Codebook, QualpipeError
from qualpipe.project import Project
from qualpipe.project.reviewing.revising.drafts import rebased


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """What the others changed and what I did, in words, since the version we both began with.

    `joined` holds both, mine where both changed one field; `clashes` names those fields.
    """

    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    joined: Codebook
    clashes: tuple[str, ...]


def both_changed(
    project: Project, before: str, mine: Callable[[Codebook], Codebook], *, now: Codebook
) -> Both | None:
    """Lay a change made on the version `before` beside the one in force.

    None where the project has never kept that version (somebody edited the file by hand), or where
    the change cannot be read.
    """
    from qualpipe.codebook import diff  # noqa: PLC0415 - YAML is slow to import

    try:
        base = project.store.codebook(before)
        own = mine(base)
    except QualpipeError:
        return None
    joined, clashes = rebased(own, base=base, theirs=now)
    return Both(
        theirs=tuple(diff(base, now)),
        mine=tuple(diff(base, own)),
        joined=joined,
        clashes=clashes,
    )

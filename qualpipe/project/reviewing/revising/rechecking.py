"""Decisions to look at again: made before a code was split, or on one that is no more."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from qualpipe.model import Codebook, Decision, QualpipeError
from qualpipe.project import Project
from qualpipe.review import SAYS_YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A code that people decided on and the codebook in force does not have."""

    code: str
    yes: int
    reviewers: tuple[str, ...]


def use_of(project: Project, codebook: Codebook, *, viewer: str) -> dict[str, dict[str, int]]:
    """Count, for each code, what is suggested and the codings the viewer may see."""
    suggested = Counter(one.code for one in project.suggestions())
    given = Counter(one.code for one in project.review.codings(viewer=viewer))
    return {
        code.id: {"suggested": suggested[code.id], "given": given[code.id]} for code in codebook
    }


def orphans(project: Project, codebook: Codebook, *, viewer: str) -> tuple[Orphan, ...]:
    """List the codes of older versions on which a yes stands, as far as the viewer may see."""
    known = {code.id for code in codebook}
    codings = project.review.codings(viewer=viewer)
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in codings:
        if one.code not in known:
            found[one.code].append(one.reviewers)
    return tuple(
        Orphan(code=code, yes=len(given), reviewers=tuple(sorted({r for g in given for r in g})))
        for code, given in sorted(found.items())
    )


def to_decide_anew(project: Project, code: str, *, since: str, viewer: str) -> tuple[Decision, ...]:
    """Return the yeses on a code that were made before the code `since` was split from it.

    Those are the ones that were decided with a version of the codebook that did not have it; a
    fresh decision on the stretch, whichever of the two it gives, takes it off the list. What is
    to be decided again is thus in the ledger itself, and no list can get lost.
    """
    has: dict[str, bool] = {}
    last = project.review.last_words(viewer=viewer)
    fresh = {
        (one.segment, one.reviewer)
        for one in last
        if one.code in {code, since} and _knows(project, one.codebook, since, has)
    }
    return tuple(
        one
        for one in last
        if one.code == code and one.verdict in SAYS_YES and (one.segment, one.reviewer) not in fresh
    )


def _knows(project: Project, version: str, code: str, has: dict[str, bool]) -> bool:
    """Say whether a version of the codebook has a code; versions never seen here have not."""
    if version not in has:
        has[version] = bool(version) and code in _codes(project, version)
    return has[version]


def _codes(project: Project, version: str) -> Mapping[str, str]:
    try:
        return {one.id: one.hash for one in project.store.codebook(version)}
    except QualpipeError:  # a ledger that came from elsewhere may name versions never seen here
        return {}

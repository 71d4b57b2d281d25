"""Adoption: a theme becomes a code of the project, its segments suggestions for review."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualpipe.model import Code, Suggestion
from qualpipe.project.steps.codebooks import change_codebook
from qualpipe.project.steps.runs import named as named_run
from qualpipe.project.thematic.changing import dropped, next_edition
from qualpipe.project.thematic.editions import Adoption, Edition, last
from qualpipe.store import Store
from qualpipe.store.runs import ADOPTING
from qualpipe.themes import Reason, adopt
from qualpipe.themes.adoption import member
from qualpipe.themes.operations import leaf

if TYPE_CHECKING:
    from qualpipe.project import Project

_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What came of adopting a theme: the edition without it, the code, how many suggestions."""

    edition: Edition
    code: Code
    suggestions: int


def adopted(
    project: "Project",
    edition: Edition,
    theme: str,
    *,
    id: str,  # noqa: A002 - the noun's own word
    name: str,
    parent: str | None,
    by: str,
    at: str,
) -> Adopted:
    """Put the theme's code into the codebook and its segments up for review.

    The caller holds the project's lock. The code comes first: should this be cut short, the
    codebook has a draft too many, which can be taken out, and no suggestion is without its code.
    """
    book, store = project.codebook(), project.store
    one = leaf(edition.themes, theme, "adopt the themes under it")
    one = replace(one, label=name.strip() or one.label)
    version = next_version(book.version)
    new, suggestions = adopt(book, one, project.segments(), id=id, version=version, parent=parent)
    project.settings = change_codebook(
        new, folder=project.folder, settings=project.settings, store=store, before=book.hash, at=at
    )
    # As it is read from its file, where phrases stand language by language.
    written = project.codebook()
    store.save_codebook(written, at=at)
    made = next_edition(
        store,
        _explained(edition, one.segments, before=book.hash, after=written.hash),
        dropped(edition, theme, unplaced=False),
        act=f"adopt {theme} as {id}",
        by=by,
        at=at,
        adoption=Adoption(code=id, theme=theme, label=one.label, segments=one.segments),
    )
    _suggest(store, made, id, suggestions)
    return Adopted(edition=made, code=new.codes[-1], suggestions=len(suggestions))


def _suggest(store: Store, edition: Edition, code: str, suggestions: Iterable[Suggestion]) -> None:
    """Put the suggestions of a code that was adopted beside those of the other codes."""
    run = named_run(replace(edition.run, step=ADOPTING))
    shown = (replace(one, run=run.id) for one in suggestions)
    # An earlier code of that name, taken out of the codebook since, may have left some behind.
    others = (one for one in store.suggestions() if one.code != code)
    store.save_suggestions(run, (*others, *shown))


def _explained(edition: Edition, segments: Iterable[str], *, before: str, after: str) -> Edition:
    """Return the edition with some segments among those that a code explains.

    It goes by the codebook `after` the adoption if it went by the one `before` it; where the
    codebook had changed since the search already, its tables must go on saying so.
    """
    inputs = edition.run.inputs
    codebook = after if inputs["codebook"] == before else inputs["codebook"]
    return replace(
        edition,
        run=replace(edition.run, inputs={**inputs, "codebook": codebook}),
        left_out=(*edition.left_out, *((place, Reason.SUGGESTED) for place in segments)),
    )


def members(
    store: Store, found: Iterable[Suggestion], codes: Collection[str], places: Collection[str]
) -> tuple[Suggestion, ...]:
    """Return suggestions for the segments of adopted themes that the engine does not suggest.

    A person took them for the code by adopting the theme; they stay up for review when the codes
    are suggested anew. `codes` and `places` (addresses) are those there are today.
    """
    edition = last(store)
    if edition is None:
        return ()
    there = {(one.segment, one.code) for one in found}
    # By segment and code: older projects may hold two adoptions of one code.
    more = {
        (place, one.code): member(place, one.code, theme=one.theme, run=edition.run.id)
        for one in edition.adopted
        for place in one.segments
        if one.code in codes and place in places and (place, one.code) not in there
    }
    return tuple(more.values())


def next_version(version: str) -> str:
    """Return the name of the version after one: its last number raised.

    >>> next_version("1.9"), next_version("2026-01 draft"), next_version("")
    ('1.10', '2026-02 draft', '1')
    """
    found = _LAST_NUMBER.search(version)
    if not found:
        return f"{version}.1" if version else "1"
    number = str(int(found[0]) + 1).zfill(len(found[0]))
    return version[: found.start()] + number + version[found.end() :]

"""Codes that come from elsewhere, joined to those of the project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualpipe.model import Code, Codebook
from qualpipe.project.settings import Settings
from qualpipe.text.folding import folded
from qualpipe.text.refi_qda.losses import Losses

if TYPE_CHECKING:
    from qualpipe.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What came of codes from elsewhere: the id that each has here, how many are new."""

    ids: Mapping[str, str]
    added: int
    digest: str


def join(project: "Project", codebook: Codebook, losses: Losses) -> Joined:
    """Take codes into the project's codebook.

    A project in which nobody chose a codebook or coded anything takes the whole codebook over.
    Otherwise a code is one that is there if it has the same id or the same name; the others are
    added. The wording that is there stays.
    """
    now = project.codebook()
    if _is_fresh(project):
        project.change_codebook(codebook, before=now.hash)
        _told_as_saved(project, codebook, losses)
        ids = {code.id: code.id for code in codebook}
        return Joined(ids=ids, added=len(codebook), digest=project.codebook().hash)
    ids, added = _joined(now, codebook, losses)
    if added:
        project.change_codebook(replace(now, codes=(*now.codes, *added)), before=now.hash)
    return Joined(ids=ids, added=len(added), digest=project.codebook().hash)


def _is_fresh(project: "Project") -> bool:
    """Say whether the project stands at its beginning: nothing chosen, coded or decided."""
    chosen = project.settings.codebook != Settings().codebook
    return not (chosen or project.last_run() or project.store.count("decision"))


def _told_as_saved(project: "Project", codebook: Codebook, losses: Losses) -> None:
    saved = project.codebook()
    if saved == codebook:
        return
    old = {code.id: code for code in codebook}
    changed = [code.id for code in saved if code != old.get(code.id)]
    for code in changed:
        became = "without blanks at its ends, in the order of the languages"
        losses.add("wording of codes", code, became=became)


def _joined(now: Codebook, new: Codebook, losses: Losses) -> tuple[dict[str, str], Sequence[Code]]:
    known = {code.id: code for code in now}
    by_name = {_key(phrase.text): code.id for code in now for phrase in code.name}
    ids: dict[str, str] = {}
    added: list[Code] = []
    for code in new:
        same = (
            code.id if code.id in known else next(filter(None, map(by_name.get, _keys(code))), "")
        )
        ids[code.id] = same or code.id
        if not same:
            added.append(code)
        elif replace(code, parent=None) != replace(known[same], parent=None):
            became = "the project's wording stays"
            losses.add("codes that are there with other wording", same, became=became)
    return ids, [replace(code, parent=ids.get(code.parent or "")) for code in added]


def _keys(code: Code) -> list[str]:
    return [_key(phrase.text) for phrase in code.name]


def _key(name: str) -> str:
    return folded(name).strip()

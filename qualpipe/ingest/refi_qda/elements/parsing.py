"""From the XML of a project to what it says: every element is taken up, or counted as unknown."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qualpipe.ingest.refi_qda.elements.reading import NOT_KEPT, key, reference, values_of
from qualpipe.ingest.refi_qda.elements.textual import medium, note, source
from qualpipe.ingest.refi_qda.elements.tree import Readable, given, local, parts, text_of
from qualpipe.ingest.refi_qda.found import Found, FoundCase, FoundCode, FoundLink, FoundSet
from qualpipe.text.refi_qda.losses import Losses

if TYPE_CHECKING:
    from lxml.etree import _Element

Taker = Callable[["_Element", Found, Losses], None]


def project_in(stream: Readable, *, name: str, losses: Losses, lenient: bool) -> Found:
    """Read a project's XML; raises UnreadableFile where it cannot be."""
    found = Found()
    for outer, element in parts(stream, name=name, root="Project", lenient=lenient):
        _TAKERS.get(outer, _unknown_list(outer))(element, found, losses)
    return found


def codes_in(stream: Readable, *, name: str, losses: Losses, lenient: bool) -> Found:
    """Read a codebook's XML (.qdc); raises UnreadableFile where it cannot be."""
    found = Found()
    for outer, element in parts(stream, name=name, root="CodeBook", lenient=lenient):
        if outer == "codes":
            _code(element, found, losses)
        elif outer == "sets":
            _set(element, found, losses)
        elif local(element) == "codebook":
            found.origin = given(element, "origin")
        else:
            _unknown(outer or "CodeBook", element, losses)
    return found


def _top(element: "_Element", found: Found, losses: Losses) -> None:
    name = local(element)
    if name == "project":
        found.name, found.origin = given(element, "name"), given(element, "origin")
        found.user = key(given(element, "creatingUserGUID", "creatingUser", "modifyingUserGUID"))
        found.at = given(element, "creationDateTime", "modifiedDateTime")
    elif name == "description":
        found.descriptions.append(text_of(element))
    elif name == "noteref":
        found.own_notes.append(reference(element))
    elif name not in _TAKERS:  # an empty list is no loss
        _unknown("Project", element, losses)


def _user(element: "_Element", found: Found, losses: Losses) -> None:
    guid, name = key(given(element, "guid")), given(element, "name") or given(element, "id")
    if local(element) != "user" or not guid:
        _unknown("Users", element, losses)
        return
    if guid in found.users and found.users[guid] != name:
        losses.add("users with the same GUID", name, became="taken for one")
    found.users.setdefault(guid, name)


def _codebook(element: "_Element", found: Found, losses: Losses) -> None:
    if local(element) == "code":  # no list around it: seen in the wild
        _code(element, found, losses)
        return
    if local(element) != "codes":
        _unknown("CodeBook", element, losses)
        return
    for child in element:
        _code(child, found, losses)


def _code(element: "_Element", found: Found, losses: Losses, parent: str = "") -> None:
    if local(element) != "code":
        _unknown("Codes", element, losses)
        return
    guid, name = key(given(element, "guid")), given(element, "name")
    stated = given(element, "isCodable").strip().casefold()
    if not stated:
        losses.add("codes that do not say whether one codes with them", name, became="one does")
    place = len(found.codes)
    below = []
    description, notes = "", []
    for child in element:
        kind = local(child)
        if kind == "description":
            description = text_of(child)
        elif kind == "noteref":
            notes.append(reference(child))
        elif kind == "code":
            below.append(child)
        else:
            _unknown("Code", child, losses)
    code = FoundCode(
        guid=guid or f"code {place + 1}",
        name=name,
        parent=parent,
        colour=given(element, "color", "colour"),
        codable=stated not in {"false", "0", "no"},
        description=description,
        notes=tuple(notes),
    )
    found.codes.append(code)
    for child in below:
        _code(child, found, losses, parent=code.guid)


def _variable(element: "_Element", found: Found, losses: Losses) -> None:
    if local(element) != "variable":
        _unknown("Variables", element, losses)
        return
    name = given(element, "name")
    found.variables[key(given(element, "guid"))] = name
    described = any(local(child) == "description" for child in element)
    losses.add("descriptions of variables", name, became=NOT_KEPT, count=int(described))


def _case(element: "_Element", found: Found, losses: Losses) -> None:
    if local(element) != "case":
        _unknown("Cases", element, losses)
        return
    name = given(element, "name")
    sources, selections, described = [], [], ""
    for child in element:
        kind = local(child)
        if kind == "description":
            described = text_of(child)
        elif kind == "sourceref":
            sources.append(reference(child))
        elif kind == "selectionref":
            selections.append(reference(child))
        elif kind == "coderef":
            losses.add("codes on cases", name, became=NOT_KEPT)
        elif kind != "variablevalue":
            _unknown("Case", child, losses)
    found.cases.append(
        FoundCase(
            guid=key(given(element, "guid")),
            name=name,
            description=described,
            values=tuple(values_of(element)),
            sources=tuple(sources),
            selections=tuple(selections),
        )
    )


def _source(element: "_Element", found: Found, losses: Losses) -> None:
    kind = local(element)
    if kind == "textsource":
        new = [source(element, losses)]
    elif kind in {"pdfsource", "audiosource", "videosource", "picturesource"}:
        new = medium(element, losses)
    else:
        _unknown("Sources", element, losses)
        return
    taken = {one.guid for one in found.texts}
    for one in new:
        if not one.guid or one.guid in taken:
            losses.add("sources without a GUID of their own", one.name, became="kept all the same")
            one.guid = f"{one.guid}#{len(found.texts)}"
        found.texts.append(one)


def _note(element: "_Element", found: Found, losses: Losses) -> None:
    if local(element) not in {"note", "textsource"}:
        _unknown("Notes", element, losses)
        return
    one = note(element, losses)
    if not one.guid or one.guid in found.notes:
        losses.add("notes without a GUID of their own", one.name, became="kept all the same")
        one.guid = f"{one.guid}#{len(found.notes)}"
    found.notes[one.guid] = one


def _link(element: "_Element", found: Found, losses: Losses) -> None:
    if local(element) != "link":
        _unknown("Links", element, losses)
        return
    found.links.append(
        FoundLink(
            name=given(element, "name"),
            origin=key(given(element, "originGUID")),
            target=key(given(element, "targetGUID")),
        )
    )


def _set(element: "_Element", found: Found, losses: Losses) -> None:
    if local(element) != "set":
        _unknown("Sets", element, losses)
        return
    codes, others, described = [], 0, ""
    for child in element:
        kind = local(child)
        if kind == "description":
            described = text_of(child)
        elif kind == "membercode":
            codes.append(reference(child))
        else:
            others += kind in {"membersource", "membernote"}
            if kind not in {"membersource", "membernote"}:
                _unknown("Set", child, losses)
    found.sets.append(
        FoundSet(
            guid=key(given(element, "guid")),
            name=given(element, "name"),
            description=described,
            codes=tuple(codes),
            others=others,
        )
    )


def _graph(element: "_Element", _: Found, losses: Losses) -> None:
    losses.add("graphs", given(element, "name"), became=NOT_KEPT)


def _unknown(inside: str, element: "_Element", losses: Losses) -> None:
    shown = given(element, "name", "guid")
    losses.add(f"unknown element {local(element)} in {inside}", shown, became=NOT_KEPT)


def _unknown_list(outer: str) -> Taker:
    def take(element: "_Element", _: Found, losses: Losses) -> None:
        _unknown(outer, element, losses)

    return take


_TAKERS: Mapping[str, Taker] = {
    "": _top,
    "users": _user,
    "codebook": _codebook,
    "variables": _variable,
    "cases": _case,
    "sources": _source,
    "notes": _note,
    "links": _link,
    "sets": _set,
    "graphs": _graph,
}

"""Sources and notes in the XML: texts, their selections and codings, and what is no text."""

from typing import TYPE_CHECKING

from qualpipe.ingest.refi_qda.elements.reading import NOT_KEPT, key, number, reference, values_of
from qualpipe.ingest.refi_qda.elements.tree import given, local, text_of
from qualpipe.ingest.refi_qda.found import FoundCoding, FoundSelection, FoundText
from qualpipe.text.refi_qda.losses import Losses

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_TEXT = "not kept: qualpipe reads text only"
_TEXTS = {"representation": "PDF", "textdescription": "picture", "transcript": "recording"}
_AREAS = {"pdfselection", "pictureselection", "audioselection", "videoselection"}
_MILLISECONDS = 1000


def source(element: "_Element", losses: Losses, *, kind: str = "text") -> FoundText:
    """Return a text source (or what has its form) and all that is on it."""
    one = FoundText(
        guid=key(given(element, "guid")),
        name=given(element, "name"),
        kind=kind,
        plain=given(element, "plainTextPath"),
        rich=given(element, "richTextPath"),
        values=list(values_of(element)),
        user=key(given(element, "creatingUser", "creatingUserGUID")),
        at=given(element, "creationDateTime", "modifiedDateTime"),
    )
    if given(element, "modifyingUser", "modifiedDateTime"):
        losses.add("by whom and when sources were last changed", one.name, became=NOT_KEPT)
    points: dict[str, tuple[int, float]] = {}
    for child in element:
        _take(child, one, points, losses)
    one.points = sorted(points.values())
    return one


def _take(
    child: "_Element", one: FoundText, points: dict[str, tuple[int, float]], losses: Losses
) -> None:
    name = local(child)
    if name == "description":
        one.description = text_of(child)
    elif name == "plaintextcontent":
        one.content = text_of(child)
    elif name == "plaintextselection":
        _add(one, _selection(child, one, losses), losses)
    elif name == "transcriptselection":
        _add(one, _timed_selection(child, one, points, losses), losses)
    elif name == "coding":
        one.codings.append(_coding(child, one.name, losses))
    elif name == "noteref":
        one.notes.append(reference(child))
    elif name == "syncpoint":
        position, stamp = number(given(child, "position")), number(given(child, "timeStamp"))
        if position is not None and stamp is not None:
            points[key(given(child, "guid"))] = (position, stamp / _MILLISECONDS)
    elif name != "variablevalue":
        losses.add(f"unknown element {name} in a source", one.name, became=NOT_KEPT)


def note(element: "_Element", losses: Losses) -> FoundText:
    """Return a note; a note that is coded itself keeps its text and not its codings."""
    one = source(element, losses, kind="note")
    codings = len(one.codings) + sum(len(each.codings) for each in one.selections)
    losses.add("codings of notes", one.name, became=NOT_KEPT, count=codings)
    return one


def medium(element: "_Element", losses: Losses) -> list[FoundText]:
    """Return the texts that belong to a PDF, picture or recording: those are kept, it is not."""
    name, kind = given(element, "name"), local(element).removesuffix("source")
    whole = FoundText(
        guid=key(given(element, "guid")), name=name, kind=kind, values=list(values_of(element))
    )
    texts: list[FoundText] = []
    for child in element:
        tag = local(child)
        if tag in _TEXTS:
            texts.append(source(child, losses, kind=_TEXTS[tag]))
        elif tag in _AREAS:
            _count_area(child, name, losses)
        elif tag in {"coding", "noteref", "description", "variablevalue"}:
            _take(child, whole, {}, losses)
        else:
            losses.add(f"unknown element {tag} in a source", name, became=NOT_KEPT)
    losses.add(f"{kind} files", name, became="only its text is kept" if texts else _NO_TEXT)
    if texts:
        _join(texts[0], whole)
    else:
        count = len(whole.codings)
        losses.add("codings of sources without a text", name, became=NOT_KEPT, count=count)
    for text in texts:
        text.name = text.name or name
    return texts


def _join(text: FoundText, whole: FoundText) -> None:
    """Put what is on a recording or PDF as a whole on its text; links and cases speak of it."""
    text.codings += whole.codings
    text.notes += whole.notes
    text.values += whole.values
    text.description = text.description or whole.description
    text.guid = whole.guid or text.guid
    text.name = whole.name or text.name


def _count_area(element: "_Element", name: str, losses: Losses) -> None:
    """Count what is coded by place on a page or by time: it is on no words."""
    codings = sum(local(child) == "coding" for child in element.iter())
    what = f"codings of {local(element).removesuffix('selection')} selections"
    losses.add(what, name, became=_NO_TEXT, count=codings)
    if not codings:
        losses.add(f"{local(element)}s without a code", name, became=_NO_TEXT)


def _add(one: FoundText, selection: FoundSelection | None, losses: Losses) -> None:
    if selection is None:
        losses.add("selections without a position", one.name, became="not kept")
    else:
        one.selections.append(selection)


def _selection(element: "_Element", one: FoundText, losses: Losses) -> FoundSelection | None:
    start = number(given(element, "startPosition", "start"))
    end = number(given(element, "endPosition", "end"))
    if start is None or end is None:
        codings = sum(local(child) == "coding" for child in element)
        losses.add("codings without a position", one.name, became="not kept", count=codings)
        return None
    return _selected(element, one, (start, end), losses)


def _timed_selection(
    element: "_Element",
    one: FoundText,
    points: dict[str, tuple[int, float]],
    losses: Losses,
) -> FoundSelection | None:
    """Return a selection of a recording's transcript, which its moments place in the text."""
    start = points.get(key(given(element, "fromSyncPoint")))
    end = points.get(key(given(element, "toSyncPoint")))
    if start is None or end is None:
        return _selection(element, one, losses)
    return _selected(element, one, (start[0], end[0]), losses)


def _selected(
    element: "_Element", one: FoundText, place: tuple[int, int], losses: Losses
) -> FoundSelection:
    codings, notes, described = [], [], ""
    for child in element:
        name = local(child)
        if name == "coding":
            codings.append(_coding(child, one.name, losses))
        elif name == "noteref":
            notes.append(reference(child))
        elif name == "description":
            described = text_of(child)
        else:
            losses.add(f"unknown element {name} in a selection", one.name, became=NOT_KEPT)
    return FoundSelection(
        guid=key(given(element, "guid")),
        name=given(element, "name"),
        start=place[0],
        end=place[1],
        description=described,
        codings=tuple(codings),
        notes=tuple(notes),
        user=key(given(element, "creatingUser", "modifyingUser")),
        at=given(element, "creationDateTime", "modifiedDateTime"),
    )


def _coding(element: "_Element", where: str, losses: Losses) -> FoundCoding:
    codes, notes = [], []
    for child in element:
        name = local(child)
        if name == "coderef":
            codes.append(reference(child))
        elif name == "noteref":
            notes.append(reference(child))
        else:
            losses.add(f"unknown element {name} in a coding", where, became=NOT_KEPT)
    if len(codes) > 1:
        losses.add("codings with several codes", where, became="a coding for each code")
    if not codes:
        losses.add("codings without a code", where, became="not kept")
    return FoundCoding(
        codes=tuple(codes),
        user=key(given(element, "creatingUser", "creatingUserGUID")),
        at=given(element, "creationDateTime", "modifiedDateTime"),
        notes=tuple(notes),
    )

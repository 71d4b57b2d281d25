"""`project.qde`: the parts of a project in the order that the standard fixes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Any

from qualpipe import __version__
from qualpipe.export.refi_qda.cases import Case, case_element, variable_element, variables
from qualpipe.export.refi_qda.codes import about_element, code_elements
from qualpipe.export.refi_qda.marks import Marked, standing_memos
from qualpipe.export.refi_qda.notes import Note, Notes, note_element
from qualpipe.export.refi_qda.sources import memo_note, source_element
from qualpipe.export.study import Study
from qualpipe.text.refi_qda import ORIGIN, PROJECT, asides, for_xml, guid, moment
from qualpipe.text.refi_qda.profiles import Profile

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What goes into a project file: a study, what is on its texts, its cases, for whom."""

    study: Study
    marked: Marked
    cases: Sequence[Case]
    users: Sequence[str]
    profile: Profile


def write_document(stream: IO[bytes], content: Content) -> Notes:
    """Write a project as XML, a transcript at a time; return its notes, some of which are files."""
    from lxml.etree import xmlfile  # noqa: PLC0415 - few commands write XML

    study = content.study
    notes = Notes(study.name)
    memos = _memos(study, notes)
    with xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{PROJECT}}}Project", _attributes(study), nsmap={None: PROJECT}):
            for name, elements in _parts(content, notes, memos):
                _wrapped(xml, name, elements)
            for element in _own_note(content):
                xml.write(element)
    return notes


def _parts(
    content: Content, notes: Notes, memos: Mapping[str, list[str]]
) -> Iterator[tuple[str, Iterable["_Element"]]]:
    """Yield the parts in their order; each is made when the one before it is written."""
    study, profile = content.study, content.profile
    yield "Users", _users(content)
    yield "CodeBook/Codes", code_elements(study.codebook, memos, _former(content))
    names = variables(study.transcripts)
    yield "Variables", (variable_element(study.name, name) for name in names)
    on_cases = profile.on_cases
    yield "Cases", (case_element(study.name, one, with_values=on_cases) for one in content.cases)
    yield "Sources", _sources(content, notes)
    notes.all[_own_key(study)] = _own(content)
    yield "Notes", map(note_element, notes.all.values())
    yield "Links", _links(study)
    yield "Sets", (about_element(one, member="targetGUID") for one in (study.codebook,) if one)


def _wrapped(xml: Any, path: str, elements: Iterable["_Element"]) -> None:  # noqa: ANN401 - untyped
    """Write elements inside their wrapper; an empty wrapper would break the standard."""
    waiting = iter(elements)
    first = next(waiting, None)
    if first is None:
        return
    outer, _, inner = path.partition("/")
    with xml.element(f"{{{PROJECT}}}{outer}"):
        if inner:
            with xml.element(f"{{{PROJECT}}}{inner}"):
                _run(xml, first, waiting)
        else:
            _run(xml, first, waiting)


def _run(xml: Any, first: "_Element", rest: Iterable["_Element"]) -> None:  # noqa: ANN401 - untyped
    xml.write(first)
    for element in rest:
        xml.write(element)


def _attributes(study: Study) -> dict[str, str]:
    attributes = {"name": for_xml(study.name), "origin": f"{ORIGIN} {__version__}"}
    return attributes | ({"creationDateTime": moment(study.at)} if moment(study.at) else {})


def _users(content: Content) -> Iterator["_Element"]:
    from lxml.etree import Element  # noqa: PLC0415 - few commands write XML

    for name in content.users:
        yield Element("User", guid=guid("user", name), name=for_xml(name))


def _former(content: Content) -> list[str]:
    """Return the codes that somebody used and that are in the codebook no longer."""
    known = {code.id for code in content.study.codebook}
    used = {
        mark.code
        for found in content.marked.values()
        for stretch in found.values()
        for mark in stretch.marks
    }
    noted = {
        memo.about.removeprefix("code:")
        for memo in standing_memos(content.study)
        if memo.about.startswith("code:")
    }
    return sorted((used | noted) - known)


def _sources(content: Content, notes: Notes) -> Iterator["_Element"]:
    memos = standing_memos(content.study)
    for one in content.study.transcripts:
        yield source_element(
            one,
            content.marked[one.id].values(),
            [memo for memo in memos if memo.about == f"transcript:{one.id}"],
            study=content.study,
            profile=content.profile,
            notes=notes,
        )


def _memos(study: Study, notes: Notes) -> dict[str, list[str]]:
    """Keep the memos on codes and return them by code."""
    found: dict[str, list[str]] = {}
    for memo in standing_memos(study):
        if memo.about.startswith("code:"):
            code = memo.about.removeprefix("code:")
            found.setdefault(code, []).append(memo_note(memo, notes))
    return found


def _links(study: Study) -> Iterator["_Element"]:
    """Yield a link from each translation to its original."""
    from lxml.etree import Element  # noqa: PLC0415 - few commands write XML

    known = {one.id for one in study.transcripts}
    for one in study.transcripts:
        if one.translation_of in known and one.translation_of is not None:
            yield Element(
                "Link",
                guid=guid("link", study.name, one.id, one.translation_of),
                name="translation of",
                direction="OneWay",
                originGUID=guid("source", study.name, one.id),
                targetGUID=guid("source", study.name, one.translation_of),
            )


def _own_key(study: Study) -> str:
    return guid("note", study.name, asides.STUDY)


def _own(content: Content) -> Note:
    study, profile = content.study, content.profile
    said = {
        "reviewers": [asdict(one) for one in study.reviewers],
        "users": list(content.users),
        "codebook": study.codebook.hash,
        "head": study.head,
        "counting": {"wide": profile.wide, "line_end": profile.line_end},
    }
    return Note(guid=_own_key(study), name=asides.STUDY, text=asides.aside(asides.STUDY, said))


def _own_note(content: Content) -> Iterator["_Element"]:
    from lxml.etree import Element  # noqa: PLC0415 - few commands write XML

    description = Element("Description")
    description.text = for_xml(_says(content))
    yield description
    yield Element("NoteRef", targetGUID=_own_key(content.study))


def _says(content: Content) -> str:
    study = content.study
    return (
        f"Made by qualpipe {__version__} for: {content.profile.name}. "
        f"Codebook {study.codebook.id} {study.codebook.version}; "
        f"{len(study.transcripts)} transcripts, {len(study.codings)} codings that people made."
    )

"""The codebook as the standard has it: codes within codes, each with one description."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qualpipe.model import Code, Codebook, Language, wording
from qualpipe.text.refi_qda import COLOUR, fits_xml, for_xml, guid
from qualpipe.text.refi_qda.losses import Losses
from qualpipe.text.refi_qda.wording import description, headed, shown_name

if TYPE_CHECKING:
    from lxml.etree import _Element

ABOUT = "qualpipe codebook"
FOLDERS = "folders"
"""The field of a codebook's `extra` that lists the codes nothing is coded with."""


def code_guid(codebook: Codebook, code: str) -> str:
    """Return the GUID of a code: the same in every file of the codebook."""
    return guid("code", codebook.id, code)


def folders(codebook: Codebook) -> frozenset[str]:
    """Return the codes that only hold others, as the file they came from said."""
    listed = codebook.extra.get(FOLDERS)
    return frozenset(map(str, listed)) if isinstance(listed, list | tuple) else frozenset()


def code_elements(
    codebook: Codebook, notes: Mapping[str, Sequence[str]], former: Collection[str] = ()
) -> Iterator["_Element"]:
    """Yield the top codes, those below inside them.

    `notes` are GUIDs of notes by code; `former` are codes that are in use and in the codebook no
    longer: they are written so that nothing that was coded with them is lost.
    """
    from lxml.etree import Element, SubElement  # noqa: PLC0415 - few commands write XML

    closed = folders(codebook)
    known = {code.id for code in codebook}

    def element(code: Code) -> "_Element":
        made = Element("Code", guid=code_guid(codebook, code.id), name=shown_name(code))
        made.set("isCodable", "false" if code.id in closed else "true")
        if COLOUR.fullmatch(code.colour):
            made.set("color", code.colour)
        SubElement(made, "Description").text = for_xml(description(code))
        for key in notes.get(code.id, ()):
            SubElement(made, "NoteRef", targetGUID=key)
        for child in codebook.children_of(code.id):
            made.append(element(child))
        return made

    for code in codebook:
        if code.parent is None or code.parent not in known:
            yield element(code)
    for name in former:
        made = Element("Code", guid=code_guid(codebook, name), name=for_xml(name), isCodable="true")
        facts = [f"id: {name}", "former: yes"]
        SubElement(made, "Description").text = for_xml(headed("qualpipe code", facts))
        for key in notes.get(name, ()):
            SubElement(made, "NoteRef", targetGUID=key)
        yield made


def about_element(codebook: Codebook, *, member: str) -> "_Element":
    """Return the set of all codes in their order, described by what the codebook says of itself.

    `member` is the attribute that names a code: `targetGUID` in a project, `guid` in a codebook.
    """
    from lxml.etree import Element, SubElement  # noqa: PLC0415 - few commands write XML

    name = wording(codebook.title, Language.EN) or codebook.id
    element = Element("Set", guid=guid("codebook", codebook.id), name=for_xml(name))
    SubElement(element, "Description").text = for_xml(headed(ABOUT, _facts(codebook)))
    for code in codebook:
        SubElement(element, "MemberCode", {member: code_guid(codebook, code.id)})
    return element


def _facts(codebook: Codebook) -> list[str]:
    facts = [f"id: {codebook.id}", f"version: {codebook.version}"]
    titles = [[phrase.language.value, phrase.text] for phrase in codebook.title]
    facts += [f"title: {json.dumps(titles, ensure_ascii=False)}"] if titles else []
    facts += [f"languages: {' '.join(codebook.languages)}"] if codebook.languages else []
    facts += [f"source: {codebook.source}"] if codebook.source else []
    extra = json.dumps(dict(codebook.extra), ensure_ascii=False, default=str)
    return [*facts, f"extra: {extra}"] if codebook.extra else facts


def note_losses(codebook: Codebook, losses: Losses) -> None:
    """Say what of a codebook other programs will not see as it is."""
    fields = ("include", "exclude", "keywords", "examples", "counter_examples")
    worded = sum(any(getattr(code, field) for field in fields) for code in codebook)
    losses.add(
        "rules, keywords, examples of codes",
        codebook.id,
        became="kept in the description, under headings",
        count=worded,
    )
    for code in codebook:
        if not fits_xml(description(code)):
            became = "U+FFFD stands there"
            losses.add("characters that XML cannot hold", code.id, became=became)
    names = Counter((code.parent, shown_name(code).casefold()) for code in codebook)
    for code in codebook:
        if names[code.parent, shown_name(code).casefold()] > 1:
            became = "kept; a program may merge them"
            losses.add("codes of the same name in one place", code.id, became=became)

"""Transcripts as text sources: positions, selections, the codings on them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualpipe.export.refi_qda.cases import value_elements
from qualpipe.export.refi_qda.codes import code_guid
from qualpipe.export.refi_qda.marks import Stretch
from qualpipe.export.refi_qda.notes import Notes, refer
from qualpipe.export.study import Study
from qualpipe.model import Memo, Transcript
from qualpipe.text.refi_qda import asides, for_xml, guid, moment
from qualpipe.text.refi_qda.positions import Counting, outward
from qualpipe.text.refi_qda.profiles import Profile

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHOWN = 60
"""Characters of a selection that make its name: other programs list it by that."""


def file_of(study: str, transcript: str) -> str:
    """Return the name of the text file of a transcript inside the package."""
    return f"{guid('text', study, transcript)}.txt"


def content_of(transcript: Transcript, profile: Profile) -> bytes:
    """Return the text as a file of it holds it: UTF-8 without a mark, lines ended as is wanted."""
    return transcript.text.replace("\n", profile.line_end).encode("utf-8", "replace")


def source_element(
    transcript: Transcript,
    stretches: Iterable[Stretch],
    about: Iterable[Memo],
    *,
    study: Study,
    profile: Profile,
    notes: Notes,
) -> "_Element":
    """Return a transcript as a source; `about` are the memos on it as a whole."""
    from lxml.etree import Element  # noqa: PLC0415 - few commands write XML

    element = Element(
        "TextSource",
        guid=guid("source", study.name, transcript.id),
        name=for_xml(transcript.title or transcript.id),
        plainTextPath=f"internal://{file_of(study.name, transcript.id)}",
    )
    if moment(study.at):
        element.set("creationDateTime", moment(study.at))
    counted = outward(transcript.text, wide=profile.wide)
    for one in stretches:
        element.append(_selection(one, transcript.text, counted, study=study, notes=notes))
    rest = asides.aside(asides.TRANSCRIPT, asides.of_transcript(transcript))
    on = f"transcript:{transcript.id}"
    own = [notes.add(f"{asides.TRANSCRIPT} {transcript.id}", rest, on=on)]
    refer(element, own + [memo_note(memo, notes) for memo in about])
    if profile.on_sources:
        element.extend(list(value_elements(study.name, transcript.attributes)))
    return element


def memo_note(memo: Memo, notes: Notes) -> str:
    """Keep a memo as a note."""
    name = " ".join(memo.text.split())[:_SHOWN]
    return notes.add(name, memo.text, on=memo.about, user=memo.reviewer, at=memo.at)


def _selection(
    stretch: Stretch, text: str, counted: Counting, *, study: Study, notes: Notes
) -> "_Element":
    from lxml.etree import Element, SubElement  # noqa: PLC0415 - few commands write XML

    shown = " ".join(
        text[stretch.span.start : min(stretch.span.end, stretch.span.start + 120)].split()
    )
    element = Element(
        "PlainTextSelection",
        guid=guid("selection", study.name, stretch.address),
        name=for_xml(shown[:_SHOWN]),
        startPosition=str(counted(stretch.span.start)),
        endPosition=str(counted(stretch.span.end)),
    )
    for mark in stretch.marks:
        on = (stretch.address, mark.code, mark.user)
        coding = SubElement(
            element,
            "Coding",
            guid=guid("coding", study.name, *on),
            creatingUser=guid("user", mark.user),
        )
        if moment(mark.at):
            coding.set("creationDateTime", moment(mark.at))
        SubElement(coding, "CodeRef", targetGUID=code_guid(study.codebook, mark.code))
        if mark.note:
            name = " ".join(mark.note.split())[:_SHOWN]
            key = notes.add(name, mark.note, on="\0".join(on), user=mark.user, at=mark.at)
            refer(coding, [key])
    refer(element, [memo_note(memo, notes) for memo in stretch.memos])
    return element

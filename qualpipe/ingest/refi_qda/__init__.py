"""Projects and codebooks of other programs: `read_project` (.qdpx), `read_codebook` (.qdc).

The standard leaves much open and programs depart from it; what is met is read all the same where
its meaning is plain, and counted in the losses in any case.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from qualpipe.ingest.limits import load
from qualpipe.ingest.refi_qda.cases import linked, with_attributes
from qualpipe.ingest.refi_qda.codes import Codes, codes_of
from qualpipe.ingest.refi_qda.elements.parsing import codes_in, project_in
from qualpipe.ingest.refi_qda.elements.reading import NOT_KEPT
from qualpipe.ingest.refi_qda.found import Found, Incoming
from qualpipe.ingest.refi_qda.gathering import Gathering, Labels, Read, read_source
from qualpipe.ingest.refi_qda.package import LIMITS, Package, opened
from qualpipe.ingest.refi_qda.people import People, exact_names
from qualpipe.ingest.refi_qda.texts import words_of
from qualpipe.ingest.safety import ZipLimits
from qualpipe.model import Codebook, Duty, Reviewer, Transcript, UnreadableFile
from qualpipe.text.refi_qda import ORIGIN, SUGGESTIONS, asides
from qualpipe.text.refi_qda.losses import Loss, Losses
from qualpipe.text.refi_qda.positions import Way
from qualpipe.text.refi_qda.profiles import expected

__all__ = ["Incoming", "Labels", "Loss", "read_codebook", "read_project"]

Answer = TypeVar("Answer")
_OWN_SETS = "qualpipe codebook"


def read_project(
    path: Path, *, now: str, labels: Labels | None = None, limits: ZipLimits = LIMITS
) -> Incoming:
    """Read a REFI-QDA project (.qdpx).

    What qualpipe wrote comes back as it was. The texts of other programs become transcripts as
    plain texts do. `now` (ISO 8601 with a time zone) stands for moments that the file lacks.
    Raises UnreadableFile where it is no project or no safe one; a part that is at fault is left
    out and told in the losses.
    """
    losses = Losses()
    with opened(path, limits=limits) as package:
        found = _leniently(
            lambda lenient, losses: project_in(
                package.stream(), name=path.name, losses=losses, lenient=lenient
            ),
            losses,
        )
        ours = found.origin.casefold().startswith(ORIGIN)
        notes = _notes(found, package, ours=ours, losses=losses)
        rest = _asides(notes)
        sources = _sources(found, package, rest, ours=ours, losses=losses)
    return _incoming(
        found, notes, rest, sources, now=now, labels=labels or Labels(), losses=losses, path=path
    )


def read_codebook(path: Path) -> tuple[Codebook, tuple[Loss, ...]]:
    """Read a codebook (.qdc) and return it with what was not as it should be."""
    losses = Losses()
    content = load(path).content
    found = _leniently(
        lambda lenient, losses: codes_in(
            _Bytes(content), name=path.name, losses=losses, lenient=lenient
        ),
        losses,
    )
    codes = codes_of(found.codes, found.sets, name=path.stem, losses=losses)
    _count_sets(found, losses)
    if codes.codebook is None:
        remedy = "Export the codebook again from the program that made it"
        raise UnreadableFile(path.name, "there are no codes in it", remedy)
    return codes.codebook, losses.told()


class _Bytes:
    """Bytes to be read piece by piece."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def read(self, size: int = 1 << 16) -> bytes:
        """Read on."""
        chunk = self._content[self._at : self._at + size]
        self._at += len(chunk)
        return chunk


def _leniently(read: Callable[[bool, Losses], Found], losses: Losses) -> Found:
    """Read XML as it should be; if it is broken, read around the broken places and say so."""
    strict = Losses()
    try:
        found = read(False, strict)  # noqa: FBT003 - the switch that is tried both ways
    except UnreadableFile as fault:
        if "well-formed" not in fault.message:
            raise
        found = read(True, losses)  # noqa: FBT003 - as above
        if not (found.name or found.codes or found.texts):
            raise
        losses.add("faults in the XML", fault.message, became="read around them")
        return found
    losses.join(strict)
    return found


def _notes(found: Found, package: Package, *, ours: bool, losses: Losses) -> dict[str, str]:
    """Return the texts of all notes, by GUID; those of qualpipe with their own line ends."""
    texts: dict[str, str] = {}
    for guid, note in found.notes.items():
        raw = words_of(note, package, losses)
        if raw is None and not note.description:
            losses.add("notes without a text", note.name, became="left out")
        texts[guid] = "" if raw is None else raw.content if ours else raw.text
    return texts


def _asides(notes: Mapping[str, str]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return what notes of ours say, by GUID."""
    read = {guid: asides.read_aside(text) for guid, text in notes.items()}
    return {guid: one for guid, one in read.items() if one is not None}


def _sources(
    found: Found,
    package: Package,
    rest: Mapping[str, tuple[str, dict[str, Any]]],
    *,
    ours: bool,
    losses: Losses,
) -> list[Read]:
    by_text = {said.get("text"): said for kind, said in rest.values() if kind == asides.TRANSCRIPT}
    sources = []
    for one in found.texts:
        raw = words_of(one, package, losses)
        on_it = [rest[guid] for guid in one.notes if guid in rest]
        aside = next((said for kind, said in on_it if kind == asides.TRANSCRIPT), None)
        codings = sum(len(each.codings) for each in one.selections) + len(one.codings)
        if raw is None or not (raw.content.strip() or aside):
            why = "sources without a text" if raw is None else "sources without a word"
            losses.add(why, one.name, became="left out")
            losses.add(
                "codings of sources without a text", one.name, became="left out", count=codings
            )
            continue
        aside = aside or by_text.get(asides.digest(raw.text))
        sources.append(read_source(one, raw, aside, ours=ours))
    return sources


def _incoming(
    found: Found,
    notes: dict[str, str],
    rest: Mapping[str, tuple[str, dict[str, Any]]],
    sources: Sequence[Read],
    *,
    now: str,
    labels: Labels,
    losses: Losses,
    path: Path,
) -> Incoming:
    study = next((said for kind, said in rest.values() if kind == asides.STUDY), {})
    codes = codes_of(found.codes, found.sets, name=path.stem, losses=losses)
    gathering = Gathering(
        found=found,
        codes=codes,
        people=People(found, exact_names(study.get("users")), now=now, losses=losses),
        notes=notes,
        losses=losses,
        labels=labels,
        of_cases=frozenset(guid for case in found.cases for guid in case.selections),
    )
    gathering.take(sources, first=_first_way(found, study))
    gathering.note_codes()
    _count_sets(found, losses)
    return Incoming(
        name=found.name or path.stem,
        origin=found.origin,
        codebook=_with_unknown(codes, gathering, path.stem),
        transcripts=_described(gathering, sources),
        decisions=tuple(gathering.decisions.values()),
        memos=tuple(gathering.memos),
        reviewers=_reviewers(gathering, study),
        loose=tuple(_loose(found, notes, rest, gathering.used, losses)),
        losses=losses.told(),
    )


def _described(gathering: Gathering, sources: Sequence[Read]) -> tuple[Transcript, ...]:
    """Return the transcripts with their attributes and, for translations, their originals."""
    found, losses = gathering.found, gathering.losses
    known = frozenset(one.found.guid for one in sources if one.known is not None)
    whole = with_attributes(
        gathering.transcripts, found, gathering.stretches, ours=known, losses=losses
    )
    return tuple(linked(whole, found, ours=known, losses=losses).values())


def _first_way(found: Found, study: Mapping[str, Any]) -> Way:
    """Return how the file was most likely counted: as it says, or as its program usually does."""
    counting = study.get("counting")
    wide = counting.get("wide") if isinstance(counting, dict) else None
    if found.origin.casefold().startswith(ORIGIN) and wide in (1, 2):
        return Way(wide=int(wide))
    return Way(wide=expected(found.origin).wide)


def _with_unknown(codes: Codes, gathering: Gathering, name: str) -> Codebook | None:
    """Add the codes that codings name and the file does not hold."""
    extra = tuple(gathering.unknown.values())
    if codes.codebook is None:
        return Codebook(id=name, codes=extra) if extra else None
    return replace(codes.codebook, codes=(*codes.codebook.codes, *extra))


def _count_sets(found: Found, losses: Losses) -> None:
    for one in found.sets:
        if not one.description.startswith(_OWN_SETS):
            members = len(one.codes) + one.others
            losses.add("sets", f"{one.name} ({members} members)", became=NOT_KEPT)


def _reviewers(gathering: Gathering, study: Mapping[str, Any]) -> tuple[Reviewer, ...]:
    """Return those who made something here, and where the file is ours its reviewers as listed."""
    made = {one.reviewer for one in gathering.decisions.values()}
    made |= {one.reviewer for one in gathering.memos}
    listed, known = study.get("reviewers"), study.get("users")
    stated = [
        Reviewer(
            name=str(one.get("name")),
            duty=_duty(one.get("duty")),
            added=str(one.get("added", "")),
            retired=str(one.get("retired", "")),
        )
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict) and one.get("name")
    ]
    told = {*(known if isinstance(known, list) else ()), *(one.name for one in stated)}
    others = sorted(made - told - {SUGGESTIONS})
    return (*stated, *(Reviewer(name=name) for name in others))


def _duty(written: object) -> Duty:
    return Duty.ADJUDICATOR if written == Duty.ADJUDICATOR.value else Duty.REVIEWER


def _loose(
    found: Found,
    notes: Mapping[str, str],
    rest: Mapping[str, object],
    used: set[str],
    losses: Losses,
) -> Iterable[str]:
    """Yield the notes that belong to the whole project, or to nothing."""
    became = "kept with the record of the import"
    for guid, note in found.notes.items():
        text = "\n\n".join(filter(str.strip, (note.name, notes.get(guid, ""), note.description)))
        if guid not in used and guid not in rest and text:
            losses.add("notes on the project or on nothing", note.name or guid, became=became)
            yield text
    for description in found.descriptions:
        if description.strip() and not found.origin.casefold().startswith(ORIGIN):
            losses.add("descriptions of the project", found.name, became=became)
            yield description

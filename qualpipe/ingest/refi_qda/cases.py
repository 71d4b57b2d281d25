"""Cases, variables and links: what they say of transcripts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from qualpipe.ingest.refi_qda.elements.reading import NOT_KEPT
from qualpipe.ingest.refi_qda.found import Found, FoundCase
from qualpipe.model import Transcript
from qualpipe.text.refi_qda import for_xml
from qualpipe.text.refi_qda.losses import Losses

PARTICIPANT = "participant"


def with_attributes(
    transcripts: Mapping[str, Transcript],
    found: Found,
    stretches: Mapping[str, str],
    *,
    ours: frozenset[str],
    losses: Losses,
) -> dict[str, Transcript]:
    """Return transcripts, by the GUID of their source, with what cases and variables say of them.

    `stretches` maps the GUID of a selection to the transcript it is on. `ours` are sources whose
    attributes are known already: there a value counts where it was changed since.
    """
    by_id = {one.id: guid for guid, one in transcripts.items()}
    given: dict[str, dict[str, str]] = {guid: {} for guid in transcripts}
    for case in found.cases:
        own = [guid for guid in case.sources if guid in transcripts]
        lost = len(case.sources) - len(own)
        losses.add("cases on sources that were not read", case.name, became="left out", count=lost)
        values = _values(case.values, found.variables)
        # A case brings together what several transcripts of ours say of one participant.
        said = [transcripts[guid].attributes for guid in own if guid in ours]
        new = {name: value for name, value in values.items() if not _is_said(said, name, value)}
        for guid in own:
            _name_case(case, transcripts[guid], given[guid], known=guid in ours)
            given[guid] |= new if guid in ours else values
        parts = {by_id[stretches[one]] for one in case.selections if one in stretches} - set(own)
        for guid in parts - ours:
            became = "its values are attributes named after it" if values else NOT_KEPT
            losses.add("cases that are a part of a source", case.name, became=became)
            given[guid] |= {f"{case.name}: {name}": value for name, value in values.items()}
        if not own and not parts:
            losses.add("cases without a source", case.name, became=NOT_KEPT)
    for text in found.texts:
        if text.guid in given:
            given[text.guid] |= _values(tuple(text.values), found.variables)
    return {
        guid: _changed(one, given[guid], losses) if guid in ours else _added(one, given[guid])
        for guid, one in transcripts.items()
    }


def linked(
    transcripts: Mapping[str, Transcript], found: Found, *, ours: frozenset[str], losses: Losses
) -> dict[str, Transcript]:
    """Return transcripts with the translations among them; other links are counted."""
    result = dict(transcripts)
    for link in found.links:
        both = link.origin in result and link.target in result and link.origin != link.target
        if not both or "translat" not in link.name.casefold():
            losses.add("links", link.name, became=NOT_KEPT)
        elif link.origin not in ours:
            one, original = result[link.origin], result[link.target]
            result[link.origin] = replace(one, translation_of=original.id)
    return result


def _name_case(
    case: FoundCase, transcript: Transcript, given: dict[str, str], *, known: bool
) -> None:
    """Name the participant, unless the case is called as the transcript is."""
    plain = {transcript.id.casefold(), transcript.title.casefold()}
    if case.name and not known and case.name.casefold() not in plain:
        given[PARTICIPANT] = case.name


def _is_said(attributes: Iterable[Mapping[str, str]], name: str, value: str) -> bool:
    return any(
        for_xml(own) == name and for_xml(one[own]) == value for one in attributes for own in one
    )


def _values(values: tuple[tuple[str, str], ...], variables: Mapping[str, str]) -> dict[str, str]:
    named = ((variables.get(guid) or f"variable {guid[:8]}", value) for guid, value in values)
    return {name: value for name, value in named if value.strip()}


def _added(one: Transcript, given: Mapping[str, str]) -> Transcript:
    return replace(one, attributes={**one.attributes, **given})


def _changed(one: Transcript, given: Mapping[str, str], losses: Losses) -> Transcript:
    """Take over what was changed in the other program, and nothing else."""
    shown = {for_xml(name): for_xml(value) for name, value in one.attributes.items()}
    new = {name: value for name, value in given.items() if shown.get(name) != value}
    if not new:
        return one
    names = {for_xml(name): name for name in one.attributes}
    for name in new:
        became = "the new value is kept"
        losses.add("attributes changed in the other program", f"{one.id}: {name}", became=became)
    changes = {names.get(name, name): value for name, value in new.items()}
    return replace(one, attributes={**one.attributes, **changes})

"""Looking at an edition: what became stale, what was left out, how attributes and codes lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualpipe.ingest import natural
from qualpipe.model import Codebook, QualpipeError, Segment, Transcript, UnknownName
from qualpipe.project.settings import Settings
from qualpipe.project.steps.codes import fingerprint
from qualpipe.project.thematic.dates import in_time
from qualpipe.project.thematic.editions import Edition
from qualpipe.store import Store
from qualpipe.themes import BY_CODES, Reason, Row

# Not an attribute of anybody, but asked for as if it were one.
INTERVIEW = "interview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A segment that was not searched, with the reason."""

    segment: Segment
    reason: Reason

    @property
    def by_codes(self) -> bool:
        """Say whether a code explains it; else it says too little."""
        return self.reason in BY_CODES


def warnings(
    store: Store, settings: Settings, edition: Edition, codebook: Codebook
) -> tuple[str, ...]:
    """Say what changed since the edition, so that nobody reads old numbers as new ones."""
    said = []
    if edition.run.inputs["codebook"] != codebook.hash:
        said.append(
            "the codebook changed since: novelty and what was left out go by the earlier version; "
            "to look for themes anew: qualpipe themes"
        )
    if edition.run.inputs["segments"] != store.runs.state():
        said.append(
            "transcripts changed or were segmented otherwise since; "
            "to look for themes anew: qualpipe themes"
        )
    if _other_encoder(edition, settings):
        said.append(
            "the encoder is another now, or gone: map, merge and split go by other vectors than "
            "the search; to look for themes anew: qualpipe themes"
        )
    coding = store.runs.last("code")
    if (
        coding
        and edition.over != "all"
        and _outdated(store, coding.inputs["codebook"], edition, codebook)
    ):
        said.append(
            "codes are suggested by an earlier codebook; to bring them up to date: qualpipe code"
        )
    return tuple(said)


def _other_encoder(edition: Edition, settings: Settings) -> bool:
    """Say whether vectors are made otherwise today than the search's were."""
    if edition.run.settings.get("encoder", settings.encoder) != settings.encoder:
        return True  # told by the name: no model need be loaded
    try:
        return edition.run.inputs["encoder"] != fingerprint(settings.encoder)
    except QualpipeError:
        return True  # its folder is gone: what was found can still be looked at


def _outdated(store: Store, coded_with: str, edition: Edition, codebook: Codebook) -> bool:
    """Say whether codes other than adopted themes were changed since codes were suggested."""
    if coded_with == codebook.hash:
        return False
    adopted = {one.code for one in edition.adopted}
    then = {code.hash for code in store.codebook(coded_with)}
    return any(code.hash not in then for code in codebook if code.id not in adopted)


def left_out(segments: Sequence[Segment], edition: Edition) -> tuple[Aside, ...]:
    """Return the segments that were not searched and are still there, in the order of speech."""
    reasons = dict(edition.left_out)
    return tuple(
        Aside(segment=one, reason=reasons[one.address])
        for one in segments
        if one.address in reasons
    )


def values_of(transcripts: Sequence[Transcript], name: str) -> Mapping[str, str]:
    """Return what each transcript says of an attribute; an unknown one lists the known ones."""
    if name == INTERVIEW:
        return {one.id: one.id for one in transcripts}
    known = sorted({key for one in transcripts for key in one.attributes})
    if name not in known:
        raise UnknownName(name, "attribute", (*known, INTERVIEW))
    return {one.id: one.attributes.get(name, "") for one in transcripts}


def in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of each theme by time if their values are dates, else 2 before 10."""
    values = sorted({one.value for one in rows if one.value}, key=natural)
    order = in_time(values) or {value: place for place, value in enumerate(values)}
    themes = {theme: place for place, theme in enumerate(dict.fromkeys(one.theme for one in rows))}
    # What is not known comes last.
    return tuple(
        sorted(rows, key=lambda one: (themes[one.theme], order.get(one.value, len(order))))
    )

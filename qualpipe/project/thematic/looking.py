"""Looking at an edition: what became stale, what was left out, how attributes and codes lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualpipe.model import Codebook, Segment, Transcript, UnknownName
from qualpipe.project.thematic.editions import Edition
from qualpipe.store import Store
from qualpipe.themes import BY_CODES, Reason

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


def warnings(store: Store, edition: Edition, codebook: Codebook) -> tuple[str, ...]:
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

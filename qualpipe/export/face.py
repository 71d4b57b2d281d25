"""What every export states of itself: for people as lines, for `verify` as one JSON string."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from qualpipe import __version__
from qualpipe.export.headings import said
from qualpipe.export.options import Options, Tongue
from qualpipe.export.passages import unreviewed
from qualpipe.export.study import Study
from qualpipe.model import QualpipeError

SCHEMA = "qualpipe-export-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Which project, which codebook, which decisions, what is left out, and when.

    `kind` names what was exported (a table's name, `report`, `interview`, ...), `options` how.
    `head` is the seal of the latest decision and `decisions` its number in the ledger: with them
    the same table can be computed again. `unreviewed`, `adrift` and `sealed` count what is left
    out: suggestions nobody decided on, decisions whose words are gone, decisions of blind rounds
    that are still open. `detail` is for what a kind of export has to say besides.
    """

    kind: str
    project: str
    at: str
    codebook: str
    codebook_version: str
    codebook_hash: str
    run: str
    head: str
    decisions: int
    reviewed: int
    suggested: bool
    unreviewed: int
    adrift: int
    sealed: int
    transcripts: int
    software: str = f"qualpipe {__version__}"
    options: Mapping[str, object] = field(default_factory=dict, hash=False)
    detail: Mapping[str, object] = field(default_factory=dict, hash=False)

    def record(self) -> dict[str, object]:
        """Return the face as JSON has it."""
        return {"schema": SCHEMA, **asdict(self)}

    def as_json(self) -> str:
        """Return the face as one line that goes into every file.

        It holds ASCII only, so that no format or editor on the way can change a character.
        """
        return json.dumps(self.record(), sort_keys=True)

    @classmethod
    def of(cls, text: str) -> "Face":
        """Read a face back from its JSON; anything else is a QualpipeError."""
        try:
            record = json.loads(text)
            if record.pop("schema") != SCHEMA:
                raise QualpipeError("this export was made by another version of qualpipe")
            return cls(**record)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise QualpipeError("this file does not say which qualpipe export it is") from fault

    def lines(self, language: Tongue) -> tuple[tuple[str, str], ...]:
        """Return what the face says to people: pairs of a label and its text."""
        values = {
            "project": self.project,
            "codebook": f"{self.codebook} {self.codebook_version} ({self.codebook_hash[:12]})",
            "run": self.run or said("no_run", language),
            "which": self._which(language),
            "left_out": self._left_out(language),
            "ledger": said("ledger_state", language, count=self.decisions, head=self.head[:12]),
            "date": self.at,
            "software": self.software,
        }
        return tuple((said(f"face_{name}", language), text) for name, text in values.items())

    def _which(self, language: Tongue) -> str:
        key = "with_suggestions" if self.suggested else "reviewed_only"
        if not self.reviewed:
            key = f"nothing_reviewed_{'suggested' if self.suggested else 'empty'}"
        return said(key, language, count=self.reviewed, transcripts=self.transcripts)

    def _left_out(self, language: Tongue) -> str:
        counts = {"adrift": self.adrift, "sealed": self.sealed}
        if not self.suggested:
            counts = {"unreviewed": self.unreviewed, **counts}
        parts = [said(f"out_{name}", language, count=count) for name, count in counts.items()]
        return said("comma", language).join(parts)


def face_of(
    kind: str, study: Study, options: Options, *, detail: Mapping[str, object] | None = None
) -> Face:
    """State what an export is made from."""
    return Face(
        kind=kind,
        project=study.name,
        at=study.at,
        codebook=study.codebook.id,
        codebook_version=study.codebook.version,
        codebook_hash=study.codebook.hash,
        run=study.runs["code"].id if "code" in study.runs else "",
        head=study.head,
        decisions=max((one.number for one in study.decisions), default=0),
        reviewed=len(study.codings),
        suggested=options.suggestions,
        unreviewed=len(unreviewed(study)),
        adrift=len(study.adrift),
        sealed=study.sealed,
        transcripts=len(study.transcripts),
        options=options.record(),
        detail=detail or {},
    )

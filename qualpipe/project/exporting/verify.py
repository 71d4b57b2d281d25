"""Verifying an export: made anew as of the decision it ends with, and held against the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.face import Face
from qualpipe.export.study import Study
from qualpipe.export.verifying import (
    Finding,
    Status,
    checked,
    expected,
    face_in,
    moved,
)
from qualpipe.model import QualpipeError
from qualpipe.project.exporting.past import as_of
from qualpipe.project.exporting.report import with_themes
from qualpipe.project.exporting.studies import agreement_rows, study_of

if TYPE_CHECKING:
    from qualpipe.project import Project

# Where a number rests on what the machine suggested: another run, another number.
_ON_THE_RUN = (
    "lead.",
    "limits.trust",
    "limits.undecided",
    "methods.engine",
    "methods.libraries",
    "methods.software",
    "methods.suggested",
    "about/",
    "note/coreq",
    "note/srqr",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What became of an export.

    `findings` are the places that do not simply hold; `held` counts those that do. `changed` says
    what else is no longer as it was, `since` how many decisions are newer than the export, and
    `moved` what they would change.
    """

    face: Face
    held: int
    findings: tuple[Finding, ...]
    changed: tuple[str, ...]
    since: int
    moved: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Say whether everything the file says is what the ledger gives."""
        wrong = {Status.DIFFERS, Status.UNKNOWN}
        return not any(one.status in wrong for one in self.findings)


def verified(project: "Project", path: Path) -> Verification:
    """Hold an export against the ledger, as it was when the export was made."""
    face = face_in(path)
    then, changed = _study_then(project, face)
    findings = [_excused(one, changed) for one in checked(path, face, expected(face, then))]
    today = study_of(project, at=face.at)
    since = _newer(project, face)
    return Verification(
        face=face,
        held=sum(one.status is Status.HOLDS for one in findings),
        findings=tuple(one for one in findings if one.status is not Status.HOLDS),
        changed=tuple(changed.values()),
        since=since,
        moved=_moved(project, face, then, today) if since else (),
    )


def _study_then(project: "Project", face: Face) -> tuple[Study, Mapping[str, str]]:
    """Return the study as of the export's last decision, and what is no longer as it was."""
    study = study_of(project, at=face.at, head=face.head)
    study = replace(study, name=face.project)
    changed = dict(_changed(project, face, study))
    if study.codebook.hash != face.codebook_hash:
        try:
            study = replace(study, codebook=project.store.codebook(face.codebook_hash))
        except QualpipeError:
            changed["codebook"] = (
                f"the codebook was changed (it was {face.codebook_hash[:12]}), and that version is "
                "not kept in this project"
            )
    return _whole(project, face, study), changed


def _changed(project: "Project", face: Face, study: Study) -> Iterator[tuple[str, str]]:
    """Say what an export rests on beside the decisions, and is another now."""
    run = study.runs["code"].id if "code" in study.runs else ""
    if run != face.run:
        yield (
            "run",
            (
                f"codes were suggested anew (run {face.run or 'none'} then, {run or 'none'} now), "
                "so numbers that count suggestions cannot be rebuilt"
            ),
        )
    edition = project.themes.last()
    if edition is not None and face.kind == "themes" and _later(edition.run.started, face.at):
        yield "themes", "themes were looked for again"
    if len(study.transcripts) != face.transcripts:
        yield (
            "transcripts",
            f"the transcripts became {len(study.transcripts)}, they were {face.transcripts}",
        )
    if len(study.adrift) != face.adrift:
        yield (
            "words",
            (
                f"transcripts were edited: {len(study.adrift)} decisions stand on words that have "
                f"changed, it was {face.adrift}"
            ),
        )


def _later(moment: str, than: str) -> bool:
    return datetime.fromisoformat(moment) > datetime.fromisoformat(than)


def _whole(project: "Project", face: Face, study: Study) -> Study:
    """Add what only some exports rest on: agreement, and the themes that were shown."""
    if face.kind == "report":
        study = with_themes(project, study, int(str(face.detail.get("edition", 0))))
    elif face.kind != "agreement":
        return study
    return replace(study, agreement=agreement_rows(as_of(project, study)))


def _excused(finding: Finding, changed: Mapping[str, str]) -> Finding:
    """Tell what is wrong from what can no longer be known."""
    on_the_run = finding.where.startswith(_ON_THE_RUN) or finding.table in {"out", "coreq", "srqr"}
    whole = bool({"codebook", "transcripts", "words"} & changed.keys())
    whole |= "themes" in changed and finding.table == "emergent"
    unknown = finding.status is Status.DIFFERS and (whole or ("run" in changed and on_the_run))
    strange = finding.status is Status.OURS_NOT and whole
    return replace(finding, status=Status.UNKNOWN) if unknown or strange else finding


def _newer(project: "Project", face: Face) -> int:
    last = project.store.ledger.number_of(face.head) or 0
    return len(project.store.ledger.decisions(after=last))


def _moved(project: "Project", face: Face, then: Study, today: Study) -> tuple[Finding, ...]:
    """Return what the same export would say today that it did not say then."""
    today = _whole(project, face, replace(today, name=face.project, codebook=then.codebook))
    return tuple(moved(expected(face, then), expected(face, today)))

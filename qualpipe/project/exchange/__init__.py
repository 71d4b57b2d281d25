"""Exchange with other programs: REFI-QDA projects (.qdpx) and codebooks (.qdc), out and in.

What does not pass as it is comes back as losses, both ways.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.model import Codebook, pick
from qualpipe.project.exchange.codebooks import load_codebook, save_codebook
from qualpipe.text.refi_qda.losses import Loss
from qualpipe.text.refi_qda.profiles import PROFILES

if TYPE_CHECKING:
    from qualpipe.project import Project
    from qualpipe.project.exchange.arriving import Arrived

__all__ = ["PROFILES", "Exchange", "Loss", "Sent", "load_codebook", "save_codebook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was written for another program, and what did not pass as it is."""

    transcripts: int
    codes: int
    codings: int
    reviewers: int
    memos: int
    losses: tuple[Loss, ...]


class Exchange:
    """The exchange of a project with other programs; `at` (ISO 8601) is the moment, now if ''."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def export_project(
        self, path: Path, *, program: str = "standard", suggestions: bool = False, at: str = ""
    ) -> Sent:
        """Write the project for a program (`PROFILES`); the same state and moment, the same bytes.

        Codings that people made go in; the machine's suggestions only where asked for, under a
        user of their own.
        """
        from qualpipe.export.refi_qda import write_project  # noqa: PLC0415 - for this command alone
        from qualpipe.project.exporting import Exporting  # noqa: PLC0415 - as above

        profile = pick(PROFILES, program, kind="program")
        study = Exporting(self._project).study(at=at or _now())
        losses = write_project(study, path, profile=profile, suggestions=suggestions)
        return Sent(
            transcripts=len(study.transcripts),
            codes=len(study.codebook),
            codings=sum(len(one.reviewers) for one in study.codings),
            reviewers=len({name for one in study.codings for name in one.reviewers}),
            memos=len(study.memos),
            losses=losses,
        )

    def export_codebook(self, path: Path) -> tuple[Codebook, tuple[Loss, ...]]:
        """Write the project's codebook (.qdc)."""
        codebook = self._project.codebook()
        return codebook, save_codebook(codebook, path)

    def import_project(
        self,
        path: Path,
        *,
        interviewers: Sequence[str] = (),
        participants: Sequence[str] = (),
        codebook_to: Path | None = None,
        at: str = "",
    ) -> "Arrived":
        """Take a REFI-QDA project in; what is there already is not taken in twice.

        Its codes join the project's codebook, or go into the file `codebook_to` instead.
        """
        from qualpipe.project.exchange.arriving import take_in_project  # noqa: PLC0415 - as above

        return take_in_project(
            self._project,
            path,
            labels=(interviewers, participants),
            codebook_to=codebook_to,
            at=at or _now(),
        )

    def import_codebook(self, path: Path) -> tuple[int, tuple[Loss, ...]]:
        """Take the codes of a codebook file into the project's; returns how many are new."""
        from qualpipe.project.exchange.merging import join  # noqa: PLC0415 - as above
        from qualpipe.text.refi_qda.losses import Losses  # noqa: PLC0415 - as above

        codebook, told = load_codebook(path)
        losses = Losses()
        joined = join(self._project, codebook, losses)
        return joined.added, (*told, *losses.told())


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")

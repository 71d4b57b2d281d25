"""What a project gives away: tables, interviews and training data, from what people decided."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.face import Face, face_of
from qualpipe.export.options import Options
from qualpipe.export.study import Study
from qualpipe.export.table import Table
from qualpipe.export.tables import build
from qualpipe.export.writers import write
from qualpipe.project.exporting.studies import agreement_rows, now, study_of

if TYPE_CHECKING:
    from qualpipe.export.spacy_training import Trained
    from qualpipe.project import Project
    from qualpipe.project.exporting.verify import Verification

__all__ = ["Exporting"]


class Exporting:
    """The exports of a project.

    What is reviewed counts; what is only suggested is left out unless the options take it in, and
    is then marked on every row. `at` (ISO 8601) is the moment that files are dated with; left
    away, it is now.
    """

    def __init__(self, project: "Project") -> None:
        self._project = project

    def study(self, *, at: str = "", head: str | None = None) -> Study:
        """Return the project as a value; with `head`, as it was when the ledger had that seal."""
        return study_of(self._project, at=at or now(), head=head)

    def table(
        self, name: str, options: Options | None = None, *, study: Study | None = None
    ) -> tuple[Table, ...]:
        """Return the tables of an export by name; an unknown name lists the known ones."""
        return build(name, self._for(name, study or self.study()), options)

    def write(
        self, name: str, path: Path, options: Options | None = None, *, at: str = ""
    ) -> tuple[Face, tuple[Path, ...]]:
        """Write the tables of an export in the format that the file's name ends in.

        Returns what the export states of itself, and the files written.
        """
        options = options or Options()
        study = self._for(name, self.study(at=at))
        face = face_of(name, study, options)
        return face, write(build(name, study, options), face, path, options.language)

    def interview(
        self, transcript: str, path: Path, options: Options | None = None, *, at: str = ""
    ) -> Face:
        """Write an interview as a Word document with its codes as comments."""
        from qualpipe.export.interview import interview  # noqa: PLC0415 - python-docx is slow

        self._project.transcript(transcript)  # an unknown one lists the known ones
        return interview(transcript, self.study(at=at), options or Options(), path)

    def spacy(
        self,
        path: Path,
        options: Options | None = None,
        *,
        tokens: str = "auto",
        held_out: float = 0.0,
        seed: int = 0,
        at: str = "",
    ) -> "Trained":
        """Write spaCy training data with the codes as span groups."""
        from qualpipe.export.spacy_training import spacy_training  # noqa: PLC0415 - spaCy is slow

        return spacy_training(
            self.study(at=at),
            options or Options(),
            path,
            tokens=tokens,
            held_out=held_out,
            seed=seed,
        )

    def report(
        self,
        path: Path,
        options: Options | None = None,
        *,
        template: str = "apa",
        figures: Path | None = None,
        at: str = "",
    ) -> Face:
        """Write the report as .docx or .html; with `figures`, also each figure into that folder."""
        from qualpipe.project.exporting.report import report  # noqa: PLC0415 - draws figures

        wanted = options or Options(per_code=3)
        return report(
            self._project,
            self.study(at=at),
            path,
            wanted,
            template=template,
            figures=figures,
        )

    def verify(self, path: Path) -> "Verification":
        """Compute every number and quote of an export again; say what no longer holds."""
        from qualpipe.project.exporting.verify import verified  # noqa: PLC0415 - seldom asked

        return verified(self._project, path)

    def _for(self, name: str, study: Study) -> Study:
        """Add what only this table needs and is slow to compute."""
        if name == "agreement" and not study.agreement:
            return replace(study, agreement=agreement_rows(self._project))
        return study

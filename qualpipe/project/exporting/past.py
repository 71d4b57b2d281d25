"""The past: a project as a study has it, for what is computed from the ledger's earlier state."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from qualpipe.export.study import Study
from qualpipe.model import Codebook, Decision, Item, Round, Segment, Suggestion, Transcript
from qualpipe.store import Store

if TYPE_CHECKING:
    from qualpipe.project import Project


def as_of(project: "Project", study: Study) -> "Project":
    """Return the project as the reviewers' commands see it, with the study's decisions and rounds.

    Only what they read is there; nothing can be written.
    """
    return cast("Project", _Past(project, study))


class _Past:
    def __init__(self, project: "Project", study: Study) -> None:
        self.store = _PastStore(project.store, study)
        self.review = self
        self._study = study

    def rounds(self) -> tuple[Round, ...]:
        return self._study.rounds

    def suggestions(self) -> tuple[Suggestion, ...]:
        return self._study.suggestions

    def segments(self, transcript: str | None = None) -> tuple[Segment, ...]:
        every = self._study.segments
        return tuple(one for one in every if transcript in {None, one.transcript})

    def codebook(self) -> Codebook:
        return self._study.codebook

    def transcripts(self) -> tuple[Transcript, ...]:
        return self._study.transcripts


class _PastStore:
    """A store whose ledger ends where the study's does."""

    def __init__(self, store: Store, study: Study) -> None:
        self._store = store
        self._study = study
        self.ledger = self.team = self.rounds = self

    def decisions(self) -> tuple[Decision, ...]:
        return self._study.decisions

    def all(self) -> tuple[Round, ...]:
        return self._study.rounds

    def items(self, name: str) -> tuple[Item, ...]:
        return self._store.team.rounds.items(name)

    def segments(self, transcript: str | None = None) -> tuple[Segment, ...]:
        return self._store.segments(transcript)

    def transcripts(self, ids: Iterable[str] | None = None) -> tuple[Transcript, ...]:
        return self._store.transcripts(ids)

    def codebook(self, digest: str) -> Codebook:
        return self._store.codebook(digest)

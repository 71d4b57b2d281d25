"""Projects: a folder with a database, where the stages and the disk meet.

Every method is load, call, save; what a stage knows is in the stage.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qualpipe.model import (
    Codebook,
    Coding,
    Decision,
    Problem,
    QualpipeError,
    Run,
    Segment,
    Suggestion,
    Transcript,
)
from qualpipe.project import lock
from qualpipe.project.settings import Settings, given, resolve, write_template
from qualpipe.project.steps.codebooks import codebook_in, consult
from qualpipe.project.steps.codes import coded, fingerprint
from qualpipe.project.steps.decisions import checked, open_to_all, standing
from qualpipe.project.steps.sources import cut, take_in
from qualpipe.project.summary import FileCounts, Summary, summed_up
from qualpipe.project.watch import Watch, unwatched
from qualpipe.review import current
from qualpipe.store import Store, sqlite_url

if TYPE_CHECKING:
    from pandas import DataFrame

    from qualpipe.coding.opinion import Hearing
    from qualpipe.project.exporting import Exporting
    from qualpipe.project.reviewing import Reviewing
    from qualpipe.project.steps.opinions import Request
    from qualpipe.project.thematic import Thematic


class Project:
    r"""A study: its transcripts, codebook, suggestions and decisions.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> folder = TemporaryDirectory()
    >>> _ = Path(folder.name, "P01.txt").write_text(
    ...     "I: How is the centre?\nP: It feels like home, I can just sit there.\n"
    ...     "I: 仲有呢？\nP: 姑娘成日打嚟，問我點解冇去覆診。\n", encoding="utf-8")
    >>> with Project.open(folder.name) as project:
    ...     counts = project.ingest([folder.name])
    ...     summary = project.code()
    ...     project.frame("segments")["language"].tolist()
    ['en', 'yue']
    >>> summary.segments
    2
    >>> folder.cleanup()
    """

    def __init__(
        self, folder: Path, store: Store, settings: Settings, origins: Mapping[str, str]
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.origins = origins
        self._store = store

    @classmethod
    def open(
        cls,
        folder: str | Path = ".",
        *,
        flags: Mapping[str, object] | None = None,
        environment: Mapping[str, str] | None = None,
        create: bool = True,
    ) -> Self:
        """Open the project in a folder; make it there if it is new and `create` allows it.

        `flags` are settings that win over `environment` (QUALPIPE_...) and `qualpipe.toml`.
        """
        place = Path(folder).resolve()
        settings, origins = resolve(place, flags=flags or {}, environment=environment or {})
        remote = "://" in settings.database
        database = place / settings.database
        if not create and not remote and not database.exists():
            message = "no qualpipe project here; make one with: qualpipe code YOUR_FOLDER"
            raise QualpipeError(f"{place}: {message}")
        if not place.is_dir():
            raise QualpipeError(f"{place}: no such folder; make it first")
        store = Store.open(settings.database if remote else sqlite_url(database))
        if create and not given(settings, origins):  # else when a run with the flags went well
            write_template(place)
        return cls(place, store, settings, origins)

    @property
    def store(self) -> Store:
        """Return the database, for the steps of this floor alone."""
        return self._store

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ingest(self, paths: Sequence[str | Path], *, watch: Watch = unwatched) -> FileCounts:
        """Read files and folders; those that did not change since are not read again.

        A file that cannot be read becomes a Problem, the others go on. Each file is saved by
        itself, so that a run cut short goes on where it was.
        """
        with lock.of(self.folder):
            counts = take_in(
                [Path(path) for path in paths],
                folder=self.folder,
                store=self._store,
                settings=self.settings,
                watch=watch,
            )
            cut(self._store, self.settings, watch=watch)
        return counts

    def code(self, *, files: FileCounts | None = None, watch: Watch = unwatched) -> Summary:
        """Suggest codes for every segment, unless nothing changed since they were suggested.

        Returns what the project holds now; `files` is put into it as it is.
        """
        began = time.monotonic()
        with lock.of(self.folder):
            cut(self._store, self.settings, watch=watch)
            consulted = consult(self.folder, self.settings, self._store)
            run, fresh = coded(self._store, self.settings, consulted, started=_now(), watch=watch)
        return summed_up(
            self._store,
            consulted.codebook,
            run,
            files=files or FileCounts(),
            fresh=fresh,
            seconds=time.monotonic() - began,
        )

    def second_opinion(self, request: "Request", *, watch: Watch = unwatched) -> "Hearing":
        """Ask a language model about what is suggested; what agrees becomes evidence.

        It is off unless asked for, stays on this machine or a private network unless
        `request.allow_remote`, and never counts as a coder.
        """
        from qualpipe.project.steps.opinions import second_opinion  # noqa: PLC0415 - seldom asked

        with lock.of(self.folder):
            return second_opinion(
                self._store, self.codebook(), request, started=_now(), watch=watch
            )

    def summary(self) -> Summary:
        """Return what the project holds, without computing anything anew."""
        run, codebook = self._store.runs.last("code"), self.applied()
        return summed_up(self._store, codebook, run, files=FileCounts(), fresh=False, seconds=0.0)

    def applied(self) -> Codebook:
        """Return the codebook that the suggestions were made with; before any, the settings'."""
        run = self._store.runs.last("code")
        return self._store.codebook(run.inputs["codebook"]) if run else self.codebook()

    def codebook(self) -> Codebook:
        """Return the codebook that the settings name."""
        return codebook_in(self.folder, self.settings)

    def check(self) -> None:
        """Raise now what is wrong with codebook or encoder, not after an hour of reading."""
        consult(self.folder, self.settings, self._store)
        fingerprint(self.settings.encoder)

    def change_codebook(self, new: Codebook, *, before: str) -> None:
        """Put a new version of the codebook in force, made on the version with the hash `before`.

        If another one is in force by now nothing is written (StaleCodebook).
        """
        from qualpipe.project.steps.codebooks import change_codebook  # noqa: PLC0415 - seldom asked

        with lock.of(self.folder):
            self.settings = change_codebook(
                new,
                folder=self.folder,
                settings=self.settings,
                store=self._store,
                before=before,
                at=_now(),
            )

    @property
    def review(self) -> "Reviewing":
        """Return the work of the reviewers: queue, rounds, memos, agreement."""
        from qualpipe.project.reviewing import Reviewing  # noqa: PLC0415 - a person's pace

        return Reviewing(self._store)

    @property
    def themes(self) -> "Thematic":
        """Return the themes: what was found, and what people made of it."""
        from qualpipe.project.thematic import Thematic  # noqa: PLC0415 - only themes need it

        return Thematic(self)

    @property
    def exports(self) -> "Exporting":
        """Return what is made for readers and other tools: tables, interviews, reports."""
        from qualpipe.project.exporting import Exporting  # noqa: PLC0415 - at the end of the work

        return Exporting(self)

    def transcripts(self) -> tuple[Transcript, ...]:
        """Return every transcript, by id."""
        return self._store.transcripts()

    def transcript(self, name: str) -> Transcript:
        """Return one transcript; an unknown id lists the known ones."""
        found = self._store.transcripts([name])
        if not found:
            known = ", ".join(self._store.transcript_ids()) or "none yet"
            raise QualpipeError(f"no transcript is called {name!r}; there are: {known}")
        return found[0]

    def segments(self, transcript: str | None = None) -> tuple[Segment, ...]:
        """Return the segments of a transcript or of all, in the order of speech."""
        return self._store.segments(transcript)

    def suggestions(
        self, *, transcript: str | None = None, code: str | None = None, least: float = 0.0
    ) -> tuple[Suggestion, ...]:
        """Return what the machine suggests, of a transcript or code if named, from a score up."""
        return self._store.suggestions(transcript=transcript, code=code, least=least)

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Append a person's decisions; they are on disk when this returns.

        Each is checked before any is kept, and keeps the words it was made on: the ledger is
        never changed, so nothing wrong may get in.
        """
        self._store.ledger.append(checked(decisions, self._store))

    def decisions(self) -> tuple[Decision, ...]:
        """Return the ledger in order, without what is sealed in a blind round."""
        return open_to_all(self._store)

    def last_words(self) -> tuple[Decision, ...]:
        """Return each reviewer's last decision on a segment and code, on words still there."""
        return standing(self._store)[0]

    def codings(self) -> tuple[Coding, ...]:
        """Return the codes that people gave and that stand, on words that are still there."""
        return current(standing(self._store)[0])

    def adrift(self) -> tuple[Decision, ...]:
        """Return the decisions whose words are no longer where they were made."""
        return standing(self._store)[1]

    def problems(self) -> tuple[Problem, ...]:
        """Return the faults found in the files."""
        return self._store.problems()

    def failures(self) -> tuple[Problem, ...]:
        """Return the files that gave no transcript, each with the reason."""
        return self._store.failures()

    def counts(self) -> dict[str, int]:
        """Return how many of each noun the project holds; decisions without those sealed."""
        nouns = ("transcript", "turn", "segment", "suggestion")
        held = {f"{noun}s": self._store.count(noun) for noun in nouns}
        return {**held, "decisions": len(open_to_all(self._store))}

    def last_run(self, step: str = "code") -> Run | None:
        """Return how the latest result of a step came to be."""
        return self._store.runs.last(step)

    def frame(self, name: str) -> "DataFrame":
        """Return a table as a pandas DataFrame: segments, suggestions, codings, ...

        An unknown name is an error that lists the known ones.
        """
        from qualpipe.project.frames import frame  # noqa: PLC0415 - only notebooks need it

        return frame(name, store=self._store, codebook=self.applied())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

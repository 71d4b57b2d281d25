"""Learning beside the work: what was decided moves the queue, and nobody waits for it."""

from collections.abc import Callable, Mapping, Sequence
from threading import Event, Thread
from typing import TYPE_CHECKING

from qualpipe.model import Codebook, Decision, Segment
from qualpipe.project import Project
from qualpipe.project.reviewing.queue.material import Material
from qualpipe.project.reviewing.queue.pool import Place
from qualpipe.project.steps.codes import originals, question_before
from qualpipe.project.steps.decisions import placed
from qualpipe.project.watch import unwatched
from qualpipe.review import settled

if TYPE_CHECKING:
    from qualpipe.coding import Corpus, Scores

# Who decides every three seconds need not see the queue move more often.
_PAUSE = 2.0

Asked = tuple[Material, Codebook, Sequence[Decision]]
Learned = Callable[[Material, Mapping[Place, float]], None]


class Learner:
    """A thread that learns when it is told that something was decided.

    `asks` gives what to learn from, `tells` takes the odds that were learned. `on_fault` is told
    of a fault: the queue goes on in the order it has.
    """

    def __init__(
        self,
        project: Project,
        *,
        asks: Callable[[], Asked],
        tells: Learned,
        on_fault: Callable[[Exception], None],
    ) -> None:
        self._project = project
        self._asks, self._tells, self._on_fault = asks, tells, on_fault
        self._wanted, self._over = Event(), Event()
        self._known: tuple[str, str] = ("", "")
        self._base: tuple[Scores, Corpus, tuple[Segment, ...]] | None = None
        self._thread = Thread(target=self._work, name="qualpipe-learning", daemon=True)

    def wake(self) -> None:
        """Say that there is something to learn."""
        self._wanted.set()
        if not self._thread.is_alive() and not self._over.is_set():
            self._thread.start()

    def stop(self) -> None:
        """End the thread; what it is at is finished first."""
        self._over.set()
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    def _work(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._over.is_set():
                return
            try:
                material, codebook, decisions = self._asks()
                self._tells(material, self._learn(material, codebook, decisions))
            except Exception as fault:  # noqa: BLE001 - a thread's faults would be lost otherwise
                self._on_fault(fault)
            self._over.wait(_PAUSE)

    def _learn(
        self, material: Material, codebook: Codebook, decisions: Sequence[Decision]
    ) -> Mapping[Place, float]:
        # numpy and the engine: slow to import, and this thread has the time.
        from qualpipe.coding import judgements, learn  # noqa: PLC0415
        from qualpipe.coding.learning.lesson import eagerness  # noqa: PLC0415

        scores, corpus, segments = self._scored(material, codebook)
        said, _ = placed(settled(decisions), segments)
        odds = {(one.segment, one.code): one.odds for one in said if one.odds is not None}
        answers = judgements(said, segments, odds=odds)
        if answers:
            scores = learn(scores, corpus, answers)
        rows = {one.address: row for row, one in enumerate(segments)}
        columns = {code: column for column, code in enumerate(scores.codes)}
        eager = [eagerness(scores.z[:, column]) for column in range(len(scores.codes))]
        return {
            (one.segment, one.code): float(eager[columns[one.code]][rows[one.segment]])
            for one in material.pool.suggestions
            if one.code in columns and one.segment in rows
        }

    def _scored(
        self, material: Material, codebook: Codebook
    ) -> "tuple[Scores, Corpus, tuple[Segment, ...]]":
        """Return the scores before any decision, kept until material or codebook change."""
        from qualpipe.coding import gather, score  # noqa: PLC0415 - as above
        from qualpipe.project.steps.embedding import Embedder  # noqa: PLC0415

        if self._base is None or self._known != (material.stamp, codebook.hash):
            project = self._project
            segments = originals(material.segments, material.transcripts)
            embed = Embedder(project.store, project.settings.encoder, jobs=1, watch=unwatched)
            contexts = [
                question_before(material.transcripts[one.transcript], one) for one in segments
            ]
            corpus = gather(segments, embed=embed, contexts=contexts)
            self._base = (score(corpus, codebook, embed=embed), corpus, segments)
            self._known = (material.stamp, codebook.hash)
        return self._base

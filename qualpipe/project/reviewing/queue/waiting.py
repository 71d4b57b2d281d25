"""What is waiting: who gets which suggestion next."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from threading import RLock

from qualpipe.model import Codebook, Decision, Round
from qualpipe.project import Project
from qualpipe.project.reviewing.queue.filters import Filter
from qualpipe.project.reviewing.queue.heard import Heard
from qualpipe.project.reviewing.queue.in_force import InForce, Worded
from qualpipe.project.reviewing.queue.learning import Asked, Learner
from qualpipe.project.reviewing.queue.material import Material, loaded, pool_of, stamp_of
from qualpipe.project.reviewing.queue.pool import Choices, Place, Pool
from qualpipe.project.reviewing.queue.ranking import ranked
from qualpipe.project.reviewing.queue.task import Progress, Task, pace
from qualpipe.project.reviewing.rounds import items_for
from qualpipe.review import SAYS_YES, sealed_rounds

# A suggestion that a reviewer has before them is nobody else's for so long (seconds).
CLAIM = 600.0
_AHEAD = 60  # places looked at for one that nobody else holds; more than a team has members
_ALL = Filter()


class Queue:
    """The suggestions of a project for all its reviewers, in memory; any thread may ask.

    What changes outside (another process, a command) is noticed at the next question: by the
    ledger's numbers, by the last run, by the rounds there are.
    """

    def __init__(
        self, project: Project, *, on_fault: Callable[[Exception], None], learns: bool = True
    ) -> None:
        self.project = project
        self.lock = RLock()
        self.heard = Heard()
        self._in_force = InForce(project)
        self._material: Material | None = None
        self._rounds: tuple[Round, ...] = ()
        self._pools: dict[tuple[str, str, str], Pool] = {}
        self._passed: defaultdict[str, dict[Place, None]] = defaultdict(dict)
        self._learner = Learner(project, asks=self._lesson, tells=self._learned, on_fault=on_fault)
        self._learns = learns

    def close(self) -> None:
        """End learning."""
        self._learner.stop()

    # What a reviewer is shown

    def next(self, reviewer: str, *, now: float, at: str, wanted: Filter = _ALL) -> Task | None:
        """Return the next suggestion for a reviewer and claim it for them; None at the end."""
        with self.lock:
            pool, worded = self._refreshed(reviewer, at)
            places = list(self._candidates(pool, worded, reviewer, wanted, most=_AHEAD))
            if pool.round:  # her items are hers
                return self._task(pool, worded, places[0], reviewer) if places else None
            free = self.project.store.team.rounds.claim(
                [pool.place(one) for one in places], by=reviewer, now=now, until=now + CLAIM
            )
            if free < 0:
                return None
            task = self._task(pool, worded, places[free], reviewer)
            return task if wanted.keeps_the_draw else replace(task, odds=None)

    def task(self, reviewer: str, place: Place, *, at: str) -> Task | None:
        """Return a suggestion by its place as a reviewer sees it; None if it is not theirs."""
        with self.lock:
            pool, worded = self._refreshed(reviewer, at)
            found = pool.index.get(place)
            if found is None or place[1] not in worded.codes:
                return None
            return self._task(pool, worded, found, reviewer)

    def progress(self, reviewer: str, *, at: str, wanted: Filter = _ALL) -> Progress:
        """Return how far a reviewer is with what they want to see."""
        with self.lock:
            pool, _ = self._refreshed(reviewer, at)
            matching = pool.matching(wanted)
            mine = (pool.index.get(place) for place in self.heard.of(reviewer))
            done = sum(
                one is not None and one in matching and self._decided(pool, one, reviewer)
                for one in mine
            )
            usual = pace(self.heard.moments(reviewer, most=40))
            left = len(matching) - done
            return Progress(
                done=done,
                total=len(matching),
                seconds=None if usual is None else usual * left,
            )

    def waiting(self, reviewer: str, *, at: str, wanted: Filter) -> tuple[Task, ...]:
        """Return all that a reviewer has not decided on of what they want to see."""
        with self.lock:
            pool, worded = self._refreshed(reviewer, at)
            found = self._candidates(pool, worded, reviewer, wanted, most=len(pool.order))
            return tuple(self._task(pool, worded, one, reviewer) for one in found)

    def choices(self, reviewer: str, *, at: str) -> Choices:
        """Return what a reviewer can filter by."""
        with self.lock:
            pool, _ = self._refreshed(reviewer, at)
            sealed = sealed_rounds(self._rounds)
            return pool.choices(self.heard.reviewers(sealed=sealed, viewer=reviewer))

    def sitting(self, reviewer: str) -> Round | None:
        """Return the open round that a reviewer is in."""
        with self.lock:
            self._rounds = self.project.store.team.rounds.all()
            return self._sits(reviewer)

    def _sits(self, reviewer: str) -> Round | None:
        here = (one for one in self._rounds if not one.closed and reviewer in one.reviewers)
        return next(here, None)

    def codebook(self, reviewer: str, *, at: str) -> Codebook:
        """Return the codebook that a reviewer works with: in a round, the one it was opened on."""
        with self.lock:
            return self._refreshed(reviewer, at)[1].codebook

    # What a reviewer does besides deciding

    def skip(self, reviewer: str, place: Place) -> None:
        """Put a suggestion at the end of a reviewer's queue."""
        with self.lock:
            self._passed[reviewer].pop(place, None)
            self._passed[reviewer][place] = None

    def looked_at(self, reviewer: str, place: Place) -> None:
        """Remember that a reviewer has just decided on a suggestion: it does not come round."""
        self.skip(reviewer, place)

    def look_again(self, reviewer: str, place: Place) -> None:
        """Forget that a suggestion was passed over."""
        with self.lock:
            self._passed[reviewer].pop(place, None)

    def release(self, reviewer: str) -> None:
        """Let go of what a reviewer holds."""
        self.project.store.team.rounds.release(by=reviewer)

    def decided(self) -> None:
        """Take in what was just decided, and learn from it."""
        with self.lock:
            self._hear()
        self._learn_beside()

    # Within

    def _refreshed(self, reviewer: str, at: str) -> tuple[Pool, Worded]:
        """Notice what changed; return what a reviewer works on, and with which codebook."""
        store = self.project.store
        if self._material is None or self._material.stamp != stamp_of(store):
            self._material = loaded(self.project)
            self._pools.clear()
            self._learn_beside()
        self._hear()
        self._rounds = store.team.rounds.all()
        worded = self._in_force.now(at=at)
        sits = self._sits(reviewer)
        if sits is None:
            return self._material.pool, worded
        if sits.codebook != worded.hash:
            worded = self._in_force.version(sits.codebook)
        key = (sits.name, sits.opened, reviewer)
        if key not in self._pools:
            items = items_for(self.project, sits, reviewer)
            self._pools[key] = pool_of(self.project, sits, items, worded.codebook)
        return self._pools[key], worded

    def _hear(self) -> None:
        self.heard.take(self.project.store.ledger.decisions(after=self.heard.number))

    def _decided(self, pool: Pool, one: int, reviewer: str) -> bool:
        """Say whether a reviewer decided on a suggestion, on the words that stand there now."""
        said = self.heard.of(reviewer).get(pool.place(one))
        return said is not None and said.words in {"", pool.segment(one).text}

    def _candidates(
        self, pool: Pool, worded: Worded, reviewer: str, wanted: Filter, *, most: int
    ) -> Iterator[int]:
        """Yield what comes next: first what nobody decided on, last what was passed over."""
        matching = pool.matching(wanted)
        passed = self._passed[reviewer]
        # Who asks what was decided looks at it again, once.
        again = wanted.differing or wanted.reviewer == reviewer
        fresh: list[int] = []
        heard: list[int] = []
        for one in pool.order:
            place = pool.place(one)
            if one not in matching or place in passed or place[1] not in worded.codes:
                continue
            if not again and self._decided(pool, one, reviewer):
                continue
            said = self._said(pool, place, reviewer)
            if self._asked_for(said, wanted):
                (heard if said else fresh).append(one)
            if len(fresh) == most:
                break
        later = [] if again else [pool.index[one] for one in passed if one in pool.index]
        left = [one for one in later if one in matching and not self._decided(pool, one, reviewer)]
        yield from [*fresh, *heard, *left][:most]

    def _said(self, pool: Pool, place: Place, viewer: str) -> tuple[Decision, ...]:
        """Return what people said on a place; in a round nobody is told."""
        sealed = sealed_rounds(self._rounds)
        sits = self._sits(viewer)
        if pool.round and sits is not None and sits.blind:
            mine = self.heard.of(viewer).get(place)
            return (mine,) if mine is not None else ()
        return tuple(self.heard.on(place, sealed=sealed, viewer=viewer))

    @staticmethod
    def _asked_for(said: tuple[Decision, ...], wanted: Filter) -> bool:
        if wanted.reviewer and wanted.reviewer not in {one.reviewer for one in said}:
            return False
        yes = {one.verdict in SAYS_YES for one in said}
        return not wanted.differing or len(yes) > 1

    def _task(self, pool: Pool, worded: Worded, one: int, reviewer: str) -> Task:
        material = self._material
        assert material is not None  # noqa: S101 - loaded by _refreshed, which gave the pool
        suggestion, segment = pool.suggestions[one], pool.segment(one)
        said = self._said(pool, pool.place(one), reviewer)
        mine = self.heard.of(reviewer).get(pool.place(one))
        return Task(
            suggestion=suggestion,
            segment=segment,
            code=worded.codes[suggestion.code],
            codebook=worded.hash,
            wording=worded.hashes[suggestion.code],
            transcript=material.transcripts[segment.transcript],
            doubt=material.doubts.get(suggestion.code, ""),
            odds=pool.odds[one],
            round=pool.round,
            mine=mine,
            others=tuple(other for other in said if other.reviewer != reviewer),
        )

    # Learning

    def _learn_beside(self) -> None:
        """Have the other thread learn, if there is a queue to be ordered."""
        if self._learns and self._material is not None and self._material.pool.suggestions:
            self._learner.wake()

    def _lesson(self) -> Asked:
        """Return what may be learned from: what is open to all, on words that are still there."""
        with self.lock:
            material = self._material
            assert material is not None  # noqa: S101 - woken only after it was loaded
            sealed = sealed_rounds(self._rounds)
            text = {one.address: one.text for one in material.segments}
            said = [
                one
                for one in self.heard.last_words(sealed=sealed)
                if one.words in {"", text.get(one.segment, one.words)}
            ]
            run = self.project.store.runs.last("code")
            digest = run.inputs["codebook"] if run is not None else ""
            return material, self.project.store.codebook(digest), said

    def _learned(self, material: Material, odds: Mapping[Place, float]) -> None:
        """Order the open queue anew."""
        pool = material.pool
        ranking = ranked(pool.suggestions, material.chance, learned=odds)
        with self.lock:
            if self._material is material:
                pool.order, pool.odds = ranking.order, ranking.odds

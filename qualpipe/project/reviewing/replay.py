"""Replay: the record read from its first line on, and held against all that hangs on it.

Written a second time and otherwise than `qualpipe.review.standing`, on purpose: two ways that come
to the same codings are worth more than one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from qualpipe.model import Address, Decision, Problem, QualpipeError, Transcript, Verdict
from qualpipe.project import Project

_Place = tuple[str, str]
_YES = ("accept", "add")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: how much it looked at, and what it found wrong."""

    check: str
    looked_at: int
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What replaying found; `head` is the last seal, which stands for the whole record."""

    head: str
    findings: tuple[Finding, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Return every fault of every check."""
        return tuple(fault for one in self.findings for fault in one.faults)


def replay(project: Project) -> Report:
    """Check the seals, the words, the codings and the names in a project's record.

    A fault names the line of the record and the place; of what is sealed in a blind round the line
    alone. What became of a transcript that was edited or taken away is a note where the decision
    counts no more, a fault where it still does.
    """
    store = project.store
    lines = store.ledger.decisions()
    sealed = {one.name for one in project.review.rounds() if one.blind and not one.closed}
    fold = Fold(one for one in lines if one.round not in sealed)
    wholes = {one.id: one for one in store.transcripts({_transcript(one) for one in lines})}
    where = _names(lines, sealed)
    words, notes = _words(lines, fold, wholes, where=where)
    return Report(
        head=store.ledger.last_seal(),
        findings=(
            _seals(project, lines, where=where),
            words,
            _codings(project, fold, wholes),
            _sources(project, lines, where=where),
        ),
        notes=notes,
    )


class Fold:
    """The state of the record after each line: who says what of which place now.

    A line is alive unless a living undo names it; what it says counts if no later living line of
    the same person, in the same duty, speaks of the same place.
    """

    def __init__(self, lines: Iterable[Decision]) -> None:
        self._undone_by: dict[int, list[int]] = {}
        self._said: dict[_Place, list[Decision]] = {}
        for line in lines:
            if line.undoes is not None:
                self._undone_by.setdefault(line.undoes, []).append(line.number)
            else:
                self._said.setdefault((line.segment, line.code), []).append(line)

    def alive(self, number: int) -> bool:
        """Say whether a line stands: no undo of it stands itself."""
        return not any(self.alive(undo) for undo in self._undone_by.get(number, ()))

    def counting(self, place: _Place) -> dict[tuple[str, bool], Decision]:
        """Return the line that counts, by person and duty, at a segment and code."""
        counts: dict[tuple[str, bool], Decision] = {}
        for line in self._said.get(place, ()):
            if self.alive(line.number):
                counts[line.reviewer, line.adjudicates] = line
        return counts

    def places(self) -> Iterator[_Place]:
        """Return every segment and code that was decided on."""
        yield from self._said

    def codings(
        self, there: Callable[[Decision], bool]
    ) -> Iterator[tuple[_Place, tuple[str, ...], int]]:
        """Return place, reviewers and last line of every coding that stands on words still there.

        >>> from qualpipe.model import Decision, Verdict
        >>> said = Decision(segment="P01:2:0-7", code="home", verdict=Verdict.ACCEPT,
        ...                 reviewer="陳", at="2026-01-05T09:00:00+08:00", number=1)
        >>> list(Fold([said]).codings(lambda line: True))
        [(('P01:2:0-7', 'home'), ('陳',), 1)]
        """
        for place in self._said:
            counts = [one for one in self.counting(place).values() if there(one)]
            yes = {one.reviewer for one in counts if one.verdict.value in _YES}
            settling = [one for one in counts if one.adjudicates]
            last = max(settling, key=lambda one: one.number, default=None)
            if yes and (last is None or last.verdict.value in _YES):
                yield place, tuple(sorted(yes)), max(one.number for one in counts)


@dataclass(frozen=True, slots=True)
class _Names:
    """How a fault names a line: with its place, unless it is sealed."""

    sealed: Collection[str]
    lines: Mapping[int, Decision] = field(default_factory=dict)

    def of(self, number: int) -> str:
        line = self.lines.get(number)
        place = "" if line is None or line.round in self.sealed else f" ({line.segment})"
        return f"decision {number}{place}"


def _names(lines: Iterable[Decision], sealed: Collection[str]) -> _Names:
    return _Names(sealed, {one.number: one for one in lines})


def _seals(project: Project, lines: tuple[Decision, ...], *, where: _Names) -> Finding:
    """Recompute the chain of seals, and look for what later work says was there."""
    faults = [
        Problem(
            where=where.of(one.number),
            message="its seal does not hold: it, or a line before it, was changed or taken away",
            remedy="compare with a copy of the project; nothing that qualpipe does causes this",
        )
        for one in project.store.ledger.breaks()
    ]
    numbers = [one.number for one in lines]
    faults += [
        Problem(where=where.of(number), message=f"the line before it is not {expected - 1}")
        for expected, number in enumerate(numbers, 1)
        if number != expected and (expected == 1 or number != numbers[expected - 2] + 1)
    ]
    faults += [
        Problem(
            where=f"{run.step} run {run.id[:12]}",
            message="it was made on a record that this one does not begin with",
            remedy="lines at the end of the record were taken away or changed since",
        )
        for run in project.store.runs.all()
        if project.store.ledger.number_of(run.inputs.get("decisions", "")) is None
    ]
    return Finding(
        check="each line seals the one before", looked_at=len(lines), faults=tuple(faults)
    )


def _words(
    lines: tuple[Decision, ...], fold: Fold, wholes: Mapping[str, Transcript], *, where: _Names
) -> tuple[Finding, tuple[Problem, ...]]:
    counting = {one.number for place in fold.places() for one in fold.counting(place).values()}
    faults: list[Problem] = []
    notes: list[Problem] = []
    for one in lines:
        if one.verdict is Verdict.UNDO or _stands(one, wholes):
            continue
        gone = _transcript(one) not in wholes
        found = Problem(
            where=where.of(one.number),
            message="its transcript is gone" if gone else "other words stand at its place now",
            remedy="" if gone else "decide again there: qualpipe review",
        )
        (faults if one.number in counting and not gone else notes).append(found)
    check = "the words stand where they stood"
    return Finding(check=check, looked_at=len(lines), faults=tuple(faults)), tuple(notes)


def _codings(project: Project, fold: Fold, wholes: Mapping[str, Transcript]) -> Finding:
    derived = {
        place: (reviewers, number)
        for place, reviewers, number in fold.codings(lambda line: _stands(line, wholes))
    }
    said = {(one.segment, one.code): one.reviewers for one in project.codings()}
    faults = []
    for place in sorted(derived.keys() | said.keys()):
        reviewers, number = derived.get(place, ((), 0))
        if said.get(place, ()) != reviewers:
            last = max((one.number for one in fold.counting(place).values()), default=number)
            faults.append(
                Problem(
                    where=f"decision {last} ({place[0]})",
                    message=f"the coding {place[1]} is {_listed(said.get(place, ()))} in the "
                    f"project, and {_listed(reviewers)} line by line",
                    remedy="report this: two ways to read the record must come to the same",
                )
            )
    check = "the codings follow line by line"
    return Finding(check=check, looked_at=len(derived), faults=tuple(faults))


def _sources(project: Project, lines: tuple[Decision, ...], *, where: _Names) -> Finding:
    runs = {one.id for one in project.store.runs.all()}
    rounds = {one.name for one in project.review.rounds()}
    books = {one for one in {line.codebook for line in lines} if one and not _held(project, one)}
    faults = []
    for one in lines:
        missing = [
            f"the run {one.seen[:12]}" if one.seen and one.seen not in runs else "",
            f"the codebook {one.codebook[:12]}" if one.codebook in books else "",
            f"the round {one.round!r}" if one.round and one.round not in rounds else "",
            f"decision {one.undoes}" if one.undoes and one.undoes not in where.lines else "",
        ]
        faults += [
            Problem(
                where=where.of(one.number), message=f"it names {what}, which is not in the project"
            )
            for what in missing
            if what
        ]
    check = "runs, codebooks and rounds that are named are there"
    return Finding(check=check, looked_at=len(lines), faults=tuple(faults))


def _held(project: Project, codebook: str) -> bool:
    try:
        return project.store.codebook(codebook).hash == codebook
    except QualpipeError:
        return False


def _stands(line: Decision, wholes: Mapping[str, Transcript]) -> bool:
    """Say whether the words of a decision are what its address covers in the transcript."""
    place = Address.parse(line.segment)
    whole = wholes.get(place.transcript)
    if whole is None or not 1 <= place.turn <= len(whole.turns):
        return False
    turn = whole.turns[place.turn - 1].span
    span = place.within.shifted(turn.start)
    return span.end <= turn.end and line.words in {"", whole.text[span.start : span.end]}


def _transcript(line: Decision) -> str:
    return Address.parse(line.segment).transcript


def _listed(reviewers: Collection[str]) -> str:
    return f"given by {', '.join(reviewers)}" if reviewers else "not given"

"""A sheet that comes back: what is sound in it becomes decisions, the rest is reported.

Nothing is ever overwritten: what somebody decided since the sheet went out stands, and the row
that says otherwise is left out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from qualpipe.ingest.sheet import Filled, Line, read
from qualpipe.model import Decision, Problem, QualpipeError, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing.people import who
from qualpipe.project.reviewing.sheets.going import LONGEST
from qualpipe.project.reviewing.sheets.mark import Mark, plain
from qualpipe.project.steps.decisions import LONGEST_NOTE, round_of, words_in
from qualpipe.review import SAYS_YES

NEEDED = ("address", "words", "code", "verdict", "note", "check")
# What people write in the column, in the languages of the project.
VERDICTS: Mapping[str, Verdict] = {
    "accept": Verdict.ACCEPT,
    "yes": Verdict.ACCEPT,
    "接受": Verdict.ACCEPT,
    "接納": Verdict.ACCEPT,
    "接纳": Verdict.ACCEPT,
    "reject": Verdict.REJECT,
    "no": Verdict.REJECT,
    "拒絕": Verdict.REJECT,
    "拒绝": Verdict.REJECT,
    "unsure": Verdict.UNSURE,
    "未能決定": Verdict.UNSURE,
    "未能决定": Verdict.UNSURE,
    "不肯定": Verdict.UNSURE,
    "不确定": Verdict.UNSURE,
    "add": Verdict.ADD,
    "加入": Verdict.ADD,
    "change": Verdict.CHANGE,
}
_MANY = 3
_SHOWN = 10
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a sheet: the decisions, how many rows said nothing new, and what was left out.

    `numbers` are those the decisions have in the record; empty after a dry run. For a reviewer in
    a blind round that is open (`sealed`), `decisions` are all that the sheet says, and which of
    them were new, known or contradicted is not told: by asking row by row anyone could find out
    what is sealed.
    """

    decisions: tuple[Decision, ...]
    numbers: tuple[int, ...]
    known: int
    undecided: int
    problems: tuple[Problem, ...]
    sealed: bool = False


class _State(Enum):
    """What a row amounts to."""

    NEW = auto()
    KNOWN = auto()
    OPEN = auto()
    CONTRADICTED = auto()
    WRONG = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """What a row says: a decision, its state, and what there is to report of it."""

    state: _State
    decision: Decision | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the rows are held against: the words, the codes, and what the reviewer said last."""

    words_at: Callable[[str], str | None]
    codes: frozenset[str]
    said: Mapping[_Place, Decision]


def read_sheet(
    project: Project,
    path: Path,
    *,
    reviewer: str,
    at: str,
    encoding: str = "",
    dry_run: bool = False,
) -> Came:
    """Take in a sheet that a reviewer filled in, as one act; returns what came of each row.

    A row whose place, code or words were changed, whose verdict is none, which stands there twice
    with two verdicts, or which contradicts what its reviewer decided since it went out is left out
    and reported. Reading the same sheet again adds nothing.
    """
    name = who(project, reviewer)
    filled = read(path, columns=NEEDED, encoding=encoding)
    known = _known(project, name)
    sound, problems = _sound(filled.lines, known)
    rows, twice = _single(sound)
    heard = [_heard(line, known, reviewer=name, at=at) for line in rows]
    new = [one.decision for one in heard if one.decision and one.state is _State.NEW]
    if new and not dry_run:
        project.store.save_codebook(project.codebook(), at=at)
    numbers = project.review.decide(new) if new and not dry_run else ()
    sealed = bool(round_of(name, project.review.rounds()))
    problems += twice
    problems += [one.problem for one in heard if one.problem and not (sealed and one.decision)]
    states = Counter(one.state for one in heard)
    return Came(
        decisions=tuple(one.decision for one in heard if one.decision) if sealed else tuple(new),
        numbers=() if sealed else numbers,
        known=0 if sealed else states[_State.KNOWN],
        undecided=states[_State.OPEN],
        problems=(*filled.problems, *_gathered(problems, filled), *_missing(filled, path.name)),
        sealed=sealed,
    )


def _known(project: Project, name: str) -> _Known:
    """Return what rows are held against; the reviewer's own sealed decisions count, unshown."""
    said = {
        (one.segment, one.code): one
        for one in project.review.last_words(viewer=name)
        if one.reviewer == name and not one.adjudicates
    }
    return _Known(
        words_at=words_in({one.id: one for one in project.transcripts()}),
        codes=frozenset(one.id for one in project.codebook()),
        said=said,
    )


def _sound(lines: Iterable[Line], known: _Known) -> tuple[list[Line], list[Problem]]:
    """Part the rows that stand as they went out from those with which something is wrong."""
    sound, problems = [], []
    for line in lines:
        empty = not line.cells["check"] and not line.cells["verdict"]
        problem = None if empty else _wrong(line, Mark.read(line.cells["check"]), known)
        if problem is None:
            sound.append(line)
        else:
            problems.append(problem)
    return sound, problems


def _single(lines: Iterable[Line]) -> tuple[list[Line], list[Problem]]:
    """Return the rows, each once; those that stand there again with another verdict not at all."""
    by_place: dict[_Place, list[Line]] = {}
    for line in lines:
        by_place.setdefault((line.cells["address"], line.cells["code"]), []).append(line)
    rows, problems = [], []
    for (address, code), same in by_place.items():
        said = {(plain(one.cells["verdict"]).lower(), plain(one.cells["note"])) for one in same}
        said.discard(("", ""))
        if len(said) > 1:
            others = ", ".join(one.where for one in same[1:])
            message = f"{address} {code} stands here and in {others}, with different answers"
            remedy = "leave one of the rows in the sheet, and import it again"
            problems.append(Problem(where=same[0].where, message=message, remedy=remedy))
        else:
            rows.append(next((one for one in same if one.cells["verdict"]), same[0]))
    return rows, problems


def _heard(line: Line, known: _Known, *, reviewer: str, at: str) -> _Heard:
    """Return what a sound row says, and whether that is new."""
    cells = line.cells
    mark = Mark.read(cells["check"])
    if not cells["verdict"]:
        return _Heard(state=_State.OPEN)
    last = known.said.get((cells["address"], cells["code"]))
    verdict = _verdict(cells["verdict"], suggested=mark is not None, last=last)
    if verdict is None:
        allowed = "add" if mark is None else "accept, reject or unsure"
        message = f"{cells['verdict']!r} is no verdict here; it is {allowed}"
        return _Heard(state=_State.WRONG, problem=Problem(where=line.where, message=message))
    decision = Decision(
        segment=cells["address"],
        code=cells["code"],
        verdict=verdict,
        reviewer=reviewer,
        at=at,
        note=cells["note"].strip(),
        seen=mark.run if mark else "",
        codebook=mark.codebook if mark else "",
    )
    return _beside(decision, last, head=mark.head if mark else 0, where=line.where)


def _beside(decision: Decision, last: Decision | None, *, head: int, where: str) -> _Heard:
    """Hold a decision against the last word of its reviewer; one made since the export stands."""
    if last is None:
        return _Heard(state=_State.NEW, decision=decision)
    alike = last.verdict is decision.verdict or {last.verdict, decision.verdict} <= SAYS_YES
    if alike and plain(last.note) == plain(decision.note):
        return _Heard(state=_State.KNOWN, decision=decision)
    if last.number <= head:
        return _Heard(state=_State.NEW, decision=decision)
    problem = Problem(
        where=where,
        message=f"{decision.reviewer} decided otherwise on {decision.segment} {decision.code} "
        "since the sheet went out; the row is left out",
        remedy="export the sheet again to change it",
    )
    return _Heard(state=_State.CONTRADICTED, decision=decision, problem=problem)


def _verdict(cell: str, *, suggested: bool, last: Decision | None) -> Verdict | None:
    """Return the verdict that a cell means: a row of the reviewer's own can only add a code."""
    found = VERDICTS.get(plain(cell).lower())
    if not suggested:
        return Verdict.ADD if found in SAYS_YES else None
    if found is Verdict.CHANGE:  # it went out so; what it was changed to is not told in a sheet
        return found if last is not None and last.verdict is found else None
    return Verdict.ACCEPT if found is Verdict.ADD else found


def _wrong(line: Line, mark: Mark | None, known: _Known) -> Problem | None:
    """Return the first thing that is wrong with a row, None if it is sound."""
    cells = line.cells
    address, code, words = cells["address"], cells["code"], cells["words"]
    fits = mark is not None and mark.fits(cells["check"], address=address, code=code, words=words)
    if not fits and cells["check"]:
        return Problem(where=line.where, message=_CHANGED, remedy=_EXPORT)
    if code not in known.codes:
        known_codes = ", ".join(sorted(known.codes))
        message = f"the codebook has no code {code!r}"
        return Problem(where=line.where, message=message, remedy=f"there are: {known_codes}")
    if len(cells["note"]) > LONGEST_NOTE:
        message = f"its note has {len(cells['note']):,} characters; {LONGEST_NOTE:,} are allowed"
        return Problem(where=line.where, message=message, remedy="shorten it")
    there = _words(known, address)
    if there is None:
        return Problem(where=line.where, message=f"there is no place {address!r}", remedy=_EXPORT)
    if plain(there[:LONGEST]) != plain(words) and (mark is not None or words):
        message = f"the transcript was changed: other words stand at {address} now"
        return Problem(where=line.where, message=message, remedy=_EXPORT)
    return None


_CHANGED = "its address, code or words are not as they went out; the row is left out"
_EXPORT = "export the sheet again and copy your verdicts over"


def _words(known: _Known, address: str) -> str | None:
    try:
        return known.words_at(address)
    except (QualpipeError, ValueError):  # no address, or an empty stretch
        return None


def _gathered(problems: Collection[Problem], filled: Filled) -> Iterator[Problem]:
    """Report the first of many, and the cause they share where there is one."""
    changed = [one for one in problems if one.message == _CHANGED]
    if len(changed) > _MANY and len(changed) * 2 > len(filled.lines):
        yield Problem(
            where=changed[0].where.rpartition(":")[0],
            message=f"{len(changed)} of {len(filled.lines)} rows hold other characters than they "
            f"went out with (read as {filled.encoding})",
            remedy="save the sheet as .xlsx, or as CSV UTF-8; or name its encoding with --encoding",
        )
    yield from list(problems)[:_SHOWN]
    if len(problems) > _SHOWN:
        yield Problem(where="...", message=f"and {len(problems) - _SHOWN} rows more like these")


def _missing(filled: Filled, name: str) -> Iterator[Problem]:
    """Report rows that went out and did not come back."""
    seen: dict[tuple[int, int], set[int]] = {}
    for line in filled.lines:
        mark = Mark.read(line.cells["check"])
        if mark is not None:
            seen.setdefault((mark.total, mark.head), set()).add(mark.number)
    for (total, _), numbers in seen.items():
        if len(numbers) < total:
            yield Problem(
                where=name,
                message=f"{total - len(numbers)} of {total} rows that went out are not in it",
                remedy="they stay undecided",
            )
    if not seen and filled.lines:
        message = "no row of it is as it went out: the hidden column check is empty"
        yield Problem(where=name, message=message, remedy=_EXPORT)

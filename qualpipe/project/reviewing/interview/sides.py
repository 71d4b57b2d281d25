"""Original and translation side by side: which turn goes with which, and what each supports."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualpipe.model import Transcript
from qualpipe.project.reviewing.interview.marks import Mark, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands on one line: numbers of turns of the original and of the translation."""

    original: tuple[int, ...]
    translation: tuple[int, ...] = ()


class Support(StrEnum):
    """What speaks for a code on one side.

    `person`: somebody gave it there and it stands. `machine`: it is suggested there. The machine
    keeps suggestions for originals alone; on a translation it is what the same engine suggests
    when it is given the translation by itself, which nobody is asked to decide on.
    """

    PERSON = "person"
    MACHINE = "machine"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A code on a row that has both sides, and what speaks for it on each."""

    row: int
    code: str
    original: Support
    translation: Support

    @property
    def one_sided(self) -> bool:
        """Say whether only one of the two sides supports the code."""
        return Support.NOTHING in {self.original, self.translation}


def rows_of(original: Transcript, translation: Transcript | None) -> tuple[Row, ...]:
    """Lay the turns of both beside each other, each exactly once, in the order of speech.

    A turn of the translation that renders none of the original stands alone, after what was
    rendered before it.
    """
    beside: dict[int, list[int]] = defaultdict(list)
    alone: dict[int, list[int]] = defaultdict(list)
    known = {turn.number for turn in original.turns}
    after = 0
    for turn in translation.turns if translation else ():
        if turn.translates in known:
            after = turn.translates or 0
            beside[after].append(turn.number)
        else:
            alone[after].append(turn.number)
    rows = [Row(original=(), translation=(number,)) for number in alone[0]]
    for turn in original.turns:
        rows.append(Row(original=(turn.number,), translation=tuple(beside[turn.number])))
        rows += [Row(original=(), translation=(number,)) for number in alone[turn.number]]
    return tuple(rows)


def carried(
    rows: Sequence[Row],
    *,
    original: Iterable[Mark],
    translation: Iterable[Mark],
    heard: Collection[tuple[int, str]],
) -> tuple[Carried, ...]:
    """Say for each row with both sides which codes stand or are suggested there, and where.

    `heard` is what the machine suggests for the translation by itself: (turn, code). A code that
    it hears on one side alone, and that no person gave, is not worth a word and left out.
    """
    ours, theirs = _support(original), _support(translation)
    for turn, code in heard:
        theirs[turn].setdefault(code, Support.MACHINE)
    found: list[Carried] = []
    for number, row in enumerate(rows):
        if not (row.original and row.translation):
            continue
        mine, yours = _joined(ours, row.original), _joined(theirs, row.translation)
        for code in dict.fromkeys((*mine, *yours)):
            here = mine.get(code, Support.NOTHING)
            there = yours.get(code, Support.NOTHING)
            if Support.PERSON in {here, there}:
                found.append(Carried(row=number, code=code, original=here, translation=there))
    return tuple(found)


def _support(marks: Iterable[Mark]) -> dict[int, dict[str, Support]]:
    """Return what speaks for each code, turn by turn."""
    found: dict[int, dict[str, Support]] = defaultdict(dict)
    for one in marks:
        if one.state is State.CODED and not one.older:
            found[one.place.turn][one.code] = Support.PERSON
        elif one.state is State.SUGGESTED:
            found[one.place.turn].setdefault(one.code, Support.MACHINE)
    return found


def _joined(support: dict[int, dict[str, Support]], turns: Iterable[int]) -> dict[str, Support]:
    joined: dict[str, Support] = {}
    for turn in turns:
        for code, what in support.get(turn, {}).items():
            if joined.get(code) is not Support.PERSON:
                joined[code] = what
    return joined

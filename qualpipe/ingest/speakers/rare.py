"""Labels that stand before a turn or two: whether they are people, and what is told of them.

A mother who comes in with a paragraph of her own is a speaker; `God: give me strength` in the
middle of an answer is not. Where two labels that all know take turns throughout, the form of a name
is not enough; and nowhere is it for what is met once and is unlike the other labels, as `Overdose:
I took them all`. Whichever way it is taken, the researcher is told: with the label if it is sure to
be one, else with its place alone, for it may be what somebody said.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from qualpipe.ingest.draft import Piece
from qualpipe.ingest.speakers.heads import Head, Line, Style
from qualpipe.ingest.speakers.labels import key, without_note
from qualpipe.ingest.speakers.people import stands_for_somebody
from qualpipe.model import Problem

_OFTEN = 3  # turns after which a name is no accident
_SETTLED = 4  # turns by labels that all know, before it is taken for the habit of the file
_MOST = 0.8  # of the turns are theirs, and change between them
_EACH = 0.9  # of the paragraphs begin with a label: a blank line means a new speaker
_SHOWN = 8
_PLAIN = (Style.COLON, False)
_NAME_IT = "name the label with --interviewer or --participant"

Heads = Mapping[int, Head]


def doubtful(lines: Sequence[Line], heads: Heads) -> frozenset[int]:
    """Return the lines whose label is more likely a word of the turn before it.

    That is a name without a known meaning, before one or two turns of a file in which labels that
    all know take turns, if nothing else speaks for it: no time stamp, no type like that of the
    other labels, no blank line where these mean a new speaker, no turn between two of the same
    person.
    """
    known = {number: head for number, head in sorted(heads.items()) if head.kind}
    if not _settled(known, heads):
        return frozenset()
    counts = Counter(head.key for head in heads.values())
    rare = {n for n, head in heads.items() if not head.kind and counts[head.key] < _OFTEN}
    backed = _timed_or_alike(rare, known, heads) | _between(rare, known)
    backed |= _paragraphs(rare, lines, heads)
    sure = {heads[number].key for number in backed}
    return frozenset(number for number in rare if heads[number].key not in sure)


def unlike(heads: Heads) -> frozenset[int]:
    """Return the lines whose label is met once and has nothing of a speaker's but the capital.

    Its words are then the better taken for those of the turn before: so they are coded with what
    they belong to, and no participant is made of a word, nor shown in the list of speakers. What
    is set apart as the other labels are (brackets, bold, a tab) is a label, whatever it says.
    """
    counts = Counter(head.key for head in heads.values())
    if max(counts.values(), default=0) < _OFTEN:
        return frozenset()
    others = {head.label for head in heads.values() if counts[head.key] > 1}
    looks = {(head.style, head.bold) for head in heads.values() if counts[head.key] > 1}
    return frozenset(
        number
        for number, head in heads.items()
        if counts[head.key] == 1
        and not head.named
        and ((head.style, head.bold) == _PLAIN or (head.style, head.bold) not in looks)
        and not stands_for_somebody(head.label, others)
    )


def lone(
    pieces: Sequence[Piece], *, name: str, known: Iterable[str] = (), text: str = ""
) -> tuple[Problem, ...]:
    """Tell of each speaker with one turn where others have many: the label was believed on it.

    `text` is that of the file, where the user can look for a line in it. Those whom the user has
    named (`known`) are no surprise. A label that might be a word of speech is not repeated.
    """
    counts = Counter(piece.speaker for piece in pieces if piece.speaker)
    if max(counts.values(), default=0) < _OFTEN:
        return ()
    named = {key(label) for label in known}
    once = [
        (number, piece)
        for number, piece in enumerate(pieces, 1)
        if counts[piece.speaker] == 1
        and not {key(piece.speaker), key(without_note(piece.speaker))} & named
    ]
    found = [
        Problem(
            where=_place(name, text, piece),
            message=f"{_shown(piece.speaker, counts)} is taken for a speaker, who has turn "
            f"{number} alone",
            remedy=f"{_NAME_IT}; if it is a word of somebody's speech, correct the file",
        )
        for number, piece in once[:_SHOWN]
    ]
    return (*found, *_more(name, len(once), "speakers in all have one turn each"))


def passed_over(
    lines: Sequence[Line], pieces: Sequence[Piece], *, name: str, once: Collection[int] = ()
) -> tuple[Problem, ...]:
    """Tell of lines that might begin with a label and were taken for speech, not what they say.

    `once` are the numbers of those where all that speaks for a label is a colon.
    """
    starts = [piece.span.start for piece in pieces]
    word, label = "a word before a colon is met once, and", "what might be a speaker's label"
    found = [
        Problem(
            where=f"{name}:{line.number + 1}",
            message=f"{word if line.number in once else label} is taken for "
            + _part(bisect_right(starts, line.start)),
            remedy=f"{_NAME_IT} if somebody speaks there",
        )
        for line in lines[:_SHOWN]
    ]
    return (*found, *_more(name, len(lines), "lines in all begin so"))


def _part(turn: int) -> str:
    return f"words of turn {turn}" if turn else "what stands above the first turn"


def _shown(label: str, counts: Mapping[str, int]) -> str:
    others = [each for each, count in counts.items() if count > 1]
    return repr(label) if stands_for_somebody(label, others) else "a label that is met once"


def _more(name: str, number: int, what: str) -> tuple[Problem, ...]:
    return (Problem(where=name, message=f"{number} {what}"),) if number > _SHOWN else ()


def _place(name: str, text: str, piece: Piece) -> str:
    line = text.count("\n", 0, piece.span.start) + 1
    return f"{name}:{line}" if text else name


def _settled(known: Heads, heads: Heads) -> bool:
    """Say whether labels that all know take turns throughout the file."""
    keys = [head.key for head in known.values()]
    changes = sum(a != b for a, b in pairwise(keys))
    most = len(keys) >= max(_SETTLED, _MOST * (len(heads) - 1))
    return most and changes >= _MOST * (len(keys) - 1)


def _timed_or_alike(rare: Collection[int], known: Heads, heads: Heads) -> set[int]:
    """Return the lines whose label has a time, or is set in the type that the others have."""
    looks = Counter((head.style, head.bold) for head in known.values())
    look = looks.most_common(1)[0][0]
    special = look != _PLAIN
    return {
        number
        for number in rare
        if heads[number].started is not None
        or (special and (heads[number].style, heads[number].bold) == look)
    }


def _between(rare: Collection[int], known: Heads) -> set[int]:
    """Return the lines between two turns of one person, who else would speak twice in a row.

    Who opens the conversation is taken for somebody too.
    """
    numbers, turns = list(known), list(known.values())
    found = set()
    for number in rare:
        after = bisect_right(numbers, number)
        around = [head.key for head in turns[max(after - 1, 0) : after + 1]]
        if after == 0 or (len(around) > 1 and len(set(around)) == 1):
            found.add(number)
    return found


def _paragraphs(rare: Collection[int], lines: Sequence[Line], heads: Heads) -> set[int]:
    """Return the lines behind a blank one, if it is those of new speakers that stand so."""
    begin = {b.number for a, b in pairwise(lines) if a.is_blank and not b.is_blank}
    others = {number for number in begin if number > min(heads)}.difference(rare)
    new = len(others.intersection(heads)) >= _EACH * len(others)
    return begin.intersection(rare) if new else set()

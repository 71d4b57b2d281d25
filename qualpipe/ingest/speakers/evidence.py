"""Which lines do begin a turn, by the evidence of the whole file.

A single line cannot tell a label from a clause before a colon. A file can: labels recur, take
turns, are set apart in one style, and most of the people who transcribe use the same few words.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from qualpipe.ingest.speakers.heads import Head, Line, Style
from qualpipe.ingest.speakers.labels import (
    Kind,
    is_field,
    kind_of,
    looks_like_a_person,
    may_name_a_speaker,
)

_RECURS, _RECURS_OFTEN = 2, 3
_MOST = 0.5  # of the paragraphs begin with a label: a name that speaks once is believed
_SOME = 0.2  # of the paragraphs, below which names that recur are people talked about
_ALTERNATING = 0.6
_ANSWERS = 0.25  # of the turns: what a word that takes turns with them needs
_NOTICEABLE = 0.1  # of the turns: what a word before a colon needs among labels that all know
_SHORT = 40  # characters: the longest value of a field on a title page that also names a speaker
_TITLE_LINES = 15
_FULL_STOPS = ("。", "！", "？", ".", "!", "?", "…")
_ROLES = {Kind.INTERVIEWER, Kind.PARTICIPANT}

Heads = Mapping[int, Head]


def believed(lines: Sequence[Line], candidates: Heads) -> Heads:
    """Return the candidates that begin a turn, by line number; none if the file has no labels."""
    possible: Heads = {
        number: head
        for number, head in candidates.items()
        if (head.named or may_name_a_speaker(head.label)) and _has_words(lines, candidates, number)
    }
    possible = _without_agenda(_without_title_page(lines, possible))
    if not possible:
        return {}
    apart = {n: head for n, head in possible.items() if head.style is not Style.ALONE}
    alone = {n: head for n, head in possible.items() if head.style is Style.ALONE}
    starts = _paragraph_starts(lines)
    heads = _recurring(apart) | _timed(apart)
    heads = heads | _alone(lines, alone, heads)
    if not _convincing(heads, starts):
        return {}
    return dict(sorted((heads | _once_only(apart, heads, starts)).items()))


def _has_words(lines: Sequence[Line], heads: Heads, number: int) -> bool:
    """Say whether a label has words: on its line, or on one of the next two and not a label too."""
    head = heads[number]
    if lines[number].text[head.words :].strip():
        return True
    following = [line for line in lines[number + 1 : number + 3] if not line.is_blank]
    if not following:
        return False
    next_head = heads.get(following[0].number)
    return next_head is None or next_head.style is not Style.STAMPED


def _without_title_page(lines: Sequence[Line], heads: Heads) -> Heads:
    """Leave out `Interviewer: Mary Chan` where it stands among fields before the first turn."""
    top = next((line.number for line in lines if not line.is_blank), 0)
    end = top
    for line in lines[top : top + _TITLE_LINES]:
        if line.number in heads and not _is_value(line, heads[line.number]):
            break
        if _is_field(line):
            end = line.number + 1
    block = end
    while block in heads and _is_value(lines[block], heads[block]):
        block += 1
    if block < len(lines) and lines[block].is_blank:
        # Else the fields run into the turns, and those of the block are turns as well.
        values = {n: lines[n].text[heads[n].words :].strip() for n in range(end, block)}
        counts = Counter(head.key for head in heads.values())
        once = (
            all(counts[heads[n].key] == 1 for n in values) and max(counts.values(), default=0) > 1
        )
        if once or (end > top and (len(values) > 1 or any(map(_names_somebody, values.values())))):
            end = block
    return {number: head for number, head in heads.items() if number >= end}


def _is_field(line: Line) -> bool:
    label, colon, value = line.text.replace("：", ":").partition(":")
    return bool(colon and value.strip()) and not value.startswith("//") and is_field(label.strip())


def _names_somebody(value: str) -> bool:
    return bool(kind_of(value)) or looks_like_a_person(value)


def _is_value(line: Line, head: Head) -> bool:
    """Say whether a labelled line may be a field: of more than a letter, and no sentence."""
    words = line.text[head.words :].strip()
    return len(head.key) > 1 and 0 < len(words) <= _SHORT and not words.endswith(_FULL_STOPS)


def _without_agenda(heads: Heads) -> Heads:
    """Leave out `10:30 Meeting:` where the turns have no such stamps before their labels."""
    sure = [head for head in heads.values() if head.kind] or list(heads.values())
    if 2 * sum(head.stamped for head in sure) >= len(sure):
        return heads
    return {n: head for n, head in heads.items() if head.kind or not head.stamped}


def _recurring(heads: Heads) -> dict[int, Head]:
    counts = Counter(head.key for head in heads.values())
    labels = {head.key: head for head in heads.values()}
    known = {each for each, head in labels.items() if head.kind}
    roles = {each for each in known if labels[each].kind in _ROLES}
    chosen = {each for each in known if counts[each] >= _RECURS or len(known) >= _RECURS} | roles
    turns = sum(counts[each] for each in chosen)
    for each, head in labels.items():
        recurs = head.is_person and counts[each] >= _RECURS
        often = counts[each] >= max(_RECURS_OFTEN, _NOTICEABLE * turns)
        rarely = counts[each] < max(_RECURS, _ANSWERS * (turns + counts[each]))
        if recurs or often or not (rarely or _repeats(each, heads, chosen)):
            chosen.add(each)
    return {n: head for n, head in heads.items() if head.key in chosen}


def _repeats(label: str, heads: Heads, chosen: Collection[str]) -> bool:
    """Say whether a label comes twice in a row: else it takes turns with the known ones."""
    order = [head.key for _, head in sorted(heads.items()) if head.key in {label, *chosen}]
    return any(a == b == label for a, b in pairwise(order))


def _timed(heads: Heads) -> dict[int, Head]:
    """Return the labels with a time, on a line of their own or nearly: `[Paul] 14:03:30`.

    Programs write these, one for each turn; that a speaker has but one turn says nothing.
    """
    timed = {
        number: head
        for number, head in heads.items()
        if head.started is not None and head.style is not Style.COLON
    }
    styles = Counter(head.style for head in timed.values() if head.is_person)
    return {n: head for n, head in timed.items() if styles[head.style] >= _RECURS}


def _alone(lines: Sequence[Line], heads: Heads, apart: Heads) -> dict[int, Head]:
    """Return the names that stand alone on a line, as opposed to short answers that do."""
    counts = Counter(head.key for head in heads.values())
    labels = {head.key: head for head in heads.values()}
    roles = {
        each
        for each, head in labels.items()
        if head.kind in _ROLES and (len(each) > 1 or not apart)
    }
    chosen = roles if len(roles) > 1 or any(counts[each] > 1 for each in roles) else set()
    others = {
        each
        for each, head in labels.items()
        if (len(each) > 1 or head.kind)  # not 嗯, but A
        and counts[each] >= (_RECURS if head.is_person else _RECURS_OFTEN)
    }
    share = sum(counts[each] for each in others | chosen) / max(1, _spoken(lines))
    if not apart and _SOME <= share <= 1 - _SOME:
        chosen = chosen | others
    return {n: head for n, head in heads.items() if head.key in chosen}


def _spoken(lines: Sequence[Line]) -> int:
    return sum(not line.is_blank for line in lines)


def _paragraph_starts(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that begin a paragraph: all, where no blank lines are used."""
    full = [line for line in lines if not line.is_blank]
    after_blank = {b.number for a, b in pairwise(lines) if a.is_blank and not b.is_blank}
    if len(after_blank) * 4 < len(full):
        return frozenset(line.number for line in full)
    return frozenset(after_blank | {full[0].number})


def _convincing(heads: Heads, starts: frozenset[int]) -> bool:
    """Say whether the labels found carry the file, or are names in a text that has none."""
    if not heads:
        return False
    share = len(starts & set(heads)) / len(starts)
    if any(head.kind in _ROLES for head in heads.values()):
        return len(heads) > 1 or share >= _NOTICEABLE
    if share >= _SOME:
        return True
    keys = [head.key for _, head in sorted(heads.items())]
    often = [each for each, count in Counter(keys).items() if count >= _RECURS_OFTEN]
    changes = sum(a != b for a, b in pairwise(keys))
    return len(often) > 1 and changes >= _ALTERNATING * len(keys)


def _once_only(apart: Heads, heads: Heads, starts: frozenset[int]) -> dict[int, Head]:
    """Return the names that speak once in a file where nearly every paragraph has its label."""
    styles = {head.style for head in heads.values()}
    people = {
        number: head
        for number, head in apart.items()
        if number in starts and head.style in styles and head.is_person
    }
    first = min(heads)
    for start in sorted((start for start in starts if start < first), reverse=True):
        if start not in people:
            break
        first = start  # who opens the conversation may say no more
    following = {start for start in starts if start >= first}
    if len(following & (set(heads) | set(people))) < _MOST * len(following):
        return {}
    return {number: head for number, head in people.items() if number >= first}

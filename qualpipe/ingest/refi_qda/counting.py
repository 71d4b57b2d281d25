"""How a program counted its positions: found out from the words that its selections name.

A selection carries its first words as its name in most programs, and people select whole words. The
way of counting under which names and words agree is the one it was made with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualpipe.ingest.refi_qda.found import FoundSelection
from qualpipe.text.refi_qda.positions import Raw, Way
from qualpipe.text.refi_qda.profiles import Profile

_SAMPLE = 400
_LEAST = 2  # characters of a name that say something


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The way of counting of a text, and whether anything in it speaks for that way."""

    way: Way
    decided: bool


def way_of(raw: Raw, selections: Sequence[FoundSelection], *, first: Way) -> Counted:
    """Return the way of counting that fits best; `first` where none fits better."""
    ways = raw.ways(first)
    sample = selections[:: max(1, len(selections) // _SAMPLE)]
    if len(ways) == 1 or not sample:
        return Counted(way=ways[0], decided=False)
    text = raw.text
    scores = [_score(raw, text, sample, way) for way in ways]
    best = max(scores)
    decided = best > min(scores)
    return Counted(way=ways[0 if scores[0] == best else scores.index(best)], decided=decided)


def first_way(profile: Profile) -> Way:
    """Return how a program is expected to count."""
    return Way(wide=profile.wide)


def usual(counted: Iterable[Counted], first: Way) -> Way:
    """Return the way that most texts of a file were counted in, for those that do not tell."""
    decided = [one.way for one in counted if one.decided]
    return max(sorted(set(decided)), key=decided.count) if decided else first


def _score(raw: Raw, text: str, sample: Sequence[FoundSelection], way: Way) -> tuple[int, int, int]:
    """Return how many names agree, how many positions exist, how many words are whole."""
    inward = raw.inward(way)
    named = inside = whole = 0
    for one in sample:
        start, end = inward(one.start), inward(one.end)
        if not 0 <= start <= end <= len(text):
            continue
        inside += 1
        named += _agree(one.name, text[start:end])
        words = text[start:end]
        whole += _is_edge(text, start) + _is_edge(text, end) + (words == words.strip())
    return named, inside, whole


def _agree(name: str, words: str) -> bool:
    said = " ".join(name.split()).rstrip(".… ")
    words = " ".join(words.split())
    return (
        len(said) >= _LEAST and words != "" and (words.startswith(said) or said.startswith(words))
    )


def _is_edge(text: str, place: int) -> bool:
    """Say whether no word of letters goes on across a place."""
    if not 0 < place < len(text):
        return True
    before, after = text[place - 1], text[place]
    return not (_is_letter(before) and _is_letter(after))


def _is_letter(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"

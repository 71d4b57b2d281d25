r"""Keywords: where the words of a codebook stand in a text, all codes found in one pass.

Text and terms are compared in their folded form (width, case, Traditional and Simplified), English
terms in all their inflections. A term ends where a Latin letter or a digit does not go on, so that
`meeting` is found in 開meeting好攰, which Python's own `\b` misses: it takes Han for letters.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from unicodedata import normalize

from ahocorasick_rs import AhoCorasick, Implementation

from qualpipe.coding.inflect import forms
from qualpipe.coding.levelled import Levelled, evened, levelled
from qualpipe.coding.negation import cues, negated
from qualpipe.model import Codebook, Span
from qualpipe.text.folding import folded
from qualpipe.text.script import HAN

_PIECES = re.compile(rf"[{HAN}]+|[^{HAN}]+")
_FIRST_HAN = "\u2e80"
_MOST = 1_000
"""Ways to write one term; a sentence in two languages for a keyword would have millions."""
_FEW = 3_000
"""Surfaces for which the quickest automaton pays: its size and time to build grow with them."""
_AT_ONCE = 1_000
"""Texts searched as one: enough to make light of each, and not so many as to need much memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A term of the codebook found in a text, and whether it is said not to be so.

    `term` is as the codebook has it, `span` counts in the text that was given.
    """

    code: str
    span: Span
    term: str
    negated: bool


def reason(hit: Hit, text: str) -> str:
    """Say in words what was found, and as what, where the text has it otherwise.

    >>> text = "冇人visited我"
    >>> hit = Hit(code="outreach", span=Span(2, 9), term="visit", negated=True)
    >>> reason(hit, text)
    'keyword "visit" (as "visited"), negated'
    """
    said = hit.span.of(text)
    otherwise = f' (as "{said}")' if said.casefold() != hit.term.casefold() else ""
    return f'keyword "{hit.term}"{otherwise}{", negated" if hit.negated else ""}'


_Match = tuple[int, int, int, str]
"""A term found in a levelled text: where it starts and ends, the number of its code, the term."""


class Matcher:
    """Finds all keywords of a codebook at once; as quick with forty codes as with one.

    `terms` are the keywords of each code, as the codebook has them. A `*` at the end of a keyword
    stands for any ending.

    >>> from qualpipe.model import Code, Language, Phrase
    >>> words = (Phrase(Language.EN, "visit"), Phrase(Language.YUE, "屋企"))
    >>> matcher = Matcher(Codebook(id="a", codes=(Code(id="home", name=(), keywords=words),)))
    >>> text = "佢visited我屋企，冇人visit過佢"
    >>> [(hit.span.of(text), hit.term, hit.negated) for hit in matcher.hits(text)]
    [('visited', 'visit', False), ('屋企', '屋企', False), ('visit', 'visit', True)]
    """

    def __init__(self, codebook: Codebook) -> None:
        self.terms: Mapping[str, tuple[str, ...]] = {
            code.id: tuple(dict.fromkeys(phrase.text for phrase in code.keywords))
            for code in codebook
        }
        self._codes = tuple(self.terms)
        owners: dict[str, dict[tuple[int, bool], str]] = {}
        for number, terms in enumerate(self.terms.values()):
            for term in terms:
                for surface in _surfaces(term):
                    owners.setdefault(surface, {}).setdefault((number, term.endswith("*")), term)
        self._owners = [
            [(code, term, cut) for (code, cut), term in of_codes.items()]
            for of_codes in owners.values()
        ]
        self._edges = [(_goes_on(surface, 0), _goes_on(surface, -1)) for surface in owners]
        kind = Implementation.DFA if len(owners) <= _FEW else None
        self._automaton = AhoCorasick(list(owners), store_patterns=False, implementation=kind)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Return the terms in a text in the order in which they stand there.

        Terms of one code do not overlap: the longest is the one meant. Those of two codes may.
        """
        return self.hits_of_all((text,))[0]

    def hits_of_all(self, texts: Sequence[str]) -> list[tuple[Hit, ...]]:
        """Return the terms in each text; many texts at once take much less time than one by one."""
        found: list[tuple[Hit, ...]] = [()] * len(texts)
        for first in range(0, len(texts), _AT_ONCE):
            whole = levelled(texts[first : first + _AT_ONCE])
            for number, matches in self._by_text(whole).items():
                found[first + number] = self._hits(whole, number, matches)
        return found

    def _by_text(self, whole: Levelled) -> dict[int, list[_Match]]:
        """Return the matches in each text that has any, counted from where it starts."""
        found: defaultdict[int, list[_Match]] = defaultdict(list)
        since = until = 0
        of_text: list[_Match] = []
        for start, end, code, term in self._matches(whole.text):
            if start >= until:
                number = bisect_right(whole.starts, start) - 1
                since, until = whole.starts[number : number + 2]
                of_text = found[number]
            of_text.append((start - since, end - since, code, term))
        return found

    def _hits(self, whole: Levelled, number: int, matches: list[_Match]) -> tuple[Hit, ...]:
        level, original = whole.line(number), whole.way_back(number)
        signs = cues(level, max([match[1] for match in matches]))
        hits = [
            Hit(
                code=self._codes[code],
                span=original(start, end),
                term=term,
                negated=negated(level, start, end, signs),
            )
            for start, end, code, term in _longest(matches)
        ]
        return tuple(hits)

    def _matches(self, level: str) -> list[_Match]:
        """Return the terms that begin and end where a word does."""
        found: list[_Match] = []
        for surface, start, end in self._automaton.find_matches_as_indexes(level, overlapping=True):
            left, right = self._edges[surface]
            if left and start and _goes_on(level, start - 1):
                continue
            goes_on = right and end < len(level) and _word_goes_on(level, end)
            for code, term, cut in self._owners[surface]:
                if cut:
                    found.append((start, _end_of_word(level, end), code, term))
                elif not goes_on:
                    found.append((start, end, code, term))
        return found


@lru_cache(maxsize=2)
def matcher_of(codebook: Codebook) -> Matcher:
    """Return the matcher of a codebook; what scores and what explains need the same one."""
    return Matcher(codebook)


def _surfaces(term: str) -> Iterator[str]:
    """Yield the folded ways to write a term: its inflections, with and without spaces beside Han.

    >>> list(_surfaces("set goal啦"))[:4]
    ['set goal啦', 'set goal 啦', 'set goals啦', 'set goals 啦']
    """
    cut = term.endswith("*")
    pieces = _PIECES.findall(normalize("NFKC", term.rstrip("*").strip()))
    ways: list[Sequence[str]] = []
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        bare = evened(piece).strip()
        inflected = () if piece[0] >= _FIRST_HAN or (cut and last) or not bare else forms(bare)
        ways += [("", " ")] if number else []
        ways.append(inflected or (bare,))
    for way in islice(product(*ways), _MOST):
        surface = folded("".join(way)).strip()
        if surface and "\n" not in surface:  # what parts the texts is found in none
            yield surface


def _goes_on(text: str, at: int) -> bool:
    """Say whether there is a letter or a digit that would go on with a word; Han is neither."""
    return text[at] < _FIRST_HAN and text[at].isalnum()


def _word_goes_on(text: str, at: int) -> bool:
    """Say whether a word goes on: also `can` in can't, but not `friend` in friend's."""
    if text.startswith("'t", at):
        return at + 2 == len(text) or not _goes_on(text, at + 2)
    return _goes_on(text, at)


def _end_of_word(text: str, at: int) -> int:
    while at < len(text) and _goes_on(text, at):
        at += 1
    return at


def _longest(matches: list[_Match]) -> list[_Match]:
    """Of the matches of a code that overlap keep the longest; return all in order."""
    ordered = sorted(matches)
    if not _overlap(ordered):
        return ordered
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        start, end, code, _ = match
        others = (other for other in kept if other[2] == code)
        if all(end <= other[0] or other[1] <= start for other in others):
            kept.append(match)
    kept.sort()
    return kept


def _overlap(ordered: Iterable[_Match]) -> bool:
    """Say whether any two matches of one code overlap."""
    ends: dict[int, int] = {}
    for start, end, code, _ in ordered:
        if start < ends.get(code, 0):
            return True
        ends[code] = end
    return False

"""Phrases: stretches of what participants said that may name a theme."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qualpipe.model import Segment
from qualpipe.text.folding import folded
from qualpipe.text.script import han_count
from qualpipe.text.words import Word, words
from qualpipe.themes.wording.counts import Counts, tells
from qualpipe.themes.wording.terms import Terms

_WORDS, _HAN = range(2, 6), range(2, 7)  # lengths, in words and in Chinese characters
_WHOLE = 4  # characters from which a Chinese word alone reads like a phrase: 庇護工場
# Verbs too common to tell of a theme, with which a phrase may begin: 食藥, hearing voices.
_VERBS = frozenset(
    folded(
        "take get give make keep stop start find leave lose move hear see feel tell ask call want "
        "need wait read go talk pay 食 飲 打 返 做 等 睇 看 搵 找 買 寫 去 住 瞓 睡 搬 聽 帶 "
        "拎 攞 拿 驚 怕 冇 沒 唔 坐 開 見 識 學 排 吃 喝 搞"
    ).split()
)
_BETWEEN = frozenset(
    folded(
        "of for the a an to my our his her their in at on with from up 嘅 的 到 完 緊 住 咗 了 過"
    ).split()
)


@dataclass(slots=True)
class Phrase:
    """A stretch of speech: how much it tells, how its words hang together, who says it.

    `cohesion` lies between 0 and 1: how much oftener its words follow one another than by chance;
    it is `whole` unless it may break off in the middle, as what one alone said then does.
    """

    text: str
    telling: float
    cohesion: float
    whole: bool
    people: set[str] = field(default_factory=set)

    @property
    def worth(self) -> float:
        """Return how well it names the theme, as far as words tell."""
        return (
            math.sqrt(self.telling)
            * (1 + math.log(max(len(self.people), 1)))
            * (0.25 + self.cohesion)
        )


def find_phrases(
    read: Sequence[Sequence[Segment]], terms: Sequence[Terms], counts: Counts
) -> list[list[Phrase]]:
    """Collect the phrases of some segments of each theme that hold a word which tells of it."""
    spoken = [
        [(one, list(_runs(words(one.text, language=one.language), one.text))) for one in segments]
        for segments in read
    ]
    bonds = _Bonds(run for group in spoken for _, runs in group for run in runs)
    found = []
    for group, of in zip(spoken, terms, strict=True):
        telling = {
            counts.lemmas[place]: float(of.telling[place]) for place in of.telling.nonzero()[0]
        }
        phrases: dict[str, Phrase] = {}
        shared = _shared(group)
        for segment, runs in group:
            for said in (piece for run in runs for piece in _pieces(run)):
                weights = [telling.get(word.lemma, 0.0) for word in said if tells(word.lemma)]
                recurs = any(word.lemma in shared for word in said)
                if max(weights, default=0.0) <= 0 or not recurs:
                    continue
                text = segment.text[said[0].span.start : said[-1].span.end]
                telling_of_it = sum(weights) / len(weights)
                phrase = phrases.setdefault(
                    # waiting for the doctor, waited for the doctor
                    " ".join(word.lemma for word in said),
                    Phrase(text, telling_of_it, bonds.of(said), _is_whole(said)),
                )
                phrase.people.add(segment.case or segment.transcript)
        found.append([one for one in phrases.values() if one.whole or len(one.people) > 1])
    return found


def _shared(group: Iterable[tuple[Segment, Sequence[Sequence[Word]]]]) -> set[str]:
    """Return the telling words that several participants use."""
    used = {
        (word.lemma, segment.case or segment.transcript)
        for segment, runs in group
        for run in runs
        for word in run
        if tells(word.lemma)
    }
    times = Counter(lemma for lemma, _ in used)
    return {lemma for lemma, people in times.items() if people > 1}


def _is_head(word: Word) -> bool:
    return tells(word.lemma) or word.lemma in _VERBS


def _runs(spoken: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """Cut speech into stretches of one language that hold no stop and no other small words."""
    run: list[Word] = []
    for word in spoken:
        gap = bool(run) and (
            bool(text[run[-1].span.end : word.span.start].strip())
            or (han_count(run[-1].text) > 0) is not (han_count(word.text) > 0)
            # not the 's of it's
            or (not han_count(word.text) and run[-1].span.end == word.span.start)
        )
        fits = _is_head(word) or word.lemma in _BETWEEN
        if gap or not fits:
            if run:
                yield run
            run = []
        if fits:
            run.append(word)
    if run:
        yield run


def _pieces(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Return the parts of a stretch that may be a label: they end in a word that tells."""
    chinese = han_count(run[0].text) > 0
    for start, first in enumerate(run):
        if not _is_head(first):
            continue
        for end in range(start, min(start + _WORDS.stop - 1, len(run))):
            said = run[start : end + 1]
            if not tells(said[-1].lemma) or said[-1].lemma in _VERBS:
                continue
            if not chinese and _goes_on(run, start, end):
                continue
            length = sum(len(word.text) for word in said)
            alone = len(said) == 1 and length < _WHOLE
            if (length in _HAN and not alone) if chinese else len(said) in _WORDS:
                yield said


def _goes_on(run: Sequence[Word], start: int, end: int) -> bool:
    """Say whether a compound goes on before or behind: get the staff *meal*, *dim* sum cook."""
    before = start > 0 and tells(run[start - 1].lemma) and tells(run[start].lemma)
    return before or (end + 1 < len(run) and tells(run[end + 1].lemma))


def _is_whole(said: Sequence[Word]) -> bool:
    """Say whether Chinese ends where a word ends: 食藥, 庇護工場, but not 公屋排 or 阿媽夾.

    A single character at the end is the object of a verb, or else the beginning of more.
    """
    short = len(said[-1].text) == 1
    return not short or (len(said) == 2 and said[0].lemma in _VERBS)  # noqa: PLR2004 - a pair


class _Bonds:
    """How surely one word follows another: pointwise mutual information, rare pairs discounted."""

    def __init__(self, runs: Iterable[Sequence[Word]]) -> None:
        self._single: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for run in runs:
            heads = [word.lemma for word in run if _is_head(word)]
            self._single.update(heads)
            self._pairs.update(pairwise(heads))
        self._all = max(sum(self._single.values()), 2)

    def of(self, said: Sequence[Word]) -> float:
        heads = [word.lemma for word in said if _is_head(word)]
        pairs = list(pairwise(heads))
        return sum(map(self._bond, pairs)) / len(pairs) if pairs else 0.5

    def _bond(self, pair: tuple[str, str]) -> float:
        both = self._pairs[pair]
        one, other = (self._single[lemma] for lemma in pair)
        if not both:
            return 0.0
        information = math.log(both * self._all / (one * other)) / math.log(self._all)
        least = min(one, other)
        return max(information, 0.0) * both / (both + 1) * least / (least + 1)

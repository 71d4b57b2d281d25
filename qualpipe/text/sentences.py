"""Sentences: where one ends, in Chinese and English in one text, also where nobody set a stop.

Transcribers differ: stops may be full-width or not, stand without a space behind them, be missing
at line ends, or be missing altogether, as in what speech recognisers write. Every rule below keeps
the text whole: the sentences joined are the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from qualpipe.model import Language, Span
from qualpipe.text.script import HAN, LATIN, han_count, latin_words

_CLOSERS = "」』”’）)]】》〉"
_MARKS = "。｡！？!?；…⋯‥.．"
_MARK = re.compile(rf"([{_MARKS}][{_MARKS}{re.escape(_CLOSERS)}]*)|\n\s*")  # 「好嗎？」。
_NO_CLOSERS = dict.fromkeys(map(ord, _CLOSERS))
_STRAIGHT = "\"'" + _CLOSERS
_STOP, _ELLIPSIS = re.compile(r"[。｡！？!?；]"), re.compile(r"[…⋯‥.．]{2,}|[…⋯‥]|[。｡]{2,}")
_COMMA = re.compile(r"[,，、:：]")
_WRAPS = re.compile(f"[{LATIN},;]")
_LOWER = re.compile(r"[a-zà-öø-ÿ]")
_HAN = re.compile(f"[{HAN}]")
_BEFORE = re.compile(r"[A-Za-z0-9.&@/:_-]*$")  # the word that a full stop stands behind
_ADDRESS = re.compile(r"://|www\.|@|/")  # a stop inside a web or mail address ends nothing
_NUMBERED = re.compile(r"\s*[(（]?(?:\d{1,3}|[A-Za-z])")  # `1.` and `a.` before an item of a list
_MISSING_SPACE = re.compile(r"[a-z]{2}\.[A-Z][a-z]*[ ,']")  # "people.Seriously, it is"

# Never at the end of a sentence, or only if the next word can only begin one.
_TITLES = re.compile(
    r"dr|mr|mrs|ms|prof|rev|hon|sgt|capt|gen|mt|vs|e\.?g|i\.?e|cf|approx|al", re.IGNORECASE
)
_BEFORE_NUMBER = re.compile(r"nos?|figs?|pp?|vol|ch|eq|sec|art|para", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:[a-z]\.)+[a-z]|[ap]m|ph\.d|etc|inc|ltd|co|corp|jr|sr|dept|st|ave|rd|tel|ext|min|hrs?|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"[A-HJ-Z]")
_STARTER = re.compile(
    r"(?:I|I['’]\w+|The|This|That|There|Then|They|He|She|It|We|You|My|His|Her|Our|Their|And|But|So|Or|"
    r"Because|If|When|What|Why|How|Who|Where|Well|Yes|Yeah|No|Not|Also|After|Before|Now|Actually|"
    r"In|At|On|For|To|As|Do|Did|Does|Is|Are|Was|Were|Can|Could|Would|Some|Every|Everyone|One|"
    r"Please|Maybe|Just|Later|Sometimes|Nobody|Once|All|Most|Since|While)\b"
)

# A pause of this many letters or fewer before an ellipsis is a hesitation: 我……我唔知.
_HESITATION = 8
# Stretches without any punctuation are parted when longer than this; pieces stay readable.
_LONG_HAN, _LEAST_HAN, _LAST_HAN = 60, 20, 10
_LONG_WORDS, _LEAST_WORDS, _LAST_WORDS = 50, 12, 8
# Spaces part clauses if these hold so many characters on average, words of a cut text if fewer.
_CLAUSE_HAN, _LEAST_CLAUSE_HAN = 4, 6
_UNBROKEN = re.compile(r"[^，、,；;：:。｡！？!?…⋯\n]+")
_GAP = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_TURNING = re.compile(
    r"(?=跟住|接[着著]|(?<![日年月完咗了次時时晚天個个期拜])之[後后]|但[係系是]|因[為为]|所以|然[後后]|然之[後后]|"
    r"而且|不[過过]|如果|同埋|[後后][嚟來来]|可是|因此|[噉咁](?:[我你佢就]|跟住|所以|之[後后]))"
    r"|(?<=[㗎囉啰嘞喎噃])(?!嗦)|(?<=[喇啦])(?!叭)|(?<=呀)(?![媽妈爸爺爷嫲婆公哥姐妹弟])"
)
_CONNECTOR = re.compile(
    r"(?<=\s)(?=(?:and then|and so|and i|and we|and they|and he|and she|and it|but|so|because|then|"
    r"which is why|although)\s)",
    re.IGNORECASE,
)


def sentences(text: str, *, language: Language = Language.UNKNOWN) -> tuple[Span, ...]:
    """Cut a text into its sentences; joined they are the whole text.

    White space belongs to the sentence before it, at the beginning of the text to the first one.
    A language that is known leaves out the rules for the other one's unpunctuated speech.

    >>> text = "佢話：「我好攰。」我問 Dr. Chan. He said it costs 3.5 dollars... OK?跟住呢？"
    >>> [span.of(text) for span in sentences(text)]  # doctest: +NORMALIZE_WHITESPACE
    ['佢話：「我好攰。」', '我問 Dr. Chan. ', 'He said it costs 3.5 dollars... ', 'OK?', '跟住呢？']
    """
    if not text:
        return ()
    return tuple(
        part
        for span in parted(Span(0, len(text)), _ends(text))
        for part in parted(span, (span.start + at for at in _unpunctuated(span.of(text), language)))
    )


def parted(span: Span, cuts: Iterable[int]) -> Iterator[Span]:
    """Cut a span at the places of `cuts`, in order, that lie inside it.

    >>> [str(part) for part in parted(Span(2, 9), [2, 5, 9])]
    ['2-5', '5-9']
    """
    start = span.start
    for cut in cuts:
        if start < cut < span.end:
            yield Span(start, cut)
            start = cut
    yield Span(start, span.end)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that may end the sentence begun at `start`.

    It stands `at` a place, with what it closes up to `end`; what follows the white space behind it
    begins at `after`.
    """

    text: str
    start: int
    at: int
    stop: str
    end: int
    after: int

    @property
    def closes(self) -> bool:
        return self.end > self.at + len(self.stop)

    @property
    def space(self) -> str:
        return self.text[self.end : self.after]

    @property
    def goes_on(self) -> bool:
        return bool(_LOWER.match(self.text, self.after))

    @property
    def word(self) -> str:
        # More than any abbreviation has; without a limit one endless word would be read anew at
        # each of its points.
        found = _BEFORE.search(self.text[max(self.start, self.at - 40) : self.at])
        return found[0] if found else ""


def _ends(text: str) -> Iterator[int]:
    """Find where sentences end that have a mark at their end, or the end of a line."""
    start = counted = quotes = 0
    for match in _MARK.finditer(text):
        if match.start() < start:  # taken already, with the mark before it
            continue
        if match[1]:
            quotes += text.count('"', counted, match.end())
            counted = match.end()
            end = _closed(text, match.end(), quotes)
            after = next((at for at in range(end, len(text)) if not text[at].isspace()), len(text))
            stop = match[1].translate(_NO_CLOSERS)
            mark = _Mark(text, start, match.start(), stop, end, after)
            ends = _is_end(mark)
        else:
            after = match.end()
            ends = not _is_wrapped(text, match)
        if ends and text[start:after].strip():
            yield after
            start = after


def _closed(text: str, at: int, quotes: int) -> int:
    """Step over straight quotation marks that close what is before; those that open are left.

    So many as `quotes` stand before `at`: counted anew at each mark they would take a second.
    """
    end = at
    while end < len(text) and text[end] in _STRAIGHT:
        end += 1
    if end == at or end == len(text) or text[end].isspace():
        return end
    return end if (quotes + text.count('"', at, end)) % 2 == 0 else at


def _is_end(mark: _Mark) -> bool:
    if mark.after == len(mark.text) or _COMMA.match(mark.text, mark.after):
        return mark.after == len(mark.text)
    if _ELLIPSIS.fullmatch(mark.stop):
        near = mark.text[max(mark.start, mark.at - 10 * _HESITATION) : mark.at]
        hesitates = sum(map(str.isalnum, near)) <= _HESITATION
        return "\n" in mark.space or not (hesitates or mark.goes_on)
    if _STOP.search(mark.stop):
        if mark.closes and mark.goes_on:  # "Really?" he said
            return False
        return bool(mark.space) or not _ADDRESS.search(mark.word)
    return _is_full_stop(mark)


def _is_full_stop(mark: _Mark) -> bool:
    """Say whether a single point ends a sentence."""
    text, word, after = mark.text, mark.word, mark.after
    if not word:  # behind Han, a bracket, a full-width digit
        return mark.at > mark.start and not (text[mark.at - 1].isdigit() and text[after].isdigit())
    if _TITLES.fullmatch(word) or (_BEFORE_NUMBER.fullmatch(word) and text[after].isdigit()):
        return False
    if not mark.space and not mark.closes and not _HAN.match(text, after):
        return bool(_MISSING_SPACE.match(text, max(mark.at - 2, 0))) and not _ADDRESS.search(word)
    if _NUMBERED.fullmatch(text, mark.start, mark.at) and word != "I":
        return False
    if _ABBREVIATED.fullmatch(word) or _INITIAL.fullmatch(word):
        return bool(_STARTER.match(text, after))
    return True


def _is_wrapped(text: str, match: re.Match[str]) -> bool:
    """Say whether a line end only wraps a line of English: a small letter goes on."""
    if match.start() == 0 or match.end() == len(text) or match[0].count("\n") > 1:
        return False
    at = match.start()
    while at > 1 and text[at - 1] in " \t":
        at -= 1
    return bool(_WRAPS.match(text, at - 1) and _LOWER.match(text, match.end()))


def _unpunctuated(text: str, language: Language) -> list[int]:
    """Find where a stretch that nobody set a stop in can be parted."""
    cuts: list[int] = []
    if language is not Language.EN and han_count(text) > _CLAUSE_HAN:
        cuts += _at_spaces(text)
        for stretch in _stretches(text, cuts):
            if han_count(stretch.of(text)) > _LONG_HAN:
                least = (_LEAST_HAN, _LAST_HAN)
                cuts += _chosen(text, stretch, _TURNING, han_count, least)
    if language not in {Language.YUE, Language.ZH} and latin_words(text) > _LONG_WORDS:
        for stretch in _stretches(text, cuts):
            if latin_words(stretch.of(text)) > _LONG_WORDS:
                least = (_LEAST_WORDS, _LAST_WORDS)
                cuts += _chosen(text, stretch, _CONNECTOR, latin_words, least)
    return sorted(set(cuts))


def _stretches(text: str, cuts: Iterable[int]) -> Iterator[Span]:
    """Walk over what lies between punctuation, line ends and the cuts made already."""
    for piece in parted(Span(0, len(text)), sorted(cuts)):
        for match in _UNBROKEN.finditer(text, piece.start, piece.end):
            yield Span(*match.span())


def _at_spaces(text: str) -> list[int]:
    """Part Chinese at the spaces that Whisper writes for pauses, if nothing else marks them."""
    gaps = list(_GAP.finditer(text))
    if not gaps or re.search(r"[，、,；;：:。｡！？!?…⋯]", text):
        return []
    if han_count(text) < _CLAUSE_HAN * (len(gaps) + 1):
        return []
    cuts, start = [], 0
    for gap in gaps:
        if han_count(text[start : gap.start()]) >= _LEAST_CLAUSE_HAN:
            start = gap.end()
            cuts.append(start)
    if cuts and han_count(text[cuts[-1] :]) < _CLAUSE_HAN:
        cuts.pop()
    return cuts


def _chosen(
    text: str,
    stretch: Span,
    places: re.Pattern[str],
    size: Callable[[str], int],
    least: tuple[int, int],
) -> list[int]:
    """Choose among the possible places so that no piece, and not the last, is too small."""
    cuts: list[int] = []
    left, held, start = size(stretch.of(text)), 0, stretch.start
    for match in places.finditer(text, stretch.start + 1, stretch.end):
        step = size(text[start : match.start()])
        held, left, start = held + step, left - step, match.start()
        if held >= least[0] and left >= least[1]:
            cuts.append(start)
            held = 0
    return cuts

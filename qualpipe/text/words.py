"""Words: what the Chinese and the English of a text are made of, each with its base form.

Chinese is cut by jieba in its matching form, because jieba's dictionary is written in simplified
characters, and the text is cut where its matching form was. Cantonese is cut by a dictionary that
knows its words, and without jieba's guessing of unknown words, which was learned from Mandarin and
glues Cantonese particles to what stands before them. English words and base forms are spaCy's.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any

from qualpipe.model import Language, QualpipeError, Span, pick
from qualpipe.text.folding import fold, folded, table_of
from qualpipe.text.language import is_cantonese
from qualpipe.text.script import HAN

Cut = Callable[[str], Iterable[str]]
"""Cuts a run of common simplified characters into words; joined they are the run."""

# The characters of jieba's dictionary; rarer ones are words of their own. Each engine treats those
# in its own way, so neither ever sees them.
_COMMON = "\u4e00-\u9fd5"
# What parts words for certain: white space, and Chinese punctuation, which often touches the
# English beside it. spaCy itself cuts at white space first.
_APART = "\\s\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_PIECE = re.compile(rf"([{_COMMON}]+)|([{HAN}])|([^{HAN}{_APART}][^{HAN}]*)")
_HAN_RUN, _RARE = 1, 2
_CHUNK = re.compile(f"[^{_APART}]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: where it is, as it stands in the text, and its base form in folded writing."""

    span: Span
    text: str
    lemma: str


def words(
    text: str,
    *,
    language: Language = Language.UNKNOWN,
    engine: str = "auto",
    pipeline: str = "",
) -> tuple[Word, ...]:
    """Find the words of a text, Chinese and English; punctuation and white space are no words.

    `language` says which Chinese it is (if it is not said, the text decides). `engine` cuts the
    Chinese: `jieba`, `rjieba` (the same words, quicker, if it is installed) or `auto`. The two may
    differ where one thing is said three times running, 多多多, since several ways to cut it are
    equally good. `pipeline` names a trained spaCy pipeline that is installed, or the folder of one,
    whose tokens and lemmas are taken instead of the dictionary's.

    >>> [word.text for word in words("佢哋成日都喺屋企feeling好down")]
    ['佢哋', '成日', '都', '喺', '屋企', 'feeling', '好', 'down']
    >>> [word.lemma for word in words("They weren't listening.")]
    ['they', 'be', 'not', 'listen']
    """
    return tuple(
        Word(Span(start, end), text[start:end], lemma)
        for start, end, lemma in pieces(text, language=language, engine=engine, pipeline=pipeline)
    )


Piece = tuple[int, int, str]
"""A word as numbers, for those who need very many: start, end, base form."""


def pieces(
    text: str, *, language: Language = Language.UNKNOWN, engine: str = "auto", pipeline: str = ""
) -> Iterator[Piece]:
    """Find the words of a text as `words` does, without making an object of each."""
    chinese = (Language.YUE, Language.ZH)
    cantonese = language is Language.YUE if language in chinese else is_cantonese(text)
    done = 0
    for start, end, lemma in _pieces(text, _cutter(engine, cantonese=cantonese), pipeline):
        if start >= done:  # ㍿ folds to two words that lead back to one character: one is enough
            yield start, end, lemma
            done = end


def _pieces(text: str, cut: Cut, pipeline: str) -> Iterator[Piece]:
    form = fold(text)
    starts, ends = form.starts or range(len(text)), form.ends or range(1, len(text) + 1)
    for match in _PIECE.finditer(form.text):
        at, end = match.span()
        if match.lastindex == _HAN_RUN:
            for part in cut(match.group()):
                end = at + len(part)
                yield starts[at], ends[end - 1], part
                at = end
        elif match.lastindex == _RARE:
            yield starts[at], ends[end - 1], match.group()
        else:
            first = starts[at]
            for start, stop, base in _english(text[first : ends[end - 1]], pipeline):
                yield first + start, first + stop, base


@cache
def _cutter(engine: str, *, cantonese: bool) -> Cut:
    if engine == "auto":
        engine = "rjieba" if find_spec("rjieba") else "jieba"
    return pick(ENGINES, engine, kind="engine")(_cantonese_words() if cantonese else {})


@cache
def _cantonese_words() -> Mapping[str, int]:
    """Read the Cantonese dictionary: words in folded form and how often met (0: no word)."""
    lines = table_of("cantonese_words.tsv")
    return {folded(word): int(count) for count, found in lines for word in found.split()}


def _jieba(own: Mapping[str, int]) -> Cut:
    import warnings  # noqa: PLC0415 - only for the import below

    with warnings.catch_warnings():  # it is older than the Python it runs on, and says so
        warnings.simplefilter("ignore")
        import jieba  # type: ignore[import-untyped] # noqa: PLC0415 - not needed beside rjieba

    tokenizer = jieba.Tokenizer()
    # What `initialize` does, without its lines on stderr and without its copy of the dictionary
    # under a name that anyone can foresee in the folder for temporary files.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word, count in own.items():
        tokenizer.total -= tokenizer.FREQ.get(word, 0)  # else a word would be counted twice
        if count:
            tokenizer.add_word(word, count)
        else:  # add_word would part it for every tokenizer of this process
            tokenizer.FREQ[word] = 0
    guess = not own

    def cut(run: str) -> Iterable[str]:
        return tokenizer.cut(run, HMM=guess)  # type: ignore[no-any-return]

    return cut


def _rjieba(own: Mapping[str, int]) -> Cut:
    if not find_spec("rjieba"):
        raise QualpipeError('rjieba is not installed; run: pip install "qualpipe[fast]"')
    import rjieba  # noqa: PLC0415 - an extra

    tokenizer = rjieba.Jieba()
    for word, count in own.items():
        tokenizer.add_word(word, count, None)
    guess = not own

    def cut(run: str) -> Iterable[str]:
        return tokenizer.cut(run, guess)

    return cut


ENGINES: Mapping[str, Callable[[Mapping[str, int]], Cut]] = {"jieba": _jieba, "rjieba": _rjieba}
"""What cuts Chinese: given words of one's own, each returns a function from a run to its words."""


def _english(stretch: str, pipeline: str) -> Iterator[Piece]:
    """Find the words of a stretch without Han, with their base forms."""
    if pipeline:
        for token in _spacy(pipeline)(stretch):
            if any(map(str.isalnum, token.text)):
                yield token.idx, token.idx + len(token.text), folded(token.lemma_ or token.text)
        return
    for chunk in _CHUNK.finditer(stretch):
        at = chunk.start()
        for start, end, lemma in _chunk(chunk.group()):
            yield at + start, at + end, lemma


@lru_cache(maxsize=2**16)
def _chunk(chunk: str) -> tuple[Piece, ...]:
    """Return the words of a piece without white space.

    spaCy's tokenizer and its lookup see nothing beyond such a piece, so one that was met before
    need not be asked for again: people use few words.
    """
    if not any(map(str.isalnum, chunk)):
        return ()
    english = _spacy("")
    base = english.get_pipe("lemmatizer").lookups.get_table("lemma_lookup")
    found = []
    for token in english.make_doc(chunk):
        if any(map(str.isalnum, token.text)):
            norm = folded(token.norm_)  # `not` for n't, `will` for 'll
            lemma = folded(base.get(norm, norm))
            found.append((token.idx, token.idx + len(token.text), lemma))
    return tuple(found)


@cache
def _spacy(pipeline: str) -> Any:  # noqa: ANN401 - spaCy's own type would import spaCy
    import spacy  # noqa: PLC0415 - two seconds to import

    if not pipeline:
        english = spacy.blank("en")
        english.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lambda: ())  # type: ignore[attr-defined]
        return english
    try:
        return spacy.load(pipeline)
    except OSError as missing:
        raise QualpipeError(
            f"no spaCy pipeline {pipeline!r} is installed; run: python -m spacy download {pipeline}"
        ) from missing

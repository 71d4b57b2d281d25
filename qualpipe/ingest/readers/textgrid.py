"""Praat TextGrids: interval tiers as speakers, put in the order of time."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qualpipe.ingest.draft import Draft, RawFile, Utterance
from qualpipe.ingest.encoding import decode
from qualpipe.ingest.turns import joined, recorded
from qualpipe.model import Problem, UnreadableFile

# Praat reads only what stands free: texts in quotes (doubled inside), numbers, and flags in angle
# brackets. All else ("intervals [1]:", "xmin =") is there for people; the short form has none.
_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|<\w+>'
    r"|(?<!\S)(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?!\S)|!.*"
)
_GENERIC = re.compile(
    r"trans\w*|text|words?|utterances?|sentences?|speech|轉錄|轉寫|逐字稿", re.IGNORECASE
)
_SOUNDS = re.compile(r"(?:^|.*[\s_-])(?:phon\w*|segments?|syll\w*|mau)", re.IGNORECASE)
_ALIGNED = re.compile(r"\s*-\s*words$", re.IGNORECASE)  # an aligner's "Mary - words"
_REMEDY = 'Save it in Praat with "Save as text file" or "Save as short text file"'


class _DamagedError(Exception):
    """The file stops, or holds something else than it promised."""


class _Tokens:
    """The free-standing texts and numbers of a TextGrid, taken one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.line = 1

    def text(self) -> str:
        """Take a text; `""` inside it stands for one quotation mark."""
        return self._take("text").replace('""', '"')

    def number(self) -> float:
        """Take a number."""
        return float(self._take("number"))

    def count(self) -> int:
        """Take the number of tiers or of intervals that follow."""
        number = self.number()
        if not 0 <= number <= sys.maxsize:
            raise _DamagedError
        return int(number)

    def _take(self, kind: str) -> str:
        while found := _TOKEN.search(self._text, self._at):
            self.line += self._text.count("\n", self._at, found.start())
            self._at = found.start()
            if found.lastgroup == kind:
                self.line += found[kind].count("\n")
                self._at = found.end()
                return found[kind]
            if found.lastgroup is not None:
                break
            self._at = found.end()  # a comment or a flag
        raise _DamagedError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tier:
    """A tier and its labelled intervals; of a tier of points only the labels are taken."""

    name: str
    is_points: bool
    intervals: list[Utterance]

    @property
    def is_speech(self) -> bool:
        """Say whether it is an interval tier of what was said, not of sounds."""
        return not (self.is_points or _SOUNDS.fullmatch(self.name))


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read the interval tiers, long or short form; empty intervals are silence.

    The speaker is the tier's name; intervals of one speaker in a row make a turn. Tiers of sounds
    and of points are no speech: left out and named.
    """
    decoded = decode(file.content, name=file.name, encoding=file.encoding)
    tokens = _Tokens(decoded.text)
    _check_header(tokens, file)
    tiers: list[_Tier] = []
    problems: list[Problem] = []
    try:
        _fill(tiers, tokens)
    except _DamagedError:
        message = "damaged, or not saved to its end; what could be read before is kept"
        where = f"{file.name}:{tokens.line}"
        problems.append(Problem(where=where, message=message, remedy=_REMEDY))
    names = ", ".join(repr(tier.name) for tier in tiers) or "none"
    draft = recorded(
        _spoken(tiers),
        decoded,
        file=file,
        format="textgrid",
        problems=(*problems, *_left_out(tiers, file.name)),
        wordless=("no interval tier holds a word", f"Its tiers: {names}"),
    )
    return (draft,)


def _check_header(tokens: _Tokens, file: RawFile) -> None:
    try:
        kinds = (tokens.text(), tokens.text())
    except _DamagedError:
        kinds = ("", "")
    if kinds != ("ooTextFile", "TextGrid"):
        raise UnreadableFile(file.name, "this is no TextGrid in Praat's text format", _REMEDY)


def _fill(tiers: list[_Tier], tokens: _Tokens) -> None:
    """Add the tiers one after the other, so that those before a damage are there."""
    tokens.number(), tokens.number()  # where the recording begins and ends
    for _ in range(tokens.count()):
        is_points = tokens.text() == "TextTier"
        tier = _Tier(name=tokens.text().strip(), is_points=is_points, intervals=[])
        tiers.append(tier)
        tokens.number(), tokens.number()
        for _ in range(tokens.count()):
            started = tokens.number()
            ended = started if is_points else tokens.number()
            words = joined(tokens.text().split("\n"))
            if words:
                said = Utterance(speaker=tier.name, words=words, started=started, ended=ended)
                tier.intervals.append(said)


def _spoken(tiers: Sequence[_Tier]) -> list[Utterance]:
    """Return what is said on the tiers in the order of time, by people's names."""
    speech = [tier for tier in tiers if tier.is_speech and tier.intervals]
    names = {tier.name: _ALIGNED.sub("", tier.name) for tier in speech}
    if len(speech) == 1 and _GENERIC.fullmatch(speech[0].name):
        names = {speech[0].name: ""}  # the one tier is named for what it is, not for a person
    said = [replace(one, speaker=names[one.speaker]) for tier in speech for one in tier.intervals]
    return sorted(said, key=lambda one: one.started or 0.0)


def _left_out(tiers: Sequence[_Tier], name: str) -> Iterator[Problem]:
    for tier in tiers:
        if tier.intervals and not tier.is_speech:
            message = f"tier {tier.name!r} ({len(tier.intervals)} labels) is no speech; left out"
            yield Problem(where=f"{name}:tier {tier.name}", message=message)

"""The interviews of a project: what each holds, and where a word is said."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qualpipe.model import Address, Role, Span, Transcript
from qualpipe.project import Project
from qualpipe.text.folding import Folded, fold, folded

_AROUND = 40
MOST_PLACES = 200
"""Places that a search shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An interview in the list: how long it is and how far its review has come.

    `decided` counts its segments on which the viewer may see a decision; `languages` are those of
    its segments, the most frequent first.
    """

    id: str
    title: str
    turns: int
    speakers: tuple[str, ...]
    languages: tuple[str, ...]
    segments: int
    suggestions: int
    decided: int
    codings: int
    memos: int
    translation: str
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a word is said: the words before, the word as it stands there, and the words after."""

    transcript: str
    turn: int
    speaker: str
    before: str
    found: str
    after: str


def interviews(project: Project, *, viewer: str) -> tuple[Listed, ...]:
    """List the interviews (translations with their originals), as far as the viewer may see."""
    whole = project.transcripts()
    rendered = {one.translation_of: one.id for one in whole if one.translation_of}
    languages: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for segment in project.segments():
        languages[segment.transcript][segment.language.value] += 1
    suggested = Counter(Address.parse(one.segment).transcript for one in project.suggestions())
    decided = Counter(
        name
        for name, _ in {
            (Address.parse(one.segment).transcript, one.segment)
            for one in project.review.last_words(viewer=viewer)
        }
    )
    coded = Counter(
        Address.parse(one.segment).transcript for one in project.review.codings(viewer=viewer)
    )
    memos = Counter(_about(one.about) for one in project.review.memos(viewer=viewer))
    return tuple(
        Listed(
            id=one.id,
            title=one.title,
            turns=len(one.turns),
            speakers=_participants(one),
            languages=tuple(name for name, _ in languages[one.id].most_common()),
            segments=languages[one.id].total(),
            suggestions=suggested[one.id],
            decided=decided[one.id],
            codings=coded[one.id] + coded[rendered.get(one.id, "")],
            memos=memos[one.id],
            translation=rendered.get(one.id, ""),
            problems=len(one.problems),
        )
        for one in whole
        if one.translation_of is None
    )


def _participants(transcript: Transcript) -> tuple[str, ...]:
    heard = (turn.speaker for turn in transcript.turns if turn.role is Role.PARTICIPANT)
    return tuple(dict.fromkeys(heard))


def _about(about: str) -> str:
    """Return the transcript that a memo is about ('' for one about a code)."""
    kind, _, name = about.partition(":")
    if kind == "code" and ":" not in name:
        return ""
    return name if kind == "transcript" else Address.parse(about).transcript


def search(project: Project, words: str) -> tuple[Place, ...]:
    """Find where words are said, however they are written: width, case, Traditional, Simplified.

    The first MOST_PLACES in the order of the transcripts.
    """
    wanted = folded(words.strip())
    if not wanted:
        return ()
    places: list[Place] = []
    for transcript in project.transcripts():
        if wanted in _folded(transcript.text).text:
            places += _places(transcript, wanted)
        if len(places) >= MOST_PLACES:
            break
    return tuple(places[:MOST_PLACES])


@lru_cache(maxsize=256)
def _folded(text: str) -> Folded:
    return fold(text)


def _places(transcript: Transcript, wanted: str) -> Iterator[Place]:
    for turn in transcript.turns:
        words = transcript.words_of(turn)
        form = fold(words)
        at = form.text.find(wanted)
        while at >= 0:
            span = form.original(Span(at, at + len(wanted)))
            yield Place(
                transcript=transcript.id,
                turn=turn.number,
                speaker=turn.speaker,
                before=words[max(0, span.start - _AROUND) : span.start],
                found=span.of(words),
                after=words[span.end : span.end + _AROUND],
            )
            at = form.text.find(wanted, at + len(wanted))

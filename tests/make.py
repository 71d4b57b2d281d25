"""Nouns with defaults, so that a test states only what matters."""

from collections.abc import Sequence

from qualpipe.ingest.draft import Draft, RawFile
from qualpipe.model import (
    Code,
    Codebook,
    Decision,
    Evidence,
    Language,
    Memo,
    Phrase,
    Role,
    Round,
    Segment,
    Source,
    Span,
    Suggestion,
    Theme,
    Transcript,
    Turn,
    Verdict,
)


def source(name: str = "P01.txt", *, sha256: str = "0" * 64) -> Source:
    return Source(name=name, format="plain", sha256=sha256)


def transcript(
    *said: tuple[str, str] | str,
    id: str = "P01",  # noqa: A002 - the noun's own word
    interviewers: Sequence[str] = ("I", "訪"),
    attributes: dict[str, str] | None = None,
) -> Transcript:
    """Make a transcript of (speaker, words) pairs, or of words alone."""
    text, turns = "", []
    for number, one in enumerate(said, 1):
        speaker, words = ("P", one) if isinstance(one, str) else one
        role = Role.INTERVIEWER if speaker in interviewers else Role.PARTICIPANT
        start = len(text) + len(speaker) + 2
        span = Span(start, start + len(words))
        turns.append(Turn(number=number, speaker=speaker, role=role, span=span))
        text += f"{speaker}: {words}\n"
    return Transcript(
        id=id,
        title=id,
        text=text,
        turns=tuple(turns),
        source=source(f"{id}.txt"),
        attributes=attributes or {},
    )


def segment(
    text: str = "我覺得好舒服。",
    *,
    transcript: str = "P01",
    turn: int = 2,
    start: int = 0,
    language: Language = Language.YUE,
    case: str = "P01",
) -> Segment:
    within = Span(start, start + len(text))
    return Segment(
        transcript=transcript,
        turn=turn,
        span=within,
        within=within,
        text=text,
        language=language,
        case=case,
    )


def phrases(*texts: str, language: Language = Language.EN) -> tuple[Phrase, ...]:
    return tuple(Phrase(language, text) for text in texts)


def code(
    id: str = "home",  # noqa: A002 - the noun's own word
    *,
    definition: str = "The place feels like a home.",
    keywords: Sequence[str] = (),
    examples: Sequence[str] = (),
) -> Code:
    return Code(
        id=id,
        name=phrases(id),
        definition=phrases(definition) if definition else (),
        keywords=phrases(*keywords),
        examples=phrases(*examples),
    )


def codebook(*codes: Code) -> Codebook:
    return Codebook(id="test", codes=codes or (code(),), version="1")


def decision(
    segment: str = "P01:2:0-7",
    *,
    code: str = "home",
    verdict: Verdict = Verdict.ACCEPT,
    reviewer: str = "ana",
    at: str = "2026-01-05T09:00:00+08:00",
) -> Decision:
    return Decision(segment=segment, code=code, verdict=verdict, reviewer=reviewer, at=at)


def suggestion(segment: str = "P01:2:0-7", *, code: str = "home", score: float = 0.7) -> Suggestion:
    why = Evidence(span=Span(0, 2), reason="keyword 舒服", weight=0.4)
    return Suggestion(
        segment=segment, code=code, score=score, basis="definition", evidence=(why,), run="run"
    )


def round(  # noqa: A001 - the noun's own word
    name: str = "double coding 1",
    *,
    reviewers: Sequence[str] = ("ana", "ben"),
    blind: bool = True,
    closed: str = "",
) -> Round:
    return Round(
        name=name,
        reviewers=tuple(reviewers),
        overlap=2,
        blind=blind,
        sample="all",
        seed=1,
        codebook="",
        opened="2026-01-05T08:00:00+08:00",
        closed=closed,
    )


def memo(
    text: str = "她說的「屋企」是宿舍 (the hostel)",
    *,
    about: str = "P01:2:0-7",
    reviewer: str = "ana",
    round: str = "",  # noqa: A002 - the noun's own word
    replaces: int | None = None,
    number: int = 0,
) -> Memo:
    return Memo(
        about=about,
        text=text,
        reviewer=reviewer,
        at="2026-01-05T09:00:00+08:00",
        round=round,
        replaces=replaces,
        number=number,
    )


def theme(
    id: str = "1",  # noqa: A002 - the noun's own word
    *,
    label: str = "medicine",
    segments: Sequence[str] = ("P01:2:0-7",),
    terms: Sequence[str] = ("pill",),
    parent: str | None = None,
) -> Theme:
    return Theme(
        id=id,
        label=label,
        terms=phrases(*terms),
        segments=tuple(segments),
        participants=1,
        novelty=0.5,
        stability=0.8,
        run="test",
        parent=parent,
    )


def raw(name: str, content: str | bytes) -> RawFile:
    """Make the file that a reader gets; text is UTF-8."""
    return RawFile(name=name, content=content.encode() if isinstance(content, str) else content)


def said(draft: Draft) -> list[tuple[str, str]]:
    """Return who said what in a draft, taken from its text."""
    return [(piece.speaker, piece.span.of(draft.text)) for piece in draft.pieces]

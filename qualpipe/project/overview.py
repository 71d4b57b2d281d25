"""Overviews: how each file was understood, in a row that can be read."""

from collections.abc import Iterable

from qualpipe.model import Role, Transcript


def transcript_rows(transcripts: Iterable[Transcript]) -> list[dict[str, object]]:
    """Return one row a transcript: format, encoding and its certainty, turns, who speaks."""
    return [_row(one) for one in transcripts]


def _row(one: Transcript) -> dict[str, object]:
    sure = "" if one.source.confidence >= 1 else f" ({one.source.confidence:.0%} sure)"
    return {
        "transcript": one.id,
        "file": one.source.name,
        "format": one.source.format,
        "encoding": one.source.encoding + sure,
        "turns": len(one.turns),
        "interviewers": _speakers(one, Role.INTERVIEWER),
        "participants": _speakers(one, Role.PARTICIPANT),
        "others": _speakers(one, Role.OTHER),
        "translation_of": one.translation_of or "",
        "title": one.title,
    }


def _speakers(one: Transcript, role: Role) -> str:
    named = {turn.speaker or "(not named)": None for turn in one.turns if turn.role is role}
    return ", ".join(named)

"""JSON lines: an object a turn, as research corpora are handed out."""

import json
from collections.abc import Iterator, Mapping, Sequence

from qualpipe.ingest.draft import Draft, RawFile, Utterance, assemble
from qualpipe.ingest.encoding import Decoded, decode
from qualpipe.model import Problem, UnreadableFile

# The first of these that the objects have; the words that corpora use for one idea.
_WORDS = ("text", "utterance", "content", "sentence")
_SPEAKER = ("speaker", "role", "who", "participant")
_STARTED = ("start", "started", "begin")
_ENDED = ("end", "ended", "stop")
_INTERVIEW = ("doc", "transcript", "interview", "dialogue", "conversation", "session", "file")
_EXPECTED = (
    'Expected is a line a turn: {"text": "...", "speaker": "P1"}, with "doc" where a file holds '
    "several interviews"
)

_LONGEST = 1e7  # seconds; no recording lasts four months

Row = Mapping[str, object]


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read an object a line: its words, and who said them, when and in which interview if said.

    Lines of several interviews (`doc`) become several transcripts. A line that is no object with
    words is left out and reported.
    """
    decoded = decode(file.content, name=file.name, encoding=file.encoding)
    problems: list[Problem] = []
    interviews: dict[str, list[Utterance]] = {}
    for row in _rows(decoded.text, file.name, problems):
        part = str(_first(row, _INTERVIEW) or "").strip()
        interviews.setdefault(part, []).append(_utterance(row))
    if not interviews:
        raise UnreadableFile(file.name, "no line of it is an object with words", _EXPECTED)
    alone = len(interviews) == 1
    return tuple(
        _draft("" if alone else part, turns, decoded, problems if number == 0 else ())
        for number, (part, turns) in enumerate(interviews.items())
    )


def _rows(text: str, name: str, problems: list[Problem]) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict) and isinstance(_first(row, _WORDS), str):
            yield row
        else:
            message = "no object with words; the line is left out"
            remedy = "Export the file again, or mend the line"
            problems.append(Problem(where=f"{name}:{number}", message=message, remedy=remedy))


def _first(row: Row, names: Sequence[str]) -> object:
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)


def _utterance(row: Row) -> Utterance:
    return Utterance(
        speaker=str(_first(row, _SPEAKER) or "").strip(),
        words=str(_first(row, _WORDS)).strip(),
        started=_seconds(_first(row, _STARTED)),
        ended=_seconds(_first(row, _ENDED)),
    )


def _seconds(value: object) -> float | None:
    """Return a time in seconds; clock times and nonsense are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < _LONGEST else None


def _draft(
    part: str, turns: Sequence[Utterance], decoded: Decoded, problems: Sequence[Problem]
) -> Draft:
    text, pieces = assemble(turns)
    return Draft(
        text=text,
        pieces=pieces,
        format="jsonl",
        part=part,
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        problems=(*decoded.problems, *problems),
    )

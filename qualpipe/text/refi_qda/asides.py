"""What the standard has no place for, as JSON in a note under a stable heading.

The first line of such a note names what it is, `qualpipe transcript 1`, where 1 is the form; the
next says in words what it is for; the rest is JSON. A note whose first line is another is a
person's memo.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from qualpipe.model import Problem, Role, Source, Span, Transcript, Turn

TRANSCRIPT = "qualpipe transcript"
STUDY = "qualpipe project"
_FORM = "1"
_SAYS = {
    TRANSCRIPT: "Who speaks where and when; qualpipe reads it back. Please leave it as it is.",
    STUDY: "What this file was made of; qualpipe reads it back. Please leave it as it is.",
}
_HEAD = re.compile(r"\ufeff?(qualpipe (?:transcript|project)) (\d+)\s*$")
# JSON leaves these as they are, XML cannot hold them or programs change them.
_TENDER = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def aside(kind: str, content: Mapping[str, object]) -> str:
    """Write a note of a kind."""
    line = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    line = _TENDER.sub(lambda one: f"\\u{ord(one.group()):04x}", line)
    return f"{kind} {_FORM}\n{_SAYS[kind]}\n{line}\n"


def read_aside(note: str) -> tuple[str, dict[str, Any]] | None:
    """Return the kind and the content of a note that `aside` wrote, None for any other.

    >>> read_aside(aside(STUDY, {"a": "嘅"}))
    ('qualpipe project', {'a': '嘅'})
    >>> read_aside("qualpipe project: what we think of it") is None
    True
    """
    first, _, rest = note.replace("\r\n", "\n").partition("\n")
    head = _HEAD.match(first)
    start = rest.find("{")
    if head is None or head[2] != _FORM or start < 0:
        return None
    try:
        content = json.loads(rest[start:])
    except ValueError:
        return None
    return (head[1], content) if isinstance(content, dict) else None


def of_transcript(one: Transcript) -> dict[str, object]:
    """Return all of a transcript but its words."""
    return {
        "id": one.id,
        "title": one.title,
        "source": [
            one.source.name,
            one.source.format,
            one.source.sha256,
            one.source.encoding,
            one.source.confidence,
        ],
        "attributes": dict(one.attributes),
        "translation_of": one.translation_of,
        "problems": [[each.where, each.message, each.remedy] for each in one.problems],
        "turns": [
            [
                turn.span.start,
                turn.span.end,
                turn.speaker,
                turn.role.value,
                turn.started,
                turn.ended,
                turn.translates,
            ]
            for turn in one.turns
        ],
        "text": digest(one.text),
    }


def transcript_of(content: Mapping[str, Any], text: str) -> Transcript | None:
    """Make the transcript of its words and the rest; None if they do not go together (any more)."""
    try:
        if content["text"] != digest(text):
            return None
        name, form, sha256, encoding, confidence = content["source"]
        return Transcript(
            id=str(content["id"]),
            title=str(content["title"]),
            text=text,
            turns=_turns(content["turns"], len(text)),
            source=Source(
                name=str(name),
                format=str(form),
                sha256=str(sha256),
                encoding=str(encoding),
                confidence=float(confidence),
            ),
            attributes={str(key): str(value) for key, value in content["attributes"].items()},
            problems=tuple(
                Problem(where=str(where), message=str(message), remedy=str(remedy))
                for where, message, remedy in content["problems"]
            ),
            translation_of=content["translation_of"] and str(content["translation_of"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None  # somebody edited the note; the words speak for themselves


def digest(text: str) -> str:
    """Return the SHA-256 of a text, by which it is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _turns(rows: Sequence[Sequence[Any]], length: int) -> tuple[Turn, ...]:
    turns = tuple(
        Turn(
            number=number,
            speaker=str(speaker),
            role=Role(role),
            span=Span(int(start), int(end)),
            started=None if started is None else float(started),
            ended=None if ended is None else float(ended),
            translates=None if translates is None else int(translates),
        )
        for number, (start, end, speaker, role, started, ended, translates) in enumerate(rows, 1)
    )
    if any(turn.span.end > length for turn in turns):
        raise ValueError("a turn lies beyond the text")
    return turns

"""Answers: what a language model may say, checked word for word against the segment."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qualpipe.model import Span

_MOST = 50


class Claim(BaseModel):
    """A code the model sees, and the words it sees it in."""

    model_config = ConfigDict(extra="forbid", strict=True)

    code: str = Field(max_length=200)
    quote: str = Field(max_length=2000)


class Answer(BaseModel):
    """All the model may answer with."""

    model_config = ConfigDict(extra="forbid", strict=True)

    codes: list[Claim] = Field(max_length=_MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The claims that hold (code and span of the text), and how many did not."""

    claims: tuple[tuple[str, Span], ...] = ()
    dropped: int = 0
    refused: bool = False


def schema(codes: Collection[str]) -> dict[str, object]:
    """Return the JSON schema of an answer in which only these codes may stand."""
    made: dict[str, object] = Answer.model_json_schema()
    definitions = made["$defs"]
    if isinstance(definitions, dict):
        definitions["Claim"]["properties"]["code"]["enum"] = sorted(codes)
    return made


def checked(reply: Mapping[str, object], text: str, codes: Collection[str]) -> Checked:
    """Check a chat completion: no JSON of the schema is a refusal, a made-up quote is dropped.

    A claim holds if its code is in the codebook and its quote stands in the segment, character
    for character; of several claims of a code the first counts.
    """
    content = content_of(reply)
    try:
        answer = Answer.model_validate(json.loads(content)) if content else None
    except (ValidationError, ValueError, RecursionError):
        answer = None
    if answer is None:
        return Checked(refused=True)
    held: dict[str, Span] = {}
    dropped = 0
    for claim in answer.codes:
        quote = claim.quote.strip()
        start = text.find(quote) if quote else -1
        if claim.code not in codes or start < 0:
            dropped += 1
        else:
            held.setdefault(claim.code, Span(start, start + len(quote)))
    return Checked(claims=tuple(held.items()), dropped=dropped)


def content_of(reply: Mapping[str, object]) -> str:
    """Take the words out of a chat completion; '' if it has none or is a refusal."""
    choices = reply.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(message, dict) or message.get("refusal"):
        return ""
    content = message.get("content")
    return content if isinstance(content, str) else ""

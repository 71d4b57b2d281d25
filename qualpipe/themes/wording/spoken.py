"""Spoken: which of the two languages a segment is in, Chinese or English, or both at once."""

from enum import StrEnum

from qualpipe.model import Language, Segment
from qualpipe.text.language import CHINESE
from qualpipe.text.script import han_count


class Spoken(StrEnum):
    """What themes are told to cross: kinds of Chinese count as one, mixed talk as its own."""

    CHINESE = "Chinese"
    ENGLISH = "English"
    BOTH = "both"


def spoken(segment: Segment) -> Spoken:
    """Say which language a segment is in; its script decides where that is not known.

    >>> from make import segment
    >>> [str(spoken(segment(text, language=language))) for text, language in (
    ...     ("我覺得好stress", Language.YUE),
    ...     ("我覺得好stress，I cannot sleep at all", Language.MIXED),
    ...     ("等", Language.UNKNOWN),
    ... )]
    ['Chinese', 'both', 'Chinese']
    """
    if segment.language is Language.MIXED:
        return Spoken.BOTH
    unknown = segment.language is Language.UNKNOWN
    chinese = segment.language in CHINESE or (unknown and han_count(segment.text) > 0)
    return Spoken.CHINESE if chinese else Spoken.ENGLISH

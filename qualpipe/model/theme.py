"""Themes: what the interviews say that the codebook does not."""

from dataclasses import dataclass

from qualpipe.model.codebook import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A recurring topic the machine found; it is the machine's until a person adopts it.

    `segments` are addresses, the most typical first; `novelty` and `stability` lie in 0 to 1.
    """

    id: str
    label: str
    terms: tuple[Phrase, ...]
    segments: tuple[str, ...]
    participants: int
    novelty: float
    stability: float
    run: str

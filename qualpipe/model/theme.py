"""Themes: what the interviews say that the codebook does not."""

from dataclasses import dataclass

from qualpipe.model.codebook import Phrase
from qualpipe.model.language import Language

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A recurring topic the machine found; it is the machine's until a person adopts it.

    `segments` are addresses, the most typical first; `quotes` those of them that show the theme
    best, from different participants. `share` is the part of the segments looked at, `languages`
    how many segments are in each. `novelty`, `stability` and `likeness` (to `nearest`, the id of
    the most similar code) lie in 0 to 1; `stability` is None where a person made the theme.
    `named_by` says who worded the label: `rule`, `model` or `person`. `parent` is the theme that
    holds this one, if any.
    """

    id: str
    label: str
    terms: tuple[Phrase, ...]
    segments: tuple[str, ...]
    participants: int
    novelty: float
    stability: float | None
    run: str
    quotes: tuple[str, ...] = ()
    languages: tuple[tuple[Language, int], ...] = ()
    share: float = 0.0
    nearest: str = ""
    likeness: float = 0.0
    named_by: str = "rule"
    parent: str | None = None

    @property
    def size(self) -> int:
        """Return how many segments it holds."""
        return len(self.segments)

    @property
    def best_terms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the terms that are shown of it: five in English, five in Chinese."""
        english, chinese = self.terms_in(Language.EN), self.terms_in(Language.YUE, Language.ZH)
        return english[:_SHOWN], chinese[:_SHOWN]

    def terms_in(self, *languages: Language) -> tuple[str, ...]:
        """Return the terms of these languages, the most telling first."""
        return tuple(term.text for term in self.terms if term.language in languages)

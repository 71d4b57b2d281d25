"""Adoption: a theme becomes a code of the codebook."""

from collections.abc import Iterable

from qualpipe.model import Codebook, Segment, Suggestion, Theme


def adopt(
    codebook: Codebook,
    theme: Theme,
    segments: Iterable[Segment],
    *,
    id: str,  # noqa: A002 - the noun's own word
    version: str,
    parent: str | None = None,
) -> tuple[Codebook, tuple[Suggestion, ...]]:
    """Return the codebook with the theme as a new code, and its segments as suggestions.

    The code gets the theme's terms as keywords, its quotes as examples and a draft of a definition
    marked as a draft. `segments` are those of the project (the theme's are picked out). `version`
    is the new codebook's. An id that exists, or an unknown parent, is an error.
    """
    raise NotImplementedError

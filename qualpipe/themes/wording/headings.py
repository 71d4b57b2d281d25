"""Headings: what stands over several themes is named by a letter and by their terms."""

from collections.abc import Sequence
from string import ascii_uppercase

from qualpipe.model import Language, Theme
from qualpipe.text.language import CHINESE
from qualpipe.themes.wording.labels import of_halves

_NAMES = 4  # terms in the label of a heading, from each language


def letters(number: int) -> str:
    """Name a heading: A, B, ..., Z, AA, AB, ..."""
    before, last = divmod(number, len(ascii_uppercase))
    return (letters(before - 1) if before else "") + ascii_uppercase[last]


def heading_label(held: Sequence[Theme]) -> str:
    """Name a heading by the first terms of the themes it holds: `dad · doctor / 阿媽 · 醫生`."""
    halves = (
        dict.fromkeys(leaf.terms_in(*languages)[0] for leaf in held if leaf.terms_in(*languages))
        for languages in ((Language.EN,), CHINESE)
    )
    return of_halves(*(" · ".join([*half][:_NAMES]) for half in halves))

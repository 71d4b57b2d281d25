"""Findings: the themes of a search, its measures, and what to mind."""

from dataclasses import dataclass

from qualpipe.model import Theme
from qualpipe.themes.clustering.choosing import Tried
from qualpipe.themes.found.remarks import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a search for themes found.

    `themes` are the largest first, named 1, 2, ...; headings (A, B, ...), which hold several, come
    before the themes that name them as `parent`. `groups` are addresses of nearest neighbours where
    there are no themes; `message` says in an English sentence what the researcher must know ('' if
    nothing), `remarks` what it says as keys (none in findings of an earlier version). `unplaced`
    are the addresses in no reported theme. `agreement` is the mean adjusted Rand index over
    resamples (-1 to 1), `language_mix` how far themes cross languages (0 to 1; None with one
    language only), `tried` the numbers of themes that were compared.
    """

    themes: tuple[Theme, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    message: str = ""
    unplaced: tuple[str, ...] = ()
    agreement: float | None = None
    language_mix: float | None = None
    tried: tuple[Tried, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def why_so_many(self) -> str:
        """Say in a sentence how the number of themes came about ('' if it was asked for)."""
        if not self.tried:
            return ""
        tried = ", ".join(f"{one.count} (ARI {one.stability:.2f})" for one in self.tried)
        return (
            f"Tried on a few parts of the segments were {tried} themes; of the numbers that come "
            "out again nearly as surely as any, the one with the most coherent themes was taken"
        )

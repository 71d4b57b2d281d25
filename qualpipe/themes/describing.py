"""Describing: groups of segments become themes with words, quotes and measures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualpipe.model import Language, Phrase, Theme
from qualpipe.text.language import CHINESE
from qualpipe.themes.material import Material
from qualpipe.themes.novelty import Novelty, Rows, novelty
from qualpipe.themes.wording.counts import Counts
from qualpipe.themes.wording.labels import find_labels
from qualpipe.themes.wording.quotes import quotes, typical_first
from qualpipe.themes.wording.terms import Terms, find_terms
from qualpipe.themes.wording.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Group:
    """Rows of the material that make a theme, and what is known of it before it has words.

    It is named by its own words unless it has a `label` already.
    """

    id: str
    rows: Rows
    label: str = ""
    stability: float | None = None
    parent: str | None = None


def described(
    groups: Sequence[Group],
    weights: Weights,
    *,
    counts: Counts,
    material: Material,
    run: str,
    others: Sequence[Rows] = (),
) -> tuple[Theme, ...]:
    """Give each group its terms, label, quotes and measures; `weights` has a row for each.

    `others` are the groups that stand beside these: novelty is measured among all of them.
    """
    rows = [typical_first(group.rows, material) for group in groups]
    terms = find_terms(rows, weights, counts, material)
    unnamed = [place for place, group in enumerate(groups) if not group.label]
    labels = [group.label for group in groups]
    found = find_labels(
        [rows[place] for place in unnamed], [terms[place] for place in unnamed], counts, material
    )
    for place, label in zip(unnamed, found, strict=True):
        labels[place] = label
    news = novelty([*rows, *others], material)[: len(rows)]
    return tuple(
        _theme(*one, counts=counts, material=material, run=run)
        for one in zip(groups, rows, labels, terms, news, strict=True)
    )


def _theme(
    group: Group,
    rows: Rows,
    label: str,
    terms: Terms,
    news: Novelty,
    *,
    counts: Counts,
    material: Material,
    run: str,
) -> Theme:
    segments = [material.segments[row] for row in rows]
    spoken = Counter(one.language for one in segments)
    return Theme(
        id=group.id,
        label=label,
        terms=_phrases(terms, counts, spoken),
        segments=tuple(one.address for one in segments),
        participants=len({one.case or one.transcript for one in segments}),
        novelty=news.value,
        stability=group.stability,
        run=run,
        quotes=quotes(segments),
        languages=tuple(spoken.most_common()),
        share=len(segments) / len(material),
        nearest=news.nearest,
        likeness=news.likeness,
        parent=group.parent,
    )


def _phrases(terms: Terms, counts: Counts, spoken: Counter[Language]) -> tuple[Phrase, ...]:
    """Return the terms with their languages; Chinese ones in the Chinese that is spoken most."""
    chinese = max(CHINESE, key=lambda language: spoken[language])
    return tuple(
        Phrase(language, counts.shown[place])
        for language, places in ((chinese, terms.chinese), (Language.EN, terms.english))
        for place in places
    )

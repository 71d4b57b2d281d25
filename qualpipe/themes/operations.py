"""A person's hand on themes: rename, merge, split, drop; each returns the themes anew."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from qualpipe.model import Language, QualpipeError, Theme, pick
from qualpipe.text.folding import folded
from qualpipe.text.language import CHINESE
from qualpipe.themes.clustering.lean import one_thread
from qualpipe.themes.clustering.steady import Grouping, Labels, Smoothing
from qualpipe.themes.describing import Group, described
from qualpipe.themes.material import Material
from qualpipe.themes.novelty import Rows, mixed
from qualpipe.themes.wording.counts import count
from qualpipe.themes.wording.weights import weigh

Themes = tuple[Theme, ...]
_FEWEST = 4  # different segments that two themes can be made of


def named(themes: Iterable[Theme], theme: str) -> Theme:
    """Return the theme of that id; an unknown one lists the known ones."""
    return pick({one.id: one for one in themes}, theme, kind="theme")


def leaves(themes: Sequence[Theme]) -> Themes:
    """Return the themes that hold no other: each segment is in one of these at most."""
    holding = {one.parent for one in themes}
    return tuple(one for one in themes if one.id not in holding)


def leaf(themes: Sequence[Theme], theme: str, instead: str) -> Theme:
    """Return the theme of that id; a heading is refused with what to do instead."""
    one = named(themes, theme)
    if theme in {other.parent for other in themes}:
        raise QualpipeError(f"{theme} is a heading over themes; {instead}")
    return one


def language_mix(themes: Sequence[Theme]) -> float | None:
    """Say how far themes cross languages, from what is counted in each.

    Where the language of a segment is not known the search goes by its script; of a theme only
    their number is kept, so that here they do not count.
    """
    counts = [dict(one.languages) for one in leaves(themes)]
    return mixed(
        [sum(one.get(language, 0) for language in CHINESE) for one in counts],
        [one.get(Language.EN, 0) for one in counts],
    )


def rename(themes: Sequence[Theme], theme: str, label: str) -> Themes:
    """Give a theme another label.

    >>> from make import theme
    >>> [one.label for one in rename([theme("1"), theme("2")], "2", "waiting / 等")]
    ['medicine', 'waiting / 等']
    """
    named(themes, theme)
    if not label.strip():
        raise QualpipeError(f"theme {theme}: a label cannot be empty; give it a few words")
    return tuple(
        replace(one, label=label.strip(), named_by="person") if one.id == theme else one
        for one in themes
    )


def drop(themes: Sequence[Theme], theme: str) -> Themes:
    """Take a theme away; with a heading go the themes under it.

    >>> from make import theme
    >>> [one.id for one in drop([theme("A"), theme("1", parent="A"), theme("2")], "A")]
    ['2']
    """
    named(themes, theme)
    headings = {one.parent for one in themes}
    return _settled((one for one in themes if theme not in (one.id, one.parent)), headings)


def merge(themes: Sequence[Theme], *merged: str, material: Material) -> Themes:
    """Make one theme of two or more; it keeps the id and the place of the first named.

    Terms, quotes and measures are worked out anew; a label that a person gave to the first stays.
    """
    several = [named(themes, theme) for theme in dict.fromkeys(merged)]
    if len(several) < 2:  # noqa: PLR2004 - one cannot be merged
        raise QualpipeError(f"theme {' and '.join(merged)}: name two different themes to merge")
    for one in several:
        leaf(themes, one.id, "merge the themes under it")
    kept = several[0]
    segments = tuple(dict.fromkeys(address for one in several for address in one.segments))
    parts = [Group(id=kept.id, rows=_rows(segments, material), parent=kept.parent)]
    gone = {one.id for one in several}
    others = [one for one in leaves(themes) if one.id not in gone]
    (theme,) = _again(parts, others, kept.run, material)
    if kept.named_by == "person":
        theme = replace(theme, label=kept.label, named_by="person")
    rest = (theme if one.id == kept.id else one for one in themes)
    headings = {one.parent for one in themes}
    return _settled((one for one in rest if one.id == kept.id or one.id not in gone), headings)


def split(
    themes: Sequence[Theme], theme: str, *, material: Material, into: int = 2, seed: int = 1
) -> Themes:
    """Divide a theme; the parts get ids of their own (`3.1`, `3.2`) and stand in its place.

    As in a search, what is said in the same words stays together.
    """
    whole = leaf(themes, theme, "split one of these, or drop it")
    rows = _rows(whole.segments, material)
    with one_thread():
        labels = _parted(rows, into, theme, material=material, seed=seed)
        order = np.argsort(-np.bincount(labels), kind="stable")
        groups = [
            Group(id=f"{theme}.{number}", rows=rows[labels == label], parent=whole.parent)
            for number, label in enumerate(order.tolist(), 1)
        ]
        others = [one for one in leaves(themes) if one.id != theme]
        made = _again(groups, others, whole.run, material)
    return tuple(part for one in themes for part in (made if one.id == theme else (one,)))


def _parted(rows: Rows, into: int, theme: str, *, material: Material, seed: int) -> Labels:
    """Return the part of each row, by the different texts among them; too few are refused."""
    texts = [folded(material.segments[row].text) for row in rows]
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    most = len(places) // 2
    if len(places) < _FEWEST:
        raise QualpipeError(
            f"theme {theme} has {len(places)} different segments; to split it takes {_FEWEST}"
        )
    if not 2 <= into <= most:  # noqa: PLR2004 - halves at least, pairs at least
        raise QualpipeError(
            f"theme {theme} has {len(places)} different segments; it can be split into 2 to {most}"
        )
    first = rows[[texts.index(text) for text in places]]
    reduced = Smoothing(seed=seed).fit_transform(material.vectors[first])
    labels = Grouping(into, seed=seed, starts=30).fit(reduced).labels_
    parts = len(np.unique(labels))
    if parts < into:
        raise QualpipeError(
            f"theme {theme} falls into {parts} parts at most: its segments are too much alike; "
            "split it into fewer, or leave it whole"
        )
    found: Labels = labels[[places[text] for text in texts]]
    return found


def _settled(themes: Iterable[Theme], headings: Collection[str | None]) -> Themes:
    """Take away headings that no longer hold just the themes under them, but not these."""
    left = tuple(themes)
    stale = set()
    for one in left:
        if one.id in headings:
            under = [other for other in left if other.parent == one.id]
            held = {address for other in under for address in other.segments}
            if held != set(one.segments) or not under:
                stale.add(one.id)
    return tuple(
        replace(one, parent=None) if one.parent in stale else one
        for one in left
        if one.id not in stale
    )


def _again(
    groups: Sequence[Group], others: Sequence[Theme], run: str, material: Material
) -> Themes:
    """Describe groups that a person made, weighing their words beside those of the other themes."""
    labels = np.full(len(material), -1)
    beside = [_rows(one.segments, material) for one in others]
    for number, rows in enumerate([*(group.rows for group in groups), *beside]):
        labels[rows] = number
    counts = count(material.segments)
    weights = weigh(counts, labels, len(groups) + len(beside))[: len(groups)]
    return described(groups, weights, counts=counts, material=material, run=run, others=beside)


def _rows(segments: Sequence[str], material: Material) -> Rows:
    places = {one.address: row for row, one in enumerate(material.segments)}
    lost = [address for address in segments if address not in places]
    if lost:
        raise QualpipeError(
            f"{len(lost)} segments of the theme, {lost[0]} among them, are no longer among those "
            "searched: transcripts or codes changed since; look for themes anew"
        )
    return np.array(sorted(places[address] for address in segments), np.int64)

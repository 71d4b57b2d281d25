"""Finding themes: from material to themes with words, quotes and measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.model import Theme
from qualpipe.text.folding import folded
from qualpipe.themes.clustering.choosing import Watch
from qualpipe.themes.clustering.hierarchy import lifted, upper
from qualpipe.themes.clustering.lean import one_thread
from qualpipe.themes.clustering.methods import checked, feasible
from qualpipe.themes.clustering.partition import Partition, partition
from qualpipe.themes.clustering.resampling import agreement, stabilities
from qualpipe.themes.clustering.settings import LEAST, ThemeSettings
from qualpipe.themes.clustering.steady import Labels
from qualpipe.themes.describing import Group, described
from qualpipe.themes.found.findings import Findings
from qualpipe.themes.found.instead import all_aside, too_few
from qualpipe.themes.found.remarks import Remark, remark, worded
from qualpipe.themes.material import Material
from qualpipe.themes.novelty import Rows, language_mix
from qualpipe.themes.wording.counts import Counts, count
from qualpipe.themes.wording.headings import heading_label, letters
from qualpipe.themes.wording.weights import Weights, weigh

Headings = Mapping[str, tuple[int, ...]]
"""The themes under each heading, as places among those that are reported."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Search:
    """What was searched and what came of it; `copies` names each row's first like one."""

    material: Material
    counts: Counts
    found: Partition
    first: Rows
    copies: Rows
    run: str

    def described(
        self, groups: Sequence[Group], weights: Weights, others: Sequence[Rows] = ()
    ) -> tuple[Theme, ...]:
        return described(
            groups,
            weights,
            counts=self.counts,
            material=self.material,
            run=self.run,
            others=others,
        )


def unwatched(_step: str, _done: int, _total: int) -> None:
    """Take no notice of progress."""


def find_themes(
    material: Material, *, settings: ThemeSettings, run: str, watch: Watch = unwatched
) -> Findings:
    """Find recurring topics; fewer than 40 different segments give groups of neighbours instead.

    The same material, settings and versions give the same findings, in every process and with any
    number of processors.
    """
    checked(settings)
    first, copies = _distinct(material)
    if len(first) < LEAST:
        return too_few(material, first)
    feasible(settings, different=len(first), people=_people(material))
    with one_thread():
        return _find(material, first, copies, settings=settings, run=run, watch=watch)


def _find(
    material: Material,
    first: Rows,
    copies: Rows,
    *,
    settings: ThemeSettings,
    run: str,
    watch: Watch,
) -> Findings:
    counts = count(material.segments)
    found = partition(material.vectors[first], counts.of(first), settings=settings, watch=watch)
    if found.fitted.labels.max() < 0:
        return all_aside(material, first)
    search = _Search(
        material=material, counts=counts, found=found, first=first, copies=copies, run=run
    )
    return _findings(search, settings.min_participants)


def _findings(search: _Search, min_participants: int) -> Findings:
    material, found = search.material, search.found
    labels = found.fitted.labels[search.copies]
    people = _people(material)
    least = min(min_participants, people)
    kept = _voiced(labels, material, least=least)
    rows = [np.flatnonzero(labels == group) for group in kept]
    headings = _headings(rows, material)
    leaves = _leaves(search, kept, rows, headings)
    alike = [agreement(found.fitted.labels, one) for one in found.resamples]
    unplaced = np.flatnonzero(~np.isin(labels, kept))
    unheard = labels[unplaced][labels[unplaced] >= 0]
    told = _warnings(people, least, wanted=min_participants, kept=len(kept), unheard=unheard)
    return Findings(
        themes=_in_order(_above(search, headings, rows, leaves), leaves),
        message=worded(told),
        remarks=told,
        unplaced=tuple(material.segments[row].address for row in unplaced),
        agreement=float(np.mean(alike)) if alike else None,
        language_mix=language_mix(rows, material),
        tried=found.tried,
    )


def _people(material: Material) -> int:
    return len({one.case or one.transcript for one in material.segments})


def _leaves(
    search: _Search, kept: Sequence[int], rows: Sequence[Rows], headings: Headings
) -> tuple[Theme, ...]:
    """Describe the groups that are reported, numbered from the largest."""
    sure = stabilities(search.found.fitted.labels, search.found.resamples)
    groups = [
        Group(
            id=str(number + 1),
            rows=rows[number],
            stability=sure[group] if search.found.resamples else None,
            parent=next((name for name, held in headings.items() if number in held), None),
        )
        for number, group in enumerate(kept)
    ]
    return search.described(groups, search.found.fitted.weights[list(kept)])


def _distinct(material: Material) -> tuple[Rows, Rows]:
    """Return the first row of each different text, and for every row which of these it copies.

    What is said again in the same words must neither fall into two themes nor make one.
    """
    texts = [folded(one.text) for one in material.segments]
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    copies = np.array([places[text] for text in texts], np.int64)
    first = np.unique(copies, return_index=True)[1] if texts else copies
    return first, copies


def _voiced(labels: Labels, material: Material, *, least: int) -> list[int]:
    """Return the groups that enough participants voice, the largest first."""
    voices: dict[int, set[str]] = {}
    for label, segment in zip(labels.tolist(), material.segments, strict=True):
        voices.setdefault(label, set()).add(segment.case or segment.transcript)
    kept = [label for label, people in voices.items() if label >= 0 and len(people) >= least]
    sizes = np.bincount(labels[labels >= 0])
    return sorted(kept, key=lambda label: (-sizes[label], label))


def _headings(rows: Sequence[Rows], material: Material) -> Headings:
    if not rows:
        return {}
    middles = np.stack([material.vectors[group].mean(axis=0) for group in rows])
    return {letters(number): held for number, held in enumerate(upper(middles))}


def _above(
    search: _Search, headings: Headings, rows: Sequence[Rows], leaves: Sequence[Theme]
) -> tuple[Theme, ...]:
    """Describe the headings as themes of their own."""
    if not headings:
        return ()
    labels = np.full(len(search.material), -1)
    for place, held in enumerate(headings.values()):
        labels[np.concatenate([rows[number] for number in held])] = place
    lifts = [lifted(one, labels[search.first]) for one in search.found.resamples]
    sure = stabilities(labels[search.first], lifts)
    groups = [
        Group(
            id=name,
            rows=np.flatnonzero(labels == place),
            label=heading_label([leaf for leaf in leaves if leaf.parent == name]),
            stability=sure[place] if lifts else None,
        )
        for place, name in enumerate(headings)
    ]
    weights = weigh(search.counts, labels, len(groups))
    under = {number for held in headings.values() for number in held}
    alone = [group for number, group in enumerate(rows) if number not in under]
    return search.described(groups, weights, alone)


def _in_order(above: tuple[Theme, ...], leaves: tuple[Theme, ...]) -> tuple[Theme, ...]:
    """Put each heading before the largest of its themes, and its other themes after that."""
    ordered: list[Theme] = []
    heading_of = {heading.id: heading for heading in above}
    for leaf in leaves:
        if leaf.parent is None:
            ordered.append(leaf)
        elif leaf.parent in heading_of:
            ordered.append(heading_of.pop(leaf.parent))
            ordered += [one for one in leaves if one.parent == leaf.parent]
    return tuple(ordered)


def _warnings(
    people: int, least: int, *, wanted: int, kept: int, unheard: Labels
) -> tuple[Remark, ...]:
    """Say what a reader must know; `unheard` are the groups of the segments not reported."""
    told = []
    if people == 1:
        told.append(remark("alone"))
    elif least < wanted:
        told.append(remark("lowered", people=people, wanted=wanted))
    if len(unheard):
        themes, which = len(np.unique(unheard)), "unheard_more" if kept else "unheard"
        told.append(remark(which, themes=themes, segments=len(unheard), least=least))
    if not kept:
        told.append(remark("unvoiced"))
    return tuple(told)

"""Instead of themes: what is shown where there are none, and why."""

from qualpipe.themes.clustering.neighbours import gathered
from qualpipe.themes.clustering.settings import LEAST
from qualpipe.themes.found.findings import Findings
from qualpipe.themes.found.remarks import Remark, remark, worded
from qualpipe.themes.material import Material
from qualpipe.themes.novelty import Rows

# Groups of neighbours shown.
_SHOWN = 12


def too_few(material: Material, first: Rows) -> Findings:
    """Say that there is too little to group; `first` are the rows of different texts."""
    if not len(material):
        why = remark("nothing")
    elif len(material) == 1:
        why = remark("one", least=LEAST)
    elif len(first) == 1:
        why = remark("same", segments=len(material))
    else:
        return _neighbouring(remark("few", different=len(first), least=LEAST), material, first)
    everything = tuple(one.address for one in material.segments)
    return Findings(message=worded([why]), remarks=(why,), unplaced=everything)


def all_aside(material: Material, first: Rows) -> Findings:
    """Say that HDBSCAN takes every segment for an outlier."""
    return _neighbouring(remark("aside"), material, first)


def _neighbouring(why: Remark, material: Material, first: Rows) -> Findings:
    """Show the segments that stand closest where there are no themes, and say why."""
    found = gathered(material.vectors[first])
    groups = tuple(
        tuple(material.segments[first[row]].address for row in group) for group in found[:_SHOWN]
    )
    if not groups:
        shown = remark("apart")
    elif len(groups) < len(found):
        shown = remark("closest_of", shown=_SHOWN, groups=len(found))
    else:
        shown = remark("closest")
    in_one = {address for group in groups for address in group}
    left = (one.address for one in material.segments if one.address not in in_one)
    return Findings(
        groups=groups,
        message=worded([why, shown]),
        remarks=(why, shown),
        unplaced=tuple(left),
    )

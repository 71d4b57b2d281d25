"""Themes: recurring topics in what no code explains, in Chinese and English together.

The way of a theme: `residue` keeps the segments that no code explains and that say something;
`gather` turns them into material; `find_themes` groups them with BERTopic, words and measures each
group. `rename`, `merge`, `split` and `drop` are a person's hand on the result; `adopt` makes a code
of a theme. `compare`, `by_attribute`, `saturation` and `tree` are tables, `map_svg`, `map_html`
and `map_png` pictures.
Nothing here reads or writes a disk.
"""

from qualpipe.themes.adoption import adopt
from qualpipe.themes.chatter import Reason
from qualpipe.themes.clustering.choosing import Tried
from qualpipe.themes.clustering.methods import METHODS, checked
from qualpipe.themes.clustering.settings import LEAST, ThemeSettings
from qualpipe.themes.comparison import Comparison, Moved, Pair, compare
from qualpipe.themes.finding import find_themes
from qualpipe.themes.found.findings import Findings
from qualpipe.themes.found.remarks import REMARKS, Remark
from qualpipe.themes.material import Embed, Material, gather
from qualpipe.themes.operations import drop, leaves, merge, named, rename, split
from qualpipe.themes.pictures import map_html, map_png, map_svg
from qualpipe.themes.residue import BY_CODES, EXPLAINED, LeftOut, Residue, residue
from qualpipe.themes.tables import Row, Saturation, Step, by_attribute, saturation, tree
from qualpipe.themes.wording.opinion import reworded

__all__ = [
    "BY_CODES",
    "EXPLAINED",
    "LEAST",
    "METHODS",
    "REMARKS",
    "Comparison",
    "Embed",
    "Findings",
    "LeftOut",
    "Material",
    "Moved",
    "Pair",
    "Reason",
    "Remark",
    "Residue",
    "Row",
    "Saturation",
    "Step",
    "ThemeSettings",
    "Tried",
    "adopt",
    "by_attribute",
    "checked",
    "compare",
    "drop",
    "find_themes",
    "gather",
    "leaves",
    "map_html",
    "map_png",
    "map_svg",
    "merge",
    "named",
    "rename",
    "residue",
    "reworded",
    "saturation",
    "split",
    "tree",
]

"""Page: the map and the themes' table as one file to open, print or send."""

from collections.abc import Mapping, Sequence

from qualpipe.model import Segment, Theme
from qualpipe.themes.material import Material
from qualpipe.themes.pictures.svg import FONTS, escape, map_svg
from qualpipe.themes.tables import tree

_LOOKS = f"""
body {{ font: 15px/1.5 {FONTS}; color: #222 }}
body {{ margin: 2rem auto; max-width: 1160px; padding: 0 1rem }}
svg {{ width: 100%; height: auto; border: 1px solid #ddd }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .6rem }}
tr {{ border-bottom: 1px solid #ddd }}
td.n, th.n {{ text-align: right; white-space: nowrap }}
tr.under td:nth-child(2) {{ padding-left: 2rem }}
tr.heading td {{ background: #f5f5f5 }}
.terms, .where {{ color: #666; font-size: .85em }}
blockquote {{ margin: .3rem 0; font-size: .9em }}
"""
_COLUMNS = ("segments", "people", "share", "novelty", "stability")


def map_html(themes: Sequence[Theme], material: Material, *, title: str = "Themes") -> str:
    """Return a page with the map and a table; nothing is loaded from elsewhere, no script."""
    said = {one.address: one for one in material.segments}
    rows = "\n".join(_row(depth, one, themes, said) for depth, one in tree(themes))
    heads = "".join(f'<th class="n">{one}</th>' for one in _COLUMNS)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{_LOOKS}</style>
</head>
<body>
<h1>{escape(title)}</h1>
{map_svg(themes, material)}
<table>
<thead><tr><th>id</th><th>theme</th>{heads}<th>nearest code</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def _row(depth: int, theme: Theme, themes: Sequence[Theme], said: Mapping[str, Segment]) -> str:
    heading = any(one.parent == theme.id for one in themes)
    quotes = "" if heading else "".join(_quote(said[one]) for one in theme.quotes if one in said)
    told = " · ".join(
        f'<span lang="{lang}">{escape(", ".join(words))}</span>'
        for lang, words in zip(("en", "yue"), theme.best_terms, strict=True)
        if words
    )
    stability = "" if theme.stability is None else f"{theme.stability:.2f}"
    numbers = (
        str(theme.size),
        str(theme.participants),
        f"{theme.share:.0%}",
        f"{theme.novelty:.2f}",
        stability,
    )
    cells = "".join(f'<td class="n">{one}</td>' for one in numbers)
    nearest = f"{theme.nearest} {theme.likeness:.2f}" if theme.nearest else ""
    kind = "heading" if heading else "under" if depth else "alone"
    return (
        f'<tr class="{kind}"><td>{escape(theme.id)}</td><td><strong>{escape(theme.label)}</strong>'
        f'<div class="terms">{told}</div>{quotes}</td>{cells}<td>{escape(nearest)}</td></tr>'
    )


def _quote(segment: Segment) -> str:
    return (
        f'<blockquote lang="{segment.language}">{escape(segment.text)} '
        f'<span class="where">{escape(segment.address)}</span></blockquote>'
    )

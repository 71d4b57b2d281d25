"""Lettering: which fonts draw Han and Latin alike, and where a name is broken or cut."""

import re
from collections.abc import Sequence
from functools import cache
from warnings import warn

from qualpipe.text.script import HAN, Script, runs

# One family draws both scripts, in the shapes that its readers learnt at school.
CJK = {"en": "Noto Sans CJK HK", "zh-HK": "Noto Sans CJK HK", "zh-CN": "Noto Sans CJK SC"}
FALLBACK = "DejaVu Sans"
# What a viewer's machine is asked for where this one has no Han font.
STACK = (
    "Noto Sans CJK HK",
    "Noto Sans HK",
    "PingFang HK",
    "Microsoft JhengHei",
    "PingFang SC",
    "Microsoft YaHei",
)
_NO_GLYPH = "□"
_ELLIPSIS = "…"
_LATIN_WIDTH = 0.55  # of the font's size, on average; a Han character is 1
_TOLD: set[str] = set()
# A line may end after a blank and between Han characters, but not before a mark.
_PIECE = re.compile(rf"[{HAN}][^\w\s]*\s*|[^\s{HAN}]+\s*")


def families(language: str) -> tuple[str, ...]:
    """Return the fonts to draw with; warns once where this machine has none for Chinese.

    >>> families("zh-HK")[-1]
    'DejaVu Sans'
    """
    wanted = CJK.get(language, CJK["en"])
    have = _installed()
    for name in (wanted, *CJK.values(), "Noto Sans HK", "Noto Sans SC"):
        if name in have:
            return name, FALLBACK
    if "fonts" not in _TOLD:
        _TOLD.add("fonts")
        warn(
            "no font with Chinese characters is installed (Debian: fonts-noto-cjk): SVG figures "
            "leave the choice to the viewer, PNG figures show boxes for them",
            stacklevel=2,
        )
    return (FALLBACK,)


def draws_han(language: str) -> bool:
    """Say whether a font with Chinese characters is here."""
    return len(families(language)) > 1


def drawable(text: str, language: str) -> str:
    """Replace what no font here can draw, such as emoji, by a box.

    Where no Chinese font is here, Chinese stays as it is: the viewer's machine may have one.
    """
    known = _glyphs(families(language))
    spared = not draws_han(language)
    return "".join(
        one if ord(one) in known or (spared and ord(one) > 0x2E80) or one == "\n" else _NO_GLYPH  # noqa: PLR2004 - where Chinese, Japanese and Korean begin
        for one in text.replace("\ufe0f", "").replace("\u200d", "")
    )


@cache
def _installed() -> frozenset[str]:
    from matplotlib import font_manager  # noqa: PLC0415 - matplotlib is slow to import

    return frozenset(font.name for font in font_manager.fontManager.ttflist)


@cache
def _glyphs(names: Sequence[str]) -> frozenset[int]:
    from matplotlib import font_manager  # noqa: PLC0415 - as above

    known: set[int] = set()
    for name in names:
        known |= set(font_manager.get_font(font_manager.findfont(name)).get_charmap())
    return frozenset(known)


def width_of(text: str) -> float:
    """Estimate how wide a line is, in font sizes.

    >>> width_of("復元") > width_of("home")
    False
    """
    return sum(
        len(span) * (1.0 if _is_wide(script, span.of(text)) else _LATIN_WIDTH)
        for script, span in runs(text)
    )


def _is_wide(script: Script, words: str) -> bool:
    return script is Script.HAN or (script is Script.OTHER and words > "\u2e80")


def broken(text: str, *, width: float, lines: int) -> str:
    """Break a name into lines of a width (in font sizes); what is too long ends in an ellipsis.

    >>> print(broken("Home-like environment", width=8, lines=2))
    Home-like
    environment
    >>> print(broken("如家一般的環境", width=4, lines=2))
    如家一般
    的環境
    >>> broken("word " * 50, width=8, lines=1)
    'word word wor…'
    """
    made = [""]
    for piece in _PIECE.findall(" ".join(text.split())):
        if made[-1] and width_of((made[-1] + piece).rstrip()) > width:
            made.append("")
        made[-1] += piece
    kept = [*made[: lines - 1], "".join(made[lines - 1 :])] if len(made) > lines else made
    return "\n".join(_cut(one.rstrip(), width) for one in kept)


def _cut(line: str, width: float) -> str:
    if width_of(line) <= width:
        return line
    while line and width_of(line + _ELLIPSIS) > width:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS

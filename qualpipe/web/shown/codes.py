"""Codes as the pages show them: named in the page's language, each with a pattern of its own."""

from typing import Any

from qualpipe.model import Codebook, wording
from qualpipe.web.shown.speech import WORDINGS, worded_in

PATTERNS = 6
"""How many patterns of stripes there are; colours and labels tell the rest apart."""

# For codes that the codebook gives no colour: Okabe and Ito's, told apart by the colour-blind too.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a7a00")


def shown(codebook: Codebook, language: str) -> list[dict[str, Any]]:
    """Return the codes in order, worded in a page's language, with their depth in the tree."""
    above = {code.id: code.parent for code in codebook}
    own = WORDINGS[language]
    return [
        {
            "id": code.id,
            "index": index,
            "name": wording(code.name, own) or code.id,
            "names": [phrase.text for phrase in code.name],
            "definition": wording(code.definition, own),
            "include": list(worded_in(code.include, own)),
            "exclude": list(worded_in(code.exclude, own)),
            "parent": code.parent or "",
            "depth": _depth(code.id, above),
        }
        for index, code in enumerate(codebook)
    ]


def stylesheet(codebook: Codebook) -> str:
    r"""Return a style sheet that gives each code its colour, by its place in the codebook.

    >>> from make import code, codebook
    >>> stylesheet(codebook(code("a"), code("b")))
    '.code-0{--code:#0072b2}\n.code-1{--code:#d55e00}\n'
    """
    return "".join(
        f".code-{index}{{--code:{code.colour or _COLOURS[index % len(_COLOURS)]}}}\n"
        for index, code in enumerate(codebook)
    )


def _depth(code: str, above: dict[str, str | None]) -> int:
    depth, parent = 0, above.get(code)
    while parent is not None:
        depth, parent = depth + 1, above.get(parent)
    return depth

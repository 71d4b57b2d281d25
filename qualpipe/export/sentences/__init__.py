"""The sentences of reports and figures in three languages, each a file that can be read through.

A sentence may have a form for one (`KEY.one`), taken where its `count` is 1.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from qualpipe.export.options import Tongue


@cache
def sentences(language: Tongue) -> Mapping[str, str]:
    """Return every sentence of a language by its key."""
    text = files(__name__).joinpath(f"{language}.json").read_text("utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def told(key: str, language: Tongue, **values: object) -> str:
    """Return a sentence with its gaps filled; whole numbers get their thousands marked.

    >>> told("figure.by_then", Tongue.HK)
    '累計'
    """
    known = sentences(language)
    name = f"{key}.one" if values.get("count") == 1 and f"{key}.one" in known else key
    shown = {
        gap: f"{value:,}" if isinstance(value, int) else value for gap, value in values.items()
    }
    return known[name].format(**shown) if shown else known[name]


def listed(names: list[str] | tuple[str, ...], language: Tongue) -> str:
    """Return names as one phrase.

    >>> listed(["P01", "P02", "P03"], Tongue.EN)
    'P01, P02 and P03'
    """
    between, last = told("list.between", language), told("list.last", language)
    if len(names) < 2:  # noqa: PLR2004 - one name or none needs no joining
        return "".join(names)
    return between.join(names[:-1]) + last + names[-1]

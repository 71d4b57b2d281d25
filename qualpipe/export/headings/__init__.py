"""The wording of headings and notes in three languages; what people said is never touched.

A sentence may have a form for one (`KEY.one`), taken where its `count` is 1.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from qualpipe.export.options import Tongue


def said(key: str, language: Tongue, **values: object) -> str:
    """Return a heading or note in a language, with its gaps filled.

    >>> said("participants_of", Tongue.HK, value="女")
    '女：受訪者數'
    >>> said("out_adrift", Tongue.EN, count=1)
    '1 decision on words that have changed'
    """
    known = wording(language)
    single = f"{key}.one" if values.get("count") == 1 else key
    text = known.get(single, known[key])
    shown = {name: f"{one:,}" if isinstance(one, int) else one for name, one in values.items()}
    return text.format(**shown) if shown else text


@cache
def wording(language: Tongue) -> Mapping[str, str]:
    """Return every heading and note of a language by its key."""
    text = files(__name__).joinpath(f"{language}.json").read_text("utf-8")
    found: dict[str, str] = json.loads(text)
    return found

"""Meaning: what a sentence encoder is given instead of the words themselves.

Encoders have learned written Chinese in simplified characters and hardly know 嗰, 嚟 or 瞓. A map
made by hand says in written Chinese what is said in Cantonese. It serves the embedding alone:
nothing of it is shown, matched or stored, and no offset is taken from it.
"""

import hashlib
import re
from functools import cache
from unicodedata import normalize

from qualpipe.text.folding import DATA, any_of, folded, respelt, simplified, table_of
from qualpipe.text.language import is_cantonese

_MAP = "written_chinese.tsv"
_FILES = (_MAP, "simplified.tsv", "variants.tsv", "signs.tsv")

DIGEST = hashlib.sha256(b"".join((DATA / name).read_bytes() for name in _FILES)).hexdigest()
"""Changes whenever a text may come out otherwise; it is part of an encoder's fingerprint."""


def meaning(text: str) -> str:
    """Write a text as an encoder knows it: Cantonese as written Chinese, simplified, one width.

    A text without signs of Cantonese keeps its words.

    >>> meaning("我哋成日都唔知點解咁攰，Moon姑娘話唔緊要㗎。")
    '我们整天都不知为什么这么累,Moon姑娘说没关系的。'
    >>> meaning("他們的關係好。")
    '他们的关系好。'
    """
    plain = normalize("NFKC", text)
    if plain.isascii():
        return plain
    plain = respelt(simplified(plain))
    if not is_cantonese(plain):
        return plain
    pattern, written = _table()
    return pattern.sub(lambda match: written[match.group()], plain)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    written = {folded(said): respelt(simplified(meant)) for said, meant in table_of(_MAP)}
    return re.compile(any_of(written)), written

"""Stop words: what people say in interviews whatever they talk about."""

from functools import cache
from importlib.resources import files

from qualpipe.text.folding import folded


@cache
def stop_words() -> frozenset[str]:
    """Return the words, in all languages, in the folded form in which lemmas are compared.

    >>> sorted({folded("即係"), "mean", folded("覺得"), "medicine"} & stop_words())
    ['mean', '即系', '觉得']
    """
    text = files("qualpipe.themes").joinpath("data/stop_words.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("#", "["))]
    return frozenset(folded(word) for line in lines for word in line.split())

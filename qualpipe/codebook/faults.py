"""Faults of a codebook file: all of them at once, each with its place and its remedy."""

from collections.abc import Iterable
from difflib import get_close_matches

from qualpipe.model import Problem, QualpipeError


class CodebookError(QualpipeError):
    """A codebook that cannot be used as it stands; `problems` are all of its mistakes, in order."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = f"{name} has {count} mistakes" if count > 1 else f"{name} has a mistake"
        super().__init__("\n  ".join((f"{head}:", *map(str, self.problems))))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant ('' if none comes close).

    >>> nearest("keyword", ["keywords", "name"])
    'keywords'
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.7)), "")


def meant(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or list them all, as a remedy.

    >>> meant("exampels", ["examples", "name"]), meant("xyz", ["examples", "name"])
    ('did you mean examples?', 'known: examples, name')
    """
    known = tuple(known)
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"known: {', '.join(known)}"

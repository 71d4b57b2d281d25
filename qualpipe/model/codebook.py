"""Codes and codebooks: what the researcher looks for."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

from qualpipe.model.language import Language

CODE_ID = re.compile(r"[\w.-]+")
"""What a code may be called: letters of any script, digits and - _ . as in `waiting-2.1`."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of the codebook's wording and the language it is in (`und`: not said)."""

    language: Language
    text: str


def wording(phrases: Iterable[Phrase], language: Language) -> str:
    """Return the first phrase in a language, or the nearest one there is ('' if none).

    >>> wording((Phrase(Language.EN, "home"), Phrase(Language.ZH, "家")), Language.YUE)
    '家'
    """
    by_language: dict[Language, str] = {}
    for phrase in phrases:
        by_language.setdefault(phrase.language, phrase.text)
    chinese = (Language.YUE, Language.ZH)
    order = (language, *(chinese if language in chinese else ()), Language.EN, Language.UNKNOWN)
    for near in (*order, *by_language):
        if near in by_language:
            return by_language[near]
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One thing the researcher looks for, worded in one language or several.

    `share` is the expected share of segments that carry the code (0 to 1), if it is known.
    """

    id: str
    name: tuple[Phrase, ...]
    definition: tuple[Phrase, ...] = ()
    include: tuple[Phrase, ...] = ()
    exclude: tuple[Phrase, ...] = ()
    keywords: tuple[Phrase, ...] = ()
    examples: tuple[Phrase, ...] = ()
    counter_examples: tuple[Phrase, ...] = ()
    parent: str | None = None
    colour: str = ""
    share: float | None = None

    @property
    def hash(self) -> str:
        """Return a digest of all that can change what the code is applied to."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The codes of a study, in order; ids are unique and `parent` makes them a tree.

    `extra` holds what the file said besides, kept so that nothing of it is lost.
    """

    id: str
    codes: tuple[Code, ...]
    title: tuple[Phrase, ...] = ()
    version: str = ""
    languages: tuple[Language, ...] = ()
    source: str = ""
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def hash(self) -> str:
        """Return a digest of the codes: two codebooks with the same one code alike."""
        return hashlib.sha256("".join(code.hash for code in self.codes).encode()).hexdigest()

    def children_of(self, parent: str | None) -> tuple[Code, ...]:
        """Return the codes directly under `parent` (None: the top ones)."""
        return tuple(code for code in self.codes if code.parent == parent)

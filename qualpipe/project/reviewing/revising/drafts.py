"""Drafts: a codebook as the page edits it, read back with the same checks as a file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from qualpipe.codebook.checking import codebook_of
from qualpipe.codebook.files.written import Written
from qualpipe.codebook.form import WORDED
from qualpipe.model import Code, Codebook, Language, Phrase, QualpipeError

_PARTS = (*WORDED, "parent", "colour", "share")
_LAST_NUMBER = re.compile(r"\d+(?!.*\d)")


def tree_of_codebook(codebook: Codebook) -> dict[str, Any]:
    """Return a codebook as plain values, every text under its language."""
    return {
        "codebook": codebook.id,
        "version": codebook.version,
        "languages": [one.value for one in codebook.languages],
        "codes": [_tree_of(code) for code in codebook],
    }


def _tree_of(code: Code) -> dict[str, Any]:
    worded = {name: _by_language(getattr(code, name)) for name in WORDED}
    share = "" if code.share is None else f"{code.share:g}"
    own = {"id": code.id, "parent": code.parent or "", "colour": code.colour, "share": share}
    return own | worded


def _by_language(phrases: Iterable[Phrase]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for phrase in phrases:
        texts.setdefault(phrase.language.value, []).append(phrase.text)
    return texts


def read_draft(
    codes: Iterable[Mapping[str, Any]], *, base: Codebook, version: str | None = None
) -> Codebook:
    """Read the codes that the page changed, on top of `base`; a new id comes at the end.

    Checked as a file is: raises CodebookError with all mistakes at once. What the page does not
    show (title, source, further fields of the file) stays as it is.
    """
    changed = {str(one.get("id", "")): dict(one) for one in codes}
    trees = [changed.pop(code.id) if code.id in changed else _tree_of(code) for code in base]
    tree: dict[str, Any] = {
        "codebook": base.id,
        "version": base.version if version is None else version,
        "languages": [one.value for one in base.languages],
        "codes": [*trees, *changed.values()],
    }
    read = codebook_of(Written(name="codebook", tree=tree))
    return replace(base, codes=read.codes, version=read.version)


def blank(code: str, name: Mapping[Language, str], *, parent: str | None = None) -> Code:
    """Make a new code with nothing but its id and its name."""
    phrases = tuple(Phrase(language, text) for language, text in name.items() if text.strip())
    return Code(id=code, name=phrases or (Phrase(Language.UNKNOWN, code),), parent=parent)


def added(codebook: Codebook, code: Code) -> Codebook:
    """Return a codebook with one more code at its end; its id must be new."""
    if any(one.id == code.id for one in codebook):
        raise QualpipeError(f"there is a code {code.id!r} already; choose another id")
    return replace(codebook, codes=(*codebook.codes, code))


def raised(version: str) -> str:
    """Return the version after this one: its last number raised.

    >>> raised("1.0"), raised("2026-03 draft 9"), raised("")
    ('1.1', '2026-03 draft 10', '2')
    """
    if not version.strip():
        return "2"
    found = _LAST_NUMBER.search(version)
    if found is None:
        return f"{version} 2"
    return f"{version[: found.start()]}{int(found[0]) + 1}{version[found.end() :]}"


def rebased(
    mine: Codebook, *, base: Codebook, theirs: Codebook
) -> tuple[Codebook, tuple[str, ...]]:
    """Put my changes on top of theirs, field by field; say where both changed the same.

    `base` is the version that both began with. Where both changed a field of a code, mine is taken
    and `code: field` returned. A code that one took out and the other left alone is out; one that
    the other changed stays.
    """
    before = {code.id: code for code in base}
    ours = {code.id: code for code in mine}
    codes: list[Code] = []
    both: list[str] = []
    for code in theirs:
        own, was = ours.get(code.id), before.get(code.id)
        if own is None:
            if was is None or was != code:
                codes.append(code)
                both += [f"{code.id}: taken out here, changed there"] if was else []
            continue
        joined, same = _joined(own, was, code)
        codes.append(joined)
        both += same
    there = {code.id for code in theirs}
    codes += [code for code in mine if code.id not in there and before.get(code.id) != code]
    return replace(theirs, codes=_with_parents(codes)), tuple(both)


def _joined(mine: Code, was: Code | None, theirs: Code) -> tuple[Code, list[str]]:
    changes: dict[str, Any] = {}
    both = []
    for name in _PARTS:
        own, other = getattr(mine, name), getattr(theirs, name)
        old = getattr(was, name) if was else None
        if own not in (old, other):
            changes[name] = own
            if other != old:
                both.append(f"{mine.id}: {name}")
    return replace(theirs, **changes), both


def _with_parents(codes: list[Code]) -> tuple[Code, ...]:
    """Lift codes whose parent is gone to the top."""
    known = {code.id for code in codes}
    return tuple(code if code.parent in known else replace(code, parent=None) for code in codes)

"""A codebook as the values that its file holds."""

from collections.abc import Mapping, Sequence

from qualpipe.codebook.checking import codebook_of
from qualpipe.codebook.files.written import Tree, Written
from qualpipe.codebook.form import CODE, LISTS, WORDED
from qualpipe.model import Code, Codebook, Language, Phrase

Fields = Mapping[str, object]


def tree_of(codebook: Codebook, old: Written | None = None) -> dict[str, object]:
    """Return the values of a codebook, those that are as in the old file just as it has them.

    So a colour that YAML reads in two ways stays as it was typed, and a text whose language the
    file says once at its top is not marked anew. Raises CodebookError if the old file is no
    codebook.
    """
    raw: dict[str, Tree] = dict(old.tree) if old and isinstance(old.tree, dict) else {}
    before = codebook_of(old) if old else None
    same = {"language", "languages"}
    if old and before and before.languages != codebook.languages:
        same = set()  # texts that the file does not mark may now be of another language
        raw = {**raw, "language": None, "languages": _tags(codebook)}
        before = codebook_of(Written(name=old.name, tree=raw))
    if before:
        pairs = {"codebook": "id"} | {name: name for name in ("title", "version", "source")}
        same |= {name for name, at in pairs.items() if _alike(before, codebook, at)}
        extra = before.extra.items() & codebook.extra.items() if codebook.extra else ()
        same |= {name for name, _ in extra}
    fresh = {**top_of(codebook), "codes": _codes(codebook, before, raw.get("codes"))}
    return _merged(fresh, raw, same if before else set())


def top_of(codebook: Codebook) -> dict[str, object]:
    """Return the values of what a codebook says of itself."""
    own = {
        "codebook": codebook.id,
        "title": _worded("title", codebook.title, _single(codebook)),
        "version": codebook.version,
        "languages": _tags(codebook),
        "source": codebook.source,
    }
    return {name: value for name, value in own.items() if value} | dict(codebook.extra)


def _tags(codebook: Codebook) -> list[Tree]:
    return [language.value for language in codebook.languages]


def _single(codebook: Codebook) -> Language | None:
    """Return the language that texts need not be marked with."""
    return codebook.languages[0] if len(codebook.languages) == 1 else None


def _codes(codebook: Codebook, before: Codebook | None, raw: Tree) -> list[object]:
    """Return the values of the codes; `before` and `raw` are the old ones, in the same order."""
    fields = raw if isinstance(raw, list) else []
    old = {code.id: (code, one) for code, one in zip(before or (), fields, strict=False)}
    codes: list[object] = []
    for code in codebook:
        fresh = _code(code, _single(codebook))
        was, one = old.get(code.id, (None, None))
        same = {name for name in CODE if was and _alike(was, code, name)}
        codes.append(_merged(fresh, one if isinstance(one, dict) else {}, same))
    return codes


def _code(code: Code, single: Language | None) -> dict[str, object]:
    unnamed = (Phrase(Language.UNKNOWN, code.id),)
    own = {name: getattr(code, name) for name in CODE}
    own |= {name: _worded(name, own[name], single) for name in WORDED}
    if code.name == unnamed:
        del own["name"]
    return {name: value for name, value in own.items() if value not in (None, "", [], {})}


def _worded(name: str, phrases: Sequence[Phrase], single: Language | None) -> object:
    """Return texts by language, or bare if they are all in the one language of the codebook."""
    texts: dict[str, list[str]] = {}
    for phrase in phrases:
        texts.setdefault(phrase.language.value, []).append(phrase.text)
    shaped = {
        tag: found if name in LISTS or len(found) > 1 else found[0] for tag, found in texts.items()
    }
    return shaped[single] if single and list(shaped) == [single] else shaped


def _alike(one: object, other: object, name: str) -> bool:
    return bool(getattr(one, name) == getattr(other, name))


def _merged(fresh: Fields, raw: Fields, same: set[str]) -> dict[str, object]:
    """Take the fields named in `same` as the old file has them, or has them not."""
    tree = {
        name: raw[name] if name in same else value
        for name, value in fresh.items()
        if name in raw or name not in same
    }
    return tree | {name: raw[name] for name in raw if name in same and name not in tree}

"""What changed between two versions of a codebook, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qualpipe.codebook.form import LISTS
from qualpipe.model import Code, Codebook, Language, Phrase, wording

_LONGEST = 60


def diff(old: Codebook, new: Codebook) -> list[str]:
    """Say what changed between two codebooks, a line for each change; an empty list if nothing.

    >>> code = Code(id="home", name=(Phrase(Language.EN, "Home"),))
    >>> diff(Codebook(id="a", codes=(code,)), Codebook(id="a", codes=(replace(code, parent="b"),)))
    ['home: moved from the top to under b']
    """
    before, after = _by_id(old), _by_id(new)
    moved = _new_ids(before, after)
    lines = [*_values(old, new, ("id", "version", "source")), *_texts(old, new, ("title",))]
    if old.languages != new.languages:
        lines.append(f"languages: {_listed(old.languages)} -> {_listed(new.languages)}")
    for code in new:
        if code.id in before:
            lines += [f"{code.id}: {line}" for line in _of_code(before[code.id], code)]
        elif code.id not in moved.values():
            lines.append(f"{code.id}: added ({_called(code)})")
    lines += [f"{one.id}: removed ({_called(one)})" for one in old if one.id not in after | moved]
    for was, now in moved.items():
        lines.append(f"{was}: has the id {now} now, and its decisions do not follow of themselves")
    kept = [code for code in before if code in after]
    if kept != [code for code in after if code in before]:
        lines.append("the order of the codes changed")
    return lines


def _by_id(codebook: Codebook) -> dict[str, Code]:
    return {code.id: code for code in codebook}


def _new_ids(before: Mapping[str, Code], after: Mapping[str, Code]) -> dict[str, str]:
    """Pair codes that went with codes that came and say the same in every word."""
    come = {replace(code, id=""): code.id for code in after.values() if code.id not in before}
    gone = {code.id: replace(code, id="") for code in before.values() if code.id not in after}
    return {was: come[code] for was, code in gone.items() if code in come}


def _of_code(old: Code, new: Code) -> Iterator[str]:
    if old.parent != new.parent:
        yield f"moved from {_under(old)} to {_under(new)}"
    yield from _values(old, new, ("colour", "share"))
    yield from _texts(old, new, ("name", "definition"))
    for field in LISTS:
        yield from _lists(field, getattr(old, field), getattr(new, field))


def _values(old: object, new: object, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield f"{field}: {_quoted(was)} -> {_quoted(now)}"


def _texts(old: object, new: object, fields: Sequence[str]) -> Iterator[str]:
    """Compare fields that hold a text for each language."""
    for field in fields:
        was, now = _by_language(getattr(old, field)), _by_language(getattr(new, field))
        for language in sorted(was.keys() | now.keys()):
            before, after = (" / ".join(one.get(language, ())) for one in (was, now))
            if before != after:
                yield f"{field} ({language}): {_quoted(before)} -> {_quoted(after)}"


def _lists(field: str, old: Sequence[Phrase], new: Sequence[Phrase]) -> Iterator[str]:
    was, now = _by_language(old), _by_language(new)
    for language in sorted(was.keys() | now.keys()):
        before, after = was.get(language, []), now.get(language, [])
        signs = [f"+{_quoted(text)}" for text in after if text not in before]
        signs += [f"-{_quoted(text)}" for text in before if text not in after]
        if signs:
            yield f"{field} ({language}): {', '.join(signs)}"
        elif before != after:
            yield f"{field} ({language}): order changed"


def _by_language(phrases: Sequence[Phrase]) -> dict[Language, list[str]]:
    texts: dict[Language, list[str]] = {}
    for phrase in phrases:
        texts.setdefault(phrase.language, []).append(phrase.text)
    return texts


def _called(code: Code) -> str:
    return wording(code.name, Language.EN)


def _under(code: Code) -> str:
    return f"under {code.parent}" if code.parent else "the top"


def _listed(languages: Sequence[Language]) -> str:
    return ", ".join(languages) or "none stated"


def _quoted(value: object) -> str:
    text = "nothing" if value in ("", None) else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

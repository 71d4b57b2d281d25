"""Codes of any program as a codebook: ids, names, wording, colours, the tree."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualpipe.ingest.refi_qda.found import FoundCode, FoundSet
from qualpipe.model import Code, Codebook, Language, Phrase
from qualpipe.text.language import language_of
from qualpipe.text.refi_qda import COLOUR, for_xml
from qualpipe.text.refi_qda.losses import Losses
from qualpipe.text.refi_qda.wording import Described, described, facts_under, shown_name

_ABOUT = "qualpipe codebook"
_NO_ID = re.compile(r"[^\w.-]+")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)[^)]*\)", re.IGNORECASE)
_ALPHA = re.compile(r"#?([0-9A-Fa-f]{8})")
_BARE = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """A codebook, and the id of each code by its GUID."""

    codebook: Codebook | None
    ids: Mapping[str, str]


def codes_of(
    found: Sequence[FoundCode], sets: Iterable[FoundSet], *, name: str, losses: Losses
) -> Codes:
    """Make a codebook of the codes of a file; `name` is its id where the file does not say it."""
    about = next((one for one in sets if one.description.startswith(_ABOUT)), None)
    ids: dict[str, str] = {}
    codes: dict[str, Code] = {}
    closed: list[str] = []
    for one in found:
        said = described(one.description)
        if one.guid in ids:
            losses.add("codes with the same GUID", one.name, became="codings go to the first")
        wanted = said.facts.get("id", "").strip() or _id(one, ids, codes)
        own = _free(wanted, codes)
        if own != wanted:
            losses.add("codes with the same name", one.name, became="told apart by their ids")
        ids.setdefault(one.guid, own)
        if said.facts.get("former", "").strip() == "yes":
            continue
        codes[own] = _code(own, one, said, parent=ids.get(one.parent), losses=losses)
        if not one.codable:
            closed.append(own)
            became = "codes that only hold others (`folders` in the codebook)"
            losses.add("folders of codes", one.name, became=became)
    if not codes:
        return Codes(codebook=None, ids=ids)
    return Codes(codebook=_codebook(codes, ids, about, name, closed), ids=ids)


def _id(one: FoundCode, ids: Mapping[str, str], codes: Mapping[str, Code]) -> str:
    plain = _NO_ID.sub("_", one.name).strip("_.") or "code"
    if plain in codes and one.parent in ids:
        return f"{ids[one.parent]}.{plain}"
    return plain


def _free(wanted: str, codes: Mapping[str, Code]) -> str:
    own, number = wanted, 1
    while own in codes:
        number += 1
        own = f"{wanted}_{number}"
    return own


def _code(own: str, one: FoundCode, said: Described, *, parent: str | None, losses: Losses) -> Code:
    found = said.phrases
    code = Code(
        id=own,
        name=found.get("name", ()),
        definition=found.get("definition", ()),
        include=found.get("include", ()),
        exclude=found.get("exclude", ()),
        keywords=found.get("keywords", ()),
        examples=found.get("examples", ()),
        counter_examples=found.get("counter_examples", ()),
        parent=parent,
    )
    if said.plain:
        definition = (*code.definition, _phrase(said.plain))
        code = replace(code, definition=definition)
    code = _named(code, one, losses)
    colour = _colour(one, losses) or said.facts.get("colour", "")
    return replace(code, colour=colour, share=_share(said.facts.get("share", "")))


def _named(code: Code, one: FoundCode, losses: Losses) -> Code:
    """Return the code under the name that the file shows, which somebody may have changed."""
    if not one.name and not code.name:
        losses.add("codes without a name", code.id, became="called by their id")
        return replace(code, name=(Phrase(Language.UNKNOWN, code.id),))
    if not code.name:
        return replace(code, name=(_phrase(one.name),))
    if not one.name or one.name == shown_name(code):
        return code
    losses.add("codes renamed in the other program", one.name, became="the new name is kept")
    old = shown_name(code)
    return replace(
        code,
        name=tuple(
            Phrase(each.language, one.name) if for_xml(each.text) == old else each
            for each in code.name
        ),
    )


def _phrase(text: str) -> Phrase:
    return Phrase(language_of(text).language, text)


def _share(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def _colour(one: FoundCode, losses: Losses) -> str:
    """Return a colour as #RRGGBB or #RGB; programs also write rgb(...) and an alpha value."""
    written = one.colour.strip()
    if not written or COLOUR.fullmatch(written):
        return written
    rgb, alpha = _RGB.fullmatch(written), _ALPHA.fullmatch(written)
    if rgb and all(int(part) < 1 << 8 for part in rgb.groups()):
        colour = "#" + "".join(f"{int(part):02X}" for part in rgb.groups())
    elif alpha:
        digits = alpha[1].upper()
        # .NET writes the alpha value first, the web last; an opaque one (FF) tells which.
        last = digits.endswith("FF") and not digits.startswith("FF")
        colour = "#" + (digits[:6] if last else digits[2:])
    elif _BARE.fullmatch(written):
        colour = f"#{written}"
    else:
        losses.add("colours that are none", f"{one.name}: {written}", became="left out")
        return ""
    losses.add("colours written otherwise", f"{one.name}: {written}", became=f"as {colour}")
    return colour


def _codebook(
    codes: Mapping[str, Code],
    ids: Mapping[str, str],
    about: FoundSet | None,
    name: str,
    closed: Sequence[str],
) -> Codebook:
    facts = facts_under(_ABOUT, about.description) if about else {}
    order = {
        ids[guid]: place for place, guid in enumerate(about.codes if about else ()) if guid in ids
    }
    ordered = sorted(codes.values(), key=lambda code: order.get(code.id, len(order)))
    extra = _json(facts.get("extra", ""), {})
    extra = dict(extra) if isinstance(extra, dict) else {}
    if set(closed) != set(extra.get("folders", ())):
        extra = {**extra, "folders": closed}
    titles = _json(facts.get("title", ""), [])
    return Codebook(
        id=facts.get("id") or name,
        codes=tuple(ordered),
        title=tuple(Phrase(Language(language), text) for language, text in titles),
        version=facts.get("version", ""),
        languages=tuple(map(Language, facts.get("languages", "").split())),
        source=facts.get("source", ""),
        extra=extra,
    )


def _json(written: str, otherwise: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(written)
    except ValueError:
        return otherwise

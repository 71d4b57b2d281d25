"""Adoption: a theme becomes a code of the codebook."""

from collections.abc import Iterable
from dataclasses import replace

from qualpipe.model import (
    Code,
    Codebook,
    Language,
    Phrase,
    QualpipeError,
    Segment,
    Suggestion,
    Theme,
)
from qualpipe.model.codebook import CODE_ID
from qualpipe.text.language import CHINESE
from qualpipe.text.script import han_count
from qualpipe.themes.residue import EXPLAINED
from qualpipe.themes.wording.labels import halves

_EXAMPLES = 6
_DRAFT = {
    Language.EN: "DRAFT, made from theme {theme} of run {run}; reword it. Talk about {terms}.",
    Language.ZH: "【草稿】由第 {run} 次運行的主題 {theme} 而來，請改寫。談及{terms}。",
}


def adopt(
    codebook: Codebook,
    theme: Theme,
    segments: Iterable[Segment],
    *,
    id: str,  # noqa: A002 - the noun's own word
    version: str,
    parent: str | None = None,
) -> tuple[Codebook, tuple[Suggestion, ...]]:
    """Return the codebook with the theme as a new code, and its segments as suggestions.

    The code gets the theme's terms as keywords, its quotes and most typical segments as examples,
    and a definition that says it is a draft. `segments` are those of the project, the theme's among
    them; `version` is the new codebook's. An id that exists and a parent that does not are errors.
    """
    known = {code.id for code in codebook}
    if id in known:
        raise QualpipeError(f"there is a code {id!r} already; give the new one another --id")
    if not CODE_ID.fullmatch(id):
        raise QualpipeError(f"{id!r} is no code id; use letters, digits, - _ and ., as in home-2")
    if parent is not None and parent not in known:
        raise QualpipeError(f"there is no code {parent!r} to put it under; known: {_list(known)}")
    of = {one.address: one for one in segments}
    lost = [address for address in theme.segments if address not in of]
    if lost:
        raise QualpipeError(
            f"theme {theme.id}: segment {lost[0]} is not in the project any more; "
            "look for themes anew"
        )
    code = _code(theme, of, id=id, parent=parent)
    book = replace(codebook, codes=(*codebook.codes, code), version=version)
    suggestions = (member(one, id, theme=theme.id, run=theme.run) for one in theme.segments)
    return book, tuple(suggestions)


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _code(theme: Theme, of: dict[str, Segment], *, id: str, parent: str | None) -> Code:  # noqa: A002
    typical = dict.fromkeys((*theme.quotes, *theme.segments))
    examples = [of[address] for address in typical][:_EXAMPLES]
    return Code(
        id=id,
        name=_names(theme),
        definition=_definitions(theme),
        keywords=theme.terms,
        examples=tuple(Phrase(one.language, one.text) for one in examples),
        parent=parent,
    )


def _chinese(theme: Theme) -> Language:
    """Return which Chinese the theme's terms are in."""
    return next((term.language for term in theme.terms if term.language in CHINESE), Language.ZH)


def _names(theme: Theme) -> tuple[Phrase, ...]:
    """Return a name in each language that the label has: `waiting for the doctor / 等睇醫生`."""
    return tuple(
        Phrase(_chinese(theme) if han_count(half) else Language.EN, half)
        for half in halves(theme.label)
    )


def _definitions(theme: Theme) -> tuple[Phrase, ...]:
    drafts = []
    for language, joint, terms in (
        (Language.EN, ", ", theme.terms_in(Language.EN)),
        (_chinese(theme), "、", theme.terms_in(*CHINESE)),
    ):
        if terms:
            draft = _DRAFT[Language.EN if language is Language.EN else Language.ZH]
            text = draft.format(theme=theme.id, run=theme.run, terms=joint.join(terms[:5]))
            drafts.append(Phrase(language, text))
    return tuple(drafts)


def member(segment: str, code: str, *, theme: str, run: str) -> Suggestion:
    """Suggest the code of an adopted theme, with just the score that explains the segment.

    So later searches leave the segment out, until a reviewer rejects the code.
    """
    return Suggestion(
        segment=segment,
        code=code,
        score=EXPLAINED,
        basis=f"member of theme {theme}, which a person adopted",
        evidence=(),
        run=run,
    )

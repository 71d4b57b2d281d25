"""Merging, splitting, moving and retiring codes: decisions follow, none is rewritten or lost."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualpipe.model import (
    Address,
    Code,
    Codebook,
    Decision,
    Phrase,
    QualpipeError,
    Span,
    UnknownName,
    Verdict,
)
from qualpipe.project import Project
from qualpipe.project.reviewing.revising.drafts import raised
from qualpipe.project.steps.decisions import standing
from qualpipe.review import SAYS_YES, current, effective
from qualpipe.text.folding import folded

_TAKEN_OVER = ("include", "keywords", "examples")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What merging one code into another will append: undos of the old, yeses for the new.

    `left` are decisions that stay with the old code, since the adjudicator settled otherwise there.
    """

    decisions: tuple[Decision, ...]
    left: tuple[Decision, ...]


def merged(codebook: Codebook, code: str, *, into: str) -> Codebook:
    """Return a codebook in which one code took over another's rules, keywords and examples.

    What counted as an example against it and was one of the other is no longer against it; codes
    under the one that goes move under the one that stays.
    """
    gone, kept = _named(codebook, code), _named(codebook, into)
    if code == into:
        raise QualpipeError(f"{code}: a code cannot be merged into itself; choose another")
    grown = replace(
        kept,
        include=_united(kept.include, gone.include),
        keywords=_united(kept.keywords, gone.keywords),
        examples=_united(kept.examples, gone.examples),
        counter_examples=_without(kept.counter_examples, gone.examples),
    )
    if grown.parent == code:
        grown = replace(grown, parent=gone.parent)
    codes = [grown if one.id == into else one for one in codebook if one.id != code]
    moved_up = [replace(one, parent=into) if one.parent == code else one for one in codes]
    return replace(codebook, codes=tuple(moved_up))


def retired(codebook: Codebook, code: str) -> Codebook:
    """Return a codebook without a code; those under it move up.

    Its decisions stay in the ledger and are shown as of an older version.
    """
    gone = _named(codebook, code)
    codes = [one for one in codebook if one.id != code]
    up = [replace(one, parent=gone.parent) if one.parent == code else one for one in codes]
    return replace(codebook, codes=tuple(up))


def split(codebook: Codebook, code: str, new: Code) -> Codebook:
    """Return a codebook with a further code right after the one it was split from.

    Nobody but the reviewers can say which decisions go with which: see `to_decide_anew`.
    """
    _named(codebook, code)
    if any(one.id == new.id for one in codebook):
        raise QualpipeError(f"there is a code {new.id!r} already; choose another id")
    codes: list[Code] = []
    for one in codebook:
        codes += (one, new) if one.id == code else (one,)
    return replace(codebook, codes=tuple(codes))


def moved(
    codebook: Codebook, code: str, *, under: str | None, before: str | None = None
) -> Codebook:
    """Return a codebook with a code under another (None: at the top), before one of its siblings.

    Without `before` it comes last. Neither its id nor any decision changes.
    """
    mover = replace(_named(codebook, code), parent=under)
    above = under
    while above is not None:
        if above == code:
            raise QualpipeError(f"{code}: a code cannot lie under itself; choose another place")
        above = _named(codebook, above).parent
    rest = [one for one in codebook if one.id != code]
    places = [number for number, one in enumerate(rest) if one.id == before]
    rest.insert(places[0] if places else len(rest), mover)
    return replace(codebook, codes=tuple(rest))


def change(project: Project, new: Codebook, *, before: str) -> Codebook:
    """Put a new version in force, its version raised if the author did not raise it.

    `before` is the hash of the version it was made on (StaleCodebook if another is in force).
    """
    same = new.version == project.codebook().version
    project.change_codebook(
        replace(new, version=raised(new.version)) if same else new, before=before
    )
    return project.codebook()


def merge_into(
    project: Project, code: str, *, into: str, by: str, at: str, before: str
) -> tuple[Codebook, Merge]:
    """Merge a code into another: the new version first, then the decisions, in one act.

    A code that is no more in the codebook (its merge was cut short, or it was taken out) has its
    decisions carried over alone.
    """
    book = project.codebook()
    _named(book, into)
    going = merge(project, code, into=into, by=by, at=at, codebook=book.hash)
    if any(one.id == code for one in book) or not (going.decisions or going.left):
        book = change(project, merged(book, code, into=into), before=before)
    decisions = tuple(replace(one, codebook=book.hash) for one in going.decisions)
    if decisions:
        project.review.decide(decisions)
    return book, replace(going, decisions=decisions)


def merge(project: Project, code: str, *, into: str, by: str, at: str, codebook: str) -> Merge:
    """Say what a merge would append for the decisions on `code`, without appending it.

    `by` is who merges, `codebook` the hash of the version without the code. Refused while a blind
    round is open: what is sealed cannot be carried over, and must not be left behind.
    """
    if any(one.sealed for one in project.review.rounds()):
        raise QualpipeError("a blind round is open; close it before codes are merged")
    said = [one for one in project.review.decisions() if one.code in {code, into}]
    last = standing(project.store, said)[0]
    note = f"{code} was merged into {into} by {by}"
    like = Decision(
        segment="", code=into, verdict=Verdict.ADD, reviewer=by, at=at, note=note, codebook=codebook
    )
    return planned(said, last, code=code, like=like)


def planned(
    said: Sequence[Decision], last: Sequence[Decision], *, code: str, like: Decision
) -> Merge:
    """Plan a merge of `code` into the code of `like`, which is what every new decision is like.

    `said` is the ledger on both codes, `last` the last words among it that still have their place.
    For each reviewer whose yes stands: an undo of what they said of `code`, and an add on the same
    words. A reviewer's stretches that overlap become one, so that no text counts twice.
    """
    there = {(one.segment, one.code) for one in current(last)}
    settled = {one.segment for one in last if one.code == like.code and one.adjudicates}
    refused = {segment for segment in settled if (segment, like.code) not in there}
    yes = [one for one in last if one.code == code and (one.segment, code) in there]
    yes = [one for one in yes if one.verdict in SAYS_YES]
    going = [one for one in yes if one.segment not in refused or one.adjudicates]
    decisions = [
        new
        for reviewer in sorted({one.reviewer for one in going})
        for new in _carried(
            [one for one in going if one.reviewer == reviewer],
            [one for one in last if _is_yes(one, like.code, reviewer)],
            [one for one in effective(said) if one.reviewer == reviewer],
            like=replace(like, reviewer=reviewer),
        )
    ]
    left = tuple(one for one in yes if one not in going)
    return Merge(decisions=tuple(decisions), left=left)


def _is_yes(one: Decision, code: str, reviewer: str) -> bool:
    return (one.code, one.reviewer) == (code, reviewer) and one.verdict in SAYS_YES


def _carried(
    going: Sequence[Decision],
    kept: Sequence[Decision],
    history: Sequence[Decision],
    *,
    like: Decision,
) -> list[Decision]:
    """Return the undos and adds of one reviewer.

    A stretch that lies in one they gave the other code already adds nothing; stretches that
    overlap are joined, and the shorter ones taken back.
    """
    gone = {(one.segment, one.code) for one in going}
    new: list[Decision] = []
    for address, adjudicates, notes in _joined(going, kept):
        text = "; ".join((like.note, *notes))
        new.append(replace(like, segment=address, adjudicates=adjudicates, note=text))
    joined = [Address.parse(one.segment) for one in new]
    for one in kept:
        place = Address.parse(one.segment)
        if any(_holds(longer, place) and longer != place for longer in joined):
            gone.add((one.segment, one.code))
    undone = [one for one in history if (one.segment, one.code) in gone]
    undos = [
        replace(
            like,
            segment=one.segment,
            code=one.code,
            verdict=Verdict.UNDO,
            undoes=one.number,
        )
        for one in undone
    ]
    return [*undos, *new]


def _joined(
    going: Sequence[Decision], kept: Sequence[Decision]
) -> list[tuple[str, bool, tuple[str, ...]]]:
    """Join overlapping stretches turn by turn: (address, adjudicated, notes) of what is new."""
    turns: defaultdict[tuple[str, int], list[tuple[Address, Decision]]] = defaultdict(list)
    for one in (*going, *kept):
        place = Address.parse(one.segment)
        turns[place.transcript, place.turn].append((place, one))
    found: list[tuple[str, bool, tuple[str, ...]]] = []
    for group in (g for turn in turns.values() for g in _overlapping(turn)):
        mine = [one for _, one in group if one in going]
        start = min(place.within.start for place, _ in group)
        end = max(place.within.end for place, _ in group)
        whole = str(replace(group[0][0], within=Span(start, end)))
        if mine and whole not in {one.segment for _, one in group if one not in mine}:
            settled = any(one.adjudicates for _, one in group)
            found.append((whole, settled, tuple(one.note for one in mine if one.note)))
    return found


def _overlapping(
    turn: Iterable[tuple[Address, Decision]],
) -> Iterable[list[tuple[Address, Decision]]]:
    group: list[tuple[Address, Decision]] = []
    end = 0
    for place, one in sorted(turn, key=lambda pair: pair[0]):
        if group and place.within.start >= end:
            yield group
            group = []
        group.append((place, one))
        end = max(end, place.within.end) if len(group) > 1 else place.within.end
    if group:
        yield group


def _holds(longer: Address, other: Address) -> bool:
    same = (longer.transcript, longer.turn) == (other.transcript, other.turn)
    return same and longer.within.holds(other.within)


def _named(codebook: Codebook, code: str) -> Code:
    found = next((one for one in codebook if one.id == code), None)
    if found is None:
        raise UnknownName(code, "code", tuple(one.id for one in codebook))
    return found


def _united(own: tuple[Phrase, ...], other: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Add what is not there yet, each language's phrases staying together."""
    known = {(one.language, folded(one.text)) for one in own}
    fresh = [one for one in other if (one.language, folded(one.text)) not in known]
    order = {language: n for n, language in enumerate(dict.fromkeys(o.language for o in own))}
    return tuple(sorted((*own, *fresh), key=lambda one: order.get(one.language, len(order))))


def _without(own: tuple[Phrase, ...], other: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    taken = {folded(one.text) for one in other}
    return tuple(one for one in own if folded(one.text) not in taken)

"""What a change of the codebook touches, before it is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualpipe.model import Codebook, Decision, Problem, Segment, Verdict
from qualpipe.project import Project
from qualpipe.project.steps.codebooks import consult
from qualpipe.project.steps.codes import originals, question_before
from qualpipe.project.steps.decisions import placed, standing
from qualpipe.project.watch import Watch, unwatched
from qualpipe.review import SAYS_YES, settled

# A score that moves less is the same to a reader: it is shown in whole per cents.
MOVES = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A segment whose suggestion of a code appears, disappears or moves.

    `before` and `after` are the probabilities (0 to 1); None where the code is not suggested.
    """

    segment: Segment
    code: str
    before: float | None
    after: float | None


class Why(StrEnum):
    """Why a decision is worth a second look."""

    GONE = "gone"  # its code is not in the new version
    NO_LONGER = "no_longer"  # accepted, and by its wording the machine no longer suggests it
    NOW = "now"  # refused, and by its wording the machine now does


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A decision worth a second look, and why."""

    decision: Decision
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a new version of the codebook would change.

    `changes` says in words what differs, `problems` what could be better in it. The largest shifts
    come first.
    """

    changes: tuple[str, ...]
    problems: tuple[Problem, ...]
    appear: tuple[Shift, ...]
    disappear: tuple[Shift, ...]
    move: tuple[Shift, ...]
    revisit: tuple[Revisit, ...]
    segments: int


def impact(
    project: Project, new: Codebook, *, viewer: str = "", watch: Watch = unwatched
) -> Impact:
    """Say what a new version would change: suggestions, and decisions worth a second look.

    Both versions are scored on the segments of today with the decisions that are open to all, from
    the vectors that are kept: only wording that is new is embedded. `viewer` is whose sealed
    decisions may be named. Nothing is written but vectors.
    """
    from qualpipe.codebook import check, diff  # noqa: PLC0415 - YAML is slow to import

    old = consult(project.folder, project.settings, project.store).codebook
    before, after, segments = _scored(project, old, new, watch=watch)
    shifts = _shifts(before.suggested, after.suggested, {one.address: one for one in segments})
    seen = standing(project.store, project.review.decisions(viewer=viewer))[0]
    watch("comparing", 3, 3)
    return Impact(
        changes=tuple(diff(old, new)),
        problems=tuple(check(new)),
        appear=tuple(one for one in shifts if one.before is None),
        disappear=tuple(one for one in shifts if one.after is None),
        move=tuple(one for one in shifts if one.before is not None and one.after is not None),
        revisit=_revisits(
            seen, before=before.worded, after=after.worded, old=old, new=new, segments=segments
        ),
        segments=len(segments),
    )


Pairs = Mapping[tuple[str, str], float]
"""Probabilities by address and code, where the code is suggested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """What a version suggests, with what was decided, and by its wording alone."""

    suggested: Pairs
    worded: Pairs


def _scored(
    project: Project, old: Codebook, new: Codebook, *, watch: Watch
) -> tuple[_Scored, _Scored, tuple[Segment, ...]]:
    from qualpipe.coding import gather, judgements, learn, score  # noqa: PLC0415 - numpy
    from qualpipe.coding.scoring import Scores  # noqa: PLC0415 - numpy
    from qualpipe.project.steps.embedding import Embedder  # noqa: PLC0415 - loads a model

    transcripts = {one.id: one for one in project.store.transcripts()}
    segments = originals(project.store.segments(), transcripts)
    embed = Embedder(project.store, project.settings.encoder, jobs=1, watch=watch)
    contexts = [question_before(transcripts[one.transcript], one) for one in segments]
    watch("comparing", 0, 3)
    corpus = gather(segments, embed=embed, contexts=contexts)
    decisions, refused = placed(settled(standing(project.store)[0]), segments)
    odds = {(one.segment, one.code): one.odds for one in decisions if one.odds is not None}
    answers = judgements(decisions, segments, odds=odds)

    def chosen(scores: Scores) -> Pairs:
        rows, columns = scores.chosen.nonzero()
        return {
            (segments[row].address, scores.codes[column]): float(scores.probability[row, column])
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        }

    found = []
    for number, codebook in enumerate((old, new), 1):
        worded = score(corpus, codebook, embed=embed)
        known = [one for one in answers if one.code in worded.codes]
        learned = chosen(learn(worded, corpus, known))
        suggested = {key: value for key, value in learned.items() if key not in refused}
        found.append(_Scored(suggested=suggested, worded=chosen(worded)))
        watch("comparing", number, 3)
    return found[0], found[1], segments


def _shifts(before: Pairs, after: Pairs, segments: Mapping[str, Segment]) -> list[Shift]:
    shifts = []
    for address, code in before.keys() | after.keys():
        was, now = before.get((address, code)), after.get((address, code))
        if was is None or now is None or abs(now - was) >= MOVES:
            shifts.append(Shift(segment=segments[address], code=code, before=was, after=now))
    return sorted(shifts, key=lambda one: (-_size(one), one.code, one.segment.address))


def _size(shift: Shift) -> float:
    return abs((shift.after or 0.0) - (shift.before or 0.0))


def _revisits(
    decisions: Iterable[Decision],
    *,
    before: Pairs,
    after: Pairs,
    old: Codebook,
    new: Codebook,
    segments: Sequence[Segment],
) -> tuple[Revisit, ...]:
    """Find decisions whose code goes, or where the wording now says the opposite of the person.

    By the wording alone, since what was learned from the decision itself would agree with it.
    """
    versions = ({code.id for code in old}, {code.id for code in new})
    wording = {code.id: _wording(code) for code in old}
    changed = {code.id for code in new if wording.get(code.id) != _wording(code)}
    found: list[Revisit] = []
    for one in decisions:
        if one.code in versions[0] and one.code not in versions[1]:
            if one.verdict in SAYS_YES:
                found.append(Revisit(decision=one, why=Why.GONE))
            continue
        if one.code not in changed:
            continue
        places = [(led.segment, one.code) for led in placed([one], segments)[0]]
        was, now = any(p in before for p in places), any(p in after for p in places)
        if one.verdict in SAYS_YES and was and not now:
            found.append(Revisit(decision=one, why=Why.NO_LONGER))
        elif one.verdict is Verdict.REJECT and now and not was:
            found.append(Revisit(decision=one, why=Why.NOW))
    return tuple(found)


def _wording(code: object) -> tuple[object, ...]:
    """Return what of a code speaks of its meaning: neither its colour nor its place in the tree."""
    parts = ("name", "definition", "include", "exclude", "keywords", "examples", "counter_examples")
    return tuple(getattr(code, part) for part in parts)

"""Agreement in a project: of reviewers with one another, of the machine with what is settled."""

from collections.abc import Collection

from qualpipe.model import QualpipeError
from qualpipe.project import Project
from qualpipe.project.reviewing.agreement.heard import (
    Heard,
    heard_freely,
    heard_in,
    settling,
    unanimous,
)
from qualpipe.project.reviewing.differences import unsealed
from qualpipe.project.reviewing.rounds import round_named
from qualpipe.review.agreement import (
    Agreement,
    Plan,
    Row,
    Split,
    SuggesterTable,
    Unit,
    ratings,
    span_agreement,
    suggester_agreement,
)
from qualpipe.review.agreement import agreement as measured

__all__ = ["agreement", "spans", "suggester"]

BY_CODE = (Split.CODE,)


def agreement(
    project: Project,
    *,
    round: str | None = None,  # noqa: A002 - the noun's own word
    by: Collection[Split] = BY_CODE,
    unit: Unit = Unit.SEGMENT,
    plan: Plan | None = None,
) -> Agreement:
    """Measure how far the reviewers of a round agree, or all of them on whatever they share.

    Of a round: on what each said in it, on the segments where they decided on all they were given.
    Without one: on what is open to all, adjudication aside. A blind round that is open is refused.
    """
    heard = _heard(project, round)
    arranged = ratings(
        heard.said, heard.segments, assigned=heard.through, codes=heard.codes, unit=unit
    )
    return measured(arranged, by=by, plan=plan)


def spans(
    project: Project,
    *,
    round: str | None = None,  # noqa: A002 - the noun's own word
    plan: Plan | None = None,
) -> tuple[Row, ...]:
    """Measure whether reviewers marked the same spans; empty if nobody selected any by hand."""
    heard = _heard(project, round)
    if not heard.by_hand:
        return ()
    return span_agreement(
        heard.said, heard.segments, assigned=heard.through, codes=heard.codes, plan=plan
    )


def suggester(
    project: Project,
    *,
    round: str | None = None,  # noqa: A002 - the noun's own word
    by: Collection[Split] = BY_CODE,
    plan: Plan | None = None,
) -> SuggesterTable:
    """Compare the machine's suggestions with the coding that people settled.

    Settled is a segment where all who went through it say the same of every code, or somebody
    adjudicated. The suggestions are those that were shown (of a round: those it froze): later ones
    have learnt from the answers.
    """
    heard = _heard(project, round)
    settled, looked_at = unanimous(heard, settling(project))
    return suggester_agreement(
        heard.suggested,
        settled,
        heard.segments,
        looked_at=looked_at,
        codes=heard.codes,
        by=[one for one in by if one is not Split.REVIEWER],
        plan=plan,
    )


def _heard(project: Project, name: str | None) -> Heard:
    if name is None:
        heard = heard_freely(project)
        empty = "nobody has decided on all that is suggested for a segment yet"
    else:
        one = unsealed(round_named(project, name))
        heard = heard_in(project, one)
        empty = f"nobody has decided on all that the round {one.name!r} gives of a segment yet"
    if not heard.through:
        raise QualpipeError(f"{empty}; there is nothing to compare")
    return heard

"""A project as a value, as it is or as it was when its ledger ended with a certain decision."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from qualpipe.export.study import Study
from qualpipe.export.table import Cell
from qualpipe.model import QualpipeError, Round, Run
from qualpipe.project import Project
from qualpipe.project.exporting.sending import sent
from qualpipe.project.steps.decisions import standing
from qualpipe.project.thematic.editions import Edition
from qualpipe.review import current, memos_shown, visible
from qualpipe.themes import leaves

_STEPS = ("link", "code", "opinion", "themes", "adopt")


def study_of(project: Project, *, at: str, head: str | None = None) -> Study:
    """Gather all that an export may know, as everybody may see it.

    With `head`, the seal of a decision, the ledger is taken as it ended with that decision, and
    rounds and memos as they were at the moment `at`: what was sealed then is sealed. Transcripts,
    codebook, suggestions and themes are those of today; a study keeps no older ones.
    """
    rounds, memos = project.store.team.rounds.all(), project.store.team.memos.all()
    before = None
    if head is not None:
        before = _after(project, head)
        rounds = tuple(_then(one, at) for one in rounds if _moment(one.opened) <= _moment(at))
        memos = tuple(one for one in memos if _moment(one.at) <= _moment(at))
    ledger = project.store.ledger.decisions(before=before)
    decisions = visible(ledger, rounds)
    last, adrift = standing(project.store, decisions)
    study = Study(
        name=project.folder.name,
        at=at,
        codebook=project.codebook(),
        transcripts=project.transcripts(),
        segments=project.segments(),
        suggestions=project.suggestions(),
        decisions=decisions,
        last_words=last,
        codings=current(last),
        adrift=adrift,
        sealed=len(ledger) - len(decisions),
        memos=memos_shown(memos, rounds),
        reviewers=project.store.team.people.all(),
        rounds=rounds,
        runs=_runs(project),
        sent=sent(_until(project, at if head is not None else "")),
        problems=project.problems(),
        head=project.store.ledger.last_seal() if head is None else head,
    )
    return with_edition(study, project.themes.last())


def with_edition(study: Study, edition: Edition | None) -> Study:
    """Return the study with the themes of an edition; a heading is no theme, but a label."""
    if edition is None:
        return replace(study, themes=(), headings={}, adopted=())
    themes = leaves(edition.themes)
    above = {one.parent for one in themes}
    headings = {one.id: one.label for one in edition.themes if one.id in above}
    adopted = tuple(one.code for one in edition.adopted)
    return replace(study, themes=themes, headings=headings, adopted=adopted)


def agreement_rows(project: Project) -> tuple[dict[str, Cell], ...]:
    """Return how far the reviewers agree; empty while there is nothing to compare."""
    from qualpipe.project.reviewing.agreement import agreement  # noqa: PLC0415 - seldom asked

    try:
        found = agreement(project)
    except QualpipeError:
        return ()  # nobody went through a whole segment yet: the table says so
    return tuple(row.cells() for row in found.rows)


def now() -> str:
    """Return this moment with the time zone of the machine."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def _after(project: Project, head: str) -> int:
    number = project.store.ledger.number_of(head)
    if number is None:
        raise QualpipeError(
            f"the ledger of this project has no decision with the seal {head[:12]}: "
            "the export was made from another project, or the ledger was changed"
        )
    return number + 1


def _then(one: Round, at: str) -> Round:
    """Return a round as it was at a moment: not closed yet, if it was closed later."""
    closed = one.closed and _moment(one.closed) <= _moment(at)
    return one if closed else replace(one, closed="")


def _moment(text: str) -> datetime:
    """Return a moment with its zone; one without is taken as UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _until(project: Project, at: str) -> Iterator[Run]:
    """Yield every run, also those of the themes; with a moment, those that had begun by then."""
    themes = (run for _, run in project.store.themes.runs())
    for run in (*project.store.runs.all(), *themes):
        if not (at and run.started) or _moment(run.started) <= _moment(at):
            yield run


def _runs(project: Project) -> dict[str, Run]:
    found = {step: project.last_run(step) for step in _STEPS}
    return {step: run for step, run in found.items() if run is not None}

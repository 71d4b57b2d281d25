"""A project as it stands in the middle of a study: a closed round, an open blind one, themes."""

from collections.abc import Sequence
from dataclasses import replace

from make import phrases
from playwright.sync_api import Page
from web.conftest import AT, PASSWORD

from qualpipe import Project
from qualpipe.model import Decision, Duty, Run, Segment, Theme, Verdict
from qualpipe.project.reviewing import people, rounds
from qualpipe.project.thematic.editions import Edition, kept
from qualpipe.themes import Findings

CLOSED, OPEN = "first round", "second round"
SECRET = "nobody may read this yet"  # noqa: S105 - a note under seal
# What runs if a text gets into a page as anything but text; it then shows as a fault of the page.
HOSTILE = "</script><img src=x onerror=console.error('ran')>{{7*7}}<b>&amp;'\""


def judged(project: Project, *, note: str = "", notes: Sequence[str] = ()) -> list[Decision]:
    """Close a round in which ana and ben differ on every second suggestion; cho may settle it."""
    people.add(project, "cho", duty=Duty.ADJUDICATOR, password=PASSWORD, at=AT)
    made = rounds.open_round(
        project,
        CLOSED,
        reviewers=["ana", "ben"],
        sample="60%",
        overlap=2,
        blind=True,
        seed=1,
        at=AT,
    )
    said = []
    for name in ("ana", "ben"):
        for number, item in enumerate(rounds.items_for(project, made, name)):
            yes = number % 3 > 0 if name == "ana" else number % 2 == 0
            said.append(
                Decision(
                    segment=item.suggestion.segment,
                    code=item.suggestion.code,
                    verdict=Verdict.ACCEPT if yes else Verdict.REJECT,
                    reviewer=name,
                    at=AT,
                    note=note or (notes[number % len(notes)] if notes else ""),
                    seen=item.suggestion.run,
                )
            )
    project.review.decide(said)
    rounds.close_round(project, CLOSED, at=AT)
    return said


def sealed(project: Project, *, by: str = "ana", share: float = 0.5) -> int:
    """Have somebody decide on a part of an open blind round of ana and ben; opens it if need be."""
    if OPEN not in {one.name for one in project.review.rounds()}:
        rounds.open_round(
            project,
            OPEN,
            reviewers=["ana", "ben"],
            sample="all",
            overlap=2,
            blind=True,
            seed=1,
            at=AT,
        )
    items = rounds.items_for(project, rounds.round_named(project, OPEN), by)
    chosen = items[: max(1, round(share * len(items)))]
    project.review.decide(
        [
            Decision(
                segment=one.suggestion.segment,
                code=one.suggestion.code,
                verdict=Verdict.ACCEPT,
                reviewer=by,
                at=AT,
                note=SECRET,
                seen=one.suggestion.run,
            )
            for one in chosen
        ]
    )
    return len(chosen)


def themed(project: Project, *, label: str = "waiting / 等") -> Edition:
    """Keep an edition of three themes over the project's own segments."""
    said = project.segments()
    parts = [said[number::3] for number in range(3)]
    themes = tuple(_theme(str(number), label, part) for number, part in enumerate(parts, 1))
    run = Run(
        id="themes-1",
        step="themes",
        settings={"over": "all", "method": "steady"},
        inputs={
            "codebook": project.codebook().hash,
            "segments": project.store.runs.state(),
            "explained": "",
            "encoder": "bundled",
        },
        seed=1,
        started=AT,
    )
    project.store.save_codebook(project.codebook(), at=AT)
    return kept(project.store, Edition(number=0, run=run, findings=Findings(themes=themes)))


def _theme(name: str, label: str, said: Sequence[Segment]) -> Theme:
    return Theme(
        id=name,
        label=f"{label} {name}",
        terms=(*phrases("wait", label), *phrases("等")),
        segments=tuple(one.address for one in said),
        quotes=tuple(one.address for one in said[:2]),
        languages=((said[0].language, len(said)),),
        participants=3,
        novelty=0.61,
        stability=0.8 if name != "2" else None,
        nearest="home_like_environment",
        likeness=0.31,
        share=len(said) / 12,
        run="themes-1",
    )


def renamed_code(project: Project, name: str) -> None:
    """Give the first code another name."""
    book = project.codebook()
    first, *others = book.codes
    new = replace(book, codes=(replace(first, name=phrases(name)), *others))
    project.change_codebook(new, before=book.hash)


def asked(page: Page, method: str, path: str, body: object = None) -> tuple[int, str]:
    """Send a request as the page would; returns its status and the message or the answer."""
    status, said = page.evaluate(
        """async ([method, path, body]) => {
          const { send } = await import("/static/api.js");
          try { return [200, JSON.stringify(await send(method, path, body ?? undefined))]; }
          catch (fault) { return [fault.status, fault.message]; }
        }""",
        [method, path, body],
    )
    return int(status), str(said)

"""A small project with reviewers, whose suggestions are made up and cost nothing."""

from collections.abc import Callable, Iterable
from pathlib import Path

from qualpipe.model import Decision, Duty, Evidence, Run, Span, Suggestion, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import people, rounds

AT = "2026-01-05T09:00:00+08:00"
LATER = "2026-01-06T09:00:00+08:00"
CODES = ("home_like_environment", "social_support")
INTERVIEWS = {
    "P01.txt": "訪：個中心點呀？\n受：個中心好似屋企咁，入去坐低飲杯茶都得。\n訪：仲有呢？\n"
    "受：識咗班朋友，得閒一齊行山，有事都會互相照應。\n訪：職員呢？\n受：姑娘成日打嚟問我點解冇覆診。\n",
    "P02.txt": "I: How is the centre?\nP: It feels like home, I can just sit there.\n"
    "I: Who is there?\nP: Friends of mine, we have tea together on Fridays.\n"
    "I: And staff?\nP: My worker kept ringing me until I opened the door.\n",
    "P03.txt": "I: 點呀？\nP: 我同個 worker 傾咗個 plan，好似屋企咁 relax。\n"
    "I: 朋友呢？\nP: 有兩個好 friend，一齊飲茶 😀。\n",
}
ROUND = "double coding 1"


def project(folder: Path, *, reviewers: Iterable[str] = ("ana", "陳")) -> Project:
    """Make a project of three interviews, eight segments, two suggestions each, and a team."""
    (folder / "in").mkdir(parents=True, exist_ok=True)
    for name, text in INTERVIEWS.items():
        (folder / "in" / name).write_text(text, "utf-8")
    opened = Project.open(folder)
    opened.ingest([folder / "in"])
    suggest(opened)
    for name in reviewers:
        people.add(opened, name, at=AT)
    if reviewers:
        people.add(opened, "carol", duty=Duty.ADJUDICATOR, at=AT)
    return opened


def suggest(opened: Project, *, run: str = "made-up") -> None:
    """Suggest both codes for every segment."""
    book = opened.codebook()
    opened.store.save_codebook(book, at=AT)
    found = [
        Suggestion(
            segment=one.address,
            code=code,
            score=0.5 + place / 10,
            basis="made up",
            evidence=(
                Evidence(
                    span=Span(one.span.start, one.span.start + 2), reason="keyword", weight=0.5
                ),
            ),
            run=run,
        )
        for one in opened.segments()
        for place, code in enumerate(CODES)
    ]
    made = Run(id=run, step="code", inputs={"codebook": book.hash, "decisions": ""})
    opened.store.save_suggestions(made, found)


def open_round(
    opened: Project, *, blind: bool = True, sample: str = "all", overlap: int = 2
) -> str:
    rounds.open_round(
        opened,
        ROUND,
        reviewers=["ana", "陳"],
        sample=sample,
        overlap=overlap,
        blind=blind,
        seed=1,
        at=AT,
    )
    return ROUND


Answer = Callable[[Suggestion], Verdict | None]


def work(
    opened: Project, reviewer: str, answer: Answer, *, name: str = ROUND, at: str = AT
) -> None:
    """Let a reviewer go through a round; `answer` gives the verdict, None to leave it."""
    one = rounds.round_named(opened, name)
    opened.review.decide(
        [
            said(item.suggestion.segment, item.suggestion.code, verdict, reviewer, at=at)
            for item in rounds.items_for(opened, one, reviewer)
            if (verdict := answer(item.suggestion)) is not None
        ]
    )


def said(
    segment: str,
    code: str,
    verdict: Verdict = Verdict.ACCEPT,
    reviewer: str = "ana",
    *,
    at: str = AT,
    seen: str = "made-up",
) -> Decision:
    return Decision(
        segment=segment, code=code, verdict=verdict, reviewer=reviewer, at=at, seen=seen
    )


def yes(_one: Suggestion) -> Verdict:
    return Verdict.ACCEPT


def no(_one: Suggestion) -> Verdict:
    return Verdict.REJECT


def home_only(one: Suggestion) -> Verdict:
    return Verdict.ACCEPT if one.code == CODES[0] else Verdict.REJECT

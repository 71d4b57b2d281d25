from collections.abc import Iterator
from pathlib import Path

import bilingual
import make
import pytest
from bilingual import AT, HOME

from qualpipe import Project, QualpipeError
from qualpipe.model import Memo
from qualpipe.project.reviewing import memos


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(bilingual.study(tmp_path / "study")) as opened:
        yield opened


def write(
    project: Project,
    text: str = "飲茶 again",
    *,
    about: str = "P01:4:0-2",
    reviewer: str = "ana",
    replaces: int | None = None,
) -> Memo:
    return memos.write(project, about, text, reviewer=reviewer, at=AT, replaces=replaces)


@pytest.mark.parametrize(
    ("about", "words"),
    [("P01:4:0-2", "食咗"), (f"code:{HOME}", ""), ("transcript:P01", ""), ("P01:2:0-1", "😀")],
)
@pytest.mark.parametrize("text", ["She means the hostel.", "佢講嘅係宿舍。\n第二行 😀"])
def test_a_memo_is_about_words_a_code_or_an_interview(
    project: Project, about: str, words: str, text: str
) -> None:
    kept = write(project, text, about=about)
    assert project.review.memos(viewer="ben", about=about) == (kept,)
    assert (kept.text, kept.words) == (text, words)


@pytest.mark.parametrize(
    "about", ["P01:4:0-4000", "P09:1:0-2", "code:nothing", "transcript:P09", "nonsense"]
)
def test_there_is_nothing_to_note_about_what_is_not_there(project: Project, about: str) -> None:
    with pytest.raises(QualpipeError):
        write(project, about=about)
    assert project.review.memos() == ()


def test_a_memo_can_be_about_a_code_that_went_if_people_decided_on_it(project: Project) -> None:
    project.decide([make.decision("P01:4:0-2", code="old_code")])
    assert write(project, about="code:old_code").about == "code:old_code"


def test_one_that_replaces_another_stands_in_its_place(project: Project) -> None:
    first = write(project)
    second = write(project, "better", replaces=first.number)
    assert project.review.memos() == (second,)
    assert len(project.store.team.memos.all()) == 2


def test_taken_back_it_is_shown_no_more_and_stays_in_the_project(project: Project) -> None:
    first = write(project)
    memos.take_back(project, first.number, reviewer="ana", at=AT)
    assert project.review.memos() == ()
    assert first in project.store.team.memos.all()


def test_a_memo_changed_in_another_tab_is_not_changed_twice(project: Project) -> None:
    first = write(project)
    write(project, "better", replaces=first.number)
    with pytest.raises(QualpipeError, match="in the meantime"):
        write(project, "other", replaces=first.number)
    with pytest.raises(QualpipeError, match="in the meantime"):
        memos.take_back(project, first.number, reviewer="ana", at=AT)


def test_nobody_changes_anothers_memo_or_learns_that_there_is_one(project: Project) -> None:
    first = write(project)
    told = []
    for number in (first.number, 999):
        with pytest.raises(QualpipeError) as refusal:
            write(project, "mine", reviewer="ben", replaces=number)
        told.append(str(refusal.value).replace(str(number), "N"))
    assert told[0] == told[1]


def test_a_memo_does_not_move_to_another_place(project: Project) -> None:
    first = write(project)
    with pytest.raises(QualpipeError, match="is about"):
        write(project, about="P01:4:0-3", replaces=first.number)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_a_memo_needs_words(project: Project, text: str) -> None:
    with pytest.raises(QualpipeError, match="needs some words"):
        write(project, text)


def test_a_megabyte_is_refused_and_twenty_thousand_characters_are_kept(project: Project) -> None:
    with pytest.raises(QualpipeError, match=r"1,000,000 characters; 20,000 are allowed"):
        write(project, "長" * 1_000_000)
    assert len(write(project, "𠮷" * memos.LONGEST).text) == memos.LONGEST


def test_a_memo_names_its_author_and_a_moment_with_a_time_zone(project: Project) -> None:
    with pytest.raises(QualpipeError, match="author"):
        write(project, reviewer=" ")
    with pytest.raises(QualpipeError, match="time zone"):
        memos.write(project, "P01:4:0-2", "x", reviewer="ana", at="2026-01-05T09:00:00")


def test_what_is_noted_in_a_blind_round_is_its_authors_alone_until_it_is_closed(
    project: Project,
) -> None:
    project.store.team.rounds.open(make.round(), [])
    kept = write(project)
    assert kept.round == "double coding 1"
    assert project.review.memos(viewer="ana") == (kept,)
    assert project.review.memos(viewer="ben") == project.review.memos() == ()
    project.store.team.rounds.close("double coding 1", at=AT)
    assert project.review.memos(viewer="ben") == (kept,)

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import bilingual
import make
import pytest
from bilingual import AT, COACH, HOME

from qualpipe import Project
from qualpipe.model import Code, Codebook, Language, Phrase, Verdict
from qualpipe.project.reviewing import revising
from qualpipe.project.reviewing.revising import Why


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(bilingual.study(tmp_path / "study")) as opened:
        yield opened


def without(book: Codebook, code: str) -> Codebook:
    return replace(book, codes=tuple(one for one in book if one.id != code))


def worded(book: Codebook, code: str, *texts: str, language: Language) -> Codebook:
    """Return a codebook in which a code says nothing but these texts."""
    said = tuple(Phrase(language, text) for text in texts)
    codes = tuple(
        Code(id=one.id, name=one.name, definition=said[:1], keywords=said, examples=said)
        if one.id == code
        else one
        for one in book
    )
    return replace(book, codes=codes)


def test_an_unchanged_codebook_touches_nothing(project: Project) -> None:
    found = revising.impact(project, project.codebook())
    assert (found.changes, found.appear, found.disappear, found.move) == ((), (), (), ())
    assert found.segments == 6


def test_what_appears_and_disappears_is_what_coding_anew_would_change(project: Project) -> None:
    book = project.codebook()
    new = worded(book, HOME, "步驟 目標", "step goal coach", language=Language.EN)
    found = revising.impact(project, new)
    before = {(one.segment, one.code) for one in project.suggestions()}
    project.change_codebook(new, before=book.hash)
    project.code()
    after = {(one.segment, one.code): one.score for one in project.suggestions()}
    assert {(one.segment.address, one.code) for one in found.appear} == after.keys() - before
    assert {(one.segment.address, one.code) for one in found.disappear} == before - after.keys()
    for one in (*found.appear, *found.move):
        assert one.after == pytest.approx(after[one.segment.address, one.code], abs=1e-4)
    assert found.appear
    assert found.disappear


def test_nothing_is_written_before_the_change_is_made(project: Project) -> None:
    before = (project.counts(), project.suggestions(), project.codebook())
    revising.impact(project, without(project.codebook(), HOME))
    assert (project.counts(), project.suggestions(), project.codebook()) == before


def test_it_says_in_words_what_changes_and_what_could_be_better(project: Project) -> None:
    book = project.codebook()
    first = replace(book.codes[0], definition=(), share=0.2)
    found = revising.impact(project, replace(book, codes=(first, *book.codes[1:])))
    assert f"{HOME}: share: nothing -> 0.2" in found.changes
    assert "it has no definition" in [one.message for one in found.problems]


def test_a_yes_on_a_code_that_goes_is_worth_a_second_look(project: Project) -> None:
    yes, no = make.decision("P01:4:0-2", code=HOME), make.decision("P02:2:0-2", code=HOME)
    project.decide([yes, replace(no, verdict=Verdict.REJECT)])
    found = revising.impact(project, without(project.codebook(), HOME))
    assert [(one.decision.segment, one.why) for one in found.revisit] == [("P01:4:0-2", Why.GONE)]


def test_so_is_one_that_the_new_wording_speaks_against(project: Project) -> None:
    book = project.codebook()
    new = worded(book, HOME, "步驟 目標", "step goal coach", language=Language.EN)
    found = revising.impact(project, new)
    lost = next(one.segment.address for one in found.disappear if one.code == HOME)
    come = next(one.segment.address for one in found.appear if one.code == HOME)
    refused = replace(make.decision(come, code=HOME), verdict=Verdict.REJECT)
    project.decide([make.decision(lost, code=HOME), refused, make.decision(lost, code=COACH)])
    again = revising.impact(project, new)
    assert {(one.decision.segment, one.decision.code, one.why) for one in again.revisit} == {
        (lost, HOME, Why.NO_LONGER),
        (come, HOME, Why.NOW),
    }


@pytest.mark.parametrize(("colour", "parent"), [("#123456", None), ("", COACH)])
def test_colour_and_place_in_the_tree_touch_no_decision(
    project: Project, colour: str, parent: str | None
) -> None:
    book = project.codebook()
    project.decide([make.decision("P01:4:0-2", code=HOME)])
    changed = replace(book.codes[0], colour=colour, parent=parent)
    found = revising.impact(project, replace(book, codes=(changed, *book.codes[1:])))
    assert found.changes
    assert (found.appear, found.disappear, found.revisit) == ((), (), ())


def test_sealed_decisions_are_named_to_their_author_alone(project: Project) -> None:
    project.store.team.rounds.open(make.round(), [])
    project.decide([make.decision("P01:4:0-2", code=HOME, reviewer="ben")])
    new = without(project.codebook(), HOME)
    assert revising.impact(project, new, viewer="ana").revisit == ()
    assert len(revising.impact(project, new, viewer="ben").revisit) == 1


def test_it_tells_how_far_it_is(project: Project) -> None:
    told: list[tuple[str, int, int]] = []
    revising.impact(
        project, project.codebook(), watch=lambda *step: told.append((step[0], step[1], step[2]))
    )
    assert told[-1] == ("comparing", 3, 3)


def test_two_versions_of_the_same_wording_have_the_same_effect_at_another_time(
    project: Project,
) -> None:
    new = worded(project.codebook(), HOME, "home", language=Language.EN)
    project.decide([replace(make.decision("P01:4:0-2", code=HOME), at=AT)])
    assert revising.impact(project, new) == revising.impact(project, new)

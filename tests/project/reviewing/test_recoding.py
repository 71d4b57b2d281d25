from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import bilingual
import make
import pytest
from bilingual import AT, COACH, HEARD, HOME
from hypothesis import given
from hypothesis import strategies as some

from qualpipe import Project, QualpipeError, Verdict
from qualpipe.model import Address, Codebook, Coding, Decision, Language
from qualpipe.project.reviewing import revising
from qualpipe.project.reviewing.revising import StaleCodebook
from qualpipe.review import current, last_words


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(bilingual.study(tmp_path / "study")) as opened:
        yield opened


def say(
    project: Project,
    place: str,
    code: str = COACH,
    *,
    reviewer: str = "ana",
    verdict: Verdict = Verdict.ADD,
    adjudicates: bool = False,
    note: str = "",
) -> None:
    one = make.decision(place, code=code, reviewer=reviewer, verdict=verdict)
    book = project.codebook().hash
    project.decide([replace(one, adjudicates=adjudicates, note=note, codebook=book)])


def merge(project: Project, code: str = COACH, into: str = HOME) -> Codebook:
    before = project.codebook().hash
    book, _ = revising.merge_into(project, code, into=into, by="dan", at=AT, before=before)
    return book


def codings(project: Project) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.segment, one.code, one.reviewers) for one in project.codings()]


def test_a_merge_gives_every_yes_to_the_code_that_stays(project: Project) -> None:
    say(project, "P01:4:0-3", reviewer="ana", note="lunch")
    say(project, "P01:4:0-3", reviewer="ben")
    say(project, "P02:2:0-9", reviewer="ben", verdict=Verdict.REJECT)
    before = project.decisions()
    book = merge(project)
    assert COACH not in {one.id for one in book}
    assert codings(project) == [("P01:4:0-3", HOME, ("ana", "ben"))]
    assert project.decisions()[: len(before)] == before
    fresh = project.decisions()[len(before) :]
    assert len({one.act for one in fresh}) == 1
    assert all("merged into home_like_environment by dan" in one.note for one in fresh)
    assert any("lunch" in one.note for one in fresh)
    assert {one.codebook for one in fresh} == {book.hash}


@pytest.mark.parametrize(
    ("kept", "gone", "after"),
    [
        (["P01:2:4-20"], ["P01:2:4-20"], ["P01:2:4-20"]),
        (["P01:2:4-20"], ["P01:2:6-12"], ["P01:2:4-20"]),
        (["P01:2:6-12"], ["P01:2:4-20"], ["P01:2:4-20"]),
        (["P01:2:4-12"], ["P01:2:8-20"], ["P01:2:4-20"]),
        (["P01:2:4-12"], ["P01:2:12-20"], ["P01:2:12-20", "P01:2:4-12"]),
        (["P01:2:4-8", "P01:2:10-20"], ["P01:2:6-12"], ["P01:2:4-20"]),
        ([], ["P01:2:4-12", "P01:2:8-20"], ["P01:2:4-20"]),
        (["P01:4:0-2"], ["P01:6:0-2"], ["P01:4:0-2", "P01:6:0-2"]),
    ],
)
def test_the_same_words_never_count_twice_after_a_merge(
    project: Project, kept: list[str], gone: list[str], after: list[str]
) -> None:
    for place in kept:
        say(project, place, HOME)
    for place in gone:
        say(project, place, COACH)
    merge(project)
    assert [segment for segment, _, _ in codings(project)] == after


def test_what_two_people_gave_stays_with_each(project: Project) -> None:
    say(project, "P01:2:4-12", HOME, reviewer="ana")
    say(project, "P01:2:8-20", COACH, reviewer="ben")
    merge(project)
    assert codings(project) == [
        ("P01:2:4-12", HOME, ("ana",)),
        ("P01:2:8-20", HOME, ("ben",)),
    ]


def test_a_merge_can_be_undone_and_everything_is_as_before(project: Project) -> None:
    say(project, "P01:2:4-12", HOME)
    say(project, "P01:2:8-20", COACH)
    say(project, "P01:2:8-20", COACH)  # said twice: both must be taken back
    before = codings(project)
    count = len(project.decisions())
    merge(project)
    undos = [
        replace(one, verdict=Verdict.UNDO, undoes=one.number, adjudicates=False)
        for one in reversed(project.decisions()[count:])
    ]
    project.decide(undos)
    assert codings(project) == before


def test_what_the_adjudicator_refused_does_not_come_back(project: Project) -> None:
    say(project, "P01:4:0-3", COACH)
    say(
        project,
        "P01:4:0-3",
        COACH,
        reviewer="dan",
        verdict=Verdict.REJECT,
        adjudicates=True,
    )
    merge(project)
    assert codings(project) == []


def test_a_yes_that_an_adjudicator_refused_for_the_other_code_is_left_and_told(
    project: Project,
) -> None:
    say(project, "P01:4:0-3", COACH)
    say(project, "P01:4:0-3", HOME, reviewer="dan", verdict=Verdict.REJECT, adjudicates=True)
    before = project.codebook().hash
    _, done = revising.merge_into(project, COACH, into=HOME, by="dan", at=AT, before=before)
    assert (done.decisions, len(done.left)) == ((), 1)
    assert [(one.code, one.yes) for one in revising.orphans(project, project.codebook(), viewer="")]


def test_the_code_that_stays_takes_over_rules_keywords_and_examples() -> None:
    gone = make.code("gone", keywords=["Tea", "sofa"], examples=["We drank tea."])
    kept = make.code("kept", keywords=["tea"], examples=["A home."])
    kept = replace(kept, counter_examples=make.phrases("We drank tea.", "The clinic."))
    child = replace(make.code("child"), parent="gone")
    book = revising.merged(make.codebook(gone, kept, child), "gone", into="kept")
    one = book.codes[0]
    assert [code.id for code in book] == ["kept", "child"]
    assert [phrase.text for phrase in one.keywords] == ["tea", "sofa"]
    assert [phrase.text for phrase in one.examples] == ["A home.", "We drank tea."]
    assert [phrase.text for phrase in one.counter_examples] == ["The clinic."]
    assert book.codes[1].parent == "kept"


def test_a_code_can_be_merged_into_one_that_lay_under_it() -> None:
    top, gone = make.code("top"), replace(make.code("gone"), parent="top")
    child = replace(make.code("child"), parent="gone")
    book = revising.merged(make.codebook(top, gone, child), "gone", into="child")
    assert [(code.id, code.parent) for code in book] == [("top", None), ("child", "top")]


def test_nothing_is_merged_while_a_blind_round_is_open(project: Project) -> None:
    project.store.team.rounds.open(make.round(), [])
    say(project, "P01:4:0-3")
    with pytest.raises(QualpipeError, match="blind round"):
        merge(project)
    assert COACH in {one.id for one in project.codebook()}


def test_a_merge_on_an_older_version_changes_nothing(project: Project) -> None:
    say(project, "P01:4:0-3")
    before = codings(project)
    with pytest.raises(StaleCodebook):
        revising.merge_into(project, COACH, into=HOME, by="dan", at=AT, before="older")
    assert codings(project) == before


def test_a_merge_cut_short_after_the_new_version_is_finished_later(project: Project) -> None:
    say(project, "P01:4:0-3")
    book = project.codebook()
    revising.change(project, revising.merged(book, COACH, into=HOME), before=book.hash)
    assert [one.code for one in revising.orphans(project, project.codebook(), viewer="ana")] == [
        COACH
    ]
    merge(project)
    assert codings(project) == [("P01:4:0-3", HOME, ("ana",))]
    assert revising.orphans(project, project.codebook(), viewer="ana") == ()


def test_a_code_that_is_taken_out_keeps_its_decisions_and_lifts_those_under_it(
    project: Project,
) -> None:
    say(project, "P01:4:0-3")
    book = project.codebook()
    tree = revising.moved(book, HEARD, under=COACH)
    left = revising.retired(tree, COACH)
    assert [one.parent for one in left] == [None] * 4
    revising.change(project, left, before=book.hash)
    assert codings(project) == [("P01:4:0-3", COACH, ("ana",))]


def test_a_change_raises_the_version_unless_its_author_did(project: Project) -> None:
    book = project.codebook()
    once = revising.change(project, revising.retired(book, COACH), before=book.hash)
    own = replace(revising.retired(once, HEARD), version="final")
    assert (once.version, revising.change(project, own, before=once.hash).version) == (
        "1.1",
        "final",
    )


def test_what_was_decided_before_a_split_is_decided_anew_once(project: Project) -> None:
    say(project, "P01:4:0-3", reviewer="ana")
    say(project, "P02:2:0-9", reviewer="ben")
    book = project.codebook()
    new = revising.blank("coach_goals", {Language.EN: "Goals"})
    revising.change(project, revising.split(book, COACH, new), before=book.hash)

    def anew() -> list[str]:
        found = revising.to_decide_anew(project, COACH, since="coach_goals", viewer="ana")
        return [one.segment for one in found]

    assert anew() == ["P01:4:0-3", "P02:2:0-9"]
    say(project, "P01:4:0-3", "coach_goals", reviewer="ana")
    assert anew() == ["P02:2:0-9"]
    say(project, "P02:2:0-9", COACH, reviewer="ben")
    assert anew() == []


def test_a_code_moves_with_those_under_it_and_never_under_itself() -> None:
    one, two, three = (make.code(name) for name in ("one", "two", "three"))
    book = make.codebook(one, replace(two, parent="one"), three)
    assert [code.id for code in revising.moved(book, "three", under=None, before="one")] == [
        "three",
        "one",
        "two",
    ]
    assert revising.moved(book, "three", under="two").codes[-1].parent == "two"
    for under in ("one", "two"):
        with pytest.raises(QualpipeError, match="under itself"):
            revising.moved(book, "one", under=under)


_STRETCHES = some.lists(
    some.tuples(
        some.sampled_from(["ana", "ben"]),
        some.sampled_from([HOME, COACH]),
        some.integers(0, 8),
        some.integers(1, 6),
    ),
    max_size=8,
)


@given(stretches=_STRETCHES)
def test_after_any_merge_every_word_has_the_code_once_for_each_who_gave_either(
    stretches: list[tuple[str, str, int, int]],
) -> None:
    said = numbered(
        [
            make.decision(
                f"P01:2:{start}-{start + size}", code=code, reviewer=reviewer, verdict=Verdict.ADD
            )
            for reviewer, code, start, size in stretches
        ]
    )
    like = make.decision("", code=HOME, verdict=Verdict.ADD)
    plan = revising.planned(said, last_words(said), code=COACH, like=like)
    after = numbered([*said, *plan.decisions])
    for reviewer in ("ana", "ben"):
        mine = [one for one in stretches if one[0] == reviewer]
        own = current(one for one in after if one.reviewer == reviewer)
        covered = [at for one in own for at in places(one)]
        assert set(covered) == {at for one in mine for at in range(one[2], one[2] + one[3])}
        if not overlapping(mine, HOME):
            assert len(covered) == len(set(covered))


def numbered(decisions: list[Decision]) -> list[Decision]:
    return [replace(one, number=number) for number, one in enumerate(decisions, 1)]


def places(coding: Coding) -> range:
    assert coding.code == HOME
    within = Address.parse(coding.segment).within
    return range(within.start, within.end)


def overlapping(stretches: list[tuple[str, str, int, int]], code: str) -> bool:
    """Say whether a reviewer gave one code on overlapping words even before the merge."""
    own = sorted({one[2:] for one in stretches if one[1] == code})
    return any(a[0] + a[1] > b[0] for a, b in pairwise(own))

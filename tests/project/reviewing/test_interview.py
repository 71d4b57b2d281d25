from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import bilingual
import make
import pytest
from bilingual import AT, HOME, SUPPORT, VISITS

from qualpipe import Project, QualpipeError, Verdict
from qualpipe.model import Suggestion, UnknownName
from qualpipe.project.reviewing import interview
from qualpipe.project.reviewing.interview import Mark, State, Support


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(bilingual.study(tmp_path / "study")) as opened:
        yield opened


def say(
    project: Project,
    *places: str,
    code: str = HOME,
    verdict: Verdict = Verdict.ACCEPT,
    reviewer: str = "ana",
    note: str = "",
) -> tuple[int, ...]:
    return interview.say(
        project,
        places,
        code=code,
        verdict=verdict,
        reviewer=reviewer,
        at=AT,
        codebook=project.codebook(),
        words={},
        note=note,
    )


def marks(project: Project, *names: str, viewer: str = "ana") -> tuple[Mark, ...]:
    return interview.marks_in(
        project, names or ("P01",), codebook=project.codebook(), viewer=viewer
    )


def marked(project: Project, place: str, code: str = HOME, *, viewer: str = "ana") -> Mark:
    found = [one for one in marks(project, viewer=viewer) if str(one.place) == place]
    return next(one for one in found if one.code == code)


def suggested(project: Project) -> Suggestion:
    return project.suggestions(transcript="P01")[0]


@pytest.mark.parametrize("name", ["P01", "P01.en"])
def test_either_side_of_a_translated_interview_shows_both(project: Project, name: str) -> None:
    view = interview.looked_at(project, name)
    assert [one.id for one in view.transcripts] == ["P01", "P01.en"]
    assert [(row.original, row.translation) for row in view.rows] == [
        ((number,), (number,)) for number in range(1, 7)
    ]


def test_every_turn_stands_in_exactly_one_row_however_the_sides_differ() -> None:
    original = make.transcript("一", "二", "三")
    translation = make.transcript("x", "one", "one more", "y", "three", id="P01.en")
    links = (None, 1, 1, None, 3)
    turns = zip(translation.turns, links, strict=True)
    linked = replace(
        translation, turns=tuple(replace(turn, translates=number) for turn, number in turns)
    )
    rows = interview.rows_of(original, linked)
    assert [(row.original, row.translation) for row in rows] == [
        ((), (1,)),
        ((1,), (2, 3)),
        ((), (4,)),
        ((2,), ()),
        ((3,), (5,)),
    ]


def test_an_interview_without_translation_has_one_column(project: Project) -> None:
    view = interview.looked_at(project, "P02")
    assert view.translation is None
    assert all(row.translation == () for row in view.rows)


def test_what_interviewers_say_has_a_language_too(project: Project) -> None:
    view = interview.looked_at(project, "P01")
    assert {view.languages["P01", turn.number] for turn in view.original.turns} <= {"yue", "zh"}
    assert view.languages["P01.en", 1] == "en"


def test_a_decision_on_a_suggestion_accepts_it_and_any_other_adds(project: Project) -> None:
    one = suggested(project)
    say(project, one.segment, code=one.code)
    say(project, "P01:4:0-2", code=HOME)
    accepted, added = project.decisions()
    assert (accepted.verdict, accepted.seen) == (Verdict.ACCEPT, one.run)
    assert (added.verdict, added.seen, added.words) == (Verdict.ADD, "", "食咗")
    assert accepted.codebook == added.codebook == project.codebook().hash


def test_words_chosen_over_several_turns_are_one_act(project: Project) -> None:
    numbers = say(project, "P01:2:0-5", "P01:3:0-2", "P01:4:0-3", note="all of it")
    assert len(numbers) == 3
    assert {one.act for one in project.decisions()} == {numbers[0]}


def test_offsets_count_characters_also_after_emoji_and_rare_ones(project: Project) -> None:
    words = project.transcript("P01").words_of(project.transcript("P01").turns[1])
    start = words.index("屋企")
    say(project, f"P01:2:{start}-{start + 2}")
    assert project.decisions()[0].words == "屋企"


def test_all_are_kept_or_none(project: Project) -> None:
    with pytest.raises(QualpipeError, match="no such place"):
        say(project, "P01:2:0-5", "P01:4:0-4000")
    assert project.decisions() == ()


def test_words_that_were_changed_since_are_refused(project: Project) -> None:
    with pytest.raises(QualpipeError, match="other words stand there now"):
        interview.say(
            project,
            ["P01:4:0-2"],
            code=HOME,
            verdict=Verdict.ADD,
            reviewer="ana",
            at=AT,
            codebook=project.codebook(),
            words={"P01:4:0-2": "飲咗"},
        )


def test_a_code_that_is_not_in_the_codebook_is_refused_with_those_that_are(
    project: Project,
) -> None:
    with pytest.raises(UnknownName, match=HOME):
        say(project, "P01:4:0-2", code="hom")


def test_a_note_of_a_megabyte_is_refused(project: Project) -> None:
    with pytest.raises(QualpipeError, match="20,000"):
        say(project, "P01:4:0-2", note="長" * 1_000_000)
    assert project.decisions() == ()


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.ACCEPT, State.CODED),
        (Verdict.REJECT, State.REFUSED),
        (Verdict.UNSURE, State.UNSURE),
    ],
)
def test_peoples_word_goes_before_the_machines(
    project: Project, verdict: Verdict, state: State
) -> None:
    one = suggested(project)
    before = marked(project, one.segment, one.code)
    assert before.state is State.SUGGESTED
    assert before.score == pytest.approx(one.score)
    say(project, one.segment, code=one.code, verdict=verdict)
    after = marked(project, one.segment, one.code)
    own = verdict.value
    assert (after.state, after.mine, after.score) == (state, own, before.score)


def test_a_disagreement_is_shown_until_it_is_settled(project: Project) -> None:
    say(project, "P01:4:0-2", reviewer="ana")
    say(project, "P01:4:0-2", reviewer="ben", verdict=Verdict.REJECT)
    assert marked(project, "P01:4:0-2").differ
    settled = make.decision("P01:4:0-2", code=HOME, verdict=Verdict.REJECT, reviewer="cho")
    project.decide([replace(settled, adjudicates=True)])
    mark = marked(project, "P01:4:0-2")
    assert (mark.state, mark.differ, mark.settled) == (State.REFUSED, False, True)


def test_taking_back_brings_the_word_before_it_back(project: Project) -> None:
    say(project, "P01:4:0-2")
    say(project, "P01:4:0-2", verdict=Verdict.REJECT)
    interview.take_back(project, "P01:4:0-2", HOME, reviewer="ana", at=AT)
    assert marked(project, "P01:4:0-2").state is State.CODED
    interview.take_back(project, "P01:4:0-2", HOME, reviewer="ana", at=AT)
    assert [one for one in marks(project) if str(one.place) == "P01:4:0-2"] == []
    with pytest.raises(QualpipeError, match="no decision of yours"):
        interview.take_back(project, "P01:4:0-2", HOME, reviewer="ana", at=AT)


def test_nobody_can_take_back_anothers_decision(project: Project) -> None:
    say(project, "P01:4:0-2", reviewer="ben")
    with pytest.raises(QualpipeError, match="no decision of yours"):
        interview.take_back(project, "P01:4:0-2", HOME, reviewer="ana", at=AT)


def test_what_is_sealed_shows_to_its_author_alone(project: Project) -> None:
    project.store.team.rounds.open(make.round(reviewers=("ana", "ben")), [])
    say(project, "P01:4:0-2", reviewer="ben", note="secret")
    for viewer in ("ana", "cho", ""):
        assert not [one for one in marks(project, viewer=viewer) if one.reviewers or one.mine]
        seen = interview.stretch(
            project, "P01:4:0-2", HOME, codebook=project.codebook(), viewer=viewer
        )
        assert (seen.said, seen.undone, seen.stale) == ((), frozenset(), frozenset())
        assert all(one.decided == one.codings == 0 for one in listed(project, viewer))
    assert marked(project, "P01:4:0-2", viewer="ben").mine == "add"
    assert sum(one.decided for one in listed(project, "ben")) == 1


def listed(project: Project, viewer: str) -> tuple[interview.Listed, ...]:
    return interview.interviews(project, viewer=viewer)


def test_a_code_that_went_is_shown_as_of_an_older_version(project: Project) -> None:
    say(project, "P01:4:0-2")
    book = project.codebook()
    left = replace(book, codes=tuple(one for one in book if one.id != HOME))
    found = interview.marks_in(project, ["P01"], codebook=left, viewer="ana")
    assert [(str(one.place), one.state, one.older) for one in found if one.code == HOME] == [
        ("P01:4:0-2", State.CODED, True)
    ]


def test_a_stretch_tells_evidence_history_and_memos(project: Project) -> None:
    one = suggested(project)
    say(project, one.segment, code=one.code, note="why")
    interview.take_back(project, one.segment, one.code, reviewer="ana", at=AT)
    found = interview.stretch(
        project, one.segment, one.code, codebook=project.codebook(), viewer="ana"
    )
    whole = project.transcript("P01").text
    assert [ground.words for ground in found.evidence] == [e.span.of(whole) for e in one.evidence]
    assert [said.verdict for said in found.said] == [Verdict.ACCEPT, Verdict.UNDO]
    assert found.undone == {found.said[0].number}


@pytest.mark.parametrize("address", ["P01:9:0-2", "P01:4:0-4000"])
def test_a_stretch_outside_the_text_is_refused(project: Project, address: str) -> None:
    with pytest.raises(QualpipeError, match="no such place"):
        interview.stretch(project, address, HOME, codebook=project.codebook(), viewer="ana")


def carried(project: Project) -> dict[tuple[int, str], tuple[Support, Support, bool]]:
    view = interview.looked_at(project, "P01")
    found = interview.marks_in(
        project, ["P01", "P01.en"], codebook=project.codebook(), viewer="ana"
    )
    return {
        (one.row, one.code): (one.original, one.translation, one.one_sided)
        for one in interview.across(project, view, found, codebook=project.codebook())
    }


def test_a_code_given_on_one_side_shows_on_the_other(project: Project) -> None:
    assert carried(project) == {}
    say(project, "P01.en:4:0-3", code=VISITS)
    assert carried(project) == {(3, VISITS): (Support.NOTHING, Support.PERSON, True)}
    say(project, "P01:4:0-3", code=VISITS)
    assert carried(project) == {(3, VISITS): (Support.PERSON, Support.PERSON, False)}


def test_a_suggestion_supports_a_side_as_well_as_a_person_does(project: Project) -> None:
    one = next(s for s in project.suggestions(transcript="P01", code=SUPPORT))
    turn = int(one.segment.split(":")[1])
    say(project, f"P01.en:{turn}:0-8", code=SUPPORT)
    assert carried(project)[turn - 1, SUPPORT] == (Support.MACHINE, Support.PERSON, False)


def test_the_machine_is_asked_about_a_translation_by_itself_and_nothing_of_it_is_kept(
    project: Project,
) -> None:
    before = project.counts()
    say(project, "P01:2:0-12", code=HOME)
    assert carried(project)[1, HOME] == (Support.PERSON, Support.MACHINE, False)
    assert project.counts() == {**before, "decisions": 1}


def test_the_list_counts_originals_with_what_was_done_on_them(project: Project) -> None:
    say(project, "P01:4:0-2")
    first, second = listed(project, "ana")
    assert (first.id, first.translation, first.turns, first.segments) == ("P01", "P01.en", 6, 3)
    assert (first.decided, first.codings, second.codings) == (1, 1, 0)
    assert (first.languages, second.languages) == (("yue",), ("en",))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("屋企", {("P01", 2, "屋企"), ("P01", 5, "屋企")}),
        ("阿妈", {("P01", 6, "阿媽")}),
        ("CENTRE", {("P01.en", 1, "centre"), ("P01.en", 2, "centre")}),
        ("𠮷", {("P01", 2, "𠮷")}),
        ("nobody says this", set()),
        ("  ", set()),
    ],
)
def test_words_are_found_however_they_are_written(
    project: Project, words: str, found: set[tuple[str, int, str]]
) -> None:
    places = interview.search(project, words)
    assert {(one.transcript, one.turn, one.found) for one in places} == found
    for one in places:
        whole = project.transcript(one.transcript)
        words_there = whole.words_of(whole.turns[one.turn - 1])
        assert f"{one.before}{one.found}{one.after}" in words_there

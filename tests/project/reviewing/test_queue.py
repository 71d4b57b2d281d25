import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import make
import pytest

from qualpipe import Project, QualpipeError
from qualpipe.model import Span, Suggestion, Verdict
from qualpipe.project.reviewing import deciding, people, rounds
from qualpipe.project.reviewing.deciding import Answer, Overtaken, Saying
from qualpipe.project.reviewing.queue import Filter, Queue, Task
from qualpipe.project.reviewing.queue.ranking import chances, ranked
from qualpipe.project.reviewing.queue.task import pace

AT = "2026-01-05T09:00:00+08:00"
INTERVIEWS = {
    "P01.txt": """訪：個中心俾你咩感覺？
受：個中心好似屋企咁，入去坐低飲杯茶都得，唔使預約。
訪：社工有冇嚟搵你？
受：有，個社工嚟到我樓下等我，打咗好多次電話。𠮷😀佢冇放棄我，成日嚟敲門。
""",
    "P02.txt": """I: How did you come to the centre?
P: My worker kept ringing me, then she came to my home and waited until I opened.
I: And how is it there?
P: It feels like home. I can just sit there with a cup of tea, nobody rushes me.
I: Who helps you?
P: My sister phones every day, and two friends from the centre go hiking with me.
""",
}


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coded")
    (folder / "in").mkdir()
    for name, text in INTERVIEWS.items():
        (folder / "in" / name).write_text(text, "utf-8")
    with Project.open(folder) as project:
        project.code(files=project.ingest([folder / "in"]))
        for name in ("ana", "ben"):
            people.add(project, name, at=AT)
    return folder


@pytest.fixture
def project(coded: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copytree(coded, tmp_path / "study")
    with Project.open(tmp_path / "study") as opened:
        yield opened


def fail(fault: Exception) -> None:
    raise fault


@pytest.fixture
def queue(project: Project) -> Queue:
    return Queue(project, on_fault=fail, learns=False)


def following(queue: Queue, reviewer: str = "ana", *, wanted: Filter | None = None) -> Task:
    task = queue.next(reviewer, now=0.0, at=AT, wanted=wanted or Filter())
    assert task is not None
    return task


def answer(task: Task, saying: Saying = Saying.ACCEPT, **more: object) -> Answer:
    fields = {
        "segment": task.suggestion.segment,
        "suggested": task.suggestion.code,
        "saying": saying,
        "edition": task.edition,
        "last": task.mine.number if task.mine else 0,
        "drawn": True,
    }
    return Answer(**{**fields, **more})  # type: ignore[arg-type]


def place(task: Task) -> tuple[str, str]:
    return task.suggestion.segment, task.suggestion.code


def test_every_suggestion_comes_once_and_then_none(queue: Queue, project: Project) -> None:
    seen = []
    while task := queue.next("ana", now=0.0, at=AT):
        seen.append(place(task))
        deciding.decide(queue, answer(task), reviewer="ana", at=AT)
    assert len(seen) == len(set(seen)) == len(project.suggestions())
    progress = queue.progress("ana", at=AT)
    assert (progress.done, progress.left) == (len(seen), 0)


def test_two_reviewers_never_have_the_same_suggestion_before_them(queue: Queue) -> None:
    held = [place(following(queue, name)) for name in ("ana", "ben", "cho", "dee")]
    assert len(set(held)) == len(held)


def test_a_claim_that_ran_out_is_anybodys(queue: Queue) -> None:
    first = following(queue, "ana")
    later = queue.next("ben", now=10_000.0, at=AT)
    assert later is not None
    assert place(later) == place(first)


def test_what_somebody_decided_comes_after_what_nobody_did(queue: Queue) -> None:
    first = following(queue)
    deciding.decide(queue, answer(first), reviewer="ana", at=AT)
    queue.release("ana")
    for_ben = [place(one) for one in queue.waiting("ben", at=AT, wanted=Filter())]
    assert for_ben[-1] == place(first)


def test_a_decision_keeps_what_was_seen_and_how_likely_it_was_to_come(
    queue: Queue, project: Project
) -> None:
    task = following(queue)
    deciding.decide(queue, answer(task, note="明白"), reviewer="ana", at=AT)
    (made,) = project.decisions()
    assert made.seen == task.suggestion.run
    assert made.odds == task.odds
    assert made.odds is not None
    assert made.words == task.segment.text
    assert made.codebook == project.codebook().hash
    assert made.note == "明白"


@pytest.mark.parametrize(
    "wanted", [Filter(transcript="P02"), Filter(least=0.1), Filter(speaker="P")]
)
def test_what_was_picked_out_has_no_odds(queue: Queue, wanted: Filter) -> None:
    assert following(queue, wanted=wanted).odds is None
    assert following(queue).odds is not None


def test_filters_show_what_they_say(queue: Queue, project: Project) -> None:
    languages = {one.address: one.language.value for one in project.segments()}
    for wanted in (Filter(language="en"), Filter(language="yue"), Filter(code="social_support")):
        found = queue.waiting("ana", at=AT, wanted=wanted)
        assert found
        for task in found:
            assert wanted.language in {"", languages[task.suggestion.segment]}
            assert wanted.code in {"", task.suggestion.code}


def test_disagreement_can_be_asked_for(queue: Queue) -> None:
    task = following(queue)
    deciding.decide(queue, answer(task), reviewer="ana", at=AT)
    assert not queue.waiting("ben", at=AT, wanted=Filter(differing=True))
    deciding.decide(queue, answer(task, Saying.REJECT), reviewer="ben", at=AT)
    differing = queue.waiting("cho", at=AT, wanted=Filter(differing=True))
    assert [place(one) for one in differing] == [place(task)]
    assert {one.reviewer for one in differing[0].others} == {"ana", "ben"}


def test_another_code_is_one_act_and_one_undo(queue: Queue, project: Project) -> None:
    task = following(queue)
    other = next(code.id for code in project.codebook() if code.id != task.code.id)
    deciding.decide(queue, answer(task, Saying.OTHER, code=other), reviewer="ana", at=AT)
    changed, added = project.decisions()
    assert (changed.verdict, added.verdict, added.code) == (Verdict.CHANGE, Verdict.ADD, other)
    assert changed.act == added.act
    assert [one.code for one in project.codings()] == [other]
    deciding.undo(queue, reviewer="ana", at=AT)
    assert project.codings() == ()
    assert place(following(queue)) == place(task)


def test_one_more_code_leaves_the_suggestion_to_be_decided_on(
    queue: Queue, project: Project
) -> None:
    task = following(queue)
    other = next(code.id for code in project.codebook() if code.id != task.code.id)
    deciding.decide(queue, answer(task, Saying.ALSO, code=other), reviewer="ana", at=AT)
    assert [one.code for one in project.codings()] == [other]
    assert place(following(queue)) == place(task)


def test_a_span_is_counted_in_characters_also_after_emoji_and_rare_ones(
    queue: Queue, project: Project
) -> None:
    task = next(
        one for one in queue.waiting("ana", at=AT, wanted=Filter()) if "𠮷😀" in one.segment.text
    )
    words = task.transcript.words_of(task.turn)
    start = words.index("佢冇放棄我")
    within = Span(start, start + 5)
    deciding.decide(queue, answer(task, Saying.SPAN, within=within), reviewer="ana", at=AT)
    (coding,) = project.codings()
    assert coding.segment == f"P01:4:{start}-{start + 5}"
    assert project.decisions()[-1].words == "佢冇放棄我"


@pytest.mark.parametrize("within", [None, Span(0, 10_000), Span(9_000, 9_001)])
def test_a_span_outside_the_words_is_refused(queue: Queue, within: Span | None) -> None:
    task = following(queue)
    with pytest.raises(QualpipeError, match="lie outside"):
        deciding.decide(queue, answer(task, Saying.SPAN, within=within), reviewer="ana", at=AT)


def test_undo_goes_back_act_by_act(queue: Queue, project: Project) -> None:
    tasks = []
    for _ in range(3):
        tasks.append(following(queue))
        deciding.decide(queue, answer(tasks[-1]), reviewer="ana", at=AT)
    undone = [deciding.undo(queue, reviewer="ana", at=AT)[0] for _ in range(3)]
    assert [(one.segment, one.code) for one in undone] == [place(one) for one in reversed(tasks)]
    assert deciding.undo(queue, reviewer="ana", at=AT) == ()
    assert project.codings() == ()
    assert len(project.decisions()) == 6


def test_undo_takes_back_nothing_of_anybody_else(queue: Queue, project: Project) -> None:
    deciding.decide(queue, answer(following(queue, "ben")), reviewer="ben", at=AT)
    assert deciding.undo(queue, reviewer="ana", at=AT) == ()
    assert len(project.codings()) == 1


def test_the_second_tab_is_told_that_it_was_decided_already(queue: Queue, project: Project) -> None:
    task = following(queue)
    deciding.decide(queue, answer(task), reviewer="ana", at=AT)
    with pytest.raises(Overtaken) as caught:
        deciding.decide(queue, answer(task, Saying.REJECT), reviewer="ana", at=AT)
    assert caught.value.why == "decided"
    assert len(project.decisions()) == 1


def test_a_tab_left_open_over_a_change_of_the_codebook_saves_nothing(
    queue: Queue, project: Project
) -> None:
    task = following(queue)
    old = project.codebook()
    codes = tuple(
        replace(code, definition=make.phrases("Something else."))
        if code.id == task.code.id
        else code
        for code in old
    )
    project.change_codebook(replace(old, codes=codes), before=old.hash)
    with pytest.raises(Overtaken) as caught:
        deciding.decide(queue, answer(task), reviewer="ana", at=AT)
    assert caught.value.why == "changed"
    assert caught.value.task is not None
    assert caught.value.task.code.definition == make.phrases("Something else.")
    assert project.decisions() == ()


def test_a_transcript_that_went_leaves_the_queue(queue: Queue, project: Project) -> None:
    task = following(queue, wanted=Filter(transcript="P01"))
    (project.folder / "in" / "P01.txt").unlink()
    project.ingest([project.folder / "in"])
    with pytest.raises(Overtaken) as caught:
        deciding.decide(queue, answer(task), reviewer="ana", at=AT)
    assert caught.value.why == "gone"
    assert queue.waiting("ana", at=AT, wanted=Filter(transcript="P01")) == ()


def test_what_was_put_off_comes_last(queue: Queue) -> None:
    first = following(queue)
    queue.skip("ana", place(first))
    rest = [place(one) for one in queue.waiting("ana", at=AT, wanted=Filter())]
    assert place(following(queue)) != place(first)
    assert rest[-1] == place(first)


def test_many_are_accepted_as_previewed_and_taken_back_at_once(
    queue: Queue, project: Project
) -> None:
    wanted = Filter(least=0.3)
    shown = deciding.preview(queue, reviewer="ana", at=AT, wanted=wanted)
    assert shown.count == sum(count for _, count in shown.by_code) > 1
    with pytest.raises(Overtaken):
        deciding.bulk(queue, reviewer="ana", at=AT, wanted=Filter(least=0.9), digest=shown.digest)
    numbers = deciding.bulk(queue, reviewer="ana", at=AT, wanted=wanted, digest=shown.digest)
    assert len(numbers) == len(project.codings()) == shown.count
    assert len(deciding.undo(queue, reviewer="ana", at=AT)) == shown.count
    assert project.codings() == ()


def test_in_a_round_a_reviewer_gets_her_items_and_hears_nobody(
    queue: Queue, project: Project
) -> None:
    opened = rounds.open_round(
        project, "one", reviewers=["ana", "ben"], sample="all", overlap=2, blind=True, seed=1, at=AT
    )
    given = [
        (item.suggestion.segment, item.suggestion.code)
        for item in rounds.items_for(project, opened, "ana")
    ]
    for expected in given:
        task = following(queue)
        assert place(task) == expected
        assert task.others == ()
        deciding.decide(queue, answer(task), reviewer="ana", at=AT)
    assert queue.next("ana", now=0.0, at=AT) is None
    assert project.decisions() == ()  # sealed
    assert queue.choices("ben", at=AT).reviewers in {(), ("ben",)}
    for_ben = queue.waiting("ben", at=AT, wanted=Filter())
    assert [place(one) for one in for_ben] == [
        (item.suggestion.segment, item.suggestion.code)
        for item in rounds.items_for(project, opened, "ben")
    ]
    for wanted in (Filter(reviewer="ana"), Filter(differing=True)):
        assert queue.waiting("ben", at=AT, wanted=wanted) == ()
    rounds.close_round(project, "one", at=AT)
    assert len(queue.waiting("ben", at=AT, wanted=Filter(reviewer="ana"))) == len(given)


def test_nothing_is_learned_from_what_is_sealed(queue: Queue, project: Project) -> None:
    rounds.open_round(
        project, "one", reviewers=["ana", "ben"], sample="all", overlap=1, blind=True, seed=1, at=AT
    )
    deciding.decide(queue, answer(following(queue)), reviewer="ana", at=AT)
    assert queue._lesson()[2] == []
    rounds.close_round(project, "one", at=AT)
    queue.choices("ana", at=AT)
    assert len(queue._lesson()[2]) == 1


def test_learning_moves_the_queue(project: Project) -> None:
    queue = Queue(project, on_fault=fail, learns=False)
    task = following(queue)
    material = queue._material
    assert material is not None
    before = tuple(material.pool.odds)
    deciding.decide(queue, answer(task, Saying.REJECT), reviewer="ana", at=AT)
    queue._learned(material, queue._learner._learn(*queue._lesson()))
    assert tuple(material.pool.odds) != before
    assert sorted(material.pool.order) == list(range(len(material.pool.suggestions)))


def test_a_decision_made_elsewhere_is_noticed(queue: Queue, coded: Path, project: Project) -> None:
    del coded
    task = following(queue)
    with Project.open(project.folder) as elsewhere:
        elsewhere.review.decide(
            [make.decision(task.suggestion.segment, code=task.suggestion.code, reviewer="ana")]
        )
    assert place(following(queue)) != place(task)


def suggestion(number: int, score: float) -> Suggestion:
    return Suggestion(
        segment=f"P01:{number}:0-1", code="home", score=score, basis="", evidence=(), run="r"
    )


def test_the_order_keeps_its_chances_whatever_is_learned() -> None:
    all_alike = [suggestion(number, 0.5) for number in range(50)]
    chance = chances(all_alike)
    assert chance == chances(all_alike)
    drawn = ranked(all_alike, chance)
    assert drawn.odds == (1.0,) * 50
    keen = ranked(all_alike, chance, learned={("P01:7:0-1", "home"): 1e9})
    assert keen.order[0] == 7
    assert [one for one in keen.order if one != 7] == [one for one in drawn.order if one != 7]


def test_promising_suggestions_come_more_often_and_odds_average_one() -> None:
    mixed = [suggestion(number, 0.2 + 0.6 * (number % 2)) for number in range(400)]
    found = ranked(mixed, chances(mixed))
    assert sum(found.odds) / len(found.odds) == pytest.approx(1.0, abs=1e-4)
    first = found.order[:100]
    assert sum(one % 2 for one in first) > 70


@pytest.mark.parametrize(
    ("moments", "seconds"),
    [
        ((), None),
        (("2026-01-05T09:00:00+08:00",) * 3, None),
        (tuple(f"2026-01-05T09:00:{second:02}+08:00" for second in range(0, 50, 5)), 5.0),
        # Set back by an hour in the middle, and a lunch break: neither counts.
        (
            (
                "2026-01-05T09:00:00+08:00",
                "2026-01-05T09:00:04+08:00",
                "2026-01-05T08:00:04+08:00",
                "2026-01-05T08:00:08+08:00",
                "2026-01-05T12:00:00+08:00",
                "2026-01-05T12:00:04+08:00",
            ),
            4.0,
        ),
    ],
)
def test_the_pace_survives_breaks_and_clocks_set_back(
    moments: tuple[str, ...], seconds: float | None
) -> None:
    assert pace(moments) == seconds

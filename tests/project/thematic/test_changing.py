"""A person's hand on the themes of a project: under one lock, nothing lost, nothing stale."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from make import decision, phrases, theme

from qualpipe.engine import Cluster, in_turn
from qualpipe.model import Language, QualpipeError, Run, Theme, Verdict
from qualpipe.project import Project, lock
from qualpipe.project.lock import ProjectBusy
from qualpipe.project.steps import embedding
from qualpipe.project.thematic import Edition, StaleThemes, Thematic
from qualpipe.project.thematic.editions import kept
from qualpipe.project.thematic.leftovers import known_of, left_over, talk
from qualpipe.themes import Findings, Reason

SAID = {
    "P01": "I: And then?\nP: The rent for the flat went up, my landlord wants us out.\n"
    "I: And work?\nP: My boss cut the night shift and with it half my salary.\n",
    "P02": "訪：之後呢？\n受：業主話加租，我哋住緊嘅劏房要搬。\n"
    "訪：返工呢？\n受：老闆話夜更冇得做，人工少咗一半。\n",
    "P03": "I: And then?\nP: We were told that the estate would be pulled down.\n"
    "訪：返工呢？\n受：工廠搬咗上去，同事個個都冇得撈。\n",
    "P04": "訪：之後呢？\n受：公屋排咗七年，等到個女都大咗。\n"
    "I: And work?\nP: I was let go by the laundry in March, three days before payday.\n",
}  # fmt: skip
CHANGES: dict[str, Callable[[Thematic, int], object]] = {
    "rename": lambda themes, seen: themes.rename("1", "rent / 租", latest=seen),
    "merge": lambda themes, seen: themes.merge("1", "2", latest=seen),
    "split": lambda themes, seen: themes.split("1", latest=seen),
    "drop": lambda themes, seen: themes.drop("1", latest=seen),
    "adopt": lambda themes, seen: themes.adopt("1", "rent", latest=seen),
}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return a project with an edition: a heading over housing and work, nothing unplaced."""
    for name, text in SAID.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with Project.open(tmp_path) as opened:
        opened.ingest([tmp_path])
        edition(opened)
        yield opened


def edition(project: Project) -> Edition:
    said = project.segments()
    home, work = said[::2], said[1::2]
    both = ((Language.EN, 4), (Language.YUE, 4))
    themes = (
        replace(found("A", [one.address for one in said]), languages=both),
        replace(found("1", [one.address for one in home], parent="A"), languages=_count(home)),
        replace(found("2", [one.address for one in work], parent="A"), languages=_count(work)),
    )
    project.store.save_codebook(project.codebook(), at="2026-01-05T09:00:00+08:00")
    run = Run(
        id="t1",
        step="themes",
        settings={"over": "all", "method": "steady", "encoder": "bundled"},
        inputs={
            "codebook": project.codebook().hash,
            "segments": project.store.runs.state(),
            "encoder": "bundled",
        },
        seed=1,
    )
    findings = Findings(themes=themes, agreement=0.7, language_mix=0.9)
    return kept(project.store, Edition(number=0, run=run, findings=findings))


def found(name: str, places: list[str], *, parent: str | None = None) -> Theme:
    one = theme(name, label=f"label {name}", segments=places, parent=parent)
    return replace(one, terms=phrases("rent"), share=len(places) / 8)


def _count(said: object) -> tuple[tuple[Language, int], ...]:
    spoken = [one.language for one in said]  # type: ignore[attr-defined]
    return tuple((one, spoken.count(one)) for one in dict.fromkeys(spoken))


def adopted(project: Project) -> list[str]:
    last = project.themes.last()
    return [one.code for one in last.adopted] if last else []


def test_what_was_adopted_is_known_whichever_edition_a_change_is_made_on(project: Project) -> None:
    project.themes.adopt("1", "rent")
    project.themes.rename("2", "work / 返工", edition=1)
    assert adopted(project) == ["rent"]
    project.themes.adopt("2", "work", edition=1)
    assert adopted(project) == ["rent", "work"]
    project.themes.drop("2", edition=1)
    assert adopted(project) == ["rent", "work"]


def test_an_adopted_theme_is_left_out_when_everything_is_searched(project: Project) -> None:
    places = set(project.themes.adopt("1", "rent").edition.adopted[0].segments)
    said, book = talk(project.store), project.codebook()
    left = left_over(said, known_of(project.store, said, book, "all"), "all")
    assert not places & {one.address for one in left.kept}
    reasons = {one.segment.address: one.reason for one in left.left_out}
    assert {reasons[place] for place in places} == {Reason.SUGGESTED}
    first = min(places)
    project.decide([decision(first, code="rent", verdict=Verdict.REJECT)])
    left = left_over(said, known_of(project.store, said, book, "all"), "all")
    assert places & {one.address for one in left.kept} == {first}


def test_adopting_holds_the_lock_from_beginning_to_end(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []
    held = lock.held

    def counted(path: Path) -> lock.Held:
        taken.append(path)
        return held(path)

    monkeypatch.setattr(lock, "held", counted)
    project.themes.adopt("1", "rent")
    assert len(taken) == 1


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_reads_what_it_changes_under_the_lock(
    project: Project, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    read = Thematic.edition
    seen: list[int | None] = []

    def watched(themes: Thematic, number: int | None = None) -> Edition:
        with (
            pytest.raises(ProjectBusy, match="is working on this project"),
            lock.of(project.folder),
        ):
            pass
        seen.append(number)
        return read(themes, number)

    monkeypatch.setattr(Thematic, "edition", watched)
    CHANGES[change](project.themes, 1)
    assert seen
    assert project.themes.numbers() == (1, 2)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_would_pass_over_a_later_one_is_refused(
    project: Project, change: str
) -> None:
    project.themes.rename("1", "by another / 另一個")
    before = project.codebook().hash
    with pytest.raises(StaleThemes, match=r"since edition 1: now there is edition 2") as told:
        CHANGES[change](project.themes, 1)
    assert told.value.now == 2
    assert project.themes.numbers() == (1, 2)
    assert project.codebook().hash == before


def test_adopting_does_not_hide_that_the_codebook_had_changed(project: Project) -> None:
    book = project.codebook()
    first, *others = book.codes
    changed = replace(book, codes=(replace(first, name=phrases("renamed")), *others))
    project.change_codebook(changed, before=book.hash)
    (told,) = project.themes.warnings(project.themes.edition())
    assert "the codebook changed since" in told
    after = project.themes.adopt("1", "rent").edition
    assert any("the codebook changed since" in one for one in project.themes.warnings(after))


def test_adopting_alone_is_no_change_of_the_codebook_to_be_told(project: Project) -> None:
    after = project.themes.adopt("1", "rent").edition
    assert project.themes.warnings(after) == ()
    assert project.themes.warnings(project.themes.adopt("2", "work").edition) == ()


def test_another_encoder_than_the_search_had_is_told(project: Project) -> None:
    one = project.themes.edition()
    older = replace(one, run=replace(one.run, inputs={**one.run.inputs, "encoder": "older"}))
    gone = replace(project.settings, encoder="/no/such/model")
    for edition_then, settings in ((older, project.settings), (one, gone)):
        project.settings = settings
        (told,) = project.themes.warnings(edition_then)
        assert "the encoder is another now, or gone" in told


def test_a_heading_is_no_theme_to_adopt(project: Project) -> None:
    with pytest.raises(QualpipeError, match="A is a heading over themes; adopt the themes under"):
        project.themes.adopt("A", "everything")
    assert project.themes.numbers() == (1,)
    assert "everything" not in {one.id for one in project.codebook()}


def test_measures_are_of_the_themes_that_are_left(project: Project) -> None:
    renamed = project.themes.rename("1", "rent / 租").findings
    assert (renamed.agreement, renamed.language_mix) == (0.7, 0.9)
    dropped = project.themes.drop("1").findings
    assert (dropped.agreement, dropped.themes[0].share) == (None, 0.5)
    assert dropped.language_mix == 1.0  # one theme is the whole
    # The adopted theme's segments are no longer among those searched: all that is left is one's.
    done = project.themes.adopt("1", "rent", edition=1).edition
    assert [one.share for one in done.themes] == [1.0]


def test_merged_themes_have_the_mix_and_shares_of_what_they_hold(project: Project) -> None:
    findings = project.themes.merge("1", "2").findings
    assert {one.share for one in findings.themes} == {1.0}
    assert (findings.agreement, findings.language_mix) == (None, 1.0)


def test_an_edition_counts_why_segments_were_left_out(project: Project) -> None:
    done = project.themes.adopt("1", "rent").edition
    assert done.reasons == {Reason.SUGGESTED: 4}


@pytest.mark.parametrize("coded_between", [True, False])
def test_a_theme_can_be_adopted_again_under_a_name_that_was_taken_out(
    project: Project, *, coded_between: bool
) -> None:
    before = project.codebook()
    project.code()
    project.themes.adopt("1", "rent")
    project.code()
    project.change_codebook(replace(before, version="3"), before=project.codebook().hash)
    if coded_between:
        project.code()
    places = set(project.themes.adopt("2", "rent", edition=1).edition.adopted[0].segments)
    assert adopted(project) == ["rent"]
    assert {one.segment for one in project.suggestions(code="rent")} == places
    project.code()
    assert {one.segment for one in project.suggestions(code="rent")} >= places
    project.themes.adopt("1", "home")
    assert adopted(project) == ["rent", "home"]


def test_two_adoptions_of_one_code_in_an_older_project_do_no_harm(project: Project) -> None:
    edition = project.themes.adopt("1", "rent").edition
    kept(project.store, replace(edition, adopted=edition.adopted * 2))
    project.code()
    assert {one.segment for one in project.suggestions(code="rent")} >= set(
        edition.adopted[0].segments
    )


def test_with_the_code_go_its_suggestions_though_the_codebook_is_as_before(
    project: Project,
) -> None:
    before = project.codebook()
    first = project.code()
    project.themes.adopt("1", "rent")
    assert project.suggestions(code="rent")
    # What is left over can be searched as before: codes are suggested, and one more beside them.
    known_of(project.store, talk(project.store), project.codebook(), "residue")
    project.change_codebook(before, before=project.codebook().hash)
    again = project.code()
    assert not project.suggestions(code="rent")
    assert (again.fresh, again.unexplained) == (True, first.unexplained)
    assert not project.code().fresh


def test_that_a_change_sent_texts_is_recorded_with_its_time(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def alone(*given: Any, cluster: Cluster, **more: Any) -> Iterator[Any]:
        cluster.leaving()
        return in_turn(*given, **more)

    monkeypatch.setattr(embedding, "SENT", 2)
    monkeypatch.setattr(embedding, "engine_for", lambda _, there: alone if there else in_turn)
    project.settings = replace(project.settings, cluster="tcp://127.0.0.1:9")
    project.themes.merge("1", "2")
    sent = project.last_run("cluster")
    assert sent is not None
    assert datetime.fromisoformat(sent.started).tzinfo

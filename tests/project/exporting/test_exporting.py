"""A project gives away what people decided, as it is now or as it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from make import decision

from qualpipe.export.face import face_of
from qualpipe.export.options import Options
from qualpipe.export.study import Sent
from qualpipe.export.tables import build
from qualpipe.export.writers.embedded import face_in
from qualpipe.model import Decision, QualpipeError, Round, Run, Verdict
from qualpipe.project import Project
from qualpipe.project.thematic.editions import Edition, document_of
from qualpipe.themes import Findings

EARLY, LATER, LATEST = (f"2026-0{month}-05T09:00:00+08:00" for month in (1, 2, 3))
NONE = Findings()
TALK = (
    "I: 中心係點㗎？\nP: 好似返到屋企咁，坐喺張梳化度瞓著咗。\n"
    "I: And then?\nP: They phoned me twice.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "P01.txt").write_text(TALK, encoding="utf-8")
    with Project.open(tmp_path) as opened:
        opened.ingest([tmp_path / "P01.txt"])
        opened.code()
        yield opened


def said(project: Project, code: str = "social_support", *, at: str = EARLY) -> Decision:
    address = project.segments()[0].address
    return replace(decision(address, code=code, verdict=Verdict.ADD), at=at)


def test_a_study_holds_what_everybody_may_see(project: Project) -> None:
    project.decide([said(project)])
    study = project.exports.study(at=LATER)
    assert [one.code for one in study.codings] == ["social_support"]
    assert (study.sealed, len(study.decisions), study.name) == (0, 1, project.folder.name)
    assert study.head == project.store.ledger.last_seal()
    assert study.runs["code"] == project.last_run()


def test_what_is_sealed_is_counted_and_nothing_else(project: Project) -> None:
    blind = Round(name="r1", reviewers=("ana",), overlap=1, blind=True, sample="all", seed=1,
                  codebook=project.codebook().hash, opened=EARLY)  # fmt: skip
    project.store.team.rounds.open(blind, [])
    project.decide([said(project)])
    study = project.exports.study()
    assert (study.sealed, study.decisions, study.codings) == (1, (), ())
    for name in ("codings", "audit", "quotes"):
        assert build(name, study)[0].rows == (), name
    project.store.team.rounds.close("r1", at=LATEST)
    assert len(project.exports.study().codings) == 1
    then = project.exports.study(at=LATER, head=project.store.ledger.last_seal())
    assert (then.sealed, then.codings) == (1, ())


def test_a_table_can_be_made_again_as_the_ledger_was(project: Project) -> None:
    project.decide([said(project)])
    before = project.exports.study(at=LATER)
    project.decide([said(project, "recovery_coaching", at=LATEST)])
    assert len(project.exports.study().codings) == 2
    again = project.exports.study(at=LATER, head=before.head)
    assert again == before
    assert face_of("codings", again, Options()) == face_of("codings", before, Options())


def test_the_seal_of_another_project_is_refused(project: Project) -> None:
    with pytest.raises(QualpipeError, match="another project"):
        project.exports.study(at=LATER, head="0" * 64)


@pytest.mark.parametrize("name", ["themes", "quotes", "agreement", "audit"])
def test_tables_are_written_from_the_project(project: Project, tmp_path: Path, name: str) -> None:
    project.decide([said(project)])
    face, paths = project.exports.write(name, tmp_path / "out.xlsx", at=LATER)
    assert face_in(paths[0]) == face
    assert face.reviewed == 1


def test_an_interview_nobody_knows_lists_the_known_ones(project: Project, tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match="P01"):
        project.exports.interview("P99", tmp_path / "P99.docx")


def test_a_study_knows_where_words_were_sent_until_then(project: Project) -> None:
    project.decide([said(project)])
    asked = {"server": "model.example:443", "model": "stub", "remote": "True"}
    cluster = {"server": "10.0.0.4:8786", "remote": "False", "allow_remote": "False"}
    for step, settings, at in (
        ("cluster", cluster, EARLY),
        ("cluster", cluster, LATER),
        ("opinion", asked, LATEST),
    ):
        project.store.runs.append(Run(id=at, step=step, settings=settings, started=at))
    for act in ("named by a at b at far.example:1 (remote)", "named by c at [::1]:2", "rename 3"):
        run = Run(id=act, step="themes", settings={"over": "all", "act": act}, started=LATEST)
        project.store.themes.append(run, document_of(Edition(number=0, run=run, findings=NONE)))
    home = Sent(purpose="cluster", server="10.0.0.4:8786")
    assert project.exports.study(at=LATEST).sent == (
        home,
        Sent(purpose="opinion", server="model.example:443", model="stub", remote=True),
        Sent(purpose="names", server="far.example:1", model="a at b", remote=True),
        Sent(purpose="names", server="[::1]:2", model="c"),
    )
    head = project.store.ledger.last_seal()
    assert project.exports.study(at=LATER, head=head).sent == (home,)


def test_training_data_comes_from_decisions(project: Project, tmp_path: Path) -> None:
    project.decide([said(project)])
    made = project.exports.spacy(tmp_path / "train.spacy")
    assert (made.spans, made.documents, made.unseen) == (1, 1, 1)

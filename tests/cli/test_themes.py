import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from conftest import Run
from make import segment, theme
from rich.cells import cell_len
from talk import talk

from qualpipe.cli import qualpipe
from qualpipe.cli.themes import COMMANDS, blocks
from qualpipe.model import Decision, Language, Segment, Verdict
from qualpipe.project import Project

WEATHER = re.compile("winter|冬天")
QUICK = ("--count", "4", "--stability", "2")
DAYS = ("9/12/2025", "31/12/2025", "5/1/2026", "17/1/2026", "2/2/2026", "10/2/2026", "1/10/2026")


def write(folder: Path, said: Sequence[Segment]) -> Path:
    """Write what was said as interviews, one a participant."""
    place = folder / "interviews"
    place.mkdir(parents=True)
    for case in sorted({one.case for one in said}):
        turns = [f"I: And then, {case}?\nP: {one.text}" for one in said if one.case == case]
        (place / f"{case}.txt").write_text("\n".join(turns) + "\n", "utf-8")
    return folder


def call(folder: Path, *arguments: str) -> None:
    ran = CliRunner().invoke(qualpipe, [*arguments, "--project", str(folder)])
    assert ran.exit_code == 0, ran.output


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of 160 segments on four subjects with suggested codes."""
    folder = write(tmp_path_factory.mktemp("coded"), talk(160))
    call(folder, "code", str(folder / "interviews"))
    return folder


@pytest.fixture(scope="module")
def searched(coded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same with an edition of four themes."""
    folder = tmp_path_factory.mktemp("searched") / "project"
    shutil.copytree(coded, folder)
    call(folder, "themes", *QUICK)
    return folder


@pytest.fixture
def project(searched: Path, tmp_path: Path, run: Run) -> Path:
    """Stand in a copy of the project with themes."""
    del run  # it has changed to the folder
    shutil.copytree(searched, tmp_path, dirs_exist_ok=True)
    return tmp_path


def themes(run: Run, *arguments: str) -> Any:
    ran = run("themes", *arguments, "--format", "json")
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def refused(run: Run, *arguments: str, code: int = 1) -> str:
    ran = run("themes", *arguments)
    assert ran.exit_code == code, ran.output
    assert "Traceback" not in ran.stderr
    if code == 1:
        assert len(ran.stderr.strip().splitlines()) == 1
    return ran.stderr


# The table


def test_a_theme_has_words_quotes_and_measures(project: Path, run: Run) -> None:
    del project
    answer = themes(run, "show")
    assert answer["schema_version"] == 1
    assert len(answer["rows"]) == 4
    for row in answer["rows"]:
        assert row["label"]
        assert len(row["terms_en"]) == len(row["terms_zh"]) == 5
        assert len({one["case"] for one in row["quotes"]}) == min(3, row["participants"])
        assert all(one["segment"].startswith(one["case"]) for one in row["quotes"])
        assert set(row["languages"]) == {"en", "yue"}
        assert 0 <= row["novelty"] <= 1
        assert 0 <= row["stability"] <= 1
        assert row["nearest_code"]
    assert sum(row["segments"] for row in answer["rows"]) <= answer["searched"]


def test_people_see_labels_terms_and_what_was_left_out(project: Path, run: Run) -> None:
    del project
    ran = run("themes", "show")
    first = themes(run, "show")["rows"][0]
    assert first["label"] in ran.stdout
    assert ", ".join(first["terms_zh"]) in ran.stdout
    assert "Edition 1: 4 themes" in ran.stderr
    assert "Next: qualpipe themes show 1" in ran.stderr


@pytest.mark.parametrize("width", [80, 100, 160])
def test_quotes_with_their_places_stand_below_each_theme(
    project: Path, run: Run, width: int
) -> None:
    del project
    lines = run("themes", "show", env={"COLUMNS": str(width)}).stdout.splitlines()
    assert all(cell_len(line) <= min(width, 120) for line in lines)
    for row in themes(run, "show")["rows"]:
        begins = next(n for n, line in enumerate(lines) if line.startswith(f"{row['theme']} "))
        block = lines[begins : lines.index("", begins)]
        assert f"nearest: {row['nearest_code']}, {row['likeness']:.2f}" in "".join(block)
        assert row["quotes"]
        for quote in row["quotes"]:
            (line,) = [one for one in block if one.endswith(f"[{quote['segment']}]")]
            said = line.strip()[1:].split("…")[0].split("」")[0].split("”")[0]
            assert said
            assert quote["text"].startswith(said)


@pytest.mark.parametrize("text", ["等" * 300, "The doctor said wait. " * 30, "等\nwait\t" * 60])
@pytest.mark.parametrize("width", [80, 120])
def test_a_long_quote_is_shortened_to_one_line_and_its_place_never(
    text: str, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    said = segment(text, transcript="訪談零一")
    one = replace(theme(segments=(said.address,)), quotes=(said.address, "P09:1:0-2"))
    blocks.write([(0, one)], {said.address: said})
    (line,) = [one for one in capsys.readouterr().out.splitlines() if one.endswith("]")]
    assert line.endswith(f"[{said.address}]")
    assert "…" in line
    assert width - 2 <= cell_len(line) <= width


def test_headings_have_no_quotes(project: Path, run: Run) -> None:
    del project
    answer = themes(run, "--count", "12", "--stability", "0", "--over", "all")
    headings = {row["parent"] for row in answer["rows"]} - {None}
    assert headings
    lines = run("themes", "show").stdout.splitlines()
    for row in answer["rows"]:
        name = f"{'└ ' * bool(row['parent'])}{row['theme']} "
        begins = next(n for n, line in enumerate(lines) if line.startswith(name))
        block = lines[begins : lines.index("", begins)]
        quoted = sum(line.endswith("]") for line in block)
        assert quoted == (0 if row["theme"] in headings else len(row["quotes"]))


def test_one_theme_is_shown_with_quotes_and_locators(project: Path, run: Run) -> None:
    del project
    row = themes(run, "show")["rows"][0]
    ran = run("themes", "show", "1")
    for quote in row["quotes"]:
        assert quote["text"] in ran.stdout
        assert f"[{quote['segment']}]" in ran.stdout
    everything = themes(run, "show", "1", "--all")
    assert len(everything["rows"]) == row["segments"]
    assert sum(one["quote"] for one in everything["rows"]) == 3


def test_the_same_search_is_not_made_twice(project: Path, run: Run) -> None:
    del project
    ran = run("themes", *QUICK)
    assert "Nothing to do: this search was made before, edition 1" in ran.stderr
    assert themes(run, *QUICK)["edition"] == 1
    assert themes(run, *QUICK, "--seed", "2")["edition"] == 2
    ran = run("themes", *QUICK)
    assert "What it found is the latest edition again, 3" in ran.stderr
    assert "Edition 3 (edition 1 again)" in ran.stderr
    assert themes(run, "show", "1")["label"] == themes(run, "show", "1", "--edition", "1")["label"]
    assert themes(run, "show", "1")["label"] != themes(run, "show", "1", "--edition", "2")["label"]


def test_another_process_finds_the_same(coded: Path, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(coded, other)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "2"}
    answers = [
        subprocess.run(
            [
                *(sys.executable, "-m", "qualpipe", "themes", *QUICK),
                *("--format", "json", "--project", str(folder)),
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for folder in (other, project)
    ]
    assert answers[0] == answers[1]
    assert "terms_zh" in answers[0]


@pytest.mark.parametrize("over", ["all", "code:social_support"])
def test_other_talk_than_the_residue_can_be_searched(project: Path, run: Run, over: str) -> None:
    del project
    answer = themes(run, "--over", over, "--stability", "0")
    assert answer["over"] == over
    assert answer["left_out"].get("a code explains it", 0) == 0


def test_parameters_of_umap_are_not_for_the_steady_method(project: Path, run: Run) -> None:
    del project
    told = refused(run, "--n-neighbors", "10")
    assert "are parameters of the method bertopic" in told


# A person's hand


def test_each_change_is_an_edition_and_the_one_before_stays(project: Path, run: Run) -> None:
    del project
    assert themes(run, "rename", "2", "rent / 租金", "--by", "ana")["edition"] == 2
    row = themes(run, "show")["rows"][1]
    assert (row["label"], row["named_by"]) == ("rent / 租金", "person")
    assert themes(run, "show", "--edition", "1")["rows"][1]["label"] != "rent / 租金"
    merged = themes(run, "merge", "1", "3")
    assert [one["theme"] for one in merged["rows"]] == ["1", "2", "4"]
    split = themes(run, "split", "1")
    assert [one["theme"] for one in split["rows"]][:2] == ["1.1", "1.2"]
    dropped = themes(run, "drop", "4")
    assert dropped["edition"] == 5
    assert dropped["unplaced"] > split["unplaced"]
    assert dropped["searched"] == merged["searched"]
    assert dropped["act"] == "drop 4"
    # The search itself comes back as it was changed.
    assert themes(run, *QUICK)["edition"] == 5


def test_a_change_may_start_from_an_older_edition(project: Path, run: Run) -> None:
    del project
    themes(run, "drop", "1")
    again = themes(run, "rename", "1", "pills", "--edition", "1")
    assert again["edition"] == 3
    assert len(again["rows"]) == 4


def test_an_adopted_theme_is_a_code_with_suggestions_and_no_theme(project: Path, run: Run) -> None:
    before = themes(run, "show", "1", "--all")
    places = {one["segment"] for one in before["rows"]}
    ran = run("themes", "adopt", "1", "--id", "my_theme", "--name", "mine / 我的", "--by", "ana")
    assert ran.exit_code == 0, ran.output
    assert "my_theme is a code now, in codebook.yaml" in ran.stderr
    assert "the codebook changed since" not in ran.stderr
    assert run("themes", "split", "2", "--edition", "2").exit_code == 0
    book = (project / "codebook.yaml").read_text("utf-8")
    assert "DRAFT, made from theme 1 of run" in book
    assert "mine" in book
    for again in (False, True):
        if again:  # suggested anew, they are still there
            assert run("code").exit_code == 0
        with Project.open(project) as opened:
            suggested = {one.segment for one in opened.suggestions(code="my_theme")}
            assert suggested >= places
            others = {one.code for one in opened.suggestions()}
        assert len(others) > 1
        found = themes(run, *QUICK)
        assert not places & {
            one["segment"]
            for row in found["rows"]
            for one in themes(run, "show", row["theme"], "--all")["rows"]
        }


def test_an_adoption_outlives_a_change_of_an_older_edition(project: Path, run: Run) -> None:
    places = {one["segment"] for one in themes(run, "show", "1", "--all")["rows"]}
    assert run("themes", "adopt", "1", "--id", "my_theme").exit_code == 0
    themes(run, "rename", "2", "rent / 租金", "--edition", "1")
    assert run("code").exit_code == 0
    with Project.open(project) as opened:
        assert {one.segment for one in opened.suggestions(code="my_theme")} >= places
        assert not places & opened.themes.find().searched


@pytest.mark.parametrize("over", ["all", "code:social_support"])
def test_an_adopted_theme_is_reported_by_no_later_search(
    project: Path, run: Run, over: str
) -> None:
    places = {one["segment"] for one in themes(run, "show", "1", "--all")["rows"]}
    run("themes", "adopt", "1", "--id", "my_theme")
    answer = themes(run, "--over", over, *QUICK)
    with Project.open(project) as opened:
        edition = opened.themes.edition()
    assert not places & edition.searched
    if over == "all":
        assert answer["left_out"]["a code explains it"] == len(places)


def test_what_a_reviewer_rejects_is_searched_again(project: Path, run: Run) -> None:
    places = [one["segment"] for one in themes(run, "show", "1", "--all")["rows"]]
    run("themes", "adopt", "1", "--id", "my_theme")
    with Project.open(project) as opened:
        no = Decision(
            segment=places[0],
            code="my_theme",
            verdict=Verdict.REJECT,
            reviewer="ana",
            at="2026-01-05T09:00:00+08:00",
        )
        opened.decide([no])
        found = opened.themes.find()
    assert places[0] in found.searched
    assert places[1] not in found.searched


def test_a_codebook_that_changed_since_is_told(project: Path, run: Run) -> None:
    assert run("codebook", "convert", "recovery", "mine.yaml").exit_code == 0
    text = (project / "mine.yaml").read_text("utf-8").replace("A friend", "A mate", 1)
    text = text.replace("id: social_support", "id: company", 1)
    (project / "mine.yaml").write_text(text, "utf-8")
    (project / "qualpipe.toml").write_text('codebook = "mine.yaml"\n', "utf-8")
    told = run("themes", "show").stderr
    assert "Mind: the codebook changed since" in told
    assert "codes are suggested by an earlier codebook" in told
    assert "codebook changed since" not in run("themes", *QUICK).stderr


# Tables and pictures


@pytest.mark.parametrize("command", ["tree", "by interview", "saturation", "left-out", "show"])
def test_every_table_says_of_which_edition_it_is(project: Path, run: Run, command: str) -> None:
    del project
    themes(run, "rename", "2", "rent / 租金")
    assert themes(run, *command.split())["edition"] == 2
    assert themes(run, *command.split(), "--edition", "1")["edition"] == 1


@pytest.fixture
def known_people(run: Run, tmp_path: Path) -> None:
    """Find themes with eight people of whom a table says sex and date of the interview."""
    folder = write(tmp_path, talk(160))
    rows = [f"P{n:02},{'女' if n % 2 else '男'},{day}" for n, day in enumerate(reversed(DAYS))]
    text = "\n".join(["participant,sex,interviewed", *rows, "P07,女,"])
    (folder / "interviews" / "participants.csv").write_text(text + "\n", "utf-8")
    run("ingest", "interviews")
    themes(run, "--over", "all", *QUICK)


@pytest.mark.usefixtures("known_people")
def test_themes_are_counted_by_what_is_known_of_participants(run: Run) -> None:
    rows = themes(run, "by", "sex")["rows"]
    sizes = {row["theme"]: row["segments"] for row in themes(run, "show")["rows"]}
    assert {row["value"] for row in rows} == {"女", "男"}
    for name, size in sizes.items():
        mine = [row for row in rows if row["theme"] == name]
        assert sum(row["segments"] for row in mine) == size
        assert all(row["participants"] <= 4 for row in mine)
    ran = run("themes", "by", "sex")
    assert {"女", "男"} <= set(ran.stdout.split())
    assert "known: " in refused(run, "by", "age")


@pytest.mark.usefixtures("known_people")
def test_themes_by_a_date_go_by_time_and_what_is_not_known_comes_last(run: Run) -> None:
    rows = themes(run, "by", "interviewed")["rows"]
    first = rows[0]["theme"]
    assert [row["value"] for row in rows if row["theme"] == first] == [*DAYS, ""]
    heads = run("themes", "by", "interviewed").stdout
    assert heads.index("9/12/2025") < heads.index("31/12/2025") < heads.index("1/10/2026")
    assert heads.index("1/10/2026") < heads.index("(not known)")


def test_an_adopted_theme_is_compared_as_the_code_it_became(project: Path, run: Run) -> None:
    del project
    run("themes", "adopt", "1", "--id", "my_theme")
    (gone,) = (row for row in themes(run, "compare", "1", "2")["rows"] if not row["after"])
    assert gone["before"] == "1"
    assert gone["label"].endswith("(adopted: the code my_theme)")


def test_names_given_by_hand_are_not_lost_in_silence(project: Path, run: Run) -> None:
    del project
    run("themes", "rename", "2", "the weather / 天氣")
    ran = run("themes", "--count", "3", "--stability", "2")
    assert "Names given by hand stay in edition 2: 2 'the weather / 天氣'" in ran.stderr
    assert "qualpipe themes compare 2 3" in ran.stderr
    assert "given by hand" not in run("themes", "--count", "5", "--stability", "2").stderr


def test_two_editions_are_compared(project: Path, run: Run) -> None:
    del project
    run("themes", "merge", "1", "3")
    answer = themes(run, "compare", "1", "2")
    assert {row["before"] for row in answer["rows"]} == {"1", "2", "3", "4"}
    moved = themes(run, "compare", "1", "2", "--segments")["rows"]
    assert {(one["before"], one["after"]) for one in moved} <= {("1", "1"), ("3", "1")}
    assert "3 themes" in run("themes", "compare", "1", "2").stderr


def test_themes_are_counted_by_interview_and_first_hearing(project: Path, run: Run) -> None:
    del project
    rows = themes(run, "by", "interview")["rows"]
    assert {row["value"] for row in rows} == {f"P{number:02}" for number in range(8)}
    assert "(" in run("themes", "by", "interview").stdout
    steps = themes(run, "saturation")["rows"]
    assert steps[-1]["heard"] == 4
    order = ",".join(f"P{number:02}" for number in reversed(range(8)))
    ran = run("themes", "saturation", "--order", order)
    assert ran.stdout.index("P07") < ran.stdout.index("P00")
    assert "cannot show" in ran.stderr


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize(
    "arguments",
    [["show"], ["show", "1"], ["tree"], ["by", "interview"], ["saturation"], ["left-out"]],
    ids=lambda one: one[0],
)
def test_every_table_comes_in_every_format(
    project: Path, run: Run, arguments: list[str], form: str
) -> None:
    del project
    ran = run("themes", *arguments, "--format", form)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.strip()


def test_what_was_left_out_is_shown_with_the_reason(project: Path, run: Run) -> None:
    del project
    answer = themes(run, "show")
    rows = themes(run, "left-out")["rows"]
    assert len(rows) == sum(answer["left_out"].values())
    assert {row["reason"] for row in rows} == set(answer["left_out"])
    short = themes(run, "left-out", "--chatter")["rows"]
    assert not {"a code explains it", "a person has coded it"} & {row["reason"] for row in short}


@pytest.mark.parametrize(
    ("name", "begins"), [("m.html", b"<!DOCTYPE"), ("m.svg", b"<svg"), ("m.png", b"\x89PNG")]
)
def test_the_map_is_written_by_its_suffix(
    project: Path, run: Run, name: str, begins: bytes
) -> None:
    ran = run("themes", "map", "--out", name)
    assert ran.exit_code == 0, ran.output
    assert (project / name).read_bytes().startswith(begins)
    assert "known: .html, .png, .svg" in refused(run, "map", "--out", "m.pdf")


# A language model


class Model(BaseHTTPRequestHandler):
    """A language model that names every theme alike."""

    asked: list[str] = []  # noqa: RUF012 - one server a test, emptied by the fixture
    meanwhile: Callable[[], object] = staticmethod(lambda: None)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body["messages"][0]["content"])
        type(self).meanwhile()
        content = '{"en": "getting by", "zh": "捱日子"}'
        reply = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def model() -> Iterator[str]:
    Model.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_a_label_by_a_model_is_marked_and_a_persons_stays(
    project: Path, run: Run, model: str
) -> None:
    del project
    run("themes", "rename", "2", "rent / 租金")
    answer = themes(run, *QUICK, "--llm", model, "--llm-model", "stub")
    assert [row["named_by"] for row in answer["rows"]] == ["model", "person", "model", "model"]
    assert answer["rows"][0]["label"] == "getting by / 捱日子"
    assert "named by stub at 127.0.0.1" in answer["act"]
    assert "(by model)" in run("themes", "show").stdout
    assert len(Model.asked) == 3
    assert themes(run, *QUICK, "--llm", model, "--llm-model", "stub")["edition"] == 3


def test_a_model_is_asked_once_for_a_search_however_often_it_is_taken_up(
    project: Path, run: Run, model: str
) -> None:
    del project
    asked = (*QUICK, "--llm", model, "--llm-model", "stub")
    first = run("themes", "--seed", "5", *asked)
    assert "made before" not in first.stderr
    labels = [row["label"] for row in themes(run, "--seed", "5", *asked)["rows"]]
    times = len(Model.asked)
    run("themes", *QUICK)
    again = themes(run, "--seed", "5", *asked)
    assert [row["label"] for row in again["rows"]] == labels
    assert len(Model.asked) == times
    themes(run, "rename", "1", "rent / 租金")
    assert "made before" not in run("themes", "show").stderr


def test_the_report_says_which_codes_were_adopted_and_which_model_was_asked(
    project: Path, run: Run, model: str
) -> None:
    themes(run, *QUICK, "--llm", model, "--llm-model", "stub")
    themes(run, "adopt", "1", "--id", "housing")
    server = model.removeprefix("http://").removesuffix("/v1")
    for language, adopted, where in (
        ("en", "1 of them was adopted from a theme that the machine found.", "private network"),
        ("zh-HK", "其中 1 個由系統找出的主題採納而成。", "即本機或其內部網絡之內"),
        ("zh-CN", "其中 1 个由系统找出的主题采纳而成。", "即本机或其内部网络之内"),
    ):
        ran = run("report", "--to", "report.html", "--language", language)
        assert ran.exit_code == 0, ran.output
        report = (project / "report.html").read_text("utf-8")
        assert adopted in report
        assert where in report
        assert "stub" in report
        assert server in report
        assert run("verify", "report.html").exit_code == 0


def test_others_work_on_the_project_while_a_model_is_asked(
    project: Path, run: Run, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Model, "meanwhile", staticmethod(lambda: call(project, "code", "interviews"))
    )
    assert "named by stub" in themes(run, *QUICK, "--llm", model, "--llm-model", "stub")["act"]


def test_names_by_a_model_do_not_pass_over_a_change_made_meanwhile(
    project: Path, run: Run, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename() -> None:
        with Project.open(project) as opened:
            opened.themes.rename("2", "rent / 租金")

    monkeypatch.setattr(Model, "meanwhile", staticmethod(rename))
    told = refused(run, *QUICK, "--llm", model)
    assert "the themes were changed since edition 1" in told
    assert themes(run, "show", "2")["label"] == "rent / 租金"


@pytest.mark.parametrize("url", ["http://8.8.8.8/v1", "http://169.254.169.254/v1", "ftp://x"])
def test_quotes_stay_in_the_house_unless_allowed(project: Path, run: Run, url: str) -> None:
    refused(run, *QUICK, "--seed", "5", "--llm", url)
    with Project.open(project) as opened:
        assert opened.themes.numbers() == (1,)  # nothing was searched in vain


# Bad input


def test_without_a_project_it_says_how_to_make_one(run: Run) -> None:
    assert "no qualpipe project here; make one with: qualpipe code" in refused(run)


def test_without_suggested_codes_there_is_no_residue(run: Run) -> None:
    run("init")
    assert "no codes are suggested yet" in refused(run)
    assert "no themes were looked for yet; run: qualpipe themes" in refused(run, "show")


def distinct(count: int, **talked: Any) -> list[Segment]:
    """Return so many segments that all differ."""
    every = {one.text: one for one in talk(8 * count + 8, **talked)}.values()
    # Of the weather one speaks when one sits down: that is small talk at the beginning.
    said = [one for one in every if not WEATHER.search(one.text)][:count]
    assert len(said) == count
    return said


def alike(count: int) -> list[Segment]:
    """Return segments in which five people say the same."""
    text = "The rent for the flat went up again."
    return [segment(text, transcript=f"P{n % 5}", case=f"P{n % 5}", turn=n) for n in range(count)]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (lambda: talk(0), "nothing is left to search"),
        (lambda: distinct(1), "0 themes in 1 segment (all that was said)"),
        (lambda: distinct(1), "there is one segment; themes take at least 40 different ones"),
        (lambda: distinct(39), "different segments are too few for themes (at least 40)"),
        (lambda: alike(60), "say the same; that is no theme"),
    ],
    ids=["none", "one", "alone", "39", "identical"],
)
def test_too_little_to_search_is_said(
    run: Run, tmp_path: Path, said: Callable[[], list[Segment]], message: str
) -> None:
    write(tmp_path, said())
    run("init")
    run("ingest", "interviews")
    ran = run("themes", "--over", "all")
    assert ran.exit_code == 0, ran.output
    assert message in " ".join(ran.stderr.split())
    if "too few" in message:
        assert "neighbours 1" in ran.stdout
        assert themes(run, "--over", "all")["groups"]
    assert run("themes", "map", "--out", "m.html").exit_code == 0
    assert run("themes", "tree").exit_code == 0


@pytest.mark.parametrize("language", [Language.EN, Language.YUE])
def test_one_language_alone_has_no_mix(run: Run, tmp_path: Path, language: Language) -> None:
    write(tmp_path, talk(120, languages=[language]))
    run("ingest", "interviews")
    answer = themes(run, "--over", "all", *QUICK)
    assert answer["rows"]
    assert answer["language_mix"] is None


def test_one_participant_alone_gives_a_warning(run: Run, tmp_path: Path) -> None:
    write(tmp_path, talk(120, people=1))
    run("ingest", "interviews")
    ran = run("themes", "--over", "all", *QUICK)
    assert "nothing shows that a theme recurs with others" in ran.stderr


def test_where_codes_explain_everything_nothing_is_left(
    coded: Path, tmp_path: Path, run: Run
) -> None:
    shutil.copytree(coded, tmp_path, dirs_exist_ok=True)
    with Project.open(tmp_path) as project:
        project.decide(
            [
                Decision(
                    segment=one.address,
                    code="social_support",
                    verdict=Verdict.ADD,
                    reviewer="ana",
                    at="2026-01-05T09:00:00+08:00",
                )
                for one in project.segments()
            ]
        )
    ran = run("themes")
    assert ran.exit_code == 0, ran.output
    assert "codes explain every segment" in ran.stderr
    assert "160 a person has coded it" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["merge", "2", "2"], "name two different themes to merge"),
        (["merge", "2"], "name two different themes to merge"),
        (["merge", "2", "9"], "unknown theme '9'; known: 1, 2, 3, 4"),
        (["show", "9"], "unknown theme '9'; known: 1, 2, 3, 4"),
        (["split", "1", "--into", "500"], "it can be split into 2 to"),
        (["rename", "1", " "], "a label cannot be empty"),
        (["adopt", "1", "--id", "social_support"], "there is a code 'social_support' already"),
        (["adopt", "1", "--id", "Big Word"], "is no code id"),
        (["adopt", "1", "--id", "new", "--parent", "old"], "there is no code 'old'"),
        (["show", "--edition", "9"], "there is no edition 9 of the themes; known: 1"),
        (["compare", "1", "9"], "there is no edition 9 of the themes; known: 1"),
        (["by", "shoe size"], "unknown attribute 'shoe size'; known:"),
        (["saturation", "--order", "P01"], "the order names no P00"),
        (["saturation", "--order", "P77"], "unknown interview 'P77'; known: P00"),
        (["--over", "code:nothing"], "unknown code 'nothing'; known: home_like"),
        (["--over", "some"], "say residue, all or code:ID"),
        (["--count", "1"], "there cannot be 1 themes"),
        (["--count", "500"], "there cannot be 500 themes of 2 segments or more each in"),
        (["--seed", "2147483648"], "it is a whole number from 0 to 2147483647"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_what_cannot_be_done_is_one_line(
    project: Path, run: Run, arguments: list[str], message: str
) -> None:
    del project
    assert message in refused(run, *arguments)


def test_what_is_not_understood_is_told_apart(project: Path, run: Run) -> None:
    del project
    assert "neither a number nor auto" in refused(run, "--count", "many", code=2)
    told = refused(run, "--seed", "2", "show", "1", code=2)
    assert "--seed belongs to the search" in told


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says_of_itself(name: str) -> None:
    group = qualpipe.get_command(click.Context(qualpipe), "themes")
    assert isinstance(group, click.Group)
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert (command.help or "").startswith(COMMANDS[name])

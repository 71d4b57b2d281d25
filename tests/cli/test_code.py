import csv
import errno
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytest
from conftest import Run

from qualpipe import Project
from qualpipe.store import connect

ENGLISH = """\
Interviewer: How is the centre for you?
P02: It feels like home to me. I can drop in and just sit there, nobody asks why.
Interviewer: And the staff?
P02: My worker kept ringing me when I hid at home, and in the end she came along to the clinic.
Interviewer: Did you have lunch?
P02: Yes, noodles.
"""
CANTONESE = """\
訪：你覺得中心點呀？
受：個中心好似屋企咁，入去坐低飲杯茶都得，冇人趕你走。
訪：職員呢？
受：姑娘成日打嚟問我點解冇覆診，我唔聽佢就上嚟我屋企搵我。
訪：有冇朋友？
受：識咗班朋友，得閒一齊行山，有事都會互相照應。
"""


MINE = """\
id: mine
codes:
  - id: 屋企
    name: Home
    definition: It feels like home.
    keywords: [home, 屋企]
"""
HOLD = """
import sys, time
from pathlib import Path
from qualpipe.project import lock
with lock.held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def interviews(tmp_path: Path) -> Path:
    folder = tmp_path / "transcripts"
    folder.mkdir()
    (folder / "P01.txt").write_text(CANTONESE, encoding="utf-8")
    (folder / "P02.txt").write_text(ENGLISH, encoding="utf-8")
    return folder


def test_a_folder_becomes_a_project_with_codes_and_evidence(
    run: Run, interviews: Path, tmp_path: Path
) -> None:
    ran = run("code", interviews)
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "qualpipe.toml").exists()
    assert (tmp_path / "qualpipe.db").exists()
    assert "Home-like environment" in ran.stdout
    assert "6 segments of 2 participants in 2 transcripts" in ran.stderr
    assert "Next: qualpipe show" in ran.stderr


def test_a_second_run_does_nothing_and_says_so(run: Run, interviews: Path) -> None:
    first = json.loads(run("code", interviews, "--format", "json").stdout)
    again = run("code", interviews, "--format", "json")
    second = json.loads(again.stdout)
    none = {"copies": 0, "failed": 0, "gone": 0, "names_gone": []}
    assert first["files"] == {"new": 2, "unchanged": 0, **none}
    assert second["files"] == {"new": 0, "unchanged": 2, **none}
    assert (second["rows"], second["run"]) == (first["rows"], first["run"])
    assert "Nothing to do" in again.stderr


def test_two_projects_of_the_same_files_give_the_same_answer(
    run: Run, interviews: Path, tmp_path: Path
) -> None:
    answers = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run("code", interviews, "--project", tmp_path / name)
        shown = run("show", "P01", "--format", "json", "--project", tmp_path / name)
        answers.append(shown.stdout)
    assert answers[0] == answers[1]
    assert "evidence" in answers[0]


def test_a_changed_file_is_read_again_and_a_gone_one_forgotten(run: Run, interviews: Path) -> None:
    run("code", interviews)
    (interviews / "P02.txt").write_text(ENGLISH + "Interviewer: Bye\nP02: See you.\n", "utf-8")
    (interviews / "P01.txt").unlink()
    ran = run("code", interviews, "--format", "json")
    answer = json.loads(ran.stdout)
    assert (answer["files"]["new"], answer["files"]["gone"]) == (1, 1)
    assert answer["files"]["names_gone"] == ["transcripts/P01.txt"]
    assert "Files: 1 read, 0 unchanged, 0 not readable, 1 gone (P01.txt)." in ran.stderr
    assert answer["transcripts"] == 1
    assert answer["segments"] == 4


def test_a_bad_file_is_named_and_the_others_go_on(run: Run, interviews: Path) -> None:
    (interviews / "P03.docx").write_bytes(b"PK\x03\x04 half a file")
    (interviews / "P04.txt").touch()
    ran = run("code", interviews, "--format", "json")
    assert ran.exit_code == 3
    answer = json.loads(ran.stdout)
    assert answer["segments"] == 6
    assert sorted(Path(one["where"]).name for one in answer["failures"]) == ["P03.docx", "P04.txt"]
    assert "Skipped" in ran.stderr


def test_with_a_bad_file_the_same_question_has_the_same_answer(run: Run, interviews: Path) -> None:
    (interviews / "P03.docx").write_bytes(b"PK\x03\x04 half a file")
    (interviews / "P04.txt").write_text(CANTONESE, "utf-8")
    first, second, third = (run("code", interviews, "--format", "json") for _ in range(3))
    assert [ran.exit_code for ran in (first, second, third)] == [3, 3, 3]
    assert "Files: 2 read, 0 unchanged, 1 copy, 1 not readable, 0 gone." in first.stderr
    assert "Files: 0 read, 2 unchanged, 1 copy, 1 not readable, 0 gone." in second.stderr
    assert "Skipped" in second.stderr
    assert second.output == third.output


def test_of_many_files_that_are_gone_a_few_are_named(run: Run, interviews: Path) -> None:
    for number in range(3, 10):
        text = CANTONESE.replace("飲杯茶", f"飲{number}杯茶")
        (interviews / f"訪談{number}.txt").write_text(text, "utf-8")
    run("code", interviews)
    for path in interviews.glob("訪談*.txt"):
        path.unlink()
    few = ", ".join(f"訪談{number}.txt" for number in range(3, 8))
    assert f"7 gone ({few}, ...)." in run("code", interviews).stderr


def test_half_an_emoji_in_a_name_stops_no_other_file(run: Run, interviews: Path) -> None:
    said = '{"segments": [{"speaker": "\\ud83d A", "text": "屋企, I feel at home"}]}'
    (interviews / "P03.json").write_text(said, "utf-8")
    ran = run("code", interviews)
    assert ran.exit_code == 0
    assert "3 transcripts" in ran.stderr
    assert "P03.json: 1 broken half characters" in run("status").stderr


@pytest.mark.parametrize("word", ["Overdose", "小產"])
def test_a_word_before_a_colon_is_no_participant_and_is_not_printed(
    run: Run, tmp_path: Path, word: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    turns = "I: And?\n\nP: Yes, 係呀.\n\n" * 4
    (folder / "P01.txt").write_text(f"{turns}{word}: I took 40 pills\n\n{turns}", "utf-8")
    ran = run("code", folder)
    assert "8 segments of 1 participants in 1 transcripts" in ran.stderr
    assert "Note P01.txt:17: a word before a colon is met once" in ran.stderr
    assert word not in ran.stderr + run("status").output


def test_the_encoding_that_was_named_reaches_the_participants_table(
    run: Run, interviews: Path
) -> None:
    for name, text in (("P01", CANTONESE), ("P02", ENGLISH)):
        (interviews / f"{name}.txt").write_bytes(text.encode("gb18030", "replace"))
    table = interviews / "participants.csv"
    for encoding in ("gb18030", "utf-8"):
        table.write_bytes("participant,site\nP01,荃灣\nP02,荃灣\n".encode(encoding))
        assert run("code", interviews, "--encoding", "gb18030").exit_code == 0
        with Project.open(interviews.parent) as project:
            assert {one.attributes["site"] for one in project.transcripts()} == {"荃灣"}


def test_what_looks_like_a_picture_stays_as_it_is_written(run: Run, tmp_path: Path) -> None:
    talk = "I: And?\nP: Yes, I feel at home there. On day 108 :smile: it feels like home.\n"
    (tmp_path / "P01.txt").write_text("I: So?\nP: No.\n" * 49 + talk, "utf-8")
    ran = run("code", tmp_path / "P01.txt")
    assert "P01:100:0-" in ran.stdout, "the hundredth turn is no emoji"
    assert ":smile:" in ran.stdout


def test_an_empty_project_says_what_to_do(run: Run) -> None:
    run("init")
    assert "Next: qualpipe code YOUR_FOLDER" in run("code").stderr


def test_csv_has_a_row_a_code(run: Run, interviews: Path) -> None:
    ran = run("code", interviews, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert len(rows) == 5
    assert {"code", "segments", "participants", "mean_score", "top_quote"} <= set(rows[0])


@pytest.mark.parametrize(("unit", "segments"), [("turn", 6), ("sentence", 7)])
def test_the_unit_can_be_chosen_and_changed(
    run: Run, interviews: Path, unit: str, segments: int
) -> None:
    run("code", interviews)
    answer = json.loads(run("code", "--unit", unit, "--format", "json").stdout)
    assert answer["segments"] == segments


def status(run: Run) -> Any:
    return json.loads(run("status", "--format", "json").stdout)


def test_all_speakers_can_be_coded(run: Run, interviews: Path) -> None:
    answer = json.loads(run("code", interviews, "--speakers", "all", "--format", "json").stdout)
    assert answer["segments"] == 12


def test_who_asks_can_be_said(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "x.txt").write_text("May: 你好\nSam: 我好好\nMay: 係咩\nSam: 係呀\n", "utf-8")
    answer = json.loads(run("code", folder, "--interviewer", "May", "--format", "json").stdout)
    assert answer["segments"] == 2
    shown = json.loads(run("show", "x", "--format", "json").stdout)
    assert {row["speaker"] for row in shown["rows"]} == {"Sam"}


def test_a_name_that_nobody_bears_is_told(run: Run, interviews: Path) -> None:
    ran = run("code", interviews, "--interviewer", "訪", "--interviewer", "Nobody")
    assert "Note Nobody: no speaker is called so" in ran.stderr
    assert "Note 訪" not in ran.stderr
    assert "Note Nobody" in run("status").stderr
    assert "Note Nobody" not in run("code", "--interviewer", "訪").stderr


def test_who_neither_asks_nor_is_asked_is_listed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "x.cha").write_text(
        "@UTF8\n@Begin\n@Participants:\tINV Investigator, PAR Participant, PEE Other\n"
        "*INV:\thow are you ?\n*PAR:\tfine , 幾好 .\n*PEE:\tknock knock .\n@End\n",
        "utf-8",
    )
    run("code", folder)
    (row,) = json.loads(run("status", "--format", "json").stdout)["rows"]
    assert (row["interviewers"], row["participants"], row["others"]) == ("INV", "PAR", "PEE")
    assert "PEE" in run("status").stdout


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_show_gives_the_evidence_of_each_suggestion(run: Run, interviews: Path, form: str) -> None:
    run("code", interviews)
    ran = run("show", "P01", "--format", form)
    assert ran.exit_code == 0
    assert "屋企" in ran.stdout


def test_the_evidence_shown_is_in_the_transcript(run: Run, interviews: Path) -> None:
    run("code", interviews)
    for name, text in (("P01", CANTONESE), ("P02", ENGLISH)):
        rows = json.loads(run("show", name, "--format", "json").stdout)["rows"]
        found = [why for row in rows for why in row["evidence"]]
        assert found
        for why in found:
            assert text[why["start"] : why["end"]] == why["words"]


def test_show_can_be_narrowed_by_code_and_score(run: Run, interviews: Path) -> None:
    run("code", interviews)
    everything = json.loads(run("show", "P01", "--format", "json").stdout)["rows"]
    scores = sorted(row["score"] for row in everything if row["score"] is not None)
    high = run("show", "P01", "--min-score", str(scores[-1]), "--format", "json")
    assert all(row["score"] >= scores[-1] for row in json.loads(high.stdout)["rows"])
    one = run("show", "P01", "--code", "home_like_environment", "--format", "json")
    assert {row["code"] for row in json.loads(one.stdout)["rows"]} <= {"home_like_environment"}


def test_an_unknown_code_lists_the_known_ones(run: Run, interviews: Path) -> None:
    run("code", interviews)
    ran = run("show", "P01", "--code", "social")
    assert ran.exit_code == 1
    assert "unknown code 'social'; known: home_like_environment" in ran.stderr


def test_an_unknown_transcript_lists_the_known_ones(run: Run, interviews: Path) -> None:
    run("code", interviews)
    ran = run("show", "P09")
    assert ran.exit_code == 1
    assert ran.stderr == "qualpipe: no transcript is called 'P09'; there are: P01, P02\n"


def test_without_a_project_reading_commands_say_how_to_make_one(run: Run) -> None:
    ran = run("status")
    assert ran.exit_code == 1
    assert "no qualpipe project here; make one with: qualpipe code" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["code", "nowhere"], "nowhere"),
        (["code", ".", "--codebook", "missing.yaml"], "missing.yaml"),
        (["code", ".", "--encoder", "no/such-model"], "no/such-model"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Run, interviews: Path, arguments: list[str], said: str
) -> None:
    del interviews
    ran = run(*arguments)
    assert ran.exit_code == 1
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_an_empty_folder_says_what_to_put_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("code", tmp_path / "empty")
    assert ran.exit_code == 1
    assert "empty" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "file", "origin", "value"),
    [
        (["--unit", "turn"], {"QUALPIPE_UNIT": "sentence"}, 'unit = "passage"', "flag", 6),
        ([], {"QUALPIPE_UNIT": "turn"}, 'unit = "sentence"', "environment", 6),
        ([], {}, 'unit = "sentence"', "qualpipe.toml", 7),
        ([], {}, "", "default", 6),
    ],
)
def test_a_flag_beats_the_environment_beats_the_file(
    run: Run,
    interviews: Path,
    tmp_path: Path,
    *,
    arguments: list[str],
    environment: dict[str, str],
    file: str,
    origin: str,
    value: int,
) -> None:
    (tmp_path / "qualpipe.toml").write_text(file, "utf-8")
    ran = run("code", interviews, "--format", "json", *arguments, env=environment)
    assert json.loads(ran.stdout)["segments"] == value
    settings = json.loads(run("status", "--format", "json", env=environment).stdout)["settings"]
    assert origin in settings["unit"]["from"] or origin == "flag"


def test_the_flags_that_make_a_project_are_in_force_in_it(
    run: Run, interviews: Path, tmp_path: Path
) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "my.yaml").write_text(MINE, "utf-8")
    (tmp_path / "study").mkdir()
    flags = ("--codebook", "books/my.yaml", "--unit", "turn", "--interviewer", "訪")
    there = ("--project", "study")
    first = run("code", interviews, *there, *flags)
    assert "Next: qualpipe show P02 --code 屋企" in first.stderr
    assert run("show", "P02", "--code", "屋企", *there).exit_code == 0
    written = (tmp_path / "study" / "qualpipe.toml").read_text("utf-8")
    for line in ('codebook = "../books/my.yaml"', 'unit = "turn"', 'interviewers = ["訪"]'):
        assert line in written.splitlines()
    assert "Nothing to do" in run("code", interviews, *there).stderr


def test_a_slip_in_the_first_command_is_no_setting(
    run: Run, interviews: Path, tmp_path: Path
) -> None:
    (tmp_path / "wrong.yaml").write_text("codes: 1\n", "utf-8")
    (tmp_path / "my.yaml").write_text(MINE, "utf-8")
    assert run("code", interviews, "--codebook", "wrong.yaml").exit_code == 1
    assert not json.loads(run("status", "--format", "json").stdout)["rows"], "nothing was read yet"
    ran = run("code", interviews, "--codebook", "my.yaml")
    assert "for this run alone" not in ran.stderr
    assert "Nothing to do" in run("code", interviews).stderr
    assert run("show", "P02", "--code", "屋企").exit_code == 0


def test_a_model_that_is_not_there_is_told_before_reading_and_no_setting(
    run: Run, interviews: Path
) -> None:
    assert run("code", interviews, "--encoder", "no/such-model").exit_code == 1
    assert not json.loads(run("status", "--format", "json").stdout)["rows"]
    assert run("code", interviews).exit_code == 0


def test_a_kill_in_the_first_run_loses_no_flag(
    run: Run, interviews: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my.yaml").write_text(MINE, "utf-8")

    def killed(*_: object, **__: object) -> NoReturn:
        raise SystemExit(137)

    with monkeypatch.context() as patched:
        patched.setattr(Project, "ingest", killed)
        run("code", interviews, "--codebook", "my.yaml", "--unit", "sentence")
    ran = run("code", interviews)
    assert "--code 屋企" in ran.stderr
    assert json.loads(run("status", "--format", "json").stdout)["settings"]["unit"]["value"] == (
        "sentence"
    )


def test_a_folder_with_another_name_is_the_same_study(run: Run, interviews: Path) -> None:
    before = json.loads(run("code", interviews, "--format", "json").stdout)
    interviews.rename(interviews.with_name("訪談"))
    ran = run("code", "訪談", "--format", "json")
    after = json.loads(ran.stdout)
    assert after["segments"] == before["segments"]
    assert after["rows"] == before["rows"], "every place is called as before"
    assert after["files"]["names_gone"] == ["transcripts/P01.txt", "transcripts/P02.txt"]
    assert "another transcript is called" not in ran.stderr


def test_a_renamed_file_that_cannot_be_read_leaves_what_was_read_before(
    run: Run, interviews: Path, tmp_path: Path
) -> None:
    run("code", interviews)
    other = tmp_path / "other"
    other.mkdir()
    (interviews / "P01.txt").rename(other / "P01.docx")  # a text, whatever it is called
    ran = run("code", other)
    assert ran.exit_code == 3
    assert "0 gone" in ran.stderr
    names = [row["transcript"] for row in status(run)["rows"]]
    assert names == ["P01", "P02"]
    (other / "P01.docx").rename(other / "P01.txt")
    assert "2 gone (P01.docx, P01.txt)" in run("code", other).stderr
    names = [row["transcript"] for row in status(run)["rows"]]
    assert names == ["P01", "P02"]


def test_a_project_that_cannot_be_written_to_still_answers(
    run: Run, interviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("code", interviews, "--format", "json")
    with closing(sqlite3.connect("qualpipe.db")) as raw, raw:
        raw.execute("UPDATE receipt SET document = ''")  # it must look for itself
    monkeypatch.setattr(connect, "_may_write", lambda _: False)
    again = run("code", interviews, "--format", "json")
    assert again.exit_code == 0, again.stderr
    assert json.loads(again.stdout)["rows"] == json.loads(first.stdout)["rows"]
    assert "P01" in run("status").stdout
    assert run("show", "P01").exit_code == 0
    assert "cannot be written to" in run("code", interviews, "--unit", "sentence").stderr


def test_an_encoding_that_fitted_no_file_is_no_setting(run: Run, interviews: Path) -> None:
    assert run("code", interviews, "--encoding", "utf-16-le").exit_code == 3
    assert run("code", interviews).exit_code == 0
    assert "6 segments" in run("code", interviews).stderr


def test_what_a_flag_changed_for_once_is_told_every_time(run: Run, interviews: Path) -> None:
    run("code", interviews)
    for _ in range(2):
        ran = run("code", interviews, "--unit", "sentence")
        assert "unit = 'sentence' was for this run alone" in ran.stderr


@pytest.mark.parametrize("named", ["folder", "codebook"])
def test_a_folder_or_codebook_with_an_old_name_ends_in_no_traceback(
    run: Run, interviews: Path, tmp_path: Path, named: str
) -> None:
    old = os.fsdecode("訪談".encode("big5"))
    (tmp_path / f"{old}.yaml").write_text(MINE, "utf-8")
    (tmp_path / old).mkdir()
    (tmp_path / old / "P07.txt").write_text(ENGLISH, "utf-8")
    if named == "folder":
        assert run("code", tmp_path / old).exit_code in {0, 3}
        return
    ran = run("code", interviews, "--codebook", f"{old}.yaml")
    assert ran.exit_code == 1
    assert "not written in UTF-8" in ran.stderr
    assert not (tmp_path / "qualpipe.toml").exists()


def test_a_codebook_is_read_anew_from_wherever_it_was_named(
    run: Run, interviews: Path, tmp_path: Path
) -> None:
    (tmp_path / "study").mkdir()
    for name in ("屋企", "money"):
        (tmp_path / "my.yaml").write_text(MINE.replace("屋企", name), "utf-8")
        ran = run("code", interviews, "--project", "study", "--codebook", "my.yaml")
        assert f"--code {name}" in ran.stderr


def test_a_later_flag_says_that_it_is_for_once(run: Run, interviews: Path, tmp_path: Path) -> None:
    run("code", interviews)
    (tmp_path / "my.yaml").write_text(MINE, "utf-8")
    ran = run("code", interviews, "--codebook", "my.yaml")
    assert "codebook = 'my.yaml' was for this run alone; the next one goes by" in ran.stderr
    assert run("show", "P02", "--code", "屋企").exit_code == 0, "what Next: says must work"


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--encoding", "uft8"], "no encoding is called so; some are: utf-8"),
        (["--encoding", "rot13"], "no encoding is called so"),
    ],
)
def test_a_mistyped_setting_takes_nothing_away(
    run: Run, interviews: Path, flags: list[str], message: str
) -> None:
    run("code", interviews)
    ran = run("code", interviews, *flags)
    assert ran.exit_code == 1
    assert message in ran.stderr
    assert "6 segments" in run("status").output + run("code", interviews).stderr


def test_a_pattern_that_is_none_is_told_before_anything_is_read(
    run: Run, interviews: Path, tmp_path: Path
) -> None:
    (tmp_path / "qualpipe.toml").write_text("file_pattern = '(?P<site>['\n", "utf-8")
    ran = run("code", interviews)
    assert ran.exit_code == 1
    assert "'(?P<site>['" in ran.stderr
    assert not (tmp_path / "qualpipe.db").exists()


def test_what_is_not_there_makes_no_project(run: Run, tmp_path: Path) -> None:
    for arguments in (["code", "nowhere"], ["ingest", "nowhere"], ["code"]):
        assert run(*arguments).exit_code == 1
        assert not list(tmp_path.glob("qualpipe.*"))


def test_a_name_in_an_old_encoding_stops_no_other_file(run: Run, interviews: Path) -> None:
    # As unpacking an archive from a Windows of Hong Kong leaves it on Linux.
    name = os.fsdecode("訪談".encode("big5") + b".txt")
    (interviews / name).write_text(ENGLISH.replace("noodles", "rice"), "utf-8")
    ran = run("code", interviews)
    assert ran.exit_code == 3
    assert "2 transcripts" in ran.stderr
    assert "rename the file" in ran.stderr.lower()


def test_a_wrong_setting_names_its_place(run: Run, interviews: Path, tmp_path: Path) -> None:
    (tmp_path / "qualpipe.toml").write_text('unti = "turn"\n', "utf-8")
    ran = run("code", interviews)
    assert ran.exit_code == 1
    assert "qualpipe.toml: no setting is called 'unti'; known: codebook, unit" in ran.stderr


def test_of_two_runs_at_once_the_second_is_refused(
    run: Run, interviews: Path, tmp_path: Path
) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLD,
            str(tmp_path / "qualpipe.lock"),
        ],
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        ran = run("code", interviews)
        assert ran.exit_code == 4
        assert f"process {holder.pid} is working on this project" in ran.stderr
    finally:
        holder.kill()
        holder.wait()
    assert run("code", interviews).exit_code == 0


def test_a_killed_run_goes_on_where_it_was(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"T{number:02}.txt").write_text(CANTONESE * 20, "utf-8")
        with (folder / f"T{number:02}.txt").open("a", encoding="utf-8") as file:
            file.write(f"受：第{number}個人\n")
    command = [sys.executable, "-m", "qualpipe", "code", str(folder)]
    killed = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not (tmp_path / "qualpipe.db").exists() and killed.poll() is None:
        time.sleep(0.01)
    time.sleep(0.3)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert run("status").exit_code == 0, "a killed run leaves a project that can be read"
    ran = run("code", folder, "--format", "json")
    assert ran.exit_code == 0
    answer = json.loads(ran.stdout)
    assert answer["files"]["new"] + answer["files"]["unchanged"] == 30
    fresh = run("code", folder, "--format", "json", "--project", _made(tmp_path / "fresh"))
    assert json.loads(fresh.stdout)["rows"] == answer["rows"]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_folder_that_cannot_be_written_to_is_named(
    run: Run, interviews: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _made(tmp_path / "locked")
    (place / "qualpipe.db").mkdir()  # no database can be opened where a folder is, even by root
    ran = run("code", interviews, "--project", place)
    assert ran.exit_code == 1
    assert "locked/qualpipe.db: the project's database cannot be opened" in ran.stderr
    (place / "qualpipe.db").rmdir()
    monkeypatch.setattr(Path, "open", _read_only)
    ran = run("code", interviews, "--project", place)
    assert ran.exit_code == 1
    assert "locked: nothing can be written here (Read-only file system)" in ran.stderr


def _read_only(path: Path, mode: str = "r", **options: Any) -> Any:
    """Open files as a read-only file system does: to be read."""
    if mode[0] != "r":
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
    return io.open(path, mode, **options)  # noqa: UP020 - the open that was not replaced

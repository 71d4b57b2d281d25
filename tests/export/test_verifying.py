"""Verifying: what was edited by hand is found, exactly that, in every format."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # it has no stubs
import pytest
from click.testing import CliRunner
from make import decision, theme

from qualpipe.cli import qualpipe
from qualpipe.export.options import Cells, Options, Tongue
from qualpipe.export.tables import TABLES
from qualpipe.export.verifying import Status
from qualpipe.model import Address, Language, QualpipeError, Run, Segment, Span, Verdict
from qualpipe.project import Project
from qualpipe.project.thematic.editions import Edition, kept
from qualpipe.themes import Findings

FORMATS = ("xlsx", "csv", "docx", "html", "md", "parquet")
AT = "2026-03-01T10:00:00+08:00"
SAID = {
    "P01": "I: How is the centre?\nP: It feels like home, I can just sit there.\n"
    "I: And then?\nP: Somebody made me tea before they asked my name.\n",
    "P02": "訪：中心係點㗎？\n受：我坐喺張梳化度，好似返到屋企咁。\n"
    "訪：仲有呢？\n受：姑娘成日打嚟，問我點解冇去覆診。\n",
    "P03": "I: How are you?\nP: =1+1 they said, | and <b>left</b> 😀.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project that two reviewers have been through, without what the machine suggests."""
    folder = tmp_path_factory.mktemp("reviewed") / "Centres 中心"
    folder.mkdir()
    for name, text in SAID.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with Project.open(folder) as project:
        project.ingest([folder])
        codes = ("home_like_environment", "empathetic_understanding")
        for who, given in (("ana", (0, 0, 0, 1, 1)), ("陳姑娘", (0, 1, 0, 1, 1))):
            project.decide([
                decision(one.address, code=codes[code], verdict=Verdict.ADD, reviewer=who)
                for one, code in zip(project.segments(), given, strict=True)
            ])  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def settled(reviewed: Path) -> Iterator[Project]:
    """Open the project for what only reads it."""
    with Project.open(reviewed, create=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def reports(settled: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of the project once in each form; the tests edit copies."""
    folder = tmp_path_factory.mktemp("reports")
    for ending in ("docx", "html"):
        settled.exports.report(folder / f"report.{ending}", at=AT)
    return folder


@pytest.fixture
def project(reviewed: Path, tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / reviewed.name
    shutil.copytree(reviewed, folder)
    with Project.open(folder, create=False) as opened:
        yield opened


def more(project: Project, code: str = "social_support") -> None:
    first = project.segments()[0]
    project.decide([decision(first.address, code=code, verdict=Verdict.ADD, reviewer="ana")])


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_as_it_was_written_holds(
    settled: Project, tmp_path: Path, name: str, ending: str
) -> None:
    path = tmp_path / f"out.{ending}"
    language = Tongue.EN if ending in {"xlsx", "html", "parquet"} else Tongue.HK
    settled.exports.write(name, path, Options(language=language, cells=Cells.QUOTES), at=AT)
    found = settled.exports.verify(path)
    assert not found.findings
    assert not found.since
    assert found.held or name == "memos"


@pytest.mark.parametrize("ending", ["docx", "html"])
@pytest.mark.parametrize(
    ("language", "template"), [(Tongue.EN, "apa"), (Tongue.HK, "plain"), (Tongue.CN, "apa")]
)
def test_a_report_as_it_was_written_holds(
    settled: Project, tmp_path: Path, ending: str, language: Tongue, template: str
) -> None:
    path = tmp_path / f"report.{ending}"
    settled.exports.report(path, Options(language=language), template=template, at=AT)
    found = settled.exports.verify(path)
    assert not found.findings
    assert found.held > 50


def grouped(project: Project) -> None:
    """Keep an edition of two themes under a heading."""
    places = [one.address for one in project.segments()]
    spoken = ((Language.YUE, 1), (Language.EN, 1))
    themes = (
        replace(theme("A", label="talk · tea / 茶", segments=places), languages=spoken),
        replace(theme("3.1", segments=places[:2], parent="A"), languages=spoken, share=0.4),
        replace(theme("10", label="=1+1 / 錢", segments=places[2:], parent="A"), share=0.6),
    )
    run = Run(
        id="t1",
        step="themes",
        settings={"over": "all", "encoder": "bundled"},
        inputs={
            "codebook": project.codebook().hash,
            "encoder": "bundled",
            "segments": project.store.runs.state(),
        },
        started="2026-02-01T10:00:00+00:00",
    )
    project.store.save_codebook(project.codebook(), at=AT)
    kept(project.store, Edition(number=0, run=run, findings=Findings(themes=themes)))


@pytest.mark.parametrize("ending", FORMATS)
def test_the_themes_of_the_machine_hold_with_their_headings(
    project: Project, tmp_path: Path, ending: str
) -> None:
    grouped(project)
    path = tmp_path / f"themes.{ending}"
    options = Options(suggestions=True, language=Tongue.HK)
    _, emergent, *_ = project.exports.table("themes", options)
    assert [row[:2] for row in emergent.rows] == [
        ("3.1", "talk · tea / 茶"),
        ("10", "talk · tea / 茶"),
    ]
    project.exports.write("themes", path, options, at=AT)
    assert not project.exports.verify(path).findings


def test_a_report_counts_themes_and_not_their_headings(project: Project, tmp_path: Path) -> None:
    grouped(project)
    path = tmp_path / "report.html"
    project.exports.report(path, at=AT)
    text = path.read_text("utf-8")
    assert "in all that was said and found 2 (run t1)" in text
    assert "These 2 themes were found by the machine" in text
    assert "the machine found 2 themes" in text
    assert not project.exports.verify(path).findings


def in_zip(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Change a part of a zipped file, as a person does who edits it in Word."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def once(pattern: str, by: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        new, count = re.subn(pattern, by, text, count=1)
        assert count, f"{pattern} is not there"
        return new

    return change


def edit(path: Path, pattern: str, by: str) -> None:
    change = once(pattern, by)
    if path.suffix == ".docx":
        in_zip(path, "word/document.xml", change)
    else:
        path.write_text(change(path.read_text("utf-8")), encoding="utf-8")


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_number_changed_in_a_sentence_is_found_and_nothing_else(
    settled: Project, reports: Path, tmp_path: Path, ending: str
) -> None:
    path = Path(shutil.copy(reports / f"report.{ending}", tmp_path))
    edit(path, r"3 segments, from 2 of 3", "4 segments, from 2 of 3")
    found = settled.exports.verify(path)
    assert [one.status for one in found.findings] == [Status.DIFFERS]
    (one,) = found.findings
    assert one.where == "findings.counts/home_like_environment"
    assert one.says.startswith("4 segments")
    assert one.gives.startswith("3 segments")
    assert not found.holds


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_word_changed_in_a_quote_is_found(
    settled: Project, reports: Path, tmp_path: Path, ending: str
) -> None:
    path = Path(shutil.copy(reports / f"report.{ending}", tmp_path))
    edit(path, "好似返到屋企咁", "好似去到醫院咁")
    (one,) = settled.exports.verify(path).findings
    assert one.status is Status.DIFFERS
    assert one.where.startswith("quote/P02:2:")


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_sentence_may_be_reworded_and_left_away_but_its_numbers_stay(
    settled: Project, reports: Path, tmp_path: Path, ending: str
) -> None:
    path = Path(shutil.copy(reports / f"report.{ending}", tmp_path))
    edit(path, r"(\d) segments, from (\d) of (\d) participants", r"\1 pieces by \2 of \3 people")
    edit(path, r"This gave \d segments\.", "")
    found = settled.exports.verify(path)
    assert sorted(one.status for one in found.findings) == [Status.GONE, Status.REWORDED]
    assert found.holds


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_number_changed_in_a_table_of_a_report_is_found(
    settled: Project, reports: Path, tmp_path: Path, ending: str
) -> None:
    path = Path(shutil.copy(reports / f"report.{ending}", tmp_path))
    cell = r"(Home-like environment.{0,400}?>)3(<)"
    edit(path, f"(?s){cell}", r"\g<1>7\2")
    (one,) = settled.exports.verify(path).findings
    assert (one.says, one.gives) == ("7", "3")
    assert one.where == "Codes: Home-like environment: Segments"


@pytest.mark.parametrize("ending", ["docx", "html", "md", "csv"])
def test_a_number_changed_in_a_table_is_found(
    project: Project, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"themes.{ending}"
    project.exports.write("themes", path, at=AT)
    before = r"(?s)(Home-like environment.*?[>|,\"] ?)3( ?[|,<])"
    edit(path, before, r"\g<1>7\2")
    (one,) = project.exports.verify(path).findings
    assert (one.status, one.says, one.gives) == (Status.DIFFERS, "7", "3")


def test_a_number_changed_and_rows_sorted_in_excel_is_one_number(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "themes.xlsx"
    project.exports.write("themes", path, at=AT)
    book = openpyxl.load_workbook(path)
    sheet = book["Codes"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    at = [cell.value for cell in sheet[1]].index("Segments")
    rows[0][at] = 99
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    book.save(path)
    (one,) = project.exports.verify(path).findings
    assert (one.says, one.gives) == ("99", "3")


def test_a_row_of_ones_own_is_told_from_a_wrong_one(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "themes.md"
    project.exports.write("themes", path, at=AT)
    edit(path, r"(\|[^\n]*Home-like[^\n]*\n)", r"\1| My own line | that nobody | computed |\n")
    found = project.exports.verify(path)
    assert [one.status for one in found.findings] == [Status.OURS_NOT]
    assert found.holds


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_what_was_decided_since_is_told_apart_and_the_report_still_holds(
    project: Project, reports: Path, tmp_path: Path, ending: str
) -> None:
    path = Path(shutil.copy(reports / f"report.{ending}", tmp_path))
    more(project, "home_like_environment")
    more(project, "social_support")
    found = project.exports.verify(path)
    assert found.holds
    assert not found.findings
    assert found.since == 2
    told = {one.where: (one.says, one.gives) for one in found.moved}
    assert told["Codes: Social support and social relationships: Segments"] == ("0", "1")


@pytest.mark.parametrize("ending", FORMATS)
def test_a_table_holds_after_later_decisions(project: Project, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"themes.{ending}"
    project.exports.write("themes", path, at=AT)
    more(project)
    found = project.exports.verify(path)
    assert found.holds
    assert (found.since, bool(found.moved)) == (1, True)


def test_edited_words_make_what_rests_on_them_unknown_and_say_so(
    project: Project, reports: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(reports / "report.html", tmp_path))
    source = project.folder / "P01.txt"
    source.write_text(SAID["P01"].replace("made me tea", "made me coffee"), encoding="utf-8")
    project.ingest([project.folder])
    found = project.exports.verify(path)
    assert not found.holds
    assert {one.status for one in found.findings} <= {Status.UNKNOWN, Status.GONE, Status.REWORDED}
    assert any("transcripts were edited" in one for one in found.changed)


def test_an_export_of_another_project_is_refused(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "themes.csv"
    project.exports.write("themes", path, at=AT)
    other = tmp_path / "other"
    other.mkdir()
    with Project.open(other) as empty, pytest.raises(QualpipeError, match="another project"):
        empty.exports.verify(path)


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "html", "md", "csv"])
def test_a_file_that_is_no_export_says_so(project: Project, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"other.{ending}"
    path.write_text("nothing of ours", encoding="utf-8")
    with pytest.raises(QualpipeError):
        project.exports.verify(path)


def test_a_stretch_selected_by_hand_is_verified_too(project: Project, tmp_path: Path) -> None:
    first: Segment = project.segments()[0]
    place = replace(Address.parse(first.address), within=Span(3, 13))
    project.decide([decision(str(place), code="social_support", verdict=Verdict.ADD)])
    path = tmp_path / "quotes.docx"
    project.exports.write("quotes", path, at=AT)
    assert not project.exports.verify(path).findings


def test_the_command_says_what_is_wrong_and_exits_with_1(
    settled: Project, reports: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(reports / "report.html", tmp_path))
    arguments = ["verify", str(path), "--project", str(settled.folder)]
    held = CliRunner().invoke(qualpipe, arguments)
    assert (held.exit_code, held.stdout) == (0, "")
    assert "all of it holds" in held.stderr
    edit(path, r"3 segments, from 2 of 3", "5 segments, from 2 of 3")
    found = CliRunner().invoke(qualpipe, [*arguments, "--format", "csv"])
    assert found.exit_code == 1
    assert 'differs,findings.counts/home_like_environment,"5 segments' in found.stdout

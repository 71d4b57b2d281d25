import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import team

from qualpipe.model import Decision, QualpipeError, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import rounds
from qualpipe.project.reviewing.sheets import Came, read_sheet, write_sheet

HOME, FRIENDS = team.CODES
CHINESE, ENGLISH = "P01:2:0-19", "P02:2:0-41"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with team.project(tmp_path) as opened:
        yield opened


Cells = list[dict[str, str]]


def taken(path: Path) -> Cells:
    """Return the rows of a sheet as a spreadsheet shows them."""
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    lines = list(openpyxl.load_workbook(path)["review"].iter_rows(values_only=True))
    heads = [str(head) for head in lines[0]]
    return [
        {head: "" if cell is None else str(cell) for head, cell in zip(heads, line, strict=True)}
        for line in lines[1:]
    ]


def put(path: Path, rows: Cells, *, encoding: str = "utf-8-sig") -> None:
    """Save rows as a spreadsheet would."""
    if path.suffix == ".csv":
        with path.open("w", encoding=encoding, errors="replace", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "review"
    for line, cells in enumerate([list(rows[0]), *(list(row.values()) for row in rows)], 1):
        for column, value in enumerate(cells, 1):
            page.cell(line, column, value).data_type = "s"  # as Excel keeps what it was given
    book.save(path)


def filled(project: Project, path: Path, verdict: str = "accept") -> Cells:
    """Export a sheet and give a verdict in each row."""
    write_sheet(project, path, reviewer="ana")
    rows = [{**row, "verdict": verdict} for row in taken(path)]
    put(path, rows)
    return rows


def back(project: Project, path: Path, **given: bool | str) -> Came:
    return read_sheet(project, path, reviewer="ana", at=team.LATER, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_that_is_filled_in_comes_back_as_decisions_once(
    project: Project, tmp_path: Path, suffix: str
) -> None:
    sheet = tmp_path / f"sheet{suffix}"
    assert write_sheet(project, sheet, reviewer="ana").rows == 16
    rows = taken(sheet)
    by_place = {(row["address"], row["code"]): row for row in rows}
    by_place[CHINESE, HOME] |= {"verdict": "接受", "note": "好似屋企"}
    by_place[ENGLISH, HOME] |= {"verdict": " Reject ", "note": "only a figure of speech"}
    by_place[ENGLISH, FRIENDS] |= {"verdict": "unsure"}
    put(sheet, rows)
    came = back(project, sheet)
    assert (came.problems, came.undecided, came.known) == ((), 13, 0)
    said = {(one.segment, one.code): one for one in project.decisions()}
    assert said[CHINESE, HOME].verdict is Verdict.ACCEPT
    assert said[CHINESE, HOME].note == "好似屋企"
    assert said[ENGLISH, HOME].verdict is Verdict.REJECT
    assert said[ENGLISH, FRIENDS].verdict is Verdict.UNSURE
    assert {one.seen for one in said.values()} == {"made-up"}
    assert {one.codebook for one in said.values()} == {project.codebook().hash}
    assert {one.act for one in said.values()} == {1}
    again = back(project, sheet)
    assert (again.decisions, again.known) == ((), 3)
    assert len(project.decisions()) == 3


def test_a_dry_run_says_the_same_and_keeps_nothing(project: Project, tmp_path: Path) -> None:
    filled(project, tmp_path / "sheet.xlsx")
    came = back(project, tmp_path / "sheet.xlsx", dry_run=True)
    assert (len(came.decisions), came.numbers) == (16, ())
    assert project.decisions() == ()


def test_words_evidence_and_names_stand_in_the_sheet_and_the_check_is_hidden(
    project: Project, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.xlsx"
    write_sheet(project, sheet)
    rows = {(row["address"], row["code"]): row for row in taken(sheet)}
    assert rows[CHINESE, HOME]["words"] == "個中心好似屋企咁，入去坐低飲杯茶都得。"
    assert "keyword" in rows[CHINESE, HOME]["evidence"]
    assert rows[ENGLISH, HOME]["name"] == "Home-like environment"
    page = openpyxl.load_workbook(sheet)["review"]
    heads = {cell.value: cell for cell in page[1]}
    assert page.column_dimensions[heads["check"].column_letter].hidden
    (rule,) = page.data_validations.dataValidation
    assert rule.formula1 == '"accept,reject,unsure"'
    assert heads["verdict"].column_letter in str(rule.sqref)


@pytest.mark.parametrize("words", ["=1+1", '=HYPERLINK("http://evil")', "-好", "@sum", "+852"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_looks_like_a_formula_stays_words_there_and_back(
    tmp_path: Path, words: str, suffix: str
) -> None:
    with team.project(tmp_path) as project:
        (tmp_path / "in" / "P01.txt").write_text(
            f"I: So?\nP: {words}\nI: 仲有？\nP: 冇。\n", "utf-8"
        )
        project.ingest([tmp_path / "in"])
        team.suggest(project)
        sheet = tmp_path / f"sheet{suffix}"
        rows = filled(project, sheet)
        if suffix == ".csv":
            assert not any(row["words"].startswith(("=", "+", "-", "@")) for row in rows)
        else:
            write_sheet(project, tmp_path / "other.xlsx")
            page = openpyxl.load_workbook(tmp_path / "other.xlsx")["review"]
            assert "f" not in {cell.data_type for line in page for cell in line}
        came = back(project, sheet)
    assert came.problems == ()
    assert len(came.decisions) == len(rows)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"words": "其他說話"}, "not as they went out"),
        ({"words": "other words"}, "not as they went out"),
        ({"code": "nothing_of_the_kind"}, "not as they went out"),
        ({"address": ENGLISH}, "not as they went out"),
        ({"check": "1/16"}, "not as they went out"),
        ({"verdict": "perhaps"}, "'perhaps' is no verdict"),
        ({"verdict": "可能"}, "'可能' is no verdict"),
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_row_that_was_changed_is_left_out_and_named_and_the_others_come_in(
    project: Project, tmp_path: Path, changed: dict[str, str], says: str, suffix: str
) -> None:
    sheet = tmp_path / f"sheet{suffix}"
    rows = filled(project, sheet)
    rows[0] |= changed
    put(sheet, rows)
    came = back(project, sheet)
    assert len(came.decisions) == 15
    assert says in came.problems[0].message
    assert came.problems[0].where.startswith("sheet")
    assert came.problems[0].where.endswith("2")


def test_rows_that_are_missing_or_twice_are_noticed(project: Project, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    rows = filled(project, sheet)
    rows = [*rows[:10], dict(rows[0]), {**rows[1], "verdict": "reject"}]
    put(sheet, rows)
    came = back(project, sheet)
    assert len(came.decisions) == 9  # one of ten contradicts itself, one is there twice alike
    said = " ".join(str(one) for one in came.problems)
    assert "with different answers" in said
    assert "6 of 16 rows that went out are not in it" in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "big5hkscs", "gb18030"])
def test_an_encoding_that_holds_the_characters_is_told_apart(
    project: Project, tmp_path: Path, encoding: str
) -> None:
    sheet = tmp_path / "sheet.csv"
    rows = [row for row in filled(project, sheet) if "😀" not in row["words"] or "utf" in encoding]
    rows = [{**row, "evidence": ""} for row in rows]
    put(sheet, rows, encoding=encoding)
    came = back(project, sheet)
    assert len(came.decisions) == len(rows)


def test_a_sheet_saved_without_its_characters_is_refused_row_by_row_in_plain_words(
    project: Project, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    rows = filled(project, sheet)
    put(sheet, rows, encoding="ascii")  # as Excel does in a western Windows: ? for each character
    came = back(project, sheet)
    assert {one.segment[:3] for one in came.decisions} == {"P02"}
    said = " ".join(str(one) for one in came.problems)
    assert "rows hold other characters than they went out with" in said
    assert "CSV UTF-8" in said


def test_what_was_decided_since_stands_and_is_reported(project: Project, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    filled(project, sheet)
    project.review.decide([team.said(CHINESE, HOME, Verdict.REJECT)])
    came = back(project, sheet)
    assert len(came.decisions) == 15
    (problem,) = came.problems
    assert f"ana decided otherwise on {CHINESE} {HOME} since the sheet went out" in problem.message
    last = {(one.segment, one.code): one.verdict for one in project.last_words()}
    assert last[CHINESE, HOME] is Verdict.REJECT


def test_what_was_decided_before_stands_in_the_sheet_and_can_be_changed_there(
    project: Project, tmp_path: Path
) -> None:
    project.review.decide([team.said(CHINESE, HOME, Verdict.REJECT)])
    sheet = tmp_path / "sheet.csv"
    assert write_sheet(project, sheet, reviewer="ana").decided == 1
    rows = taken(sheet)
    (row,) = [one for one in rows if one["verdict"]]
    assert (row["address"], row["verdict"]) == (CHINESE, "reject")
    assert back(project, sheet).known == 1
    row["verdict"] = "accept"
    put(sheet, rows)
    assert [one.verdict for one in back(project, sheet).decisions] == [Verdict.ACCEPT]


def test_another_reviewers_decisions_are_no_conflict(project: Project, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    filled(project, sheet)
    project.review.decide([team.said(CHINESE, HOME, Verdict.REJECT, "陳")])
    assert len(back(project, sheet).decisions) == 16


@pytest.mark.parametrize("place", [CHINESE, ENGLISH, "P01:2:3-8"])
def test_a_row_of_ones_own_adds_a_code(project: Project, tmp_path: Path, place: str) -> None:
    sheet = tmp_path / "sheet.xlsx"
    write_sheet(project, sheet, reviewer="ana")
    rows = taken(sheet)
    empty = dict.fromkeys(rows[0], "")
    rows.append({**empty, "address": place, "code": "recovery_coaching", "verdict": "add"})
    rows.append({**empty, "address": place, "code": "no_such_code", "verdict": "add"})
    rows.append({**empty, "address": "P09:1:0-4", "code": HOME, "verdict": "add"})
    put(sheet, rows)
    came = back(project, sheet)
    (made,) = came.decisions
    assert (made.segment, made.code, made.verdict) == (place, "recovery_coaching", Verdict.ADD)
    said = " ".join(str(one) for one in came.problems)
    assert "the codebook has no code 'no_such_code'" in said
    assert "there is no place 'P09:1:0-4'" in said


def test_words_that_were_changed_in_the_project_are_not_decided_on(
    project: Project, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.xlsx"
    filled(project, sheet)
    text = team.INTERVIEWS["P01.txt"].replace("屋企", "屋𠺢")
    (tmp_path / "in" / "P01.txt").write_text(text, "utf-8")
    project.ingest([tmp_path / "in"])
    came = back(project, sheet)
    assert CHINESE not in {one.segment for one in came.decisions}
    assert f"other words stand at {CHINESE} now" in " ".join(str(one) for one in came.problems)


@pytest.mark.parametrize("name", ["sheet.docx", "sheet.xlsx", "missing.csv"])
def test_what_is_no_such_sheet_is_refused_with_a_remedy(
    project: Project, tmp_path: Path, name: str
) -> None:
    (tmp_path / "sheet.docx").write_bytes(b"PK")
    put(tmp_path / "sheet.xlsx", [{"address": CHINESE, "code": HOME, "verdict": "accept"}])
    with pytest.raises(QualpipeError, match=name):
        back(project, tmp_path / name)
    assert project.decisions() == ()


def test_a_kind_of_sheet_that_cannot_be_written_lists_the_kinds(
    project: Project, tmp_path: Path
) -> None:
    with pytest.raises(QualpipeError, match=r"\.xlsx, \.csv"):
        write_sheet(project, tmp_path / "sheet.pdf")


def test_a_sheet_of_a_blind_round_tells_nothing_that_is_sealed(
    project: Project, tmp_path: Path
) -> None:
    team.open_round(project, sample="50%")
    sheet = tmp_path / "sheet.csv"
    sent = write_sheet(project, sheet, reviewer="ana")
    assert (sent.rows, sent.round, sent.decided) == (8, team.ROUND, 0)
    team.work(project, "ana", team.yes)
    out = tmp_path / "later.csv"
    assert write_sheet(project, out, reviewer="ana").decided == 0
    assert all(row["verdict"] == "" for row in taken(out))
    answers = []
    for verdict in ("accept", "reject"):  # whoever asks row by row must not learn the answer
        put(sheet, [{**row, "verdict": verdict} for row in taken(sheet)])
        came = back(project, sheet, dry_run=True)
        answers.append((len(came.decisions), came.known, came.problems, came.numbers))
    assert answers[0] == answers[1] == (8, 0, (), ())
    back(project, sheet)  # contradicts what ana decided since: left out
    rounds.close_round(project, team.ROUND, at=team.LATER)
    assert {one.verdict for one in project.decisions()} == {Verdict.ACCEPT}


def test_decisions_from_a_sheet_in_a_blind_round_are_sealed_with_it(
    project: Project, tmp_path: Path
) -> None:
    team.open_round(project)
    filled(project, tmp_path / "sheet.xlsx")
    came = back(project, tmp_path / "sheet.xlsx")
    assert came.sealed
    assert project.decisions() == ()
    mine: tuple[Decision, ...] = project.review.decisions(viewer="ana")
    assert {one.round for one in mine} == {team.ROUND}
    assert len(mine) == 16


def test_a_note_without_end_is_refused_and_the_other_rows_come_in(
    project: Project, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    rows = filled(project, sheet)
    rows[0]["note"] = "長" * 20_001
    put(sheet, rows)
    came = back(project, sheet)
    assert len(came.decisions) == 15
    assert "20,001 characters; 20,000 are allowed" in came.problems[0].message

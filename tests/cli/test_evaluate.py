import csv
import json
from pathlib import Path

import pytest
from conftest import Run

BOOK = """\
codebook: places
codes:
- id: home
  definition: {en: The place feels like a home., zh: 這個地方像家一樣。}
  keywords: [home, 屋企]
- id: visits
  definition: {en: Staff come and visit., zh: 職員上門探訪。}
  keywords: [visit, 上門]
"""
SAID = {
    "home": [
        "It feels like home here",
        "呢度好似屋企咁",
        "I can sit and cook there",
        "入嚟坐低就得",
    ],
    "visits": ["She came to visit me", "佢上門搵我", "They knocked at my door", "佢企喺門口等我"],
    "": ["I had noodles for lunch", "今日落雨", "The bus was late again", "我唔知呀"],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "codes", "doc"])
        for number in range(48):
            code, words = list(SAID.items())[number % 3]
            text = f"{words[number // 3 % 4]}，number {number}"
            writer.writerow([text, code, f"D{number % 12}"])
    (tmp_path / "book.yaml").write_text(BOOK, "utf-8")
    return path


def test_the_engine_is_measured_beside_the_baselines(run: Run, gold: Path) -> None:
    ran = run(
        "evaluate", gold, "--codebook", "book.yaml", "--learn", "0,10", "--seeds", 2,
        "--format", "json",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    answer = json.loads(ran.stdout)
    assert [point["labels"] for point in answer["curve"]] == [0, 10]
    for point in answer["curve"]:
        assert {"f1", "ap", "ece"} <= set(point["macro"])
        assert set(point["codes"]) == {"home", "visits"}
    assert {"keyword", "cosine"} <= set(answer["baselines"])
    assert any(name.startswith("tfidf_lr") for name in answer["baselines"])


def test_the_table_is_for_people_and_out_keeps_the_rest(
    run: Run, gold: Path, tmp_path: Path
) -> None:
    ran = run(
        "evaluate", gold, "--codebook", "book.yaml", "--learn", "0", "--seeds", 1, "--out", "report"
    )
    assert ran.exit_code == 0, ran.output
    assert "keyword" in ran.stdout
    assert "ece" in ran.stdout
    page = (tmp_path / "report" / "evaluation.html").read_text("utf-8")
    assert "<svg" in page
    assert "<script" not in page
    assert json.loads((tmp_path / "report" / "evaluation.json").read_text("utf-8"))["curve"]


def test_the_same_trial_gives_the_same_figures(run: Run, gold: Path) -> None:
    arguments = ("evaluate", gold, "--codebook", "book.yaml", "--learn", "0,10", "--seeds", 1)
    first, second = (run(*arguments, "--format", "json").stdout for _ in range(2))
    assert first == second


def test_a_column_that_is_not_there_is_named_with_those_that_are(run: Run, gold: Path) -> None:
    ran = run("evaluate", gold, "--codebook", "book.yaml", "--text-column", "words")
    assert ran.exit_code == 1
    assert "no column 'words'; name one with --text-column: text, codes, doc" in ran.stderr


def test_what_each_part_of_the_wording_brings_is_shown(run: Run, gold: Path) -> None:
    ran = run("codebook", "check", "book.yaml", "--against", gold, "--format", "json")
    assert ran.exit_code == 0, ran.output
    rows = json.loads(ran.stdout)["rows"]
    assert {row["part"] for row in rows} >= {"definition", "keywords"}
    assert all(row["gain"] == pytest.approx(row["ap_with"] - row["ap_without"]) for row in rows)


def test_without_decisions_the_project_has_nothing_to_measure(run: Run) -> None:
    run("init")
    ran = run("evaluate")
    assert ran.exit_code == 1
    assert "no segment of this project was decided on for every code yet" in ran.stderr


def test_columns_are_of_a_table_and_not_of_a_project(run: Run) -> None:
    ran = run("evaluate", "--text-column", "words")
    assert ran.exit_code == 2
    assert "name the table" in ran.stderr

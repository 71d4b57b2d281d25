"""The tables of an export: every count right, every row marked, nothing left out in silence."""

import json
from dataclasses import replace

import pytest
import studies
from make import memo, theme

from qualpipe.export.options import Cells, Options, Shape, Tongue
from qualpipe.export.table import Table
from qualpipe.export.tables import TABLES, build
from qualpipe.model import Language, QualpipeError, Run, UnknownName

Row = dict[str, object]


def made(name: str, study: object = None, *, which: int = 0, **options: object) -> Table:
    return build(name, study or studies.study(), Options(**options))[which]  # type: ignore[arg-type]


def rows(table: Table) -> list[Row]:
    return [dict(zip((c.name for c in table.columns), row, strict=True)) for row in table.rows]


def by(table: Table, *names: str) -> dict[object, Row]:
    return {
        tuple(one[n] for n in names) if names[1:] else one[names[0]]: one for one in rows(table)
    }


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("language", Tongue)
@pytest.mark.parametrize("suggestions", [False, True])
def test_the_same_study_gives_the_same_tables(
    name: str, language: Tongue, *, suggestions: bool
) -> None:
    options = Options(language=language, suggestions=suggestions)
    assert build(name, studies.study(), options) == build(name, studies.study(), options)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("study", [studies.empty(), studies.strange(40)], ids=["empty", "strange"])
def test_every_table_can_be_made_of_any_study(name: str, study: object) -> None:
    assert build(name, study)[-1].name == "out"  # type: ignore[arg-type]  # a Study


def test_an_unknown_table_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="cooccurrence"):
        build("tabels", studies.study())


def test_themes_count_segments_and_participants_of_each_code() -> None:
    found = by(made("themes"), "code_id")
    counts = {code: (row["segments"], row["participants"]) for code, row in found.items()}
    assert counts == {"home": (3, 2), "safety": (1, 1), "contact": (1, 1), "unused": (0, 0)}
    assert found["home"]["segments_below"] == 4
    assert found["home"]["share"] == pytest.approx(2 / 3)
    assert found["safety"]["code"] == "Home-like place › Safety"


@pytest.mark.parametrize(
    ("language", "heading", "name"),
    [
        (Tongue.EN, "Participants", "Home-like place"),
        (Tongue.HK, "受訪者數", "如家的地方"),
        (Tongue.CN, "受访者数", "如家的地方"),
    ],
)
def test_headings_and_names_of_codes_follow_the_language(
    language: Tongue, heading: str, name: str
) -> None:
    table = made("themes", language=language)
    assert heading in [one.heading for one in table.columns]
    assert table.rows[0][0] == name


def test_themes_by_attribute_add_up_and_warn_of_small_groups() -> None:
    table = made("themes", by=("gender",))
    home = by(table, "code_id")["home"]
    assert (home["gender=女 segments"], home["gender=男 segments"]) == (1, 2)
    assert any("gender: 男" in note for note in table.notes)
    assert not any(
        "could identify" in note for note in made("themes", by=("gender",), small=0).notes
    )


def test_participants_without_an_attribute_are_a_group_of_their_own() -> None:
    table = made("themes", by=("district",))
    assert "district: not given: segments" in [one.heading for one in table.columns]


def test_an_unknown_attribute_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="district, gender"):
        made("themes", by=("age",))


def test_suggestions_stand_in_rows_of_their_own_and_say_so() -> None:
    for name in ("themes", "quotes", "matrix", "codings", "cooccurrence"):
        table = made(name, suggestions=True)
        assert {row["status"] for row in rows(table)} >= {"suggested, not reviewed"}, name
        assert "status" not in [one.name for one in made(name).columns], name
    found = by(made("themes", suggestions=True), "code_id", "status")
    assert found["contact", "reviewed"]["segments"] == 1
    assert found["contact", "suggested, not reviewed"]["segments"] == 1


def test_themes_that_nobody_adopted_come_only_with_suggestions() -> None:
    study = studies.study(themes=(theme(label="medicine"),))
    assert [one.name for one in build("themes", study)] == ["themes", "out"]
    tables = build("themes", study, Options(suggestions=True))
    assert rows(tables[1])[0]["status"] == "suggested, not reviewed"


def test_a_theme_of_the_machine_is_told_with_its_heading_languages_and_share() -> None:
    spoken = ((Language.YUE, 3), (Language.EN, 1))
    one = replace(theme("3.1", parent="A"), languages=spoken, share=0.25)
    study = studies.study(themes=(one, theme("2")), headings={"A": "money · flat / 錢 · 屋"})
    first, second = rows(build("themes", study, Options(suggestions=True))[1])
    told = ("theme_id", "parent", "languages", "share_searched")
    assert [first[name] for name in told] == ["3.1", "money · flat / 錢 · 屋", "yue 3, en 1", 0.25]
    assert (second["theme_id"], second["parent"]) == ("2", "")


def test_what_is_left_out_is_counted_by_code() -> None:
    adrift = replace(studies.study().decisions[0], words="other words")
    out = made("themes", studies.study(adrift=(adrift,), sealed=3), which=-1)
    assert out.rows == (
        ("Suggested, nobody has decided on it", "Kept in touch", 1),
        ("Looked at and refused", "Kept in touch", 1),
        ("Decided on words that have changed", "Home-like place", 1),
        ("Decided in a blind round that is open", "", 3),
    )


def test_a_matrix_counts_says_whether_or_quotes() -> None:
    counted = by(made("matrix"), "participant")
    assert [counted[p]["code home"] for p in ("P01", "P02", "P03")] == [1, 2, 0]
    present = by(made("matrix", cells=Cells.PRESENCE), "participant")
    assert [present[p]["code home"] for p in ("P01", "P02", "P03")] == [1, 1, 0]
    quoted = by(made("matrix", cells=Cells.QUOTES), "participant")
    assert studies.SOFA in str(quoted["P01"]["code home"])
    assert quoted["P03"]["code home"] == ""


def test_a_matrix_turns_round_and_takes_attributes() -> None:
    turned = by(made("matrix", rows="code", columns="gender"), "code")
    assert turned["Home-like place"]["gender 男"] == 2
    beside = by(made("matrix", by=("gender",)), "participant")
    assert beside["P02"]["attribute gender"] == "男"


@pytest.mark.parametrize(
    ("rows_", "columns"), [("code", "code"), ("participant", "gender"), ("age", "code")]
)
def test_a_matrix_that_cannot_be_says_why(rows_: str, columns: str) -> None:
    with pytest.raises(QualpipeError, match=r"codes on one side|known: participant"):
        made("matrix", rows=rows_, columns=columns)


def test_codings_have_a_row_a_quote_with_attributes_and_the_path_of_the_code() -> None:
    found = by(made("codings"), "address", "code_id")
    address = studies.place(studies.interviews(), "P01", 2, "張梳化度")
    row = found[address, "safety"]
    assert row["code_path"] == "Home-like place › Safety"
    assert (row["quote"], row["attribute gender"], row["where"]) == (
        "張梳化度",
        "女",
        "P01, turn 2",
    )
    both = found[studies.place(studies.interviews(), "P02", 2, studies.HOME), "home"]
    assert (both["reviewers"], both["time"]) == ("ana, 陳姑娘", "0:02:00")


def test_codings_in_columns_have_zeros_where_somebody_looked_and_gave_nothing() -> None:
    found = by(made("codings", shape=Shape.COLUMNS), "quote")
    assert found[studies.TEA]["code contact"] == 0
    assert found["made me tea"]["code home"] == 1
    assert len(found) == 6


def test_codes_occur_together_where_their_words_overlap() -> None:
    matrix = by(made("cooccurrence"), "code")
    assert matrix["Home-like place"]["code safety"] == 1
    assert matrix["Safety"]["code home"] == 1
    assert matrix["Home-like place"]["code home"] == 3
    pairs = rows(made("cooccurrence", which=1))
    assert [(one["first"], one["second"], one["both"]) for one in pairs] == [
        ("Home-like place", "Safety", 1)
    ]
    assert pairs[0]["jaccard"] == pytest.approx(1 / 3)


def test_the_codebook_has_every_wording_and_every_code() -> None:
    found = by(made("codebook"), "code_id")
    assert found["home"]["code zh"] == "如家的地方"
    assert found["safety"]["parent"] == "home"
    assert (found["home"]["segments"], found["unused"]["segments"]) == (3, 0)


def test_memos_are_a_table_of_their_own() -> None:
    table = made("memos", studies.study(memos=(memo(),)))
    assert len(table.rows) == 1


def test_agreement_takes_its_rows_as_they_are() -> None:
    row = {"scope": "all", "code": "home", "units": 12, "alpha": 0.71, "alpha_low": 0.5,
           "alpha_n": 12, "alpha_reason": ""}  # fmt: skip
    table = made("agreement", studies.study(agreement=(row,)))
    assert rows(table) == [row]
    assert [one.heading for one in table.columns][3:5] == ["alpha", "alpha, lower"]
    assert made("agreement").notes


def test_the_audit_trail_tells_what_stands_and_what_was_replaced() -> None:
    first, *rest = studies.study().decisions
    again = replace(first, number=99, note="after all")
    study = studies.study(decisions=(first, *rest, again), last_words=(*rest, again))
    states = by(made("audit", study), "number")
    assert states[1]["state"] == "replaced or taken back"
    assert (states[99]["state"], states[99]["note"]) == ("stands", "after all")


def test_runs_and_rounds_belong_to_the_audit_trail() -> None:
    run = Run(id="r1", step="code", settings={"unit": "passage"}, seed=7)
    table = made("audit", studies.study(runs={"code": run}), which=1)
    assert json.loads(str(rows(table)[0]["settings"])) == {"unit": "passage"}

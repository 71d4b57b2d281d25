"""Checklists: every item of both lists, filled only with what the project knows."""

import pytest
import studies

from qualpipe.export.options import Options, Tongue
from qualpipe.export.passages import Material
from qualpipe.export.report.facts import Facts
from qualpipe.export.report.manner import manner
from qualpipe.export.report.saying import Voice
from qualpipe.export.report.sections.checklist import checklists
from qualpipe.export.sentences import told
from qualpipe.export.study import Study
from qualpipe.export.table import Table


def lists(study: Study | None = None, language: Tongue = Tongue.EN) -> dict[str, Table]:
    options = Options(language=language)
    facts = Facts(material=Material(study=study or studies.study(), options=options))
    return {
        one.name: one for one in checklists(facts, Voice(tongue=language, manner=manner("apa")))
    }


@pytest.mark.parametrize("language", Tongue)
def test_every_item_is_there_under_its_number(language: Tongue) -> None:
    found = lists(language=language)
    assert [row[0] for row in found["coreq"].rows] == list(range(1, 33))
    assert [row[0] for row in found["srqr"].rows] == list(range(1, 22))
    assert all(row[1] for table in found.values() for row in table.rows)


@pytest.mark.parametrize("language", Tongue)
def test_what_no_project_can_know_is_left_to_be_written(language: Tongue) -> None:
    coreq = lists(language=language)["coreq"].rows
    never = {*range(1, 12), 13, 14}
    assert {row[2] for row in coreq if row[0] in never} == {told("checklist.open", language)}


def test_what_the_project_knows_is_filled_in_and_says_where_from() -> None:
    rows = {row[0]: row for row in lists()["coreq"].rows}
    assert rows[12][2] == "3 participants in 3 interviews."
    assert rows[24][2].startswith("2 reviewers")  # type: ignore[union-attr]  # a text
    assert rows[27][3] == "record of the computation"
    filled = [row for row in rows.values() if row[3]]
    assert len(filled) >= 11
    assert all(row[2] != told("checklist.open", Tongue.EN) for row in filled)


def test_nothing_reviewed_fills_nothing_that_rests_on_it() -> None:
    rows = {row[0]: row for row in lists(studies.empty())["coreq"].rows}
    for item in (22, 24, 29, 30, 31, 32):
        assert rows[item][2] == told("checklist.open", Tongue.EN)

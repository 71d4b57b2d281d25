"""The ledger's chain of seals, its acts, and the way from an older schema."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import make
import pytest
from sqlalchemy import create_engine, event

from qualpipe.model import Verdict
from qualpipe.store import Store, sqlite_url
from qualpipe.store.connect import _set_pragmas, upgrade

# The seal of the decision below as the first schema made it: SHA-256 of its fields as JSON.
FIRST_SEAL = "880ea4fb78f43ed1f235672e414a73e798b82a1a8d0148a733c4babcc612ed5a"


def open_store(folder: Path) -> Store:
    return Store.open(sqlite_url(folder / "qualpipe.db"))


def test_what_is_appended_in_one_go_is_one_act(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert store.ledger.append([make.decision()]) == (1,)
    pair = [make.decision(verdict=Verdict.CHANGE), make.decision(code="社交支援")]
    assert store.ledger.append(pair) == (2, 3)
    assert [(one.number, one.act) for one in store.ledger.decisions()] == [(1, 1), (2, 2), (3, 2)]
    assert [one.number for one in store.ledger.decisions(after=1, before=3)] == [2]
    store.close()


def test_what_lies_under_an_address_is_found_and_nothing_else(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    places = ("P01:1:0-7", "P01:12:0-7", "P0_1:1:0-7", "阿明:1:0-7", "p01:1:0-7")
    store.ledger.append([make.decision(place) for place in places])
    found = [one.segment for one in store.ledger.decisions(under=["P01:1:", "阿明:"])]
    assert found == ["P01:1:0-7", "阿明:1:0-7"]
    assert [one.segment for one in store.ledger.decisions(under=["P0_"])] == ["P0_1:1:0-7"]
    store.close()


def test_every_field_of_a_decision_comes_back(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    whole = replace(
        make.decision(),
        note="她說「屋企」😀",
        seen="run",
        odds=1.5,
        words="我覺得好舒服。",
        codebook="c" * 64,
        round="double coding 1",
        adjudicates=True,
    )
    store.ledger.append([whole, replace(whole, verdict=Verdict.UNDO, undoes=1)])
    assert store.ledger.decisions() == (whole, replace(whole, verdict=Verdict.UNDO, undoes=1))
    assert store.ledger.breaks() == ()
    assert store.ledger.number_of(store.ledger.last_seal()) == 2
    assert store.ledger.number_of("") == 0
    assert store.ledger.number_of("no such seal") is None
    store.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verdict", "'reject'"),
        ("reviewer", "'陳'"),
        ("note", "'later'"),
        ("words", "'其他字'"),
        ("odds", "9.0"),
        ("round", "'another'"),
        ("adjudicates", "1"),
        ("undoes", "1"),
    ],
)
def test_a_row_that_was_changed_breaks_the_chain_there(
    tmp_path: Path, column: str, value: str
) -> None:
    store = open_store(tmp_path)
    store.ledger.append([make.decision(f"P01:{turn}:0-7") for turn in (1, 2, 3)])
    with sqlite3.connect(tmp_path / "qualpipe.db") as raw:
        raw.execute("DROP TRIGGER decision_no_update")
        raw.execute(f"UPDATE decision SET {column} = {value} WHERE number = 2")  # noqa: S608 - ours
    assert [(one.number, one.segment) for one in store.ledger.breaks()] == [(2, "P01:2:0-7")]
    store.close()


def test_a_row_that_was_cut_out_breaks_the_chain_at_the_next(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.ledger.append([make.decision(f"P01:{turn}:0-7") for turn in (1, 2, 3)])
    with sqlite3.connect(tmp_path / "qualpipe.db") as raw:
        raw.execute("DROP TRIGGER decision_no_delete")
        raw.execute("DELETE FROM decision WHERE number = 2")
    assert [one.number for one in store.ledger.breaks()] == [3]
    store.close()


def test_a_ledger_of_the_first_schema_keeps_its_seals(tmp_path: Path) -> None:
    path = tmp_path / "qualpipe.db"
    engine = create_engine(sqlite_url(path))
    event.listen(engine, "connect", _set_pragmas)
    upgrade(engine, to="0001")
    with sqlite3.connect(path) as raw:
        raw.execute(
            "INSERT INTO decision (segment, code, verdict, reviewer, at, note, seen, words, seal) "
            "VALUES ('P01:2:0-7', 'home', 'accept', 'ana', '2026-01-05T09:00:00+08:00', "
            "'', '', '', ?)",
            (FIRST_SEAL,),
        )
    engine.dispose()
    store = open_store(tmp_path)
    assert store.ledger.decisions() == (make.decision(),)
    assert store.ledger.breaks() == ()
    assert [one.act for one in store.ledger.decisions()] == [1]
    assert (tmp_path / "qualpipe.db.before-upgrade").exists()
    store.close()

"""People, rounds, claims and memos on disk."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import make
import pytest

from qualpipe.model import Duty, Item, QualpipeError, Reviewer
from qualpipe.store import Store, sqlite_url
from qualpipe.store.team import Session

PLACES = [(f"P01:{turn}:0-7", "home") for turn in range(1, 41)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(sqlite_url(tmp_path / "qualpipe.db"))
    yield opened
    opened.close()


def test_people_are_kept_retired_and_not_added_twice(store: Store) -> None:
    people = store.team.people
    people.add(Reviewer(name="陳姑娘", duty=Duty.ADJUDICATOR, added="2026-01-05T09:00:00+08:00"))
    people.add(Reviewer(name="ana"), password="digest")  # noqa: S106 - no real one
    with pytest.raises(QualpipeError, match="there is a reviewer 'ana' already"):
        people.add(Reviewer(name="ana"))
    people.change("ana", retired="2026-02-01T09:00:00+08:00")
    assert [(one.name, one.duty, bool(one.retired)) for one in people.all()] == [
        ("ana", Duty.REVIEWER, True),
        ("陳姑娘", Duty.ADJUDICATOR, False),
    ]
    assert people.password_of("ana") == "digest"
    assert people.password_of("nobody") == ""


def test_who_retires_or_gets_another_password_is_logged_out(store: Store) -> None:
    people = store.team.people
    people.add(Reviewer(name="ana"))
    for change in ({"password": "other"}, {"retired": "2026-02-01T09:00:00+08:00"}):
        people.begin(Session(digest="d", reviewer="ana", csrf="c", began=1.0, seen=1.0))
        assert people.session("d") is not None
        people.change("ana", **change)  # type: ignore[arg-type]
        assert people.session("d") is None


def test_a_new_login_ends_the_session_it_takes_the_place_of(store: Store) -> None:
    people = store.team.people
    people.begin(Session(digest="old", reviewer="ana", csrf="c", began=1.0, seen=1.0))
    people.begin(
        Session(digest="new", reviewer="ana", csrf="c", began=2.0, seen=2.0), in_place_of="old"
    )
    assert people.session("old") is None
    people.seen("new", at=9.0)
    people.end_idle(began_before=0.0, seen_before=8.0)
    assert people.session("new") is not None
    people.end_idle(began_before=3.0, seen_before=0.0)
    assert people.session("new") is None


def test_failed_logins_are_counted_until_forgiven(store: Store) -> None:
    people = store.team.people
    assert [people.failed("ana", at=moment) for moment in (1.0, 2.0)] == [1, 2]
    assert people.failures("ana") == (2, 2.0)
    people.forgive("ana")
    assert people.failures("ana") == (0, 0.0)


def test_a_round_and_its_items_come_back_as_they_were(store: Store) -> None:
    rounds = store.team.rounds
    items = tuple(
        Item(suggestion=make.suggestion(segment), odds=odds, reviewers=("ana", "陳姑娘"))
        for (segment, _), odds in zip(PLACES, (None, 1.5, 0.25), strict=False)
    )
    rounds.open(make.round(), items)
    assert rounds.all() == (make.round(),)
    assert rounds.items("double coding 1") == items
    rounds.close("double coding 1", at="2026-02-01T09:00:00+08:00")
    assert rounds.all()[0].closed == "2026-02-01T09:00:00+08:00"
    with pytest.raises(QualpipeError, match="a round 'double coding 1' already"):
        rounds.open(make.round(), ())


def test_nobody_gets_what_another_holds_until_it_runs_out(store: Store) -> None:
    rounds = store.team.rounds
    places = PLACES[:2]
    assert rounds.claim(places, by="ana", now=0.0, until=60.0) == 0
    assert rounds.claim(places, by="陳姑娘", now=0.0, until=60.0) == 1
    assert rounds.claim(places, by="carol", now=0.0, until=60.0) == -1
    assert rounds.claim(places, by="ana", now=1.0, until=60.0) == 0
    assert rounds.claim(places, by="carol", now=60.0, until=120.0) == 0


def test_many_at_once_never_claim_the_same(store: Store) -> None:
    def take(name: str) -> int:
        return store.team.rounds.claim(PLACES, by=name, now=0.0, until=60.0)

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(take, [f"reviewer {n}" for n in range(24)]))
    assert sorted(got) == list(range(24))


def test_memos_are_kept_and_cannot_be_changed(store: Store, tmp_path: Path) -> None:
    memos = store.team.memos
    kept = memos.append(make.memo())
    memos.append(make.memo(about="code:home"))
    assert kept.number == 1
    assert memos.all(about="P01:2:0-7") == (kept,)
    assert len(memos.all()) == 2
    with sqlite3.connect(tmp_path / "qualpipe.db") as raw:
        for statement in ("UPDATE memo SET text = ''", "DELETE FROM memo"):
            with pytest.raises(sqlite3.IntegrityError, match="appended, never changed"):
                raw.execute(statement)

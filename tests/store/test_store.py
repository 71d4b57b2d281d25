import sqlite3
from dataclasses import replace
from pathlib import Path

import make
import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, event, inspect

from qualpipe.model import (
    Code,
    Codebook,
    Evidence,
    Language,
    Phrase,
    Problem,
    QualpipeError,
    Run,
    Span,
    Suggestion,
    Transcript,
    Verdict,
)
from qualpipe.store import FileRecord, Store, sqlite_url
from qualpipe.store.connect import SCHEMA, _set_pragmas, upgrade
from qualpipe.store.tables import METADATA

WORDS = (
    st.text(min_size=1)
    .filter(lambda words: "\x00" not in words)
    .filter(lambda words: not any("\ud800" <= one <= "\udfff" for one in words))
)
RECORD = FileRecord(name="P01.txt", sha256="a" * 64, reading="b")
PROBLEM = Problem(where="P01.txt:1", message="no speaker")
LINKED = Run(id="l", step="link")


def keep(store: Store, *transcripts: Transcript, record: FileRecord = RECORD) -> None:
    """Save transcripts as a project does: read from a file, then linked."""
    store.save_file(record, transcripts)
    kept = store.transcripts()
    store.link(store.as_read(kept), [], kept=kept, run=LINKED)


def test_a_transcript_comes_back_as_it_went_in(store: Store) -> None:
    whole = make.transcript(("訪", "點呀？"), ("P", "It feels like 屋企 𠮷 😀"))
    keep(store, whole)
    assert store.transcripts() == (whole,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(said=st.lists(WORDS, min_size=1, max_size=4))
def test_any_words_come_back_as_they_went_in(store: Store, said: list[str]) -> None:
    whole = make.transcript(*said)
    keep(store, whole)
    assert store.transcripts() == (whole,)


def test_reading_a_file_again_replaces_what_it_held(store: Store) -> None:
    keep(store, make.transcript("one"), make.transcript("two", id="P02"))
    keep(store, replace(make.transcript("三", id="P03"), problems=(PROBLEM,)))
    assert store.transcript_ids() == ("P03",)
    assert store.problems() == (PROBLEM,)


def test_a_segment_comes_back_with_its_words(store: Store) -> None:
    whole = make.transcript(("I", "And?"), ("P", "我覺得好舒服。"))
    keep(store, whole)
    turn = whole.turns[1]
    cut = make.segment("好舒服", turn=2, start=3)
    cut = type(cut)(
        **{name: getattr(cut, name) for name in cut.__slots__ if name != "span"},
        span=cut.within.shifted(turn.span.start),
    )
    store.save_segments("P01", [cut], how="passage")
    assert store.segments("P01") == (cut,)
    assert store.unsegmented("passage") == ()
    assert store.unsegmented("turn") == ("P01",)


def test_linking_a_transcript_asks_for_new_segments(store: Store) -> None:
    whole = make.transcript("words")
    keep(store, whole)
    store.save_segments("P01", [], how="passage")
    described = replace(whole, attributes={"gender": "女"})
    store.link([("P01", described)], [], kept=store.transcripts(), run=LINKED)
    assert store.unsegmented("passage") == ("P01",)
    assert store.transcripts() == (described,)
    assert store.as_read(store.transcripts()) == (("P01", whole),)


def test_linking_what_did_not_change_keeps_its_segments(store: Store) -> None:
    whole = make.transcript("words")
    keep(store, whole)
    store.save_segments("P01", [], how="passage")
    store.link([("P01", whole)], [PROBLEM], kept=store.transcripts(), run=LINKED)
    assert store.unsegmented("passage") == ()
    assert store.problems() == (PROBLEM,)


def test_two_transcripts_may_swap_their_names(store: Store) -> None:
    one, other = make.transcript("one"), make.transcript("兩", id="P02")
    keep(store, one, other)
    pairs = [("P01", replace(one, id="P02")), ("P02", replace(other, id="P01"))]
    store.link(pairs, [], kept=store.transcripts(), run=LINKED)
    assert [whole.text for whole in store.transcripts()] == ["P: 兩\n", "P: one\n"]


def test_two_files_may_hold_an_interview_of_the_same_name(store: Store) -> None:
    store.save_file(RECORD, [make.transcript("one")])
    store.save_file(replace(RECORD, name="b/P01.txt"), [make.transcript("two")])
    store.save_file(RECORD, [make.transcript("one again")])
    assert [name for name, _ in store.as_read(store.transcripts())] == ["P01.txt#0", "b/P01.txt#0"]


PHRASES = st.lists(st.builds(Phrase, st.sampled_from(list(Language)), WORDS), max_size=3).map(tuple)
CODES = st.builds(
    Code,
    id=WORDS,
    name=PHRASES,
    definition=PHRASES,
    keywords=PHRASES,
    examples=PHRASES,
    share=st.none() | st.floats(0, 1),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(codes=st.lists(CODES, max_size=3).map(tuple))
def test_a_codebook_comes_back_as_it_went_in(store: Store, codes: tuple[Code, ...]) -> None:
    book = Codebook(id="b", codes=codes, languages=(Language.EN,), extra={"unit": "question"})
    store.save_codebook(book, at="2026-01-05T09:00:00Z")
    assert store.codebook(book.hash).codes == book.codes


def test_suggestions_come_back_and_give_way_to_the_next_run(store: Store) -> None:
    first = Suggestion(
        segment="P01:2:0-3",
        code="home",
        score=0.5,
        basis="no decisions yet",
        evidence=(Evidence(span=Span(1, 2), reason="屋企", weight=0.1),),
        run="r1",
    )
    store.save_suggestions(Run(id="r1", step="code"), [first])
    assert store.suggestions(transcript="P01", code="home", least=0.5) == (first,)
    assert store.suggestions(least=0.51) == ()
    store.save_suggestions(Run(id="r2", step="code"), [])
    assert store.suggestions() == ()
    last = store.runs.last("code")
    assert last is not None
    assert last.id == "r2"


def test_decisions_come_back_in_their_order(store: Store) -> None:
    made = [make.decision(verdict=one) for one in Verdict]
    store.ledger.append(made[:2])
    store.ledger.append(made[2:])
    assert store.ledger.decisions() == tuple(made)


@pytest.mark.parametrize("statement", ["DELETE FROM decision", "UPDATE decision SET code = 'x'"])
def test_the_database_itself_refuses_to_change_a_decision(
    store: Store, tmp_path: Path, statement: str
) -> None:
    store.ledger.append([make.decision()])
    with (
        sqlite3.connect(tmp_path / "qualpipe.db") as other,
        pytest.raises(sqlite3.IntegrityError, match="appended, never changed"),
    ):
        other.execute(statement)


def test_each_decision_seals_the_one_before(store: Store, tmp_path: Path) -> None:
    store.ledger.append([make.decision()])
    one = store.ledger.last_seal()
    store.ledger.append([make.decision()])
    assert store.ledger.last_seal() != one
    again = Store.open(sqlite_url(tmp_path / "other.db"))
    again.ledger.append([make.decision(), make.decision()])
    assert again.ledger.last_seal() == store.ledger.last_seal()


def test_vectors_are_kept_by_content_and_encoder(store: Store) -> None:
    vectors = np.array([[0.5, 1.0], [0.25, 0.0]], dtype=np.float32)
    store.vectors("one").put(["屋企", "home"], vectors)
    found = store.vectors("one").get(["home", "屋企", "work"])
    assert sorted(found) == ["home", "屋企"]
    assert found["屋企"].tolist() == [0.5, 1.0]
    assert store.vectors("other").get(["home"]) == {}


def test_putting_a_vector_again_changes_nothing(store: Store) -> None:
    cache = store.vectors("one")
    cache.put(["home"], np.ones((1, 2), dtype=np.float32))
    cache.put(["home", "屋企"], np.zeros((2, 2), dtype=np.float32))
    assert cache.get(["home"])["home"].tolist() == [1, 1]
    assert cache.get(["屋企"])["屋企"].tolist() == [0, 0]


def test_a_new_database_has_the_shape_the_migrations_make(tmp_path: Path) -> None:
    Store.open(sqlite_url(tmp_path / "new.db")).close()
    migrated = create_engine(sqlite_url(tmp_path / "migrated.db"))
    event.listen(migrated, "connect", _set_pragmas)
    upgrade(migrated)
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        made = _shape(inspect(connection).engine)
    assert made == _shape(create_engine(sqlite_url(tmp_path / "new.db")))


def _shape(engine: object) -> object:
    found = inspect(engine)
    with sqlite3.connect(str(engine.url.database)) as raw:  # type: ignore[attr-defined]
        wanted = "SELECT name, sql FROM sqlite_master WHERE type='trigger'"
        triggers = raw.execute(wanted).fetchall()
        version = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    tables = {
        name: [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)]
        for name in found.get_table_names()
    }
    return tables, sorted(triggers), version


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "qualpipe.db"
    Store.open(sqlite_url(path)).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(QualpipeError, match=rf"schema 9999, this one knows {SCHEMA}.*upgrade"):
        Store.open(sqlite_url(path))


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "qualpipe.db"
    path.write_text("not a database, " * 100)
    with pytest.raises(QualpipeError, match=r"qualpipe\.db: this is no qualpipe database"):
        Store.open(sqlite_url(path))


def test_another_writer_is_waited_for_then_named(store: Store, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "qualpipe.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(QualpipeError, match="another program is writing"):
        store.ledger.append([make.decision()])
    other.execute("ROLLBACK")
    store.ledger.append([make.decision()])
    assert len(store.ledger.decisions()) == 1


def test_a_read_only_database_is_named_and_can_be_read(store: Store, tmp_path: Path) -> None:
    store.ledger.append([make.decision()])
    store.close()
    sealed = create_engine(f"sqlite:///file:{tmp_path}/qualpipe.db?mode=ro&uri=true")
    with pytest.raises(QualpipeError, match="cannot be written to; check the permissions"):
        Store(sealed).ledger.append([make.decision()])
    assert len(Store(sealed).ledger.decisions()) == 1


def test_a_full_disk_is_named_and_loses_nothing(store: Store, tmp_path: Path) -> None:
    keep(store, make.transcript("kept"))
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    large = make.transcript("我" * 3_000_000, id="P02")
    with pytest.raises(QualpipeError, match="the disk is full; nothing was lost"):
        store.save_file(FileRecord(name="P02.txt", sha256="", reading=""), [large])
    store.close()
    assert Store.open(sqlite_url(tmp_path / "qualpipe.db")).transcript_ids() == ("P01",)


def test_vectors_that_are_no_numbers_are_refused(store: Store) -> None:
    cache = store.vectors("encoder-1")
    with pytest.raises(QualpipeError, match="encoder-1 gave vectors that are no numbers"):
        cache.put(["home", "屋企"], np.array([[1, 0], [np.nan, 0]], np.float32))
    assert cache.lacking(["home", "屋企"]) == ["home", "屋企"]

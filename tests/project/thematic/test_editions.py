import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import phrases, theme

from qualpipe.model import Language, Phrase, QualpipeError, Run, Theme
from qualpipe.project.thematic.editions import (
    Adoption,
    Edition,
    document_of,
    edition_of,
    kept,
    last,
    latest_of,
)
from qualpipe.store import Store
from qualpipe.store.themes import Kept
from qualpipe.themes import REMARKS, Findings, Reason, Remark, Tried

RUN = Run(id="f00", step="themes", settings={"over": "residue"}, seed=3)
SHARES = st.floats(0, 1)
ADDRESSES = st.lists(st.from_regex(r"P[0-9]{2}:[1-9]:0-[1-9]", fullmatch=True), max_size=3)
THEMES = st.builds(
    Theme,
    id=st.text(min_size=1, max_size=4),
    label=st.sampled_from(["waiting / 等睇醫生", "𨋢 · lift", '"; DROP', ""]),
    terms=st.lists(st.builds(Phrase, st.sampled_from(Language), st.text())).map(tuple),
    segments=ADDRESSES.map(tuple),
    participants=st.integers(0, 9),
    novelty=SHARES,
    stability=st.none() | SHARES,
    run=st.text(),
    quotes=ADDRESSES.map(tuple),
    languages=st.lists(st.tuples(st.sampled_from(Language), st.integers(0))).map(tuple),
    share=SHARES,
    nearest=st.text(),
    likeness=SHARES,
    named_by=st.sampled_from(["rule", "model", "person"]),
    parent=st.none() | st.just("A"),
)
REMARK = st.builds(
    Remark,
    key=st.sampled_from(REMARKS),
    numbers=st.dictionaries(st.sampled_from(["least", "segments"]), st.integers(0)),
)
FINDINGS = st.builds(
    Findings,
    themes=st.lists(THEMES, max_size=3).map(tuple),
    groups=st.lists(ADDRESSES.map(tuple), max_size=2).map(tuple),
    message=st.text(),
    unplaced=ADDRESSES.map(tuple),
    agreement=st.none() | st.floats(-1, 1),
    language_mix=st.none() | SHARES,
    tried=st.lists(st.builds(Tried, count=st.integers(2), stability=SHARES, coherence=SHARES)).map(
        tuple
    ),
    remarks=st.lists(REMARK, max_size=2).map(tuple),
)


@given(FINDINGS)
def test_findings_come_back_to_the_last_digit(findings: Findings) -> None:
    edition = Edition(
        number=4,
        run=RUN,
        findings=findings,
        left_out=(("P01:2:0-3", Reason.SHORT), ("P01:4:0-3", Reason.DECIDED)),
        adopted=(Adoption(code="c", theme="1", label="等", segments=("P02:1:0-2",)),),
    )
    again = edition_of(Kept(number=4, run=RUN, document=document_of(edition)))
    assert again == edition


def test_an_edition_of_an_earlier_version_has_its_message_alone() -> None:
    written = Edition(number=1, run=RUN, findings=Findings(message="39 are too few"))
    fields = json.loads(document_of(written))
    del fields["findings"]["remarks"]
    assert edition_of(Kept(number=1, run=RUN, document=json.dumps(fields))) == written


def test_the_latest_edition_of_a_search_is_found_by_the_search(store: Store) -> None:
    first = kept(store, Edition(number=0, run=RUN, findings=Findings(themes=(theme("1"),))))
    changed = replace(RUN, id="f01", notes={"search": "f00"})
    second = kept(store, replace(first, run=changed))
    other = kept(store, replace(first, run=replace(RUN, id="e00")))
    assert (first.number, second.number, other.number) == (1, 2, 3)
    assert last(store) == other
    assert latest_of(store, "f00") == second
    assert second.search == "f00"
    assert latest_of(store, "nothing") is None


def test_an_edition_knows_what_was_searched() -> None:
    findings = Findings(
        themes=(
            theme("A", segments=("P1:1:0-2", "P1:2:0-2")),
            theme("1", segments=("P1:1:0-2",), parent="A"),
        ),
        unplaced=("P2:1:0-2",),
        groups=(("P3:1:0-2",),),
    )
    edition = Edition(number=1, run=RUN, findings=findings)
    assert edition.searched == {"P1:1:0-2", "P1:2:0-2", "P2:1:0-2", "P3:1:0-2"}
    assert (edition.over, edition.act) == ("residue", "")


def test_an_unknown_edition_lists_the_known_ones(store: Store, tmp_path: Path) -> None:
    del tmp_path
    with pytest.raises(QualpipeError, match="no edition 3 of the themes; known: none yet"):
        store.themes.get(3)


def test_terms_keep_their_language() -> None:
    one = replace(theme("1"), terms=phrases("藥", language=Language.YUE))
    edition = Edition(number=1, run=RUN, findings=Findings(themes=(one,)))
    again = edition_of(Kept(number=1, run=RUN, document=document_of(edition)))
    assert again.themes[0].terms_in(Language.YUE) == ("藥",)

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import raw, said

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import textgrid
from qualpipe.model import UnreadableFile

DATA = Path(__file__).parents[2] / "data" / "textgrid"
Intervals = list[tuple[float, float, str]]


def read(content: str | bytes) -> Draft:
    (draft,) = textgrid.read(raw("P01.TextGrid", content))
    return draft


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def short(tiers: dict[str, Intervals], *, kind: str = "IntervalTier") -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", "99", "<exists>"]
    lines.append(str(len(tiers)))
    for name, intervals in tiers.items():
        lines += [f'"{kind}"', quoted(name), "0", "99", str(len(intervals))]
        for start, end, text in intervals:
            lines += [str(start), *([str(end)] if kind == "IntervalTier" else []), quoted(text)]
    return "\n".join(lines) + "\n"


def long(tiers: dict[str, Intervals]) -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0 ", "xmax = 99 "]
    lines += ["tiers? <exists> ", f"size = {len(tiers)} ", "item []: "]
    for n, (name, intervals) in enumerate(tiers.items(), 1):
        lines += [
            f"    item [{n}]:",
            '        class = "IntervalTier" ',
            f"        name = {quoted(name)} ",
        ]
        lines += [
            "        xmin = 0 ",
            "        xmax = 99 ",
            f"        intervals: size = {len(intervals)} ",
        ]
        for m, (start, end, text) in enumerate(intervals, 1):
            lines += [f"        intervals [{m}]:", f"            xmin = {start} "]
            lines += [f"            xmax = {end} ", f"            text = {quoted(text)} "]
    return "\n".join(lines) + "\n"


TWO = {
    "訪員": [(0, 1.5, "你好嗎？"), (1.5, 4, ""), (4, 5, 'She said "OK"\nthen left')],
    "May": [(0, 1.5, "  "), (1.5, 2, "我而家"), (2, 4, "𠮷野家!")],
}
TURNS = [("訪員", "你好嗎？"), ("May", "我而家𠮷野家!"), ("訪員", 'She said "OK" then left')]


Form = Callable[[dict[str, Intervals]], str]


@pytest.mark.parametrize("form", [short, long])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_both_forms_are_read_in_any_encoding_of_praat(form: Form, encoding: str) -> None:
    draft = read(form(TWO).replace("\n", "\r\n").encode(encoding))
    assert said(draft) == TURNS
    assert [(piece.started, piece.ended) for piece in draft.pieces] == [(0, 1.5), (1.5, 4), (4, 5)]


def test_a_file_that_praat_wrote_is_read() -> None:
    draft = read((DATA / "interview.TextGrid").read_bytes())
    assert said(draft) == [("INT", "How did you come here?"), ("May", "我朋友帶我嚟。")]


def test_aligners_tiers_of_words_are_speech_and_those_of_sounds_are_not() -> None:
    draft = read(
        short({"May - words": [(0, 1, "I"), (1, 2, "came")], "May - phones": [(0, 1, "AY1")]})
    )
    assert said(draft) == [("May", "I came")]
    assert [problem.where for problem in draft.problems] == ["P01.TextGrid:tier May - phones"]


def test_points_are_left_out_and_named() -> None:
    points = short({"events": [(1, 1, "door")]}, kind="TextTier")
    tier = points[points.index('"TextTier"') :]
    both = short({"May": [(0, 1, "hi")]}).replace("<exists>\n1", "<exists>\n2") + tier
    draft = read(both)
    assert said(draft) == [("May", "hi")]
    assert "'events' (1 labels) is no speech" in draft.problems[0].message


@pytest.mark.parametrize("name", ["transcript", "Transcription", "words", "逐字稿"])
def test_one_tier_named_for_what_it_is_names_no_speaker(name: str) -> None:
    assert said(read(short({name: [(0, 1, "hi"), (4, 5, "ho")]}))) == [("", "hi"), ("", "ho")]


def test_what_comes_before_a_damage_is_kept_and_its_line_reported() -> None:
    half, _, _ = short(TWO).partition('"𠮷')
    draft = read(half)
    assert said(draft)[:2] == [("訪員", "你好嗎？"), ("May", "我而家")]
    last = len(half.splitlines())
    assert [problem.where for problem in draft.problems] == [f"P01.TextGrid:{last}"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("hello", "no TextGrid in Praat's text format. Save it"),
        ('File type = "ooTextFile"\n"PitchTier"\n', "no TextGrid"),
        (short({}), "no interval tier holds a word. Its tiers: none"),
        (short({"May": [(0, 1, " ")]}), "no interval tier holds a word. Its tiers: 'May'"),
        (short({"May": [(0, 1, "a")]}).replace("<exists>\n1", "<exists>\n1e999"), "no interval"),
    ],
)
def test_what_holds_no_speech_is_refused(content: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(content)


LABELS = st.text(alphabet='ab "!<>12我𠮷[]:=', min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(st.sampled_from(["A", "乙"]), LABELS), min_size=1, max_size=6))
@pytest.mark.parametrize("form", [short, long])
def test_labels_speakers_and_times_come_back(form: Form, spoken: list[tuple[str, str]]) -> None:
    tiers: dict[str, Intervals] = {}
    for n, (speaker, words) in enumerate(spoken):
        tiers.setdefault(speaker, []).append((n, n + 1, words))
    draft = read(form(tiers))
    heard = "".join(words for _, words in said(draft)).replace(" ", "")
    assert heard == "".join(words for _, words in spoken).replace(" ", "")
    changes = [n for n, (s, _) in enumerate(spoken) if not n or spoken[n - 1][0] != s]
    assert [piece.speaker for piece in draft.pieces] == [spoken[n][0] for n in changes]
    assert [piece.started for piece in draft.pieces] == changes

"""Figures: the same bytes for the same numbers, legible in a column, no glyph missing."""

import re
import struct
import warnings

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib._pylab_helpers import Gcf

from qualpipe.export.figures import (
    FORMS,
    Chart,
    Dots,
    Forest,
    Form,
    Grid,
    Interval,
    Map,
    Point,
    Steps,
    picture,
)
from qualpipe.export.figures.lettering import broken, draws_han, width_of

NAMES = (
    "Home-like environment",
    "如家的環境",
    "emoji 😀👩‍👩‍👧",
    "$x_1$ & <b>",
    "住" * 200,
    "x" * 200,
)
CHARTS: tuple[Chart, ...] = (
    Grid(name="grid", title="Codes", across="受訪者", rows=NAMES, columns=("P01", "陳太"),
         values=((0, 1),) * len(NAMES)),
    Grid(name="wide", title="Codes", across="受訪者", rows=NAMES,
         columns=tuple(f"P{n}" for n in range(36)), values=((0, 1, 12) * 12,) * len(NAMES)),
    Grid(name="triangle", title="Codes", across="", rows=NAMES[:2], columns=NAMES[:2],
         values=((3, None), (1, 2)), triangle=True),
    Dots(name="dots", title="By sex", across="share", rows=NAMES, groups=("女", "man", ""),
         sizes=(1, 2, 3), shares=((0.0, 0.5, 1.0),) * len(NAMES)),
    Forest(name="forest", title="Agreement", across="α", summary=True, limits=(0.667, 0.8),
           rows=(Interval(label="all", value=0.7, low=-0.3, high=0.9, n=40),
                 Interval(label="如家", value=None, low=None, high=None, n=4, why="只用了一個值"),
                 Interval(label="one", value=1.0, low=None, high=None, n=4))),
    Steps(name="steps", title="New codes", across="interviews", up="codes", places=("P01", "訪談"),
          new=(3, 0), keys=("new", "by then")),
    Map(name="map", title="Themes", groups=("工作 work",), points=(
        Point(x=0, y=0, group=0), Point(x=0, y=0, group=-1))),
)  # fmt: skip


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.name)
@pytest.mark.parametrize("form", FORMS)
def test_the_same_chart_gives_the_same_bytes_and_no_warning(chart: Chart, form: Form) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="no font with Chinese")
        warnings.filterwarnings("error", message="Glyph")
        once, again = (picture(chart, form=form, language="zh-HK") for _ in range(2))
    assert once == again


@pytest.mark.parametrize("language", ["en", "zh-HK", "zh-CN"])
def test_an_svg_states_no_date_and_loads_nothing(language: str) -> None:
    text = picture(CHARTS[0], form="svg", language=language).decode()
    assert "<dc:date>" not in text
    assert not re.findall(r'(?:href|src)="(?!#)', text)
    assert "<script" not in text


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.name)
def test_a_figure_is_as_wide_as_a_column_or_a_page(chart: Chart) -> None:
    png = picture(chart, form="png", language="en")
    (width,) = struct.unpack(">I", png[16:20])
    assert min(abs(width / 300 * 25.4 - mm) for mm in (85, 174)) < 0.2


@pytest.mark.skipif(not draws_han("zh-HK"), reason="needs a Chinese font on this machine")
def test_chinese_letters_are_outlines_where_a_font_is_here() -> None:
    text = picture(CHARTS[0], form="svg", language="zh-HK").decode()
    assert ("<text" in text) is not draws_han("zh-HK")  # else the viewer's fonts draw them


def test_no_window_system_and_no_global_figure_is_touched() -> None:
    before = dict(mpl.rcParams)
    picture(CHARTS[0], form="png", language="en")
    assert dict(mpl.rcParams) == before
    assert not Gcf.get_all_fig_managers()


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.name)
def test_what_a_figure_shows_is_a_table_too(chart: Chart) -> None:
    table = chart.data()
    assert all(len(row) == len(table.columns) for row in table.rows)


@given(st.text(max_size=80), st.integers(4, 20), st.integers(1, 3))
def test_a_name_never_takes_more_room_than_it_is_given(text: str, width: int, lines: int) -> None:
    made = broken(text, width=width, lines=lines).split("\n")
    assert len(made) <= lines
    assert all(width_of(line) <= width for line in made)

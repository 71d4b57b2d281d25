"""Progress and colour: for people at a terminal alone, and not for those who want none."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest

from qualpipe.cli import progress

COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|38;[\d;]+|9[0-7])m")
SLOW_WORK = """
import time
from qualpipe.cli import progress
progress._QUIET_SECONDS = 0.0
with progress.watching() as watch:
    for done in range(4):
        watch("encoding", done, 4)
        time.sleep(0.2)
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(environment: Mapping[str, str]) -> str:
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
    near, far = pty.openpty()
    subprocess.run(
        [sys.executable, "-c", SLOW_WORK],
        stdout=far,
        stderr=far,
        check=True,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )
    os.close(far)
    try:
        return os.read(near, 1 << 16).decode()
    finally:
        os.close(near)


def test_long_work_shows_how_far_it_is_and_how_long_it_will_take() -> None:
    said = at_a_terminal({"NO_COLOR": ""})
    assert "encoding" in said
    assert "75%" in said
    assert re.search(r"\d:\d\d:\d\d", said), "an estimate of the time left"
    assert COLOUR.search(said)


def test_nothing_is_coloured_where_no_colour_is_wanted() -> None:
    assert not COLOUR.search(at_a_terminal({"NO_COLOR": "1"}))


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.0)
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    with progress.watching() as watch:
        watch("reading", 1, 2)
    assert said.getvalue() == ""


class Clock:
    """A clock that a test sets, and a timer that goes off when a test says so."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def timer(self, seconds: float, then: Callable[[], None]) -> "Clock":
        self.rings, self.then = seconds, then
        return self

    def start(self) -> None:
        """Begin to run."""

    def cancel(self) -> None:
        """Go off no more."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(progress, "Timer", made.timer)
    monkeypatch.setenv("TERM", "xterm-256color")
    return made


def test_the_quiet_seconds_are_those_of_the_command_and_not_of_each_step(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    said = Terminal()
    monkeypatch.setattr(sys, "stderr", said)
    with progress.watching(now=clock) as watch:
        watch("encoding", 1, 1)
        clock.seconds = 1.9
        watch("choosing", 0, 24)
        assert said.getvalue() == ""
        clock.seconds = 2.1
        watch("grouping", 0, 1)
        assert "grouping" in said.getvalue()
    assert "encoding" not in said.getvalue()


@pytest.mark.parametrize(("done", "shown"), [(0, True), (1, False)])
def test_a_step_that_goes_on_without_a_word_is_shown_when_the_quiet_seconds_are_over(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, done: int, *, shown: bool
) -> None:
    said = Terminal()
    monkeypatch.setattr(sys, "stderr", said)
    with progress.watching(now=clock) as watch:
        watch("grouping", done, 1)
        assert (clock.rings, said.getvalue()) == (2.0, "")
        clock.then()
        assert ("grouping" in said.getvalue()) is shown


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Terminal()
    monkeypatch.setattr(sys, "stderr", said)
    with progress.watching() as watch:
        watch("reading", 1, 2)
        watch("reading", 2, 2)
    assert said.getvalue() == ""

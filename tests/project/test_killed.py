"""A run that is killed at the border of any transaction is made good by the next one."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from qualpipe.project import Project

SPEECH = {
    "P01.txt": (
        "I: How is it there?\nP: It feels like home. I'm not judged.\n"
        "訪：仲有呢？\n受：姑娘成日打嚟問我點解冇去覆診。\n"
    ),
    "broken.srt": "no time stamps here",
}
BOOK = "id: small\ncodes:\n  - {id: home, name: Home, definition: It feels like home.}\n"
FRAMES = ("transcripts", "turns", "segments", "suggestions", "problems")
KILLED = 9

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a process is forked at the border, which Windows cannot"
)


def code(folder: Path) -> None:
    with Project.open(folder) as project:
        project.ingest([folder / "in"])
        project.code()


def state(folder: Path) -> dict[str, object]:
    """Return all that a project holds, as a notebook would see it."""
    with Project.open(folder, create=False) as project:
        return {name: project.frame(name).to_dict("records") for name in FRAMES}


def in_a_process(work: Callable[[], None]) -> int:
    """Do the work in a forked process; return how it ended."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(border: int) -> Callable[[object], None]:
    """Return a listener that ends the process without a word when it is called so often."""
    seen = 0

    def listen(_connection: object) -> None:
        nonlocal seen
        seen += 1
        if seen == border:
            os._exit(KILLED)

    return listen


def interviews(folder: Path) -> Path:
    (folder / "in").mkdir(parents=True)
    (folder / "small.yaml").write_text(BOOK, encoding="utf-8")
    (folder / "qualpipe.toml").write_text('codebook = "small.yaml"\n', encoding="utf-8")
    for name, text in SPEECH.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_run_killed_before_any_commit_is_made_good_by_the_next(tmp_path: Path) -> None:
    whole = interviews(tmp_path / "whole")
    code(whole)  # loads the encoder too, once for all processes that are forked
    wanted = state(whole)
    border, ended = 0, KILLED
    while ended == KILLED:
        border += 1
        folder = interviews(tmp_path / str(border))

        def work(folder: Path = folder, border: int = border) -> None:
            event.listen(Engine, "commit", killed_at(border))
            code(folder)

        ended = in_a_process(work)
        if (folder / "qualpipe.db").exists():
            state(folder)  # what was left can be read
        assert in_a_process(lambda folder=folder: code(folder)) == 0  # type: ignore[misc]
        assert state(folder) == wanted, f"killed before commit {border}"
    assert ended == 0
    assert border > 8, "fewer borders than there are transactions: was the listener called?"

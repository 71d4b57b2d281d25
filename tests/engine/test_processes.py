import os
import signal
from pathlib import Path

import pytest

from qualpipe.engine import ENGINES
from qualpipe.model import QualpipeError


def die_once(task: tuple[str, str]) -> str:
    """Kill the worker on the first try at a task, as the system does when memory runs out."""
    name, mark = task
    path = Path(mark)
    if name == "die" and not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return name


def always_die(task: str) -> str:
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def test_a_killed_worker_loses_no_answer(tmp_path: Path) -> None:
    tasks = [(name, str(tmp_path / "mark")) for name in ("a", "die", "b", "c")]
    answers = dict(ENGINES["processes"](die_once, tasks, jobs=2))
    assert [answers[place] for place in range(4)] == ["a", "die", "b", "c"]


def test_a_task_that_always_kills_its_worker_is_an_error_with_a_remedy() -> None:
    with pytest.raises(QualpipeError, match=r"lost their process 4 times.*--jobs 1"):
        list(ENGINES["processes"](always_die, ["die"], jobs=2))

import os
import signal
from pathlib import Path

import pytest

from qualpipe.engine import ENGINES, engine_for
from qualpipe.model import QualpipeError


def twice(text: str) -> str:
    return text * 2


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


def refuse(task: str) -> str:
    raise ValueError(task)


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_every_engine_gives_each_task_its_answer(name: str) -> None:
    tasks = ["屋企", "home", "𠮷"]
    answers = dict(ENGINES[name](twice, tasks, jobs=2))
    assert [answers[place] for place in range(3)] == ["屋企屋企", "homehome", "𠮷𠮷"]


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_no_tasks_no_answers(name: str) -> None:
    assert list(ENGINES[name](twice, [], jobs=2)) == []


def test_a_killed_worker_loses_no_answer(tmp_path: Path) -> None:
    tasks = [(name, str(tmp_path / "mark")) for name in ("a", "die", "b", "c")]
    answers = dict(ENGINES["processes"](die_once, tasks, jobs=2))
    assert [answers[place] for place in range(4)] == ["a", "die", "b", "c"]


def test_a_task_that_always_kills_its_worker_is_an_error_with_a_remedy() -> None:
    with pytest.raises(QualpipeError, match=r"lost their process 4 times.*--jobs 1"):
        list(ENGINES["processes"](always_die, ["die"], jobs=2))


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_fault_in_a_task_is_raised(name: str) -> None:
    with pytest.raises(ValueError, match="嘅"):
        list(ENGINES[name](refuse, ["嘅"], jobs=2))


def test_one_job_starts_no_process() -> None:
    assert engine_for(1) is ENGINES["serial"]
    assert engine_for(2) is ENGINES["processes"]

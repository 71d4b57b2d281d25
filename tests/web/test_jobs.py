"""Work in the background: done once, looked at while it goes on, faults kept."""

from threading import Event

import pytest

from qualpipe.model import QualpipeError
from qualpipe.web.jobs import Jobs, Tell


def test_the_same_work_is_done_once() -> None:
    jobs, made = Jobs(), []

    def work(_tell: Tell) -> int:
        made.append(1)
        return 7

    assert [jobs.start("sum", work).result() for _ in range(3)] == [7, 7, 7]
    assert made == [1]
    assert jobs.start("sum", work, anew=True).result() == 7
    assert made == [1, 1]


def test_one_may_look_while_it_goes_on() -> None:
    jobs, go = Jobs(), Event()

    def work(tell: Tell) -> str:
        tell("reading", 3, 10)
        go.wait(10)
        return "done"

    job = jobs.start("read", work)
    assert not job.within(0.05)
    assert (job.running, job.what, job.done, job.of) == (True, "reading", 3, 10)
    assert jobs.start("read", work, anew=True) is job
    go.set()
    assert job.within(10)
    assert job.result() == "done"


def test_what_failed_says_why_and_is_tried_again() -> None:
    jobs, faults = Jobs(), [QualpipeError("no room"), None]

    def work(_tell: Tell) -> int:
        fault = faults.pop(0)
        if fault:
            raise fault
        return 1

    first = jobs.start("save", work)
    first.within(10)
    assert (first.failed, first.fault()) == (True, "no room")
    assert jobs.start("save", work).result() == 1


def test_a_fault_of_the_program_is_not_told_as_the_researchers() -> None:
    job = Jobs().start("divide", lambda _tell: 1 // 0)
    job.within(10)
    with pytest.raises(ZeroDivisionError):
        job.fault()


def test_old_results_are_let_go_of() -> None:
    jobs = Jobs()
    for number in range(40):
        jobs.start(number, lambda _tell: None).result()
    assert jobs.find(0) is None
    assert jobs.find(39) is not None

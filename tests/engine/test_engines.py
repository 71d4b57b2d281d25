import pytest

from qualpipe.engine import ENGINES, Cluster, engine_for


def twice(text: str) -> str:
    return text * 2


def refuse(task: str) -> str:
    raise ValueError(task)


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_every_engine_gives_each_task_its_answer(name: str, cluster: Cluster) -> None:
    tasks = ["屋企", "home", "𠮷"]
    answers = dict(ENGINES[name](twice, tasks, jobs=2, cluster=cluster))
    assert [answers[place] for place in range(3)] == ["屋企屋企", "homehome", "𠮷𠮷"]


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_no_tasks_no_answers(name: str, cluster: Cluster) -> None:
    assert list(ENGINES[name](twice, [], jobs=2, cluster=cluster)) == []


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_fault_in_a_task_is_raised(name: str, cluster: Cluster) -> None:
    with pytest.raises(ValueError, match="嘅"):
        list(ENGINES[name](refuse, ["嘅"], jobs=2, cluster=cluster))


def test_one_job_starts_no_process() -> None:
    assert engine_for(1) is ENGINES["serial"]
    assert engine_for(2) is ENGINES["processes"]


def test_a_cluster_is_used_where_one_is_named(cluster: Cluster) -> None:
    assert engine_for(1, cluster) is ENGINES["cluster"]

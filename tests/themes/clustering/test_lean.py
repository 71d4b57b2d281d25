import subprocess
import sys
from importlib import import_module
from threading import Thread

import pytest

from qualpipe.themes.clustering.lean import UNNEEDED, absent, bertopic

ALONE = """
import sys
before = set(sys.meta_path), list(__import__("warnings").filters)
from qualpipe.themes.clustering.lean import UNNEEDED, bertopic
import pandas, sklearn.feature_extraction.text, scipy.cluster.hierarchy
filters = list(__import__("warnings").filters)
model = bertopic()
assert model.__name__ == "BERTopic"
assert not UNNEEDED & sys.modules.keys(), UNNEEDED & sys.modules.keys()
assert "bertopic" not in sys.modules
assert not any("Absent" in type(one).__name__ for one in sys.meta_path)
assert list(__import__("warnings").filters) == filters
assert bertopic() is model
"""


def test_bertopic_comes_without_torch_and_leaves_no_trace() -> None:
    ran = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_a_bertopic_that_is_loaded_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loaded:
        BERTopic = "the notebook's own"

    monkeypatch.setitem(sys.modules, "bertopic", Loaded)
    assert bertopic.__wrapped__() == "the notebook's own"


def test_what_is_absent_is_absent_for_this_thread_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    seen: list[object] = []
    with absent(frozenset({"colorsys"})):
        with pytest.raises(ModuleNotFoundError, match="colorsys is not needed here"):
            import_module("colorsys")
        other = Thread(target=lambda: seen.append(import_module("colorsys")))
        other.start()
        other.join()
    assert len(seen) == 1
    assert import_module("colorsys") is seen[0]


def test_what_is_loaded_already_stays_loaded() -> None:
    assert "json" not in UNNEEDED
    with absent(frozenset({"json"})):
        assert import_module("json") is sys.modules["json"]

"""BERTopic without what it does not need here: three seconds to import instead of twenty.

BERTopic imports torch, transformers, numba and UMAP if they are installed, for embedding and
reducing; here it is given vectors and models of its own, so none of them is ever called.
"""

import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

# spaCy is hidden as well: imported while torch is, it would do without torch ever after.
UNNEEDED = frozenset(
    {
        "hdbscan",
        "numba",
        "pynndescent",
        "sentence_transformers",
        "spacy",
        "torch",
        "transformers",
        "umap",
    }
)
_TURN = threading.Lock()


class _Absent:
    """Says to one thread that some modules are not installed."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.thread = threading.get_ident()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if name in self.names and threading.get_ident() == self.thread:
            raise ModuleNotFoundError(f"{name} is not needed here", name=name)
        return None


@contextmanager
def absent(names: frozenset[str]) -> Iterator[None]:
    """Make modules that are not loaded yet look as if they were not installed.

    It holds for imports of this thread while the context lasts, and leaves no trace: nothing is put
    into `sys.modules` (a None there breaks what asks "is torch loaded?", as SciPy does).
    """
    finder = _Absent(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def one_thread() -> Iterator[None]:
    """Compute in one thread: the same sums in the same order, whatever the machine.

    Sums in another order differ in the last digit, and k-means takes another turn. The limit holds
    for libraries that are loaded, so those that compute are loaded first.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # noqa: PLC0415

    bertopic()
    with threadpool_limits(1):
        yield


@cache
def bertopic() -> Any:  # noqa: ANN401 - BERTopic has no types of its own
    """Return the class BERTopic: the one the program has loaded, else one without its ballast.

    The lean modules are taken out of `sys.modules` again, so that a notebook's own
    `import bertopic` gets the whole.
    """
    with _TURN:
        if "bertopic" in sys.modules:
            return sys.modules["bertopic"].BERTopic
        # Loaded whole beforehand: what BERTopic shares with the rest of the program.
        for shared in ("pandas", "sklearn.feature_extraction.text", "scipy.cluster.hierarchy"):
            import_module(shared)
        # BERTopic silences every kind of warning in the whole program when it is imported.
        with warnings.catch_warnings(), absent(UNNEEDED - sys.modules.keys()):
            found = import_module("bertopic").BERTopic
        for name in [name for name in sys.modules if name.split(".")[0] == "bertopic"]:
            del sys.modules[name]
        return found

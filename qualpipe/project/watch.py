"""Progress: how long work tells whoever waits how far it is."""

from collections.abc import Callable

Watch = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


def unwatched(_what: str, _done: int, _whole: int) -> None:
    """Take no notice of progress."""

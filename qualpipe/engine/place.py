"""A place where work is done that is not this machine."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualpipe.address import Server


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A scheduler whose address was checked, and whether workers may be outside this house.

    `leaving` is called when a worker was found and before the first task goes to it.
    """

    server: "Server"
    allow_remote: bool = False
    leaving: Callable[[], None] = field(default=lambda: None, compare=False, repr=False)

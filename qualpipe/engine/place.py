"""A place where work is done that is not this machine."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualpipe.address import Server


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A scheduler whose address was checked, and whether workers may be outside this house."""

    server: "Server"
    allow_remote: bool = False

"""Faults: in what was asked for (raised) and in the data (collected)."""

from dataclasses import dataclass


class QualpipeError(Exception):
    """What was asked for cannot be done; the message names what, where and the remedy."""


class UnreadableFile(QualpipeError):
    """A file that cannot become a transcript; the others go on without it."""

    def __init__(self, name: str, message: str, remedy: str) -> None:
        super().__init__(f"{name}: {message}. {remedy}")
        self.name = name
        self.message = message
        self.remedy = remedy


class UnknownName(QualpipeError):
    """A name that is in no table; the message lists the names that are."""

    def __init__(self, name: str, kind: str, known: tuple[str, ...]) -> None:
        there = f"known: {', '.join(known)}" if known else "there is none"
        super().__init__(f"unknown {kind} {name!r}; {there}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault in the data: shown to the researcher, never a reason to stop.

    `where` is `file:line` (or what comes closest to a line in that format).
    """

    where: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" + (f" ({self.remedy})" if self.remedy else "")

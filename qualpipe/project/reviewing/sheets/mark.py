"""The mark in a row's hidden column: by it the row is known again, and what was changed in it."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

_MARK = re.compile(
    r"(?P<number>\d+)/(?P<total>\d+) (?P<head>\d+) "
    r"(?P<run>\S+) (?P<codebook>\S+) (?P<digest>[0-9a-f]{16})"
)
_NONE = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Which row of how many, the ledger's last number when it was written, what was shown.

    `run` made the suggestion, `codebook` is the hash of the version in force.
    """

    number: int
    total: int
    head: int
    run: str
    codebook: str

    def written(self, *, address: str, code: str, words: str) -> str:
        """Return the mark as the hidden cell has it: its digest covers the row's fixed cells."""
        told = (
            f"{self.number}/{self.total} {self.head} {self.run or _NONE} {self.codebook or _NONE}"
        )
        return f"{told} {_digest(told, address, code, words)}"

    @classmethod
    def read(cls, cell: str) -> "Mark | None":
        """Read a mark back, whether or not it fits the row; None if it is none."""
        found = _MARK.fullmatch(" ".join(cell.split()))
        if found is None:
            return None
        run, codebook = (
            "" if found[name] == _NONE else found[name] for name in ("run", "codebook")
        )
        return cls(
            number=int(found["number"]),
            total=int(found["total"]),
            head=int(found["head"]),
            run=run,
            codebook=codebook,
        )

    def fits(self, cell: str, *, address: str, code: str, words: str) -> bool:
        """Say whether the row's fixed cells are as they were written."""
        return " ".join(cell.split()) == self.written(address=address, code=code, words=words)


def plain(words: str) -> str:
    """Return words as a spreadsheet may have left them: no control characters, blanks as one."""
    kept = (one for one in words if one.isspace() or unicodedata.category(one) != "Cc")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _digest(*parts: str) -> str:
    whole = "\x1f".join(plain(part) for part in parts)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]

"""Who did something, and when: users by their GUIDs, moments with a time zone."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime

from qualpipe.ingest.refi_qda.found import Found
from qualpipe.text.refi_qda import guid, same
from qualpipe.text.refi_qda.losses import Losses

_NOBODY = "unknown"
_LONGEST = 64
_SEPARATORS = re.compile("[,;，、；]")  # where several names are given, these stand between them


class People:
    """The users of a file under names that tell them apart."""

    def __init__(
        self, found: Found, stated: Mapping[str, str], *, now: str, losses: Losses
    ) -> None:
        self._losses = losses
        shown = {
            key: stated[key] if key in stated else _usable(name, losses)
            for key, name in found.users.items()
        }
        self._names = _distinct(shown, losses)
        only = next(iter(self._names), "") if len(self._names) == 1 else ""
        self._owner = found.user if found.user in self._names else only
        self._moments: dict[str, str] = {}
        self._usual = now
        self._usual = self.moment(found.at, "") if found.at else now

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all users."""
        return tuple(self._names.values())

    def name_of(self, user: str, where: str) -> str:
        """Return the name of a user; where none is named, that of the project's owner."""
        if user in self._names:
            return self._names[user]
        if user:
            name = f"user {user[:8]}"
            self._losses.add("users that the file does not name", where, became=f"called {name!r}")
            return self._names.setdefault(user, name)
        name = self._names.get(self._owner, _NOBODY)
        became = f"taken for those of {name!r}"
        self._losses.add("codings and notes that name no user", where, became=became)
        return name

    def moment(self, written: str, where: str) -> str:
        """Return a moment with its time zone; that of the file where there is none."""
        if written not in self._moments:
            self._moments[written] = self._read(written, where)
        elif not written:
            self._undated(where)
        return self._moments[written]

    def _read(self, written: str, where: str) -> str:
        if not written:
            self._undated(where)
            return self._usual
        try:
            read = datetime.fromisoformat(written.strip())
        except ValueError:
            became = "that of the file"
            self._losses.add("moments that cannot be read", f"{where}: {written}", became=became)
            return self._usual
        if read.tzinfo is None:
            self._losses.add("moments without a time zone", where, became="taken for UTC")
            read = read.replace(tzinfo=UTC)
        return read.isoformat()

    def _undated(self, where: str) -> None:
        became = "that of the file"
        self._losses.add("codings and notes without a moment", where, became=became)


def exact_names(users: object) -> dict[str, str]:
    """Return the names that a note of ours keeps, by GUID: some characters XML cannot hold."""
    names = [str(one) for one in users] if isinstance(users, list) else []
    return {same(guid("user", name)): name for name in names}


def _usable(name: str, losses: Losses) -> str:
    """Return a name as names are here: composed, visible, without commas, not overlong."""
    seen = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in name)
    composed = unicodedata.normalize("NFC", _SEPARATORS.sub(" ", seen))
    usable = " ".join(composed.split())[:_LONGEST].strip()
    if usable != name.strip():
        losses.add("names of users with commas or unseen characters", name, became=repr(usable))
    return usable


def _distinct(users: Mapping[str, str], losses: Losses) -> dict[str, str]:
    """Give users of the same name names of their own."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key, written in users.items():
        wanted = written or f"user {key[:8]}"
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted} ({number})"
        if name != wanted:
            losses.add("users of the same name", wanted, became=f"told apart: {name!r}")
        taken.add(name)
        names[key] = name
    return names

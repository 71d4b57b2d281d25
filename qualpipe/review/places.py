"""Places: which stretches of speech share a character with which others."""

from collections.abc import Iterable

from qualpipe.model import Address


class Ground:
    """Stretches of speech, asked which of them another one touches.

    >>> ground = Ground(["P01:2:0-7", "P01:2:7-20"])
    >>> ground.under("P01:2:5-9"), ground.touches("P02:2:5-9")
    (('P01:2:0-7', 'P01:2:7-20'), False)
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self._turns: dict[tuple[str, int], list[Address]] = {}
        for one in map(Address.parse, sorted(set(addresses))):
            self._turns.setdefault((one.transcript, one.turn), []).append(one)

    def under(self, address: str) -> tuple[str, ...]:
        """Return those that share a character with a stretch."""
        place = Address.parse(address)
        near = self._turns.get((place.transcript, place.turn), ())
        return tuple(str(one) for one in near if one.within.overlaps(place.within))

    def touches(self, address: str) -> bool:
        """Say whether any of them shares a character with a stretch."""
        return bool(self.under(address))

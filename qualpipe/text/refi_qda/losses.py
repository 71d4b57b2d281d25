"""What an exchange keeps, changes and loses: counted, with places: nothing goes silently."""

from dataclasses import dataclass, field

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One kind of thing that did not pass as it was: how many, where, and what became of them."""

    what: str
    count: int
    where: str
    became: str


@dataclass(slots=True)
class Losses:
    """Collects losses while a file is written or read.

    >>> losses = Losses()
    >>> for place in ("P01:1", "P01:2", "P02:9", "P03:1"):
    ...     losses.add("coding beyond the text", place, became="not kept")
    >>> losses.told()[0].where
    'P01:1; P01:2; P02:9; ...'
    """

    _places: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, what: str, where: str, *, became: str, count: int = 1) -> None:
        """Note that so many of something met with that; none is no loss."""
        if count < 1:
            return
        key = (what, became)
        self._counts[key] = self._counts.get(key, 0) + count
        places = self._places.setdefault(key, [])
        if where and where not in places and len(places) <= _SHOWN:
            places.append(where)

    def join(self, other: "Losses") -> None:
        """Add what was noted elsewhere."""
        for (what, became), count in other._counts.items():  # noqa: SLF001 - of its own kind
            first, *others = other._places[what, became] or [""]  # noqa: SLF001 - as above
            self.add(what, first, became=became, count=count - len(others))
            for where in others:
                self.add(what, where, became=became)

    def told(self) -> tuple[Loss, ...]:
        """Return what was noted, in the order in which each kind was first met."""
        return tuple(
            Loss(what=what, count=count, where=self._where((what, became)), became=became)
            for (what, became), count in self._counts.items()
        )

    def _where(self, key: tuple[str, str]) -> str:
        places = self._places[key]
        return "; ".join([*places[:_SHOWN], *(["..."] if len(places) > _SHOWN else [])])

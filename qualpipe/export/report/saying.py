"""Saying: facts become sentences, each under a claim that can be checked."""

from dataclasses import dataclass

from qualpipe.export.options import Tongue
from qualpipe.export.report.manner import Manner
from qualpipe.export.report.parts import Paragraph, Sentence
from qualpipe.export.sentences import listed, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A language and a template: what a section writes with."""

    tongue: Tongue
    manner: Manner

    def say(self, key: str, *, about: str = "", **values: object) -> Sentence:
        """Return a sentence; `about` tells apart those that are said of several things."""
        claim = f"{key}/{about}" if about else key
        return Sentence(text=told(key, self.tongue, **values), claim=claim)

    def paragraph(self, *sentences: Sentence | None, kind: str = "body") -> tuple[Paragraph, ...]:
        """Return the sentences there are as a paragraph; none if there are none."""
        kept = tuple(one for one in sentences if one is not None)
        return (Paragraph(sentences=kept, kind=kind),) if kept else ()

    def told(self, key: str, **values: object) -> str:
        """Return words that claim nothing: a heading or a label."""
        return told(key, self.tongue, **values)

    def listed(self, names: list[str] | tuple[str, ...]) -> str:
        """Return names as one phrase."""
        return listed(names, self.tongue)

    def share(self, part: int, whole: int) -> str:
        """Return a share in per cent.

        >>> from qualpipe.export.report.manner import manner
        >>> Voice(tongue=Tongue.EN, manner=manner("apa")).share(1, 3)
        '33%'
        """
        return f"{part / whole:.0%}" if whole else "–"

    def coefficient(self, symbol: str, value: float, low: object, high: object) -> str:
        """Write a coefficient with its interval, if there is one."""
        text = f"{symbol} = {self.manner.coefficient(value)}"
        if isinstance(low, int | float) and isinstance(high, int | float):
            text += f", {self.told('methods.interval')} {self.manner.interval(low, high)}"
        return text

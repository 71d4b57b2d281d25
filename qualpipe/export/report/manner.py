"""Manner: how a template writes numbers and lays pages out."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualpipe.model import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """A template: fonts, sizes in points, spacing, and how coefficients are written.

    `leading` is the distance of lines in lines. Where `bare`, what cannot exceed 1 loses the 0
    before its point, as APA 7 (section 6.36) wants.
    """

    name: str
    latin: str
    size: float
    leading: float
    indent: float
    bare: bool

    def coefficient(self, value: float) -> str:
        """Write a coefficient that lies between -1 and 1.

        >>> TEMPLATES["apa"].coefficient(-0.714), TEMPLATES["plain"].coefficient(1)
        ('−.71', '1.00')
        """
        text = f"{abs(value):.2f}"
        if self.bare and text.startswith("0"):
            text = text[1:]
        return f"−{text}" if value < 0 and float(text) else text

    def interval(self, low: float, high: float) -> str:
        """Write the limits of an interval."""
        return f"[{self.coefficient(low)}, {self.coefficient(high)}]"


TEMPLATES: Mapping[str, Manner] = {
    "apa": Manner(
        name="apa", latin="Times New Roman", size=12, leading=1.5, indent=12.7, bare=True
    ),
    "plain": Manner(name="plain", latin="Calibri", size=11, leading=1.15, indent=0, bare=False),
}


def manner(name: str) -> Manner:
    """Return a template by name; an unknown one lists the known ones."""
    return pick(TEMPLATES, name, kind="template")

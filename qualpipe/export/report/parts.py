"""The parts of a report as values: what it says, before it becomes a file.

Every sentence and quote that `verify` can hold against the ledger bears a claim: a name that the
file keeps beside the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from qualpipe.export.face import Face
from qualpipe.export.figures.charts import Chart
from qualpipe.export.options import Tongue
from qualpipe.export.table import Table
from qualpipe.model import Language

MARK = "qualpipe_"
"""What the names of bookmarks, tables and figures in a Word document begin with."""


def mark_of(claim: str) -> str:
    """Return the name of a claim's bookmark: Word allows 40 letters, digits and underscores.

    >>> mark_of("findings.counts/home") == mark_of("findings.counts/home")
    True
    """
    return MARK + sha256(claim.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence or two; `claim` is empty where there is nothing to check."""

    text: str
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: level 1 for sections, 2 for what is in them."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together; `kind` is body, lead (what to know first), item or note."""

    sentences: tuple[Sentence, ...]
    kind: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What somebody said, word for word; the translation stands under it."""

    claim: str
    text: str
    language: Language
    locator: str
    translation: str = ""
    translated_by: str = ""
    caution: str = ""

    def sentences(self) -> tuple[Sentence, ...]:
        """Return what is claimed: the words, where they are from, and their translation."""
        where = Sentence(text=self.locator, claim=f"{self.claim}/where")
        words = Sentence(text=self.text, claim=self.claim)
        if not self.translation:
            return words, where
        return words, where, Sentence(text=self.translation, claim=f"{self.claim}/translation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """A table with its number in the report."""

    number: int
    table: Table

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the notes under the table."""
        return tuple(
            Sentence(text=note, claim=f"note/{self.table.name}/{at}")
            for at, note in enumerate(self.table.notes)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A figure with its number; `alt` says in words what it shows."""

    number: int
    chart: Chart
    alt: str

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the note under the figure, if it has one."""
        note = self.chart.note
        return (Sentence(text=note, claim=f"note/{self.chart.name}"),) if note else ()


Part = Heading | Paragraph | Quoted | Tabled | Pictured


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report, in order."""

    title: str
    subtitle: str
    language: Tongue
    template: str
    parts: tuple[Part, ...]
    face: Face

    def claims(self) -> Mapping[str, str]:
        """Return everything that can be checked: the words under each claim."""
        found: dict[str, str] = {}
        for part in self.parts:
            if not isinstance(part, Heading):
                said = part.sentences if isinstance(part, Paragraph) else part.sentences()
                found |= {one.claim: one.text for one in said if one.claim}
        return found

    def tables(self) -> tuple[Table, ...]:
        """Return the tables in order."""
        return tuple(one.table for one in self.parts if isinstance(one, Tabled))

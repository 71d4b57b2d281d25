"""What an export is asked for: one value, so that the same table can be made again from it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from qualpipe.model import Language, QualpipeError


class Tongue(StrEnum):
    """The language of headings and notes; what people said stays as they said it."""

    EN = "en"
    HK = "zh-HK"
    CN = "zh-CN"

    @property
    def of_codes(self) -> Language:
        """Return the language of the codebook's wording that goes with it."""
        return Language.EN if self is Tongue.EN else Language.ZH


class Cells(StrEnum):
    """What the cells of a matrix hold."""

    COUNTS = "counts"
    PRESENCE = "presence"
    QUOTES = "quotes"


class Shape(StrEnum):
    """How codings are laid out: a row a quote, or a column of 0 and 1 a code."""

    QUOTES = "quotes"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a table is made of beside the study.

    `suggestions` takes in what the machine suggests and nobody decided on, marked on every row.
    `by` names attributes of the participants, `codes` the codes wanted (none named: all). `picks`
    are the writer's own quotes, each an address whose offsets may be narrower than what was coded
    or several (`P01:12:0-20,31-40`), optionally followed by a blank and a code. `per_code` is how
    many quotes a code gets otherwise. `small` is the least number of participants that must share
    a combination of attributes before a quote no longer earns a warning.
    """

    language: Tongue = Tongue.EN
    suggestions: bool = False
    by: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    per_code: int = 5
    picks: tuple[str, ...] = ()
    rows: str = "participant"
    columns: str = "code"
    cells: Cells = Cells.COUNTS
    shape: Shape = Shape.QUOTES
    small: int = 3

    def record(self) -> dict[str, object]:
        """Return the options as JSON has them."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def of(cls, record: Mapping[str, object]) -> "Options":
        """Read options back from their record; what this version does not know is refused.

        >>> Options.of(Options(by=("sex",)).record()) == Options(by=("sex",))
        True
        """
        known = {one.name for one in fields(cls)}
        if strange := sorted(set(record) - known):
            raise QualpipeError(f"an export of another version: unknown options {strange}")
        values: dict[str, object] = {
            name: tuple(map(str, value)) if isinstance(value, list) else value
            for name, value in record.items()
        }
        for name, kind in (("language", Tongue), ("cells", Cells), ("shape", Shape)):
            if name in values:
                values[name] = kind(str(values[name]))
        return cls(**values)  # type: ignore[arg-type]  # the record was made by `record`

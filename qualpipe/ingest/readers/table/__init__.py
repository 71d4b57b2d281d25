"""Tables (csv, tsv, xlsx): a row a turn, or a row a respondent."""

from collections.abc import Sequence
from dataclasses import replace

from qualpipe.ingest.draft import Draft, RawFile
from qualpipe.ingest.readers.table import rows, survey
from qualpipe.ingest.readers.table.columns import by_headings, by_looks
from qualpipe.ingest.readers.table.grid import Sheet, book
from qualpipe.model import Problem, UnreadableFile

_EXPECTED = (
    "Expected are columns named speaker and text (說話人, 內容) with a row a turn, or a column a "
    "question with a row a respondent"
)


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read the first sheet that holds interviews; other sheets are left out and named.

    Which of the two layouts a sheet has is decided so:

    1. Headings name a column of words and one of speakers, times or translations: a row a turn.
    2. Headings ask questions and the cells below are sentences: a row a respondent.
    3. No heading helps, but the looks of the columns do: few short names over and over, or times,
       beside long words; or two columns of words in Chinese and in Latin letters: a row a turn.
    """
    cells = book(file)
    if not cells.sheets:
        raise UnreadableFile(file.name, "the table has no filled cell", _EXPECTED)
    sheet, drafts = _first(cells.sheets)
    if sheet is None:
        rows = cells.sheets[0].rows
        # Their number alone: without headings the first row is what somebody said.
        message = (
            "no column of speakers and words, nor of questions, was recognised "
            f"(columns: {max(len(row.cells) for row in rows)}, rows: {len(rows)})"
        )
        raise UnreadableFile(file.name, message, _EXPECTED)
    others = [_left_out(one) for one in cells.sheets if one is not sheet]
    problems = (*cells.problems, *others, *drafts[0].problems)
    return tuple(
        replace(
            draft,
            encoding=cells.encoding,
            confidence=cells.confidence,
            problems=draft.problems if n else problems,
        )
        for n, draft in enumerate(drafts)
    )


def _first(sheets: Sequence[Sheet]) -> tuple[Sheet | None, tuple[Draft, ...]]:
    """Return the first sheet with interviews: by headings if any has some that are known."""
    for layout in (_headed, survey.interviews, _unheaded):
        for sheet in sheets:
            drafts = layout(sheet)
            if drafts:
                return sheet, drafts
    return None, ()


def _headed(sheet: Sheet) -> tuple[Draft, ...]:
    columns = by_headings(sheet.rows)
    return rows.interviews(columns, sheet) if columns else ()


def _unheaded(sheet: Sheet) -> tuple[Draft, ...]:
    columns = by_looks(sheet.rows)
    return rows.interviews(columns, sheet) if columns else ()


def _left_out(sheet: Sheet) -> Problem:
    message = f"the sheet ({len(sheet.rows)} rows) is left out: another holds the interview"
    remedy = "If it holds one too, save it as a file of its own"
    return Problem(where=sheet.place, message=message, remedy=remedy)

"""Tables of turns: each row is what one person said, perhaps with its translation beside it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from qualpipe.ingest.draft import Draft, Utterance, assemble
from qualpipe.ingest.readers.table.columns import Columns, is_han
from qualpipe.ingest.readers.table.grid import Row, Sheet
from qualpipe.ingest.speakers import find_turns
from qualpipe.ingest.speakers.rare import lone
from qualpipe.ingest.stamps import leading, seconds
from qualpipe.model import Problem


def interviews(columns: Columns, sheet: Sheet) -> tuple[Draft, ...]:
    """Return the interviews of a table of turns, each followed by its translations.

    There is one interview, of part '', unless a column tells several apart. A translation is of
    the part `en` or `zh` (with the interview's name before it where there are several), and its
    turns have the `row` of those they render.
    """
    drafts: list[Draft] = []
    for case in dict.fromkeys(row.cell(columns.case) for row in columns.rows):
        rows = [row for row in columns.rows if row.cell(columns.case) == case]
        original = _draft(columns, columns.text, rows, sheet, part=case)
        drafts.append(replace(original, problems=tuple(_doubts(columns, original, sheet))))
        for column in columns.translations:
            language = "zh" if is_han([row.cell(column) for row in rows]) else "en"
            part = f"{case}.{language}" if case else language
            draft = _draft(columns, column, rows, sheet, part=part)
            problems = tuple(_alone(columns, column, rows, sheet))
            drafts.append(replace(draft, translates=case, problems=problems))
    return tuple(draft for draft in drafts if draft.pieces)


def _draft(columns: Columns, column: int, rows: Sequence[Row], sheet: Sheet, *, part: str) -> Draft:
    if columns.speaker is None:
        said = _labelled(columns, column, rows, known=sheet.speakers)
    else:
        said = _named(columns, column, rows)
    text, pieces = assemble(said)
    return Draft(text=text, pieces=pieces, format="table", part=part)


def _named(columns: Columns, column: int, rows: Sequence[Row]) -> Iterator[Utterance]:
    speaker = ""
    for row in rows:
        # A blank cell means that the one above goes on; `I:` is written by those used to labels.
        speaker = row.cell(columns.speaker).rstrip(":：").strip() or speaker
        started, ended = _times(columns, row)
        words = row.cell(column)
        yield Utterance(speaker=speaker, words=words, started=started, ended=ended, row=row.number)


def _times(columns: Columns, row: Row) -> tuple[float | None, float | None]:
    """Return the seconds at which a row starts and ends; `0:00 - 0:05` in one cell says both."""
    start, end = row.cell(columns.started), row.cell(columns.ended)
    stamp = leading(start)
    started = stamp.started if stamp else seconds(start)
    return started, seconds(end) if end else (stamp.ended if stamp else None)


def _labelled(
    columns: Columns, column: int, rows: Sequence[Row], *, known: Sequence[str]
) -> Iterator[Utterance]:
    """Return the turns of a table whose words hold the speakers' labels (`I: ...`)."""
    cells = [row.cell(column) for row in rows]
    starts = list(accumulate((len(cell) + 1 for cell in cells), initial=0))
    pieces, _ = find_turns("\n".join(cells), known=known)
    for piece in pieces:
        row = rows[bisect_right(starts, piece.span.start) - 1]
        started, ended = _times(columns, row)
        yield Utterance(
            speaker=piece.speaker,
            words=piece.span.of("\n".join(cells)),
            started=piece.started if started is None else started,
            ended=piece.ended if ended is None else ended,
            row=row.number,
        )


def _doubts(columns: Columns, draft: Draft, sheet: Sheet) -> Iterator[Problem]:
    if columns.speaker is None:
        yield from lone(draft.pieces, name=sheet.place, known=sheet.speakers)
    if not any(piece.speaker for piece in draft.pieces):
        message = "no speakers found; each row is a turn of nobody"
        remedy = "add a column named speaker, or begin the words with `I:` and `P1:`"
        yield Problem(where=sheet.place, message=message, remedy=remedy)


def _alone(columns: Columns, column: int, rows: Sequence[Row], sheet: Sheet) -> Iterator[Problem]:
    for row in rows:
        if row.cell(column) and not row.cell(columns.text):
            message = "a translation without the words that it renders"
            yield Problem(where=sheet.at(row.number), message=message)

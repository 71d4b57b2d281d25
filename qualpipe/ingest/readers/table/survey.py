"""Surveys: a row a respondent and a column a question, turned into short interviews."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualpipe.ingest.draft import Draft, Utterance, assemble
from qualpipe.ingest.readers.table.columns import Kind, filled, kind_of
from qualpipe.ingest.readers.table.grid import Row, Sheet
from qualpipe.model import Problem, Role
from qualpipe.text.script import han_count, latin_words

QUESTION, ANSWER = "Q", "A"
"""The two speakers of an interview made of a row."""

_HEADER_WITHIN = 5
_WIDE = 0.6  # of the columns that a row of headings fills; a title fills one
# Mean lengths in letters, a Han character counting two: below, ticks and numbers; above, speech.
_SPEECH, _SHORT_SPEECH = 30.0, 12.0
_ASKED = re.compile(
    r"[?？]|^\s*(?:q(?:uestion)?\s*\d|第?\s*\d+\s*[題题]|問題|问题)"
    r"|^\s*(?:what|how|why|when|who|which|where|tell|describe|please|請|请|如何|怎|點|為什|为什)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.:,/ -]+")
_FLOAT = re.compile(r"^(\d+)\.0$")
_NO_ANSWER = {"n/a", "na", "n.a.", "nil", "none", "-", "--", "—", "/", ".", "冇", "無", "无"}
_NO_ANSWER |= {"不適用", "不适用", "沒有填寫", "没有填写"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """The columns of a survey: who, what is asked, and what is known of each respondent."""

    rows: tuple[Row, ...]
    case: int | None
    questions: Mapping[int, str]
    attributes: Mapping[int, str]


def interviews(sheet: Sheet) -> tuple[Draft, ...]:
    """Return an interview for each respondent of a survey; () if the sheet is none.

    A column is a question if its cells are sentences, or are short texts of many kinds under a
    heading that asks something. All other columns (age, site, ticks) are attributes.
    """
    form = _form(sheet.rows)
    if form is None or not form.questions:
        return ()
    names = [_whole(row.cell(form.case)) or f"row{row.number}" for row in form.rows]
    drafts = [_interview(form, row, part=name) for row, name in zip(form.rows, names, strict=True)]
    asked = len(form.questions) * len(form.rows)
    blank = asked - sum(len(draft.pieces) // 2 for draft in drafts)
    if not blank:
        return tuple(drafts)
    message = f"{blank} of {asked} answers are blank or say N/A; left out"
    problem = Problem(where=sheet.place, message=message)
    first, *others = [draft for draft in drafts if draft.pieces]
    return replace(first, problems=(problem,)), *others


def _form(rows: Sequence[Row]) -> _Form | None:
    rows = _without_names(rows)
    width = max((len(row.cells) for row in rows), default=0)
    for n, header in enumerate(rows[:_HEADER_WITHIN]):
        cells = enumerate(header.cells)
        headings = {column: " ".join(cell.split()) for column, cell in cells if cell.strip()}
        if len(headings) > 1 and len(headings) >= _WIDE * width:
            below = tuple(rows[n + 1 :])
            return _columns(headings, below) if _heads(headings, below) else None
    return None


def _without_names(rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out what Qualtrics writes around the questions: names above, identifiers below."""
    for n, row in enumerate(rows[:_HEADER_WITHIN]):
        if n and "ImportId" in "".join(row.cells):
            return (*rows[n - 1 : n], *rows[n + 1 :])
    return rows


def _heads(headings: Mapping[int, str], rows: Sequence[Row]) -> bool:
    """Say whether a row holds headings: none is a number, a time, or comes again below."""
    return not any(
        _NUMBER.fullmatch(heading) or heading in filled(rows, column)
        for column, heading in headings.items()
    )


def _columns(headings: Mapping[int, str], rows: tuple[Row, ...]) -> _Form:
    names = [column for column, heading in headings.items() if _names_a_case(heading, rows, column)]
    case = names[0] if names else None
    others = {column: heading for column, heading in headings.items() if column != case}
    questions = {
        column: heading
        for column, heading in others.items()
        if _is_question(heading, [cell for cell in filled(rows, column) if _is_answer(cell)])
    }
    attributes = {c: heading for c, heading in others.items() if c not in questions}
    return _Form(rows=rows, case=case, questions=questions, attributes=attributes)


def _names_a_case(heading: str, rows: Sequence[Row], column: int) -> bool:
    cells = filled(rows, column)
    unique = len(cells) == len(rows) == len(set(cells))
    return unique and kind_of(heading) in {Kind.CASE, Kind.NUMBER, Kind.SPEAKER}


def _is_question(heading: str, answers: Sequence[str]) -> bool:
    if not answers:
        return False
    mean = sum(len(answer) + han_count(answer) for answer in answers) / len(answers)
    various = len(set(answers)) > len(answers) / 2
    asks = bool(_ASKED.search(heading)) or _is_sentence(heading)
    return various and (mean >= _SPEECH or (asks and mean >= _SHORT_SPEECH))


def _is_sentence(heading: str) -> bool:
    return latin_words(heading) > 4 or han_count(heading) > 9  # noqa: PLR2004 - longer than a name


def _is_answer(cell: str) -> bool:
    return cell.casefold() not in _NO_ANSWER


def _whole(cell: str) -> str:
    """Return 101 for the 101.0 that programs make of a number where cells above are blank."""
    return _FLOAT.sub(r"\1", cell)


def _interview(form: _Form, row: Row, part: str) -> Draft:
    utterances: list[Utterance] = []
    for column, question in form.questions.items():
        answer = row.cell(column)
        if answer and _is_answer(answer):
            utterances.append(Utterance(speaker=QUESTION, words=question))
            utterances.append(Utterance(speaker=ANSWER, words=answer))
    text, pieces = assemble(utterances)
    known = {heading: _whole(row.cell(column)) for column, heading in form.attributes.items()}
    return Draft(
        text=text,
        pieces=pieces,
        format="survey",
        part=part,
        attributes={heading: value for heading, value in known.items() if value},
        roles={QUESTION: Role.INTERVIEWER, ANSWER: Role.PARTICIPANT},
    )

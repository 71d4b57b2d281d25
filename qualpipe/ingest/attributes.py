"""What is known of an interview besides its words: from its title page, its name, a table."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from qualpipe.ingest.draft import RawFile
from qualpipe.ingest.encoding import Decoded, decode
from qualpipe.ingest.parallel import named_language, stem_of
from qualpipe.ingest.speakers.labels import Kind, is_field, kind_of
from qualpipe.model import Problem, QualpipeError, Transcript, UnreadableFile

_FIELD = re.compile(
    r"\s*(?P<name>[^\s:：#>|][^:：|]{0,39}?)\s*(?:(?<!\d):|：)(?!//)\s*(?P<value>\S.*?)\s*"
)
_BOLD = re.compile(r"\*\*|__")
_TITLES = ("title", "題目", "题目", "標題", "标题", "訪談題目", "訪問題目")
_LONGEST_TITLE = 100
_WORDS_OF_A_FIELD = 4
_NO_TITLES = ("audio file", "transcript", "attendees", "逐字稿", "訪談逐字稿")
_ENDS = tuple("。.!！?？)）]】")  # of a sentence or a remark, which is no title
_PLACEHOLDER = re.compile(r"\\\{(?P<name>\w+)\\\}")
# The column that says whom a row is about, in the order of preference.
_TRANSCRIPT = """
    transcript file filename 檔案 檔名 訪談 訪談編號 文件 文件名 访谈 访谈编号
"""
_PARTICIPANT = """
    participant participant_id id case pseudonym respondent interviewee 參加者 參與者 受訪者
    受訪者編號 編號 代號 参加者 参与者 受访者 受访者编号 编号 代号
"""

_SHOWN = 8
_SURE = 0.9  # of a table's encoding, so that what the user says of the transcripts is not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a participants' table: the ids it may be found by, what it says, its place."""

    ids: tuple[str, ...]
    attributes: Mapping[str, str]
    file: str
    line: int

    @property
    def place(self) -> str:
        """Return where the row stands: several tables may have a row in the same line."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one participants' table or several, the faults, and the `name` of the file."""

    name: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def title_page(text: str) -> tuple[str, dict[str, str]]:
    r"""Return the title and the fields that stand above the first turn.

    >>> title_page("訪談一\n\n日期：2019年3月\n（虛構）\n")
    ('訪談一', {'日期': '2019年3月'})
    """
    title, fields = "", {}
    for line in text.split("\n"):
        plain = _BOLD.sub("", line).strip(" \t\u3000#=-*_")
        field = _FIELD.fullmatch(plain)
        name = field["name"] if field else ""
        known = is_field(name) or kind_of(name) is not Kind.NONE
        short = len(name.split()) <= _WORDS_OF_A_FIELD and plain[-1:] not in _ENDS
        if field and (known or (title and short)):
            fields[name] = field["value"]
        elif not title and not fields and _may_be_a_title(plain):
            title = plain
    named = next((fields.pop(name) for name in list(fields) if name.casefold() in _TITLES), "")
    return named or title, fields


def _may_be_a_title(line: str) -> bool:
    short = 0 < len(line) <= _LONGEST_TITLE
    return short and line[-1] not in _ENDS and line.casefold() not in _NO_TITLES


def from_name(pattern: str, stem: str) -> dict[str, str]:
    r"""Return what a file's name says by a pattern: placeholders, or a regex with named groups.

    A placeholder takes all up to the next separator of the pattern. '' or a name that does not
    fit gives nothing.

    >>> from_name("{participant}_{site}_{gender}", "P01_Sha Tin_f")
    {'participant': 'P01', 'site': 'Sha Tin', 'gender': 'f'}
    >>> from_name(r"(?P<participant>P\d+).*", "P07 第二次")
    {'participant': 'P07'}
    """
    if not pattern:
        return {}
    found = _compiled(pattern).fullmatch(stem)
    return {name: value for name, value in found.groupdict().items() if value} if found else {}


def _compiled(pattern: str) -> re.Pattern[str]:
    named = r"(?P<\g<name>>.+?)"
    written = pattern if "(?P<" in pattern else _PLACEHOLDER.sub(named, re.escape(pattern))
    try:
        compiled = re.compile(written)
    except re.error as fault:
        raise QualpipeError(
            f"the pattern of file names {pattern!r} cannot be used ({fault}); "
            "one looks like {participant}_{site}, or is a regex with (?P<name>...)"
        ) from fault
    if not compiled.groupindex:
        raise QualpipeError(
            f"the pattern of file names {pattern!r} names no attribute; "
            "one looks like {participant}_{site}"
        )
    return compiled


def table(file: RawFile) -> Table:
    """Read a participants' table: a column says whom a row is about, the others are attributes.

    Any encoding, commas, semicolons or tabs between cells; empty cells say nothing.
    """
    decoded = _decoded(file)
    lines = list(csv.reader(io.StringIO(decoded.text), delimiter=_delimiter(decoded.text)))
    header = [cell.strip() for cell in lines[0]] if lines else []
    names = [name.casefold().replace(" ", "_") for name in header]
    keys = [names.index(name) for name in f"{_TRANSCRIPT}{_PARTICIPANT}".split() if name in names]
    if not keys:
        # Without headings these would be what is known of the first participant.
        message = f"none of the {len(header)} columns says whom a row is about"
        remedy = "name one `participant` or `transcript`"
        problem = Problem(where=f"{file.name}:1", message=message, remedy=remedy)
        return Table(name=file.name, rows=(), problems=(*decoded.problems, problem))
    rows = []
    for number, cells in enumerate(lines[1:], 2):
        filled = {n: cell.strip() for n, cell in enumerate(cells[: len(header)]) if cell.strip()}
        if filled:
            ids, attributes = _said_in(header, keys, filled)
            rows.append(Row(ids=ids, attributes=attributes, file=file.name, line=number))
    return Table(name=file.name, rows=tuple(rows), problems=decoded.problems)


def _decoded(file: RawFile) -> Decoded:
    """Read a table's characters: as it shows, else as the user says that the transcripts are.

    The table often comes from another program, Excel, and in another encoding than they do.
    """
    try:
        found = decode(file.content, name=file.name)
    except UnreadableFile:
        if not file.encoding:
            raise
        return decode(file.content, name=file.name, encoding=file.encoding)
    if file.encoding and found.confidence < _SURE:
        with suppress(UnreadableFile):
            return decode(file.content, name=file.name, encoding=file.encoding)
    return found


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _said_in(
    header: Sequence[str], keys: Sequence[int], cells: Mapping[int, str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return whom a row is about and what it says of them."""
    ids = tuple(cells[n] for n in keys if n in cells)
    attributes = {header[n]: cell for n, cell in cells.items() if header[n] and n not in keys}
    participants = [cells[n] for n in keys if n in cells and _is_participant(header[n])]
    if participants:
        attributes = {"participant": participants[0], **attributes}
    return ids, attributes


def _is_participant(column: str) -> bool:
    return column.casefold().replace(" ", "_") in _PARTICIPANT.split()


def described(
    transcripts: Sequence[Transcript], *, pattern: str = "", participants: Table | None = None
) -> tuple[tuple[Transcript, ...], tuple[Problem, ...]]:
    """Add the attributes that file names and the participants' table give; the table wins.

    A row belongs to the transcripts of its `transcript` (id, file name or stem), or to those of
    its `participant` (the attribute, or the id or its beginning). Rows and transcripts without
    each other are reported. A translation gets what its original gets.
    """
    named = [_named(one, pattern) for one in transcripts]
    problems = [
        Problem(
            where=one.source.name,
            message=f"the name does not fit the pattern {pattern}",
            remedy="rename the file, or change the pattern in the settings",
        )
        for one in transcripts
        if pattern and not from_name(pattern, _plain_stem(one))
    ]
    if participants is None:
        return tuple(named), tuple(dict.fromkeys(problems))
    used: dict[str, str] = {}
    whole = [_with_row(one, participants, used) for one in named]
    problems += _unmatched(participants, used)
    if participants.rows:
        problems += _without_a_row(
            participants, [new for old, new in zip(named, whole, strict=True) if old is new]
        )
    return tuple(whole), tuple(dict.fromkeys((*participants.problems, *problems)))


def _plain_stem(transcript: Transcript) -> str:
    """Return the stem of the file's name without `.zh` or `.en`, which says no attribute."""
    name = named_language(stem_of(transcript))
    return name.base if name.language and name.separator == "." else stem_of(transcript)


def _without_a_row(participants: Table, lacking: Sequence[Transcript]) -> list[Problem]:
    """Report transcripts that the table says nothing of: in one line, however many they are."""
    if not lacking:
        return []
    names = [one.source.name for one in lacking]
    shown = ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
    message = f"no row is about {len(names)} of the transcripts: {shown}"
    return [Problem(where=participants.name, message=message, remedy="add the rows they need")]


def _named(transcript: Transcript, pattern: str) -> Transcript:
    found = from_name(pattern, _plain_stem(transcript))
    if not found:
        return transcript
    return replace(transcript, attributes={**transcript.attributes, **found})


def _with_row(transcript: Transcript, participants: Table, used: dict[str, str]) -> Transcript:
    wanted = [
        transcript.source.name,
        stem_of(transcript),
        transcript.id,
        transcript.id.removeprefix(f"{stem_of(transcript)}-"),  # a respondent of a survey
        transcript.translation_of or "",
        transcript.attributes.get("participant", ""),
    ]
    fitting = _rows_for(participants.rows, wanted)
    row = fitting[0] if fitting else _row_by_beginning(participants.rows, wanted[1])
    if row is None:
        return transcript
    used[row.place] = row.place
    for other in fitting[1:]:
        used.setdefault(other.place, row.place)
    return replace(transcript, attributes={**transcript.attributes, **row.attributes})


def _rows_for(rows: Iterable[Row], wanted: Sequence[str]) -> list[Row]:
    folded = {_folded(name) for name in wanted if name}
    return [row for row in rows if folded & {_folded(each) for each in row.ids}]


def _row_by_beginning(rows: Iterable[Row], stem: str) -> Row | None:
    """Return the row of the longest id that the name begins with: P01 for `P01_20190301`."""
    name = _folded(stem)
    fitting = [
        (len(each), row)
        for row in rows
        for each in map(_folded, row.ids)
        if name.startswith(each) and not name[len(each) : len(each) + 1].isalnum()
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _unmatched(participants: Table, used: Mapping[str, str]) -> list[Problem]:
    """Report the rows that nothing came of; `used` says for each place which row was taken."""
    return [
        Problem(
            where=row.place,
            message=f"{' / '.join(row.ids) or 'this row'} is the name of no transcript",
            remedy="write the id, the file's name or the participant as in the transcripts",
        )
        if row.place not in used
        else Problem(
            where=row.place,
            message=f"{' / '.join(row.ids)} stands in {used[row.place]} too, which is taken",
            remedy="write all that is known of somebody into one row",
        )
        for row in participants.rows
        if used.get(row.place) != row.place
    ]

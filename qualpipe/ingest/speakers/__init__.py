"""Who says what in free text: turns by their labels, whatever the transcriber's style."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualpipe.ingest.draft import Piece
from qualpipe.ingest.speakers.evidence import Heads, believed
from qualpipe.ingest.speakers.heads import INVISIBLE, Line, head_of
from qualpipe.ingest.speakers.labels import is_stage_direction, key, without_note
from qualpipe.ingest.speakers.markup import lines_of, silent
from qualpipe.ingest.speakers.rare import doubtful, lone, passed_over, unlike
from qualpipe.ingest.stamps import Stamp, leading, trailing
from qualpipe.model import Problem, Span

__all__ = ["find_turns"]

_LONG_OPENING = 500  # characters before the first label that are worth a word to the user
_TIME_OF_DAY = 5 * 3600  # seconds: no recording begins there
_HABIT = 3  # lines with a bare stamp before it is taken for one


def find_turns(
    text: str, *, name: str = "", known: Iterable[str] = ()
) -> tuple[tuple[Piece, ...], tuple[Problem, ...]]:
    r"""Find the turns in a text whose lines end in LF; `name` is the file's, for the problems.

    `known` are labels of which the user says that they are some.

    A turn's span runs from its first to its last word, line ends between them included; labels,
    time stamps, headings and what stands before the first label lie outside. Without any label
    each paragraph is a turn of nobody (speaker '').

    >>> pieces, problems = find_turns("訪：你好嗎？\nP01（男）：好呀。\n佢話：係。\n訪：多謝。")
    >>> [(piece.speaker, str(piece.span)) for piece in pieces]
    [('訪', '2-6'), ('P01（男）', '14-23'), ('訪', '26-29')]
    """
    lines = lines_of(text)
    if not any(not line.is_blank for line in lines):
        return (), ()
    mute, known = silent(lines), tuple(known)
    named = frozenset(map(key, known))
    candidates = {
        line.number: replace(head, named=head.key in named)
        for line in lines
        if line.number not in mute and (head := head_of(line.text))
    }
    spoken = [replace(line, text="") if line.number in mute else line for line in lines]
    heads = believed(spoken, candidates)
    doubted, strange = doubtful(spoken, heads), unlike(heads)
    passed = doubted | strange
    heads = {number: head for number, head in heads.items() if number not in passed}
    pieces, relative = _from_start(_joined(_fragments(lines, heads, mute)))
    problems = (
        *_problems(text, lines, heads, pieces, name),
        *lone(pieces, name=name, known=known, text=text),
        *passed_over([lines[n] for n in sorted(passed)], pieces, name=name, once=strange - doubted),
    )
    if relative:
        message = "the time stamps are times of day; they are counted from the first turn"
        problems = (*problems, Problem(where=f"{name}:1", message=message))
    return pieces, problems


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fragment:
    """What one line adds to a turn, or begins one with; offsets count in the text."""

    speaker: str
    start: int
    end: int
    opens: bool
    started: float | None = None
    ended: float | None = None


def _fragments(lines: Sequence[Line], heads: Heads, mute: frozenset[int]) -> Iterator[_Fragment]:
    names = _names(head.label for head in heads.values())
    marks = _Stamps.of(lines, heads)
    paragraphs = not heads and any(line.is_blank for line in lines[: _last(lines)])
    speaker = None if heads else ""
    opens, started, ended = True, None, None
    for line in lines:
        at = 0
        if line.number in heads:
            head = heads[line.number]
            speaker, at = names[head.label], head.words
            opens, started, ended = True, head.started, head.ended
        elif line.is_blank or line.number in mute or speaker is None:
            opens = opens or line.number in mute or paragraphs
            continue
        elif stamp := marks.before(line):
            at = stamp.end
            opens, started, ended = True, stamp.started, stamp.ended
        closing = marks.after(line, at)
        start, end = _trimmed(line, at, closing.start if closing else len(line.text))
        if start < end:
            last = closing.started if closing else ended
            yield _Fragment(
                speaker=speaker, start=start, end=end, opens=opens, started=started, ended=last
            )
            opens, started, ended = closing is not None or not (heads or paragraphs), None, None
        elif closing:
            opens, started = True, closing.started


def _last(lines: Sequence[Line]) -> int:
    return max(line.number for line in lines if not line.is_blank)


def _trimmed(line: Line, start: int, end: int) -> tuple[int, int]:
    """Return where the words of a line begin and end in the text."""
    words = line.text[start:end]
    begins = start + len(words) - len(words.lstrip(INVISIBLE))
    return line.start + begins, line.start + begins + len(words.strip(INVISIBLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamps:
    """Which stamps at the ends of a line are stamps in this file, and which are words."""

    bare_before: bool
    bare_alone: bool
    round_after: bool

    @classmethod
    def of(cls, lines: Sequence[Line], heads: Heads) -> "_Stamps":
        others = [line.text.strip(INVISIBLE) for line in lines if line.number not in heads]
        before = [stamp.end == len(text) for text in others if (stamp := leading(text))]
        after = sum(trailing(line.text) is not None for line in lines)
        return cls(
            bare_before=not heads and len(before) >= _HABIT,
            bare_alone=sum(before) >= _HABIT,
            round_after=after >= _HABIT,
        )

    def before(self, line: Line) -> Stamp | None:
        """Return the stamp that begins a turn here; `10:30 we met` in a labelled turn is none."""
        at = len(line.text) - len(line.text.lstrip(INVISIBLE))
        stamp = leading(line.text, at)
        if stamp is None or not stamp.bare or self.bare_before:
            return stamp
        return stamp if self.bare_alone and stamp.end == len(line.text.rstrip()) else None

    def after(self, line: Line, at: int) -> Stamp | None:
        """Return the stamp that ends a turn here; `(10:30)` may be words, `#10:30#` is none."""
        stamp = trailing(line.text)
        if stamp is None or stamp.start < at:
            return None
        sure = line.text[stamp.start] in "#[［"
        return stamp if sure or self.round_after else None


def _names(labels: Iterable[str]) -> Mapping[str, str]:
    """Return the speaker that each label means, as it is mostly spelled.

    A remark in brackets is part of the name unless the name also stands without (or it is a stage
    direction): 受訪者（男） and 受訪者（女） are two people.
    """
    counts = Counter(labels)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for label in counts:
        groups[key(without_note(label))].append(label)
    names: dict[str, str] = {}
    for group in groups.values():
        notes = {_note(label) for label in group}
        several = len(notes - {""}) > 1
        for label in group:
            alike = [each for each in group if not several or _note(each) == _note(label)]
            most = max(alike, key=lambda each: counts[each])
            names[label] = without_note(most) if "" in {_note(each) for each in alike} else most
    return names


def _note(label: str) -> str:
    note = label.removeprefix(without_note(label)).strip(" ()（）")
    return "" if is_stage_direction(note) else key(note)


def _joined(fragments: Iterable[_Fragment]) -> Iterator[Piece]:
    """Put the fragments of a turn together: it lasts until the next one that opens a turn."""
    piece: Piece | None = None
    for part in fragments:
        if piece and not part.opens:
            ended = part.ended if part.ended is not None else piece.ended
            piece = replace(piece, span=Span(piece.span.start, part.end), ended=ended)
            continue
        if piece:
            yield piece
        piece = Piece(
            speaker=part.speaker,
            span=Span(part.start, part.end),
            started=part.started,
            ended=part.ended,
        )
    if piece:
        yield piece


def _from_start(found: Iterable[Piece]) -> tuple[tuple[Piece, ...], bool]:
    """Count times of day from the first one; say whether that was needed."""
    pieces = tuple(found)
    times = [each for piece in pieces for each in (piece.started, piece.ended) if each is not None]
    if not times or min(times) < _TIME_OF_DAY:
        return pieces, False
    first = min(times)
    return tuple(
        replace(
            piece,
            started=None if piece.started is None else round(piece.started - first, 3),
            ended=None if piece.ended is None else round(piece.ended - first, 3),
        )
        for piece in pieces
    ), True


def _problems(
    text: str, lines: Sequence[Line], heads: Heads, pieces: Sequence[Piece], name: str
) -> tuple[Problem, ...]:
    if not pieces:
        return ()
    if not heads:
        first = text.count("\n", 0, pieces[0].span.start) + 1
        return (
            Problem(
                where=f"{name}:{first}",
                message="no speakers found; each paragraph is a turn of nobody",
                remedy="begin each turn with a label and a colon, such as `I:` and `P1:`",
            ),
        )
    opening = lines[min(heads)].start
    if len(text[:opening].strip()) <= _LONG_OPENING:
        return ()
    message = f"{min(heads)} lines before the first speaker are part of no turn"
    return (Problem(where=f"{name}:1", message=message, remedy="if they are speech, label them"),)

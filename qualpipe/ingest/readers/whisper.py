"""Speech recognition as JSON: Whisper, faster-whisper, WhisperX and what writes like them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from qualpipe.ingest.draft import Draft, RawFile, Utterance
from qualpipe.ingest.encoding import decode
from qualpipe.ingest.turns import recorded
from qualpipe.model import Problem, UnreadableFile

REPEATS = 4
"""So many identical segments in a row are more likely the machine's than the speaker's."""
_LONGEST = 1e9  # no recording lasts that long, in seconds or milliseconds
_EXPECTED = (
    'Expected is what Whisper writes: {"segments": [{"start": 0.0, "end": 2.5, "text": "..."}]}, '
    'with "speaker" where speakers are told apart'
)


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read the segments of a recognised recording; words below the segments are ignored.

    Known shapes: an object with `segments` (and `language`), such a list alone, or an object with
    nothing but `text`. Segments of one speaker make a turn; without speakers a silence does.
    """
    decoded = decode(file.content, name=file.name, encoding=file.encoding)
    utterances, problems = _utterances(_segments(_parse(decoded.text, file), file), file.name)
    draft = recorded(
        utterances,
        decoded,
        file=file,
        format="whisper",
        problems=(*problems, *_repeats(utterances, file.name)),
        wordless=("no segment holds a word", _EXPECTED),
        # A recogniser breaks where it hears a pause, and writes Chinese without punctuation: the
        # pause is all that the search for sentence ends will have.
        pause=" ",
    )
    return (draft,)


def _parse(text: str, file: RawFile) -> object:
    try:
        return json.loads(text)
    except ValueError as error:  # its message ends with line and column
        message = f"the JSON is broken or was not saved to its end: {error}"
        raise UnreadableFile(file.name, message, "Export it again") from error
    except RecursionError as error:
        raise UnreadableFile(file.name, "the JSON is nested too deep", _EXPECTED) from error


def _segments(data: object, file: RawFile) -> Sequence[object]:
    """Return the list of segments, wherever the program has put it."""
    if isinstance(data, dict):
        # `transcription` is whisper.cpp's word for it; `text` alone has no times.
        for key in ("segments", "transcription"):
            found = data.get(key)
            if isinstance(found, list):
                return found
        data = [data] if isinstance(data.get("text"), str) else None
    if isinstance(data, list) and any(isinstance(one, dict) and "text" in one for one in data):
        return data
    raise UnreadableFile(file.name, "this JSON is no transcript that qualpipe knows", _EXPECTED)


def _utterances(segments: Sequence[object], name: str) -> tuple[list[Utterance], list[Problem]]:
    utterances: list[Utterance] = []
    problems: list[Problem] = []
    for number, segment in enumerate(segments, 1):
        words = segment.get("text") if isinstance(segment, dict) else None
        if not isinstance(segment, dict) or not isinstance(words, str):
            message = "a segment without text is left out"
            problems.append(Problem(where=f"{name}:segment {number}", message=message))
            continue
        started, ended = _times(segment)
        speaker = str(segment.get("speaker") or "").strip()
        utterances.append(
            Utterance(
                speaker=speaker, words=words.strip(), started=started, ended=ended, row=number
            )
        )
    return utterances, problems


def _times(segment: dict[str, object]) -> tuple[float | None, float | None]:
    """Return start and end in seconds; whisper.cpp counts milliseconds under `offsets`."""
    offsets = segment.get("offsets")
    if isinstance(offsets, dict):
        return _seconds(offsets.get("from"), unit=1000), _seconds(offsets.get("to"), unit=1000)
    return _seconds(segment.get("start")), _seconds(segment.get("end"))


def _seconds(value: object, *, unit: int = 1) -> float | None:
    """Return a time, or None where alignment failed and left null, NaN or nonsense."""
    if not isinstance(value, int | float) or not 0 <= value < _LONGEST:
        return None
    return round(value / unit, 3)


def _repeats(utterances: Iterable[Utterance], name: str) -> Iterator[Problem]:
    """Report the same segment many times over: in silence a recogniser invents speech."""
    for words, run in groupby(utterances, key=lambda said: said.words):
        same = list(run)  # how often, and not what: errors show nothing of what was said
        if words and len(same) >= REPEATS:
            yield Problem(
                where=f"{name}:segment {same[0].row}",
                message=f"{len(same)} times the same words in a row; kept",
                remedy="Listen there: speech recognition repeats itself in silence",
            )

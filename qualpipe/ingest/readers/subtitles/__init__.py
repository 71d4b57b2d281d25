"""Captions as transcripts: WebVTT (Zoom, Teams, Whisper, YouTube), SubRip and SubViewer."""

from qualpipe.ingest.draft import Draft, RawFile, assemble
from qualpipe.ingest.encoding import decode
from qualpipe.ingest.readers.subtitles.cues import cues, has_time_frame, is_webvtt
from qualpipe.ingest.readers.subtitles.voices import utterances
from qualpipe.ingest.turns import grouped, merged, nobody_named
from qualpipe.model import UnreadableFile


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read captions; cues of one speaker in a row make a turn, whatever the silence between.

    Where nobody is named, a silence of more than two seconds begins a turn. What the file is
    shows in it, not in its suffix.
    """
    decoded = decode(file.content, name=file.name, encoding=file.encoding)
    if not has_time_frame(decoded.text):
        message = "no time frame such as 00:00:01.000 --> 00:00:02.000 was found"
        remedy = "If it is a plain text, rename it to .txt; else export the captions again"
        raise UnreadableFile(file.name, message, remedy)
    found, problems = cues(decoded.text, name=file.name)
    text, pieces = assemble(merged(turn) for turn in grouped(utterances(found)))
    if not pieces:
        raise UnreadableFile(file.name, "the captions hold no word", "Export them again")
    if not any(piece.speaker for piece in pieces):
        problems.append(nobody_named(file.name))
    draft = Draft(
        text=text,
        pieces=pieces,
        format="webvtt" if is_webvtt(decoded.text) else file.suffix.lstrip("."),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        problems=(*decoded.problems, *problems),
    )
    return (draft,)

"""Captions as transcripts: WebVTT (Zoom, Teams, Whisper, YouTube), SubRip and SubViewer."""

from dataclasses import replace

from qualpipe.ingest.draft import Draft, RawFile
from qualpipe.ingest.encoding import decode
from qualpipe.ingest.readers.subtitles.cues import cues, has_time_frame, is_webvtt
from qualpipe.ingest.readers.subtitles.voices import has_voices, utterances
from qualpipe.ingest.speakers.rare import lone
from qualpipe.ingest.turns import recorded
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
    draft = recorded(
        utterances(found, known=file.speakers),
        decoded,
        file=file,
        format="webvtt" if is_webvtt(decoded.text) else file.suffix.lstrip("."),
        problems=problems,
        wordless=("the captions hold no word", "Export them again"),
    )
    if has_voices(found):
        return (draft,)
    alone = lone(draft.pieces, name=file.name, known=file.speakers)
    return (replace(draft, problems=(*draft.problems, *alone)),)

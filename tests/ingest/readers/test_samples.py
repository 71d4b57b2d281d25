"""The sample interviews that ship with the project, each in the format of a common program."""

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from make import raw

from qualpipe.ingest.readers import READERS

SAMPLES = Path(__file__).parents[3] / "corpora_samples"


@pytest.mark.parametrize(
    ("name", "speakers"),
    [
        ("P02.docx", {"訪問員": 48, "受訪者": 48}),
        ("P03.vtt", {"Researcher": 52, "Participant P03": 52}),
        ("P04.docx", {"访问员": 62, "受访者P04": 62}),
        ("P05.xlsx", {"訪問員": 64, "P05": 64}),
        ("P07.srt", {"訪員": 58, "P07": 58}),
        ("P08.csv", {"訪問者": 60, "阿樂": 60}),
        ("P09.cha", {"MOT": 45, "INV": 43, "PEE": 7}),
        ("P10.json", {"SPEAKER_00": 48, "SPEAKER_01": 47}),
    ],
)
def test_each_sample_has_its_turns_and_speakers(name: str, speakers: dict[str, int]) -> None:
    path = SAMPLES / name
    module = import_module(f"qualpipe.ingest.readers.{READERS[path.suffix]}")
    original, *translations = module.read(raw(name, path.read_bytes()))
    assert Counter(piece.speaker for piece in original.pieces) == speakers
    for translation in translations:
        rows = [piece.row for piece in translation.pieces]
        assert rows == [piece.row for piece in original.pieces]

"""How long 500 transcripts with 200,000 codings take to write, and how much memory.

    python tests/bench/bench_exports.py [codings.xlsx themes.docx ...]

Each export is made in a process of its own, so that the memory is its own. Targets: xlsx and
parquet of all codings within 20 s and 1 GiB.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import make

from qualpipe.export.face import face_of
from qualpipe.export.options import Options, Shape
from qualpipe.export.study import Study
from qualpipe.export.tables import build
from qualpipe.export.writers import write
from qualpipe.model import Coding, Decision, Language, Segment, Span, Suggestion, Verdict

TRANSCRIPTS, TURNS, EACH, CODES = 500, 200, 2, 30
SAID = (
    "佢成日打嚟問我點解冇去覆診，我話我攰，佢就話不如落嚟坐吓先啦，飲杯茶都好。",
    "I used to sit by the window there, nobody asked me anything, they just put the kettle on.",
)
EXPORTS = (
    "codings.xlsx", "codings.parquet", "codings.csv", "columns.xlsx", "themes.xlsx", "quotes.docx",
    "matrix.xlsx", "cooccurrence.xlsx", "audit.xlsx",
)  # fmt: skip


def study() -> Study:
    """Make 100,000 turns that carry two codes each."""
    transcripts, segments, codings, suggestions = [], [], [], []
    decisions: list[Decision] = []
    for n in range(TRANSCRIPTS):
        name = f"P{n:03}"
        words = [f"{turn} {SAID[turn % 2]}" for turn in range(TURNS)]
        given = {"gender": "女男"[n % 2], "site": f"S{n % 7}"}
        whole = make.transcript(*words, id=name, attributes=given)
        transcripts.append(whole)
        for turn in whole.turns:
            within = Span(0, len(turn.span))
            language = (Language.YUE, Language.EN)[turn.number % 2]
            place = f"{name}:{turn.number}:{within}"
            segments.append(Segment(
                transcript=name, turn=turn.number, span=turn.span, within=within,
                text=whole.words_of(turn), language=language, case=name,
            ))  # fmt: skip
            for k in range(EACH):
                code = f"c{(n + turn.number * (k + 1)) % CODES}"
                codings.append(Coding(segment=place, code=code, reviewers=("ana", "陳姑娘")))
                decisions.append(Decision(
                    segment=place, code=code, verdict=Verdict.ACCEPT, reviewer="ana",
                    at="2026-01-05T09:00:00+08:00", number=len(decisions) + 1,
                ))  # fmt: skip
                suggestions.append(
                    Suggestion(segment=place, code=code, score=0.6, basis="", evidence=(), run="r")
                )
    return Study(
        name="bench",
        at="2026-03-01T10:00:00+08:00",
        codebook=make.codebook(*(make.code(f"c{n}") for n in range(CODES))),
        transcripts=tuple(transcripts),
        segments=tuple(segments),
        suggestions=tuple(suggestions),
        decisions=tuple(decisions),
        last_words=tuple(decisions),
        codings=tuple(codings),
    )


def one(export: str) -> None:
    """Make the study, write one export, and say how long that took."""
    made = study()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    name, ending = export.split(".")
    options = Options(shape=Shape.COLUMNS) if name == "columns" else Options()
    table = "codings" if name == "columns" else name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, export)
        began, worked = time.perf_counter(), time.process_time()
        tables = build(table, made, options)
        built = time.process_time() - worked
        write(tables, face_of(table, made, options), path, options.language)
        took, work = time.perf_counter() - began, time.process_time() - worked
        size = path.stat().st_size / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{table:13}{ending:9}{len(tables[0].rows):>8} rows {took:6.1f} s; of processor "
        f"time {built:.1f} s for the tables, {work:.1f} s in all; {size:.1f} MB; {most:.0f} MiB "
        f"at most ({held:.0f} before)",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
    else:
        for export in sys.argv[1:] or EXPORTS:
            subprocess.run([sys.executable, __file__, "--one", export], check=True)

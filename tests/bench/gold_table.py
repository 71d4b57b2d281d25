"""Write the hand-coded sample interviews as a table that `qualpipe evaluate` reads.

    python tests/bench/gold_table.py gold.csv

One row a segment: its text, the codes whose quotes it touches (none, for most), the interview and
what the interviewer said before. Codes that the codebook does not have (`theme:...`) are left out.
"""

import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from qualpipe import Project, Span
from qualpipe.project.steps.codes import originals, question_before

SAMPLES = Path(__file__).parent.parent.parent / "corpora_samples"
COLUMNS = ("text", "codes", "doc", "previous")


def rows(project: Project) -> Iterator[dict[str, str]]:
    """Return a row for each segment of the originals, in the order of speech."""
    known = {code.id for code in project.codebook()}
    transcripts = {one.id: one for one in project.transcripts()}
    coded: defaultdict[tuple[str, int], list[tuple[str, Span]]] = defaultdict(list)
    with (SAMPLES / "gold.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            whole = transcripts[row["transcript"]]
            turn = whole.turns[int(row["turn"]) - 1]
            start = whole.text.index(row["quote"], turn.span.start)
            span = Span(start, start + len(row["quote"]))
            coded[whole.id, turn.number].append((row["code"], span))
    for one in originals(project.segments(), transcripts):
        quotes = coded[one.transcript, one.turn]
        codes = {code for code, span in quotes if code in known and span.overlaps(one.span)}
        yield {
            "text": one.text,
            "codes": "|".join(sorted(codes)),
            "doc": one.transcript,
            "previous": question_before(transcripts[one.transcript], one),
        }


def table() -> list[dict[str, str]]:
    """Read and cut the samples as `qualpipe code` does, a row a segment."""
    with tempfile.TemporaryDirectory() as folder, Project.open(folder) as project:
        project.ingest([SAMPLES])
        return list(rows(project))


def main(out: Path) -> None:
    """Write the table."""
    found = table()
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(found)
    coded = sum(bool(row["codes"]) for row in found)
    sys.stdout.write(f"{out}: {len(found)} segments, {coded} with codes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""How well `qualpipe code` meets the coding by hand of the sample interviews.

    python tests/bench/bench_gold.py [--encoder bundled]

A segment carries a code in the gold coding if it touches one of its quotes; the tool says so if it
suggests the code at its default cut. Nothing is learned: there are no decisions.
"""

import argparse
import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from qualpipe import Project, Span

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "corpora_samples"


def main() -> None:
    """Print precision, recall and F1 for each code, and macro F1 for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="bundled")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        Project.open(name, flags={"encoder": given.encoder}) as project,
    ):
        project.ingest([SAMPLES])
        project.code()
        print_tables(project)


def print_tables(project: Project) -> None:
    """Compare the project's suggestions with the gold coding."""
    codes = [code.id for code in project.codebook()]
    originals = {one.id: one for one in project.transcripts() if one.translation_of is None}
    gold: defaultdict[tuple[str, int], list[tuple[str, Span]]] = defaultdict(list)
    with (SAMPLES / "gold.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            whole = originals[row["transcript"]]
            turn = whole.turns[int(row["turn"]) - 1]
            start = whole.text.index(row["quote"], turn.span.start)
            span = Span(start, start + len(row["quote"]))
            gold[row["transcript"], turn.number].append((row["code"], span))
    said = {(one.segment, one.code) for one in project.suggestions()}
    cells = []
    for one in project.segments():
        if one.transcript not in originals:
            continue
        true = {c for c, span in gold[one.transcript, one.turn] if span.overlaps(one.span)}
        cells += [(one.language, c, c in true, (one.address, c) in said) for c in codes]
    print(f"{len(cells) // len(codes)} segments\n")
    print("| code | gold | suggested | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for code in codes:
        own = [cell for cell in cells if cell[1] == code]
        hit, gold_n, said_n = counts(own)
        precision, recall = hit / max(1, said_n), hit / max(1, gold_n)
        print(f"| {code} | {gold_n} | {said_n} | {precision:.2f} | {recall:.2f} | {f1(own):.3f} |")
    print(f"| **macro** | | | | | **{macro(cells, codes):.3f}** |\n")
    print("| language | segments | macro F1 |\n|---|---|---|")
    for language in sorted({cell[0] for cell in cells}):
        own = [cell for cell in cells if cell[0] == language]
        print(f"| {language} | {len(own) // len(codes)} | {macro(own, codes):.3f} |")


Cell = tuple[str, str, bool, bool]


def counts(cells: Iterable[Cell]) -> tuple[int, int, int]:
    """Return how many are in both, in the gold coding, suggested."""
    cells = list(cells)
    both = sum(true and said for _, _, true, said in cells)
    return both, sum(cell[2] for cell in cells), sum(cell[3] for cell in cells)


def f1(cells: Iterable[Cell]) -> float:
    """Return the harmonic mean of precision and recall (0 if there is nothing to find)."""
    both, gold, said = counts(cells)
    return 2 * both / (gold + said) if gold + said else 0.0


def macro(cells: Sequence[Cell], codes: Sequence[str]) -> float:
    """Return the mean F1 over the codes."""
    return sum(f1(cell for cell in cells if cell[1] == code) for code in codes) / len(codes)


if __name__ == "__main__":
    main()

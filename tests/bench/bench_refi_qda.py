"""Speed and memory of the exchange with other programs: 500 transcripts, 200,000 codings.

Run: python tests/bench/bench_refi_qda.py [transcripts] [codings]
"""

import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from make import code, codebook, transcript

from qualpipe.export.refi_qda import write_project
from qualpipe.export.study import Study
from qualpipe.ingest.refi_qda import read_project
from qualpipe.model import Coding, Decision, Verdict

AT = "2026-01-05T09:00:00+08:00"
SAID = (
    "我覺得嗰度好舒服，好似屋企咁，𠮷 ",
    "I can just sit there with my tea and nobody asks why. ",
)
TURNS = 60
REVIEWERS = ("ana", "ben", "陳姑娘")


def study(transcripts: int, codings: int) -> Study:
    """Make a study of that size: 60 turns an interview, three reviewers, 40 codes."""
    book = codebook(*(code(f"code_{number}") for number in range(40)))
    whole = tuple(
        transcript(
            *((("P", "I")[turn % 2], SAID[turn % 3 % 2] * 4) for turn in range(TURNS)),
            id=f"P{number:04}",
        )
        for number in range(transcripts)
    )
    decisions = []
    for number in range(codings):
        one = whole[number % transcripts]
        turn = one.turns[number // transcripts % TURNS]
        start = number // (transcripts * TURNS) % 7 * 3
        decisions.append(
            Decision(
                segment=f"{one.id}:{turn.number}:{start}-{start + 20}",
                code=f"code_{number % 40}",
                verdict=Verdict.ADD,
                reviewer=REVIEWERS[number % 3],
                at=AT,
            )
        )
    given = {(one.segment, one.code): one for one in decisions}
    return Study(
        name="bench",
        at=AT,
        codebook=book,
        transcripts=whole,
        decisions=tuple(decisions),
        last_words=tuple(decisions),
        codings=tuple(
            Coding(segment=segment, code=name, reviewers=(one.reviewer,))
            for (segment, name), one in given.items()
        ),
    )


def peak() -> float:
    """Return the most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    transcripts, codings = (int(one) for one in (*sys.argv[1:], "500", "200000")[:2])
    made = study(transcripts, codings)
    before = peak()
    print(
        f"{transcripts} transcripts, {len(made.codings)} codings; the study alone: {before:.0f} MiB"
    )
    with TemporaryDirectory() as folder:
        path = Path(folder, "study.qdpx")
        began = time.perf_counter()
        write_project(made, path)
        print(f"written in {time.perf_counter() - began:.1f} s, {path.stat().st_size / 1e6:.1f} MB")
        print(f"most memory so far: {peak():.0f} MiB")
        began = time.perf_counter()
        came = read_project(path, now=AT)
        print(f"read in {time.perf_counter() - began:.1f} s, {len(came.decisions)} codings")
        print(f"most memory: {peak():.0f} MiB")
        assert len(came.decisions) == len(made.codings)


if __name__ == "__main__":
    main()

"""How long agreement takes: 10 reviewers, 10,000 segments, 40 codes, 2,000 resamples.

    python tests/bench/bench_agreement.py [--reviewers 10] [--segments 10000] [--codes 40]
        [--participants 60] [--resamples 2000]
    python tests/bench/bench_agreement.py --coverage

Every reviewer judges every segment (the hardest case). Codes are given by a hidden truth, missed
now and then and given in error now and then; one in twenty of the rest is an explicit reject.
With `--coverage`: how often the interval holds the true value, over simulated studies of 30
segments a participant.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from qualpipe.model import Decision, Language, Role, Segment, Span, Verdict
from qualpipe.review.agreement import (
    Cluster,
    Figure,
    Measure,
    Plan,
    Ratings,
    Split,
    agreement,
    ratings,
    span_agreement,
)
from qualpipe.review.agreement.resampling import estimated
from qualpipe.review.agreement.tally import tallied

EVERY_SPLIT = (Split.CODE, Split.LANGUAGE, Split.ROLE)


def made_segments(count: int, participants: int) -> list[Segment]:
    """Return segments of 40 characters, spread over participants, in three languages."""
    languages = (Language.YUE, Language.EN, Language.MIXED)
    return [
        Segment(
            transcript=f"P{at % participants:03}",
            turn=at // participants + 1,
            span=Span(0, 40),
            within=Span(0, 40),
            text="字" * 40,
            language=languages[at % participants % 3],
            role=Role.INTERVIEWER if at // participants % 4 == 0 else Role.PARTICIPANT,
            case=f"P{at % participants:03}",
        )
        for at in range(count)
    ]


def made_decisions(segments: list[Segment], reviewers: int, codes: int) -> Iterator[Decision]:
    """Return what reviewers said: a fifth of what is there missed, one in 200 given in error."""
    chance = np.random.default_rng(1)
    common = chance.uniform(0.01, 0.1, size=codes)
    truth = chance.random((len(segments), codes)) < common
    for reviewer in range(reviewers):
        draw = chance.random(truth.shape)
        given = np.where(truth, draw > 0.2, draw < 0.005)
        spoken = given | (chance.random(truth.shape) < 0.05)
        for at, code in np.argwhere(spoken).tolist():
            yield Decision(
                segment=segments[at].address,
                code=f"c{code:02}",
                verdict=Verdict.ACCEPT if given[at, code] else Verdict.REJECT,
                reviewer=f"r{reviewer:02}",
                at="2026-01-05T09:00:00+08:00",
            )


def timed(what: str, work: Callable[[], object]) -> None:
    """Print how long some work takes, and the peak of memory so far."""
    began, began_cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {what} | {wall:.1f} | {cpu:.1f} | {memory:.0f} |", flush=True)


def study(participants: int, chance: np.random.Generator) -> np.ndarray[Any, np.dtype[np.int8]]:
    """Return what two coders said of 30 segments a participant: (coders, segments, one code)."""
    common = chance.beta(1, 6, size=(participants, 1))
    error = chance.beta(1.5, 12, size=(participants, 1))
    truth = chance.random((participants, 30)) < common
    slips = chance.random((2, participants, 30)) < error
    return (truth ^ slips).astype(np.int8).reshape(2, -1, 1)


def alpha_of(values: np.ndarray[Any, np.dtype[np.int8]], step: int, plan: Plan) -> Figure:
    """Return alpha, drawing so many segments together."""
    units = np.arange(values.shape[1])
    tally = tallied(values, scale=np.arange(2.0)).clustered(units, units // step)
    return estimated(tally, [Measure.ALPHA], plan)[Measure.ALPHA][0]


def coverage(studies: int) -> None:
    """Print how often the interval holds alpha of a study of 60,000 participants."""
    chance = np.random.default_rng(4)
    true = alpha_of(study(60_000, chance), 30, Plan(resamples=0)).value
    print("| participants | drawing participants | drawing segments |\n|---|---|---|")
    for participants in (4, 6, 10, 20, 40):
        held = np.zeros(2)
        for seed in range(studies):
            values = study(participants, chance)
            found = [alpha_of(values, step, Plan(resamples=400, seed=seed)) for step in (30, 1)]
            held += [(one.low or -1) <= (true or 0) <= (one.high or 1) for one in found]
        print(f"| {participants} | {held[0] / studies:.0%} | {held[1] / studies:.0%} |", flush=True)


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in {
        "reviewers": 10,
        "segments": 10_000,
        "codes": 40,
        "participants": 60,
        "resamples": 2000,
    }.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--coverage", action="store_true")
    asked = parser.parse_args()
    if asked.coverage:
        coverage(studies=300)
        return
    segments = made_segments(asked.segments, asked.participants)
    decisions = list(made_decisions(segments, asked.reviewers, asked.codes))
    seen = {(f"r{at:02}", one.address) for at in range(asked.reviewers) for one in segments}
    codes = [f"c{at:02}" for at in range(asked.codes)]
    plan = Plan(resamples=asked.resamples)
    print(f"{vars(asked)}, {len(decisions)} decisions\n")
    print("| | wall s | CPU s | peak MiB |\n|---|---|---|---|")

    def arranged() -> Ratings:
        return ratings(decisions, segments, assigned=seen, codes=codes)

    def spans() -> object:
        return span_agreement(decisions, segments, assigned=seen, codes=codes, plan=plan)

    block = arranged()
    timed("decisions to ratings", arranged)
    timed("pooled and per code", lambda: agreement(block, plan=plan))
    timed("+ language, role", lambda: agreement(block, by=EVERY_SPLIT, plan=plan))
    timed("every pair of reviewers", lambda: agreement(block, by=[Split.REVIEWER], plan=plan))
    by_segment = Plan(resamples=asked.resamples, cluster=Cluster.SEGMENT)
    timed("segments drawn, not participants", lambda: agreement(block, plan=by_segment))
    timed("spans", spans)
    timed(
        "from decisions: all splits and spans",
        lambda: (agreement(arranged(), by=tuple(Split), plan=plan), spans()),
    )


if __name__ == "__main__":
    main()

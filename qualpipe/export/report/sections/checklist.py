"""Checklists: what a journal asks for, filled in as far as the project knows it.

The lists are COREQ (Tong, Sainsbury & Craig 2007, 32 items) and SRQR (O'Brien et al. 2014, 21
items). Items bear their official numbers; the labels are ours, since the wording is theirs.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from qualpipe.export.report.facts import Facts
from qualpipe.export.report.saying import Voice
from qualpipe.export.report.sections.methods import software_of
from qualpipe.export.report.sections.sample import counted
from qualpipe.export.table import Column, Kind, Table
from qualpipe.model import Verdict

LISTS = ("coreq", "srqr")


@cache
def _labels() -> Mapping[str, Mapping[str, list[str]]]:
    text = files("qualpipe.export.report.sections").joinpath("checklists.json").read_text("utf-8")
    found: dict[str, dict[str, list[str]]] = json.loads(text)
    return found


def checklists(facts: Facts, voice: Voice) -> Iterator[Table]:
    """Return each list as a table: number, item, what the project knows, where it is from."""
    for name in LISTS:
        yield _table(name, facts, voice)


def _table(name: str, facts: Facts, voice: Voice) -> Table:
    rows = []
    filled = 0
    for at, label in enumerate(_labels()[name][voice.tongue], 1):
        answer = _answer(f"{name}.{at}", facts, voice)
        filled += answer is not None
        told, where = answer or (voice.told("checklist.open"), "")
        rows.append((at, label, told, where))
    return Table(
        name=name,
        title=voice.told(f"checklist.{name}"),
        columns=(
            Column(name="number", heading=voice.told("checklist.number"), kind=Kind.COUNT),
            Column(name="item", heading=voice.told("checklist.item")),
            Column(name="known", heading=voice.told("checklist.known")),
            Column(name="where", heading=voice.told("checklist.where")),
        ),
        rows=tuple(rows),
        notes=(voice.told("checklist.note", filled=filled, total=len(rows)),),
    )


def _answer(item: str, facts: Facts, voice: Voice) -> tuple[str, str] | None:
    """Return what the project knows of an item and where it is from; None if it knows nothing."""
    key = _SAME.get(item, item)
    told = _KNOWN[key](facts, voice) if key in _KNOWN else None
    if told is None:
        return None
    return told, voice.told(f"where.{_WHERE[key]}")


def _size(facts: Facts, voice: Voice) -> str:
    people, count = facts.participants, len(facts.interviews)
    return voice.told("known.size", people=people, count=count)


def _sample(facts: Facts, voice: Voice) -> str | None:
    names = list(counted(facts))
    return voice.told("known.sample", names=voice.listed(names)) if names else None


def _others(facts: Facts, voice: Voice) -> str | None:
    return voice.told("known.others", count=facts.others) if facts.others else None


def _repeats(facts: Facts, voice: Voice) -> str:
    return voice.told("known.repeats", count=facts.repeated)


def _recording(facts: Facts, voice: Voice) -> str | None:
    if not facts.timed:
        return None
    return voice.told("known.recording", count=len(facts.timed), total=len(facts.interviews))


def _notes(facts: Facts, voice: Voice) -> str | None:
    count = len(facts.study.memos)
    return voice.told("known.memos", count=count) if count else None


def _duration(facts: Facts, voice: Voice) -> str | None:
    minutes = facts.durations
    if not minutes:
        return None
    return voice.told(
        "known.duration",
        count=len(minutes),
        shortest=f"{minutes[0]:.0f}",
        longest=f"{minutes[-1]:.0f}",
    )


def _saturation(facts: Facts, voice: Voice) -> str | None:
    if not facts.passages:
        return None
    first: dict[str, str] = {}
    for one in facts.passages:
        first.setdefault(one.code, one.transcript)
    return voice.told("known.saturation", transcript=max(first.values()), count=len(first))


def _coders(facts: Facts, voice: Voice) -> str | None:
    if not facts.reviewers:
        return None
    return voice.told("known.coders", count=len(facts.reviewers), doubly=facts.doubly)


def _tree(facts: Facts, voice: Voice) -> str:
    book = facts.study.codebook
    return voice.told("known.tree", count=len(book), top=len(book.children_of(None)))


def _derivation(facts: Facts, voice: Voice) -> str:
    own = facts.verdicts.get(Verdict.ADD, 0)
    themes = len(facts.study.themes)
    return voice.told("known.derivation", count=len(facts.study.codebook), own=own, themes=themes)


def _software(facts: Facts, voice: Voice) -> str:
    return voice.told("known.software", software=software_of(facts))


def _quotations(facts: Facts, voice: Voice) -> str | None:
    if not facts.passages:
        return None
    people = len({one.case for one in facts.passages})
    return voice.told("known.quotations", people=people)


def _consistency(facts: Facts, voice: Voice) -> str | None:
    return voice.told("known.consistency") if facts.passages else None


def _major(facts: Facts, voice: Voice) -> str | None:
    names = [facts.material.names[code] for code in facts.by_code if _spread(facts, code)]
    return voice.told("known.major", codes=voice.listed(names)) if names else None


def _minor(facts: Facts, voice: Voice) -> str | None:
    names = [facts.material.names[code] for code in facts.by_code if not _spread(facts, code)]
    return voice.told("known.minor", codes=voice.listed(names)) if names else None


def _spread(facts: Facts, code: str) -> bool:
    """Say whether at least half of the participants voiced a code."""
    people = {one.case for one in facts.by_code[code]}
    return 2 * len(people) >= facts.participants


def _units(facts: Facts, voice: Voice) -> str:
    return voice.told("known.units", count=len(facts.segments), interviews=len(facts.interviews))


def _processing(facts: Facts, voice: Voice) -> str:
    formats = sorted({one.source.format for one in facts.interviews})
    return voice.told("known.processing", formats=voice.listed(formats))


def _analysis(facts: Facts, voice: Voice) -> str:
    said = sum(facts.verdicts.values())
    return voice.told("known.analysis", suggestions=len(facts.study.suggestions), count=said)


def _trust(facts: Facts, voice: Voice) -> str | None:
    if not facts.reviewers:
        return None
    rounds = len(facts.study.rounds)
    return voice.told("known.trust", count=len(facts.study.decisions), rounds=rounds)


def _limits(facts: Facts, voice: Voice) -> str:
    return voice.told("known.limits", count=facts.undecided)


_KNOWN: Mapping[str, Callable[[Facts, Voice], str | None]] = {
    "coreq.12": _size,
    "coreq.15": _others,
    "coreq.16": _sample,
    "coreq.18": _repeats,
    "coreq.19": _recording,
    "coreq.20": _notes,
    "coreq.21": _duration,
    "coreq.22": _saturation,
    "coreq.24": _coders,
    "coreq.25": _tree,
    "coreq.26": _derivation,
    "coreq.27": _software,
    "coreq.29": _quotations,
    "coreq.30": _consistency,
    "coreq.31": _major,
    "coreq.32": _minor,
    "srqr.12": _units,
    "srqr.13": _processing,
    "srqr.14": _analysis,
    "srqr.15": _trust,
    "srqr.19": _limits,
}
# Items of one list that ask what an item of the other asks.
_SAME = {
    "srqr.11": "coreq.27",
    "srqr.16": "coreq.26",
    "srqr.17": "coreq.29",
}
_WHERE = {
    "coreq.12": "transcripts",
    "coreq.15": "transcripts",
    "coreq.16": "attributes",
    "coreq.18": "transcripts",
    "coreq.19": "transcripts",
    "coreq.20": "memos",
    "coreq.21": "times",
    "coreq.22": "curve",
    "coreq.24": "ledger",
    "coreq.25": "codebook",
    "coreq.26": "codebook",
    "coreq.27": "run",
    "coreq.29": "quotes",
    "coreq.30": "quotes",
    "coreq.31": "counts",
    "coreq.32": "counts",
    "srqr.12": "transcripts",
    "srqr.13": "transcripts",
    "srqr.14": "run",
    "srqr.15": "ledger",
    "srqr.19": "limits",
}

"""Summaries: what a coding run found, in numbers and one quote a code."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualpipe.model import Codebook, Language, Problem, Run, Segment, Suggestion, wording

if TYPE_CHECKING:
    from qualpipe.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """One code in numbers: suggested segments, participants, mean score, the surest quote.

    `trust` is empty, or says why the code's suggestions are not to be trusted yet.
    """

    code: str
    name: str
    segments: int
    participants: int
    mean_score: float | None
    quote: str
    address: str
    trust: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCounts:
    """How many files were read anew, were unchanged, are copies, could not be read, or are gone.

    `names_gone` are the names of those that are gone.
    """

    new: int = 0
    unchanged: int = 0
    copies: int = 0
    failed: int = 0
    gone: int = 0
    names_gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a project holds after coding.

    `unexplained` counts segments with no suggestion; `aside` segments of translations, which are
    read beside their original and not coded twice; `adrift` decisions whose words are gone;
    `basis` what each code's scores rest on. `fresh` says whether anything was computed.
    """

    rows: tuple[CodeRow, ...]
    transcripts: int
    participants: int
    segments: int
    unexplained: int
    aside: int
    adrift: int
    basis: Mapping[str, str]
    files: FileCounts
    failures: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    fresh: bool
    run: str
    seconds: float


def code_rows(
    codebook: Codebook,
    segments: Sequence[Segment],
    suggestions: Iterable[Suggestion],
    *,
    language: Language,
    trust: Mapping[str, str],
) -> tuple[CodeRow, ...]:
    """Sum suggestions up code by code, in the codebook's order; names in `language`."""
    by_address = {segment.address: segment for segment in segments}
    by_code: dict[str, list[Suggestion]] = {}
    for one in suggestions:
        by_code.setdefault(one.code, []).append(one)
    rows = []
    for code in codebook:
        found = by_code.get(code.id, [])
        best = max(found, key=lambda one: (one.score, one.segment), default=None)
        rows.append(
            CodeRow(
                code=code.id,
                name=wording(code.name, language) or code.id,
                segments=len(found),
                participants=len({by_address[one.segment].case for one in found}),
                mean_score=sum(one.score for one in found) / len(found) if found else None,
                quote=by_address[best.segment].text if best else "",
                address=best.segment if best else "",
                trust=trust.get(code.id, ""),
            )
        )
    return tuple(rows)


def summed_up(
    store: "Store",
    codebook: Codebook,
    run: Run | None,
    *,
    files: FileCounts,
    fresh: bool,
    seconds: float,
) -> Summary:
    """Sum up what a project holds after a coding run (None: it was not coded yet)."""
    from qualpipe.project.steps.decisions import standing  # noqa: PLC0415 - a receipt needs none

    names = store.translations()
    all_segments = store.segments()
    segments = [one for one in all_segments if one.transcript not in names]
    suggestions = store.suggestions()
    notes = run.notes if run else {}
    return Summary(
        rows=code_rows(
            codebook,
            segments,
            suggestions,
            language=Language.EN,
            trust=_told("trust", codebook, notes),
        ),
        transcripts=store.count("transcript"),
        participants=len({one.case for one in segments}),
        segments=len(segments),
        unexplained=len(segments) - len({one.segment for one in suggestions}),
        aside=len(all_segments) - len(segments),
        adrift=len(standing(store)[1]),
        basis=_told("basis", codebook, notes),
        files=files,
        failures=store.failures(),
        problems=store.problems(),
        fresh=fresh,
        run=run.id if run else "",
        seconds=seconds,
    )


def _told(what: str, codebook: Codebook, notes: Mapping[str, str]) -> dict[str, str]:
    """Return what a run noted of each code, where it noted anything."""
    keys = {code.id: f"{what} {code.id}" for code in codebook}
    return {code: notes[key] for code, key in keys.items() if key in notes}

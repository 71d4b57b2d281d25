"""Facts: what the project knows of itself, counted once for all sections."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qualpipe.export.passages import Material, Passage, unreviewed
from qualpipe.export.study import Study
from qualpipe.export.table import Cell
from qualpipe.model import Address, Decision, Language, Role, Run, Segment, Transcript, Verdict

YES = frozenset({Verdict.ACCEPT, Verdict.ADD})


@dataclass(frozen=True, kw_only=True)  # no slots: what is computed once is kept in the instance
class Facts:
    """A study in the numbers that methods, limitations and checklists are written from."""

    material: Material

    @property
    def study(self) -> Study:
        """Return the study."""
        return self.material.study

    @cached_property
    def interviews(self) -> tuple[Transcript, ...]:
        """Return the transcripts that are originals."""
        return tuple(one for one in self.study.transcripts if one.translation_of is None)

    @property
    def translations(self) -> int:
        """Return how many transcripts are translations."""
        return len(self.study.transcripts) - len(self.interviews)

    @property
    def participants(self) -> int:
        """Return how many people were interviewed."""
        return len(self.material.participants)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Return the segments of originals."""
        own = {one.id for one in self.interviews}
        return tuple(one for one in self.study.segments if one.transcript in own)

    @cached_property
    def languages(self) -> Mapping[Language, int]:
        """Return how many segments are in each language, the commonest first."""
        return dict(Counter(one.language for one in self.segments).most_common())

    @cached_property
    def decided(self) -> frozenset[str]:
        """Return the segments that somebody decided on, under whatever code."""
        spans: dict[tuple[str, int], list[Address]] = {}
        for one in self.study.last_words:
            place = Address.parse(one.segment)
            spans.setdefault((place.transcript, place.turn), []).append(place)
        return frozenset(
            one.address
            for one in self.segments
            if any(
                place.within.overlaps(one.within)
                for place in spans.get((one.transcript, one.turn), ())
            )
        )

    @cached_property
    def coded(self) -> frozenset[str]:
        """Return the segments that carry a code which people gave."""
        spans: dict[tuple[str, int], list[Passage]] = {}
        for one in self.passages:
            spans.setdefault((one.transcript, one.turn.number), []).append(one)
        return frozenset(
            one.address
            for one in self.segments
            if any(
                passage.within.overlaps(one.within)
                for passage in spans.get((one.transcript, one.turn), ())
            )
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return what people coded; never a suggestion."""
        return tuple(one for one in self.material.passages if one.reviewers)

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Passage, ...]]:
        """Return the passages of each code that has any."""
        found: dict[str, list[Passage]] = {}
        for one in self.passages:
            found.setdefault(one.code, []).append(one)
        return {code: tuple(found[code]) for code in self.material.codes if code in found}

    @cached_property
    def verdicts(self) -> Mapping[Verdict, int]:
        """Return how often each verdict is somebody's last word."""
        return Counter(one.verdict for one in self.study.last_words)

    @cached_property
    def reviewers(self) -> tuple[str, ...]:
        """Return who decided, by name."""
        return tuple(sorted({one.reviewer for one in self.study.last_words}))

    @cached_property
    def period(self) -> tuple[str, str]:
        """Return the days of the first and the last decision ('' and '' if there is none)."""
        days = sorted(_day(one) for one in self.study.decisions)
        return (days[0], days[-1]) if days else ("", "")

    @cached_property
    def doubly(self) -> int:
        """Return on how many segments and codes two reviewers or more decided."""
        said = Counter((one.segment, one.code) for one in self.study.last_words)
        return sum(count > 1 for count in said.values())

    @cached_property
    def undecided(self) -> int:
        """Return how many suggestions nobody decided on."""
        return len(unreviewed(self.study))

    @property
    def run(self) -> Run | None:
        """Return the computation that suggested the codes."""
        return self.study.runs.get("code")

    @cached_property
    def distrusted(self) -> tuple[str, ...]:
        """Return the codes whose suggestions have not earned trust yet."""
        notes = self.run.notes if self.run else {}
        return tuple(code.id for code in self.study.codebook if f"trust {code.id}" in notes)

    @cached_property
    def pooled(self) -> Mapping[str, Cell] | None:
        """Return the row of agreement over all codes and segments; None if no two can be compared.

        Two may have gone through the same segments and decided on none of the same.
        """
        rows = self.study.agreement if self.doubly else ()
        whole = [row for row in rows if not row.get("split") and not row.get("code")]
        found = [row for row in whole if row.get("scope") in {"all", None}]
        return found[0] if found else None

    @cached_property
    def timed(self) -> tuple[Transcript, ...]:
        """Return the interviews that carry times of a recording."""
        return tuple(
            one for one in self.interviews if any(turn.started is not None for turn in one.turns)
        )

    @cached_property
    def durations(self) -> tuple[float, ...]:
        """Return how long each timed interview lasts at least, in minutes, the shortest first."""
        last = [
            max((turn.ended or turn.started or 0.0) for turn in one.turns) for one in self.timed
        ]
        return tuple(sorted(seconds / 60 for seconds in last))

    @cached_property
    def repeated(self) -> int:
        """Return how many participants were interviewed more than once."""
        heard = {
            (one.case_of(turn), one.id)
            for one in self.interviews
            for turn in one.turns
            if turn.role is Role.PARTICIPANT
        }
        return sum(count > 1 for count in Counter(case for case, _ in heard).values())

    @cached_property
    def others(self) -> int:
        """Return in how many interviews somebody else spoke."""
        return sum(any(turn.role is Role.OTHER for turn in one.turns) for one in self.interviews)


def _day(decision: Decision) -> str:
    return decision.at[:10]

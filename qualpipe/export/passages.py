"""The coded passages of a study, each with its words, its place and who said it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualpipe.export.options import Options
from qualpipe.export.study import Study
from qualpipe.model import (
    Address,
    Code,
    Language,
    QualpipeError,
    Role,
    Segment,
    Span,
    Suggestion,
    Transcript,
    Turn,
    UnknownName,
    wording,
)

STEP = " › "


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of speech that carries a code.

    `within` counts in the words of the turn. `reviewers` gave the code; where there are none it is
    the machine's suggestion and has a `score`. `case` is the participant's pseudonym.
    """

    address: str
    transcript: str
    turn: Turn
    within: Span
    code: str
    text: str
    case: str
    reviewers: tuple[str, ...] = ()
    score: float | None = None

    @property
    def status(self) -> str:
        """Say whether a person gave the code: `reviewed` or `suggested`."""
        return "reviewed" if self.reviewers else "suggested"

    @property
    def span(self) -> Span:
        """Return the stretch in `Transcript.text`."""
        return self.within.shifted(self.turn.span.start)


@dataclass(frozen=True, kw_only=True)  # no slots: what is computed once is kept in the instance
class Material:
    """A study put in order for its tables: passages, codes and participants."""

    study: Study
    options: Options

    @cached_property
    def transcripts(self) -> Mapping[str, Transcript]:
        """Return the transcripts by id."""
        return {one.id: one for one in self.study.transcripts}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Return the ids of the codes asked for: each under its parent, then those of no codebook.

        A code that was decided on and is in no codebook now (`theme:work`, or one that was
        dropped) is not left out.
        """
        known = tuple(_in_tree(self.study.codebook.codes, None))
        used = {one.code for one in self.study.codings}
        if self.options.suggestions:
            used |= {one.code for one in self.study.suggestions}
        every = (*known, *sorted(used - set(known)))
        if not self.options.codes:
            return every
        for name in self.options.codes:
            if name not in every:
                raise UnknownName(name, "code", every)
        wanted = set(self.options.codes)
        return tuple(one for one in every if wanted & {one, *self.above(one)})

    @cached_property
    def strange(self) -> tuple[str, ...]:
        """Return the codes asked for that are not in the codebook."""
        return tuple(one for one in self.codes if one not in self._by_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Code]:
        return {one.id: one for one in self.study.codebook}

    def code(self, name: str) -> Code | None:
        """Return a code by id; None if it is in no codebook."""
        return self._by_id.get(name)

    def above(self, code: str) -> tuple[str, ...]:
        """Return the codes above one, the nearest first."""
        found: list[str] = []
        while (one := self._by_id.get(code)) and one.parent and one.parent not in found:
            code = one.parent
            found.append(code)
        return tuple(found)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the name of each code in the language asked for."""
        language = self.options.language.of_codes
        known = {one.id: wording(one.name, language) or one.id for one in self.study.codebook}
        return {**{name: name for name in self.codes}, **known}

    def path(self, code: str) -> str:
        """Return the name of a code behind those it lies under."""
        return STEP.join(self.names.get(one, one) for one in (*reversed(self.above(code)), code))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return every coded passage in the order of speech, then of codes."""
        wanted = {code: place for place, code in enumerate(self.codes)}
        given = [(one.segment, one.code, one.reviewers, None) for one in self.study.codings]
        if self.options.suggestions:
            found = unreviewed(self.study)
            given += [(one.segment, one.code, (), one.score) for one in found]  # type: ignore[misc]  # the two kinds differ in who and how sure
        made = [self.passage(*one) for one in given if one[1] in wanted]
        made.sort(key=lambda one: (one.transcript, one.turn.number, one.within, wanted[one.code]))
        return tuple(made)

    def passage(
        self, address: str, code: str, reviewers: tuple[str, ...], score: float | None
    ) -> Passage:
        """Return the passage at an address, under a code ('': as it is, whatever its codes)."""
        place = Address.parse(address)
        turn, words = self.turn_at(place)
        return Passage(
            address=address,
            transcript=place.transcript,
            turn=turn,
            within=place.within,
            code=code,
            text=place.within.of(words),
            case=self.case_at(place.transcript, turn),
            reviewers=reviewers,
            score=score,
        )

    def turn_at(self, place: Address) -> tuple[Turn, str]:
        """Return the turn at an address and its words; an error if there is no such place."""
        whole = self.transcripts.get(place.transcript)
        if whole is not None and 0 < place.turn <= len(whole.turns):
            turn = whole.turns[place.turn - 1]
            if place.within.end <= len(turn.span):
                return turn, whole.words_of(turn)
        raise QualpipeError(f"{place}: there is no such place in the transcripts")

    def case_at(self, transcript: str, turn: Turn) -> str:
        """Return the pseudonym of who spoke; for a translation, who spoke in the original."""
        whole = self.transcripts[transcript]
        original = self.transcripts.get(whole.translation_of or "")
        if original is not None and turn.translates:
            return self._cases[original.id, original.turns[turn.translates - 1].speaker]
        return self._cases[transcript, turn.speaker]

    @cached_property
    def _cases(self) -> Mapping[tuple[str, str], str]:
        return {
            (whole.id, speaker): whole.case_of(turn)
            for whole in self.study.transcripts
            for speaker, turn in {turn.speaker: turn for turn in whole.turns}.items()
        }

    @cached_property
    def participants(self) -> Mapping[str, Mapping[str, str]]:
        """Return the attributes of every participant, by pseudonym.

        What differs between the interviews of one participant is given with all its values.
        """
        found: dict[str, dict[str, list[str]]] = {}
        for whole in self.study.transcripts:
            if whole.translation_of in self.transcripts:
                continue
            speaking = {turn.speaker for turn in whole.turns if turn.role is Role.PARTICIPANT}
            for speaker in speaking:
                attributes = found.setdefault(self._cases[whole.id, speaker], {})
                for name, value in whole.attributes.items():
                    values = attributes.setdefault(name, [])
                    if name != "participant" and value and value not in values:
                        values.append(value)
        return {
            case: {name: "; ".join(values) for name, values in found[case].items() if values}
            for case in sorted(found)
        }

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """Return the names of all attributes of the participants, by name."""
        return tuple(sorted({name for one in self.participants.values() for name in one}))

    @cached_property
    def by(self) -> tuple[str, ...]:
        """Return the attributes asked for; an unknown one is an error that lists the known ones."""
        for name in self.options.by:
            if name not in self.attributes:
                raise UnknownName(name, "attribute", self.attributes or ("none in this study",))
        return self.options.by

    def value(self, case: str, attribute: str) -> str:
        """Return an attribute of a participant ('' if not given)."""
        return self.participants.get(case, {}).get(attribute, "")

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """Return the kinds of passages that were asked for."""
        return ("reviewed", "suggested") if self.options.suggestions else ("reviewed",)

    def language(self, passage: Passage) -> Language:
        """Return the language of a passage: that of the segment it shares most words with."""
        near = self._segments.get((passage.transcript, passage.turn.number), ())
        shared = [(_shared(passage.within, one.within), one.language) for one in near]
        most = max(shared, default=(0, Language.UNKNOWN), key=lambda one: one[0])
        return most[1] if most[0] > 0 else Language.UNKNOWN

    @cached_property
    def _segments(self) -> Mapping[tuple[str, int], list[Segment]]:
        found: dict[tuple[str, int], list[Segment]] = {}
        for one in self.study.segments:
            found.setdefault((one.transcript, one.turn), []).append(one)
        return found


def unreviewed(study: Study) -> tuple[Suggestion, ...]:
    """Return the suggestions that nobody has decided on.

    A decision on the same code that shares words with the segment counts: another unit may have
    been in force when it was made.
    """
    decided: dict[tuple[str, int, str], list[Span]] = {}
    for one in study.last_words:
        place = Address.parse(one.segment)
        decided.setdefault((place.transcript, place.turn, one.code), []).append(place.within)
    exact = {(one.segment, one.code) for one in study.last_words}
    return tuple(
        one
        for one in study.suggestions
        if (one.segment, one.code) not in exact and not _touched(one, decided)
    )


def _touched(
    suggestion: Suggestion, decided: Mapping[tuple[str, int, str], Sequence[Span]]
) -> bool:
    place = Address.parse(suggestion.segment)
    spans = decided.get((place.transcript, place.turn, suggestion.code), ())
    return any(place.within.overlaps(span) for span in spans)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _in_tree(codes: Sequence[Code], parent: str | None) -> Iterator[str]:
    """Return codes so that each stands behind its parent; one whose parent is missing is top."""
    known = {one.id for one in codes}
    for one in codes:
        if (one.parent if one.parent in known else None) == parent:
            yield one.id
            yield from _in_tree(codes, one.id)

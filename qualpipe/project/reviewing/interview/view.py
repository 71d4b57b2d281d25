"""What the page of an interview shows: gathered for a viewer, and nothing that is sealed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from qualpipe.model import (
    Address,
    Codebook,
    Decision,
    Language,
    Memo,
    QualpipeError,
    Segment,
    Suggestion,
    Transcript,
)
from qualpipe.project import Project
from qualpipe.project.reviewing.interview.marks import Mark, marks_of
from qualpipe.project.reviewing.interview.sides import Carried, Row, carried, rows_of
from qualpipe.project.steps.codebooks import consult
from qualpipe.project.steps.decisions import standing
from qualpipe.project.watch import unwatched
from qualpipe.text.language import language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An interview: its rows of turns, its translation if there is one, and its language by turn.

    `languages` maps (transcript, turn) to the language of what is said there, as the segments
    have it or, for what interviewers say, as the words look.
    """

    original: Transcript
    translation: Transcript | None
    rows: tuple[Row, ...]
    languages: dict[tuple[str, int], str]

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """Return the original and, if there is one, the translation."""
        return (self.original, *((self.translation,) if self.translation else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A piece of evidence: the words it rests on, why, and whether it speaks against the code."""

    words: str
    reason: str
    against: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """All that is known of a code on a stretch: evidence, what people said, memos.

    `said` is the history in order, what was taken back among it; `stale` are the numbers of the
    decisions that were made when the code was worded otherwise.
    """

    place: Address
    words: str
    suggestion: Suggestion | None
    evidence: tuple[Ground, ...]
    said: tuple[Decision, ...]
    undone: frozenset[int]
    stale: frozenset[int]
    memos: tuple[Memo, ...]


def looked_at(project: Project, name: str) -> View:
    """Return the interview that a transcript belongs to: the original, whichever side is named."""
    named = project.transcript(name)
    whole = named if named.translation_of is None else project.transcript(named.translation_of)
    rendered = None if named is whole else named
    if rendered is None:
        others = project.store.transcripts(project.store.translations())
        rendered = next((one for one in others if one.translation_of == whole.id), None)
    view = (whole, *((rendered,) if rendered else ()))
    spoken = {place: tongue for one in view for place, tongue in _languages(project, one)}
    return View(
        original=whole,
        translation=rendered,
        rows=rows_of(whole, rendered),
        languages=spoken,
    )


def _languages(project: Project, transcript: Transcript) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the language of each turn; of those that are no segments it is guessed from the words.

    A reader's voice and a browser's choice of glyphs rest on it, for questions as for answers.
    """
    known: dict[int, Language] = {}
    for segment in project.segments(transcript.id):
        known.setdefault(segment.turn, segment.language)
    usual = Counter(known.values()).most_common(1)
    prior = usual[0][0] if usual else Language.UNKNOWN
    for turn in transcript.turns:
        if turn.number not in known:
            said = transcript.words_of(turn)
            known[turn.number] = language_of(said, prior=prior).language
        yield (transcript.id, turn.number), known[turn.number].value


def marks_in(
    project: Project,
    transcripts: Iterable[str],
    *,
    codebook: Codebook,
    viewer: str,
    turns: Collection[str] = (),
) -> tuple[Mark, ...]:
    """Return every code on every stretch of these transcripts, as the viewer may see it.

    `turns` (such as `P01:12`) leave out what is said in others.
    """
    wanted = tuple(transcripts)
    starts = tuple(f"{one}:" for one in (turns or wanted))
    concerned = project.review.decisions(viewer=viewer, under=starts)
    said = [
        one
        for one in standing(project.store, concerned)[0]
        if Address.parse(one.segment).transcript in wanted
    ]
    proposed = (
        one
        for name in wanted
        for one in project.suggestions(transcript=name)
        if one.segment.startswith(starts)
    )
    codes = [code.id for code in codebook]
    return marks_of(proposed, said, codes=codes, viewer=viewer)


def across(
    project: Project, view: View, marks: Iterable[Mark], *, codebook: Codebook
) -> tuple[Carried, ...]:
    """Say which codes one side gives that the other shows, and what speaks for each."""
    if view.translation is None:
        return ()
    found = tuple(marks)
    return carried(
        view.rows,
        original=[one for one in found if one.place.transcript == view.original.id],
        translation=[one for one in found if one.place.transcript == view.translation.id],
        heard=_heard(project, view.translation, codebook),
    )


def _heard(
    project: Project, translation: Transcript, codebook: Codebook
) -> frozenset[tuple[int, str]]:
    """Ask the engine about a translation by itself: the turns and codes it would suggest.

    Without the decisions, which were made on the original; nothing of it is kept but the vectors.
    """
    from qualpipe.coding import gather, score  # noqa: PLC0415 - numpy, for those who need it
    from qualpipe.project.steps.embedding import Embedder  # noqa: PLC0415 - loads a model

    segments: tuple[Segment, ...] = project.segments(translation.id)
    if not segments or not len(codebook):
        return frozenset()
    embed = Embedder(project.store, project.settings.encoder, jobs=1, watch=unwatched)
    scores = score(gather(segments, embed=embed), codebook, embed=embed)
    rows, columns = scores.chosen.nonzero()
    return frozenset(
        (segments[int(row)].turn, scores.codes[int(column)])
        for row, column in zip(rows, columns, strict=True)
    )


def stretch(
    project: Project, address: str, code: str, *, codebook: Codebook, viewer: str
) -> Stretch:
    """Return what is known of a code on a stretch; '' as code asks for the stretch alone."""
    place = Address.parse(address)
    whole = project.transcript(place.transcript)
    if not 0 < place.turn <= len(whole.turns):
        raise QualpipeError(f"{address}: there is no such place in the transcripts")
    words = whole.words_of(whole.turns[place.turn - 1])
    if place.within.end > len(words):
        raise QualpipeError(f"{address}: there is no such place in the transcripts")
    decisions = project.review.decisions(viewer=viewer, under=[address])
    said = tuple(one for one in decisions if (one.segment, one.code) == (address, code))
    proposed = project.suggestions(transcript=place.transcript, code=code) if code else ()
    suggestion = next((one for one in proposed if one.segment == address), None)
    return Stretch(
        place=place,
        words=place.within.of(words),
        suggestion=suggestion,
        evidence=tuple(
            Ground(words=one.span.of(whole.text), reason=one.reason, against=one.weight < 0)
            for one in (suggestion.evidence if suggestion else ())
        ),
        said=said,
        undone=frozenset(one.undoes for one in said if one.undoes is not None),
        stale=_made_with_other_words(project, said, code, codebook),
        memos=project.review.memos(viewer=viewer, about=address),
    )


def _made_with_other_words(
    project: Project, said: Iterable[Decision], code: str, codebook: Codebook
) -> frozenset[int]:
    """Return the decisions made with a version in which the code was not what it is now."""
    now = {one.id: one.hash for one in codebook}.get(code)
    then: dict[str, str | None] = {codebook.hash: now}
    stale = set()
    for one in said:
        if one.codebook and one.codebook not in then:
            then[one.codebook] = _hash_in(project, one.codebook, code)
        if one.codebook and then[one.codebook] != now:
            stale.add(one.number)
    return frozenset(stale)


def _hash_in(project: Project, version: str, code: str) -> str | None:
    try:
        past = project.store.codebook(version)
    except QualpipeError:  # a ledger that came from elsewhere may name versions never seen here
        return None
    return next((one.hash for one in past if one.id == code), None)


def codebook_now(project: Project) -> Codebook:
    """Return the codebook in force, without parsing a file that is as it was."""
    return consult(project.folder, project.settings, project.store).codebook

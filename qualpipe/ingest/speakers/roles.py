"""Roles: who of the speakers asks and who is being listened to, and why we think so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualpipe.ingest.speakers.labels import Kind, key, kind_of, without_note
from qualpipe.model import Problem, Role, Transcript

Said = Sequence[tuple[str, str]]
"""Turns as (speaker, words)."""

_ROLES = {
    Kind.INTERVIEWER: Role.INTERVIEWER,
    Kind.PARTICIPANT: Role.PARTICIPANT,
    Kind.OTHER: Role.OTHER,
}
_QUESTION = re.compile(
    r"[?？]|[嗎吗][。，\s]*$|呢[。\s]*$|點解|點樣|點呀|乜嘢|邊個|邊度|幾時|係咪|有冇|會唔會|什麼|什么|怎麼|怎么|怎樣|怎样|"
    r"為什|为什|是不是|有沒有|有没有|可唔可以|能不能|講多啲|說說|谈谈|"
    r"^\W*(?:and |so |but |then )?(?:what|why|how|when|where|who|which|"
    r"(?:do|did|can|could|are|were|have|would|will) you|is there|was (?:it|there)|tell me)\b",
    re.IGNORECASE,
)
# An interviewer's turns are questions, the others' are not, and the others say most of the words.
# Measured: interviewers ask in .8 to .97 of their turns with a tenth of the words, doctors in .65
# to .8 with two thirds; friends who chat in .1 to .5.
_ASKS, _FEW_WORDS, _CLEARLY = 0.5, 0.4, 1.5
_ASKS_MOSTLY, _VERY_CLEARLY = 0.6, 3.0
_MAY_ASK = 0.3
_ENOUGH_TURNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A speaker's role and the reason in words; `sure` is False where a person should look."""

    role: Role
    reason: str
    sure: bool = True


def guess(
    said: Said,
    *,
    stated: Mapping[str, str] | None = None,
    interviewers: Iterable[str] = (),
    participants: Iterable[str] = (),
) -> dict[str, Guess]:
    """Return the role of each speaker, in order of appearance, with the reason.

    What the user says comes first (`interviewers`, `participants`: labels, width and case do not
    count), then what the file states of a speaker, then what the label means, then who asks.

    >>> found = guess([("訪", "點呀？"), ("阿May", "幾好。")])
    >>> [(label, one.role.value, one.reason) for label, one in found.items()][1]
    ('阿May', 'participant', 'speaks with an interviewer')
    """
    speakers = list(dict.fromkeys(speaker for speaker, _ in said))
    named = _named(interviewers, Role.INTERVIEWER) | _named(participants, Role.PARTICIPANT)
    guesses: dict[str, Guess] = {}
    for speaker in speakers:
        told = named.get(key(speaker)) or named.get(key(without_note(speaker)))
        if told:
            guesses[speaker] = Guess(role=told, reason="named by the user")
        elif found := _by_file(stated or {}, speaker) or _by_label(speaker):
            guesses[speaker] = found
    guesses |= _professionals(speakers, guesses)
    rest = [speaker for speaker in speakers if speaker not in guesses]
    guesses |= _by_company(rest, guesses, said)
    return {speaker: guesses[speaker] for speaker in speakers}


def doubts(guesses: Mapping[str, Guess], *, name: str) -> tuple[Problem, ...]:
    """Return a problem for guessed roles that a person should look at."""
    unsure = {one.reason for one in guesses.values() if not one.sure}
    remedy = "name who asks with --interviewer, or in the settings"
    return tuple(
        Problem(where=name, message=f"roles are not sure: {reason}", remedy=remedy)
        for reason in sorted(unsure)
    )


def unheard(labels: Iterable[str], transcripts: Sequence[Transcript]) -> tuple[Problem, ...]:
    """Return a problem for each label whose role the user named and that nobody bears."""
    speakers = {turn.speaker for one in transcripts for turn in one.turns}
    borne = {key(bare) for label in speakers for bare in (label, without_note(label))}
    remedy = "write it as the transcript does: qualpipe status lists the speakers"
    return tuple(
        Problem(where=label, message="no speaker is called so", remedy=remedy)
        for label in dict.fromkeys(labels)
        if transcripts and key(label) not in borne
    )


def _named(labels: Iterable[str], role: Role) -> dict[str, Role]:
    return {key(label): role for label in labels}


def _by_file(stated: Mapping[str, str], speaker: str) -> Guess | None:
    role = stated.get(speaker, "").casefold()
    if role in set(Role):
        return Guess(role=Role(role), reason="stated in the file")
    kind = kind_of(role) if role else Kind.NONE
    return Guess(role=_ROLES[kind], reason="stated in the file") if kind in _ROLES else None


def _by_label(speaker: str) -> Guess | None:
    role = _ROLES.get(kind_of(speaker))
    return Guess(role=role, reason=f"the label {speaker!r} means so") if role else None


def _professionals(speakers: Sequence[str], guesses: Mapping[str, Guess]) -> dict[str, Guess]:
    """Take a doctor or social worker for the one who asks, if nobody else does."""
    roles = {one.role for one in guesses.values()}
    if Role.INTERVIEWER in roles or Role.PARTICIPANT not in roles:
        return {}
    return {
        speaker: Guess(role=Role.INTERVIEWER, reason="a professional who speaks with a participant")
        for speaker in speakers
        if speaker not in guesses and kind_of(speaker) is Kind.PROFESSIONAL
    }


def _by_company(rest: Sequence[str], guesses: Mapping[str, Guess], said: Said) -> dict[str, Guess]:
    """Tell the speakers whose labels say nothing by the others, and by what they do."""
    roles = {one.role for one in guesses.values()}
    if Role.INTERVIEWER in roles or rest in ([], [""]):
        reason = "speaks with an interviewer" if roles else "nobody else is named"
        return {speaker: Guess(role=Role.PARTICIPANT, reason=reason) for speaker in rest}
    asking = {speaker: _asking(speaker, said) for speaker in rest}
    asker = max(asking, key=lambda speaker: asking[speaker])
    if Role.PARTICIPANT in roles and len(rest) == 1:
        reason = "the only one whose label is no participant's"
        found = Guess(role=Role.INTERVIEWER, reason=reason, sure=asking[asker] >= _MAY_ASK)
        return {asker: found}
    others = max((share for speaker, share in asking.items() if speaker != asker), default=1.0)
    if len(said) >= _ENOUGH_TURNS and _asks_clearly(asking[asker], others, _words(asker, said)):
        reason = f"asks in {asking[asker]:.0%} of the turns, the others in {others:.0%} or less"
        answering = {speaker: Guess(role=Role.PARTICIPANT, reason="answers") for speaker in rest}
        return answering | {asker: Guess(role=Role.INTERVIEWER, reason=reason)}
    return {speaker: _undecided(asking) for speaker in rest}


def _asking(speaker: str, said: Said) -> float:
    """Return the share of a speaker's turns that ask something."""
    turns = [words for each, words in said if each == speaker]
    return sum(_QUESTION.search(words) is not None for words in turns) / len(turns)


def _words(speaker: str, said: Said) -> float:
    """Return a speaker's share of all that is said, in characters."""
    own = sum(len(words) for each, words in said if each == speaker)
    return own / sum(len(words) for _, words in said)


def _asks_clearly(asking: float, others: float, words: float) -> bool:
    listens = asking >= max(_ASKS, _CLEARLY * others) and words <= _FEW_WORDS
    return listens or asking >= max(_ASKS_MOSTLY, _VERY_CLEARLY * others)


def _undecided(asking: Mapping[str, float]) -> Guess:
    if len(asking) == 1:
        return Guess(role=Role.PARTICIPANT, reason="nobody else speaks")
    plausible = [speaker for speaker, share in asking.items() if share >= _MAY_ASK]
    reason = "no interviewer was found, so all are taken for participants"
    if len(plausible) > 1:
        reason = f"{', '.join(plausible[:4])} all ask, so all are taken for participants"
    return Guess(role=Role.PARTICIPANT, reason=reason, sure=False)

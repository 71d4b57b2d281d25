"""CHAT transcripts (.cha) of the TalkBank: main tiers as turns, cleaned of CHAT's codes.

A CHAT line is words and codes in one. What stands here as text is the words that were said,
assembled from it (`readable`), so that neither keywords nor sentences meet a code.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualpipe.ingest.draft import Draft, RawFile, Utterance, assemble
from qualpipe.ingest.encoding import Decoded, decode
from qualpipe.ingest.turns import in_parallel, is_wide, joined
from qualpipe.model import Problem, Role, UnreadableFile

_TIER = re.compile(r"(?P<kind>[*%@])(?P<name>[^:\t]*):?[ \t]*(?P<rest>.*)", re.DOTALL)
# Media times in milliseconds stand between two bullets, which some editors store as U+2022.
_BULLET = re.compile(r"[\x15•](?:%snd:\"[^\"]*\"_)?(\d+)_(\d+)-?[\x15•]")
_TRANSLATIONS = {"eng": "en", "zho": "zh", "chi": "zh", "cmn": "zh", "yue": "yue"}
_ROLES = {
    **dict.fromkeys(("investigator", "interviewer"), Role.INTERVIEWER),
    **dict.fromkeys(
        ("participant", "target_adult", "target_child", "informant", "subject", "patient"),
        Role.PARTICIPANT,
    ),
    **dict.fromkeys(("observer", "environment", "media", "narrator", "other"), Role.OTHER),
}
_CODE = 2  # the place of the speaker's code in an @ID line
_ID_FIELDS = ("", "", "", "age", "sex", "group", "", "", "education")

_CODES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (_BULLET.pattern, " "),
        (r"\x15[^\x15]*\x15", " "),  # a picture or another medium
        (r"\[[^\]]*\]", " "),  # [/] [//] [*] [: meant] [= note] [=! laughing] [- eng]
        (r"&=\S+|&\*\w+:\S*|&[{}]\S*", " "),  # &=laughs &*INV:mhm &{l=singing &}l=singing
        (r"&[+~]\S*", " "),  # &+fr, a fragment of a word; &~gaga, no word
        (r"(?<!\S)&-?(?=\w)", ""),  # &-uh: a filled pause, which was said
        (r"\(\.+\)|\(\d[\d:.]*\)", " "),  # (.) (..) (1.5): silences
        (r"(?<!\S)0(?:[^\W\d]\S*|(?!\S))", " "),  # 0is, a word left out; 0, nothing said
        (r"(?<!\S)(?:xxx?|yyy?|www)(?:@\S+)?(?!\S)", " "),  # not understood, not transcribed
        (r"(?<!\S)\+[\"^<,+≈≋]+(?!\S)", " "),  # +" +^ +< ++: how the line begins
        (r"(?<!\S)\+[./\"!]*\?", "?"),  # +..? +/? +//? +!?
        (r"(?<!\S)\+[./\"]+", "…"),  # +... +/. +//. +"/.: trails off, is broken off
        (r"(?<=\S)@[a-z]{1,3}(?:[:$][A-Za-z&+]+)*", ""),  # word@s:eng, word@l, word@o
        (r"[<>()⌈⌉⌊⌋↑↓≠]", ""),  # what a code spans, letters unsaid as in (be)cause, pitch
        (r"(?<=[A-Za-zÀ-ɏ]):+|(?<=\w)\^(?=\w)|(?<!\S)[ˈˌ]", ""),  # no:::, rhi^noceros, stress
        (r"(?<=\w)[_+](?=\w)", " "),  # ice_cream, Mary_Jane, older ice+cream
        (r"[„‡]", ","),
    )
)
_FINAL = re.compile(r"\s+([.?!,;…])(?=\s|$)")
_FULL_WIDTH = {".": "。", "?": "？", "!": "！", ",": "，", ";": "；", "…": "…"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A tier with its continuation lines, and the number of the first."""

    number: int
    kind: str
    name: str
    rest: str


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read the main tiers; a translation tier (`%eng:`) makes a second draft beside them.

    Lines of one speaker in a row make a turn. Other dependent tiers (`%mor:`, `%com:`) are left
    out. Roles come from `@Participants`, age and the like from the `@ID` of the participant.
    """
    decoded = decode(file.content, name=file.name, encoding=file.encoding)
    problems: list[Problem] = list(decoded.problems)
    lines = _lines(decoded.text, file.name, problems)
    said = [_utterance(line) for line in lines if line.kind == "*"]
    silent = sum(not one.words for one in said)
    if silent == len(said):
        remedy = "Main tiers look like `*PAR:`, a tab, and what was said"
        raise UnreadableFile(file.name, "no speaker's tier holds a word", remedy)
    if silent:
        message = f"{silent} lines hold no word that was understood (xxx, a gesture); left out"
        problems.append(Problem(where=file.name, message=message))
    language, renderings = _renderings(lines)
    originals, translations = in_parallel([one for one in said if one.words], renderings)
    original = replace(_draft(originals, lines, decoded), problems=tuple(problems))
    if not translations:
        return (original,)
    return original, _draft(translations, lines, decoded, part=language)


def readable(words: str) -> str:
    """Return the words of a CHAT line without its codes, spaced as the language is written.

    Repeated and corrected words stay, since they were said; so do filled pauses. Fragments,
    events, silences, and words that were not understood go.

    >>> readable("<I want> [//] I need &-uh ice_cream@s:eng [= cold] &=laughs +...")
    'I want I need uh ice cream…'
    >>> readable("我 個 worker@s:eng 好 nice@s:eng 㗎 (.) xxx .")
    '我個worker好nice㗎。'
    """
    for pattern, instead in _CODES:
        words = pattern.sub(instead, words)
    plain = joined(_FINAL.sub(r"\1", words).split())
    return _finished(plain) if any(map(str.isalnum, plain)) else ""


def _finished(words: str) -> str:
    """Write the final point as the language does: in CHAT it is a code, also after Chinese."""
    last = words[-1]
    before = words[-2:-1]
    if last not in _FULL_WIDTH or not before or not is_wide(before):
        return words
    return words[:-1] + (_FULL_WIDTH[last] if before.isalnum() else "")


def _lines(text: str, name: str, problems: list[Problem]) -> list[_Line]:
    """Put continuation lines, which begin with a tab, to the tier they continue."""
    lines: list[_Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        tier = _TIER.match(line)
        if tier:
            lines.append(
                _Line(
                    number=number, kind=tier["kind"], name=tier["name"].strip(), rest=tier["rest"]
                )
            )
        elif line.strip():
            if not line[0].isspace():  # an editor has wrapped the line: the words are kept
                message = "the line begins with none of @ * % and no tab; taken as continuing"
                problems.append(Problem(where=f"{name}:{number}", message=message))
            if lines:
                lines[-1] = replace(lines[-1], rest=f"{lines[-1].rest} {line.strip()}")
    return lines


def _utterance(line: _Line) -> Utterance:
    times = [(int(start), int(end)) for start, end in _BULLET.findall(line.rest) if start]
    return Utterance(
        speaker=line.name,
        words=readable(line.rest),
        started=min(start for start, _ in times) / 1000 if times else None,
        ended=max(end for _, end in times) / 1000 if times else None,
        row=line.number,
    )


def _renderings(lines: Sequence[_Line]) -> tuple[str, dict[int, str]]:
    """Return the language of the first translation tier and its words by main line."""
    language, main = "", 0
    renderings: dict[int, str] = {}
    for line in lines:
        if line.kind == "*":
            main = line.number
        elif line.kind == "%" and line.name in _TRANSLATIONS:
            language = language or line.name
            if line.name == language:
                renderings[main] = readable(line.rest)
    return _TRANSLATIONS.get(language, ""), renderings


def _draft(
    turns: Sequence[Utterance], lines: Sequence[_Line], decoded: Decoded, *, part: str = ""
) -> Draft:
    text, pieces = assemble(turns)
    roles = _roles(lines)
    return Draft(
        text=text,
        pieces=pieces,
        format="chat",
        part=part,
        translates="" if part else None,
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        attributes=_attributes(lines, roles),
        roles=roles,
    )


def _roles(lines: Sequence[_Line]) -> dict[str, str]:
    """Return the roles that `@Participants: PAR Mary Participant, INV Investigator` states.

    The last word is the role, but a name such as "Interviewer" says as much.
    """
    roles: dict[str, str] = {}
    for entry in ",".join(line.rest for line in lines if line.name == "Participants").split(","):
        code, *words = entry.split() or [""]
        known = [_ROLES[word] for word in map(str.lower, reversed(words)) if word in _ROLES]
        if known:
            roles[code] = known[0]
    return roles


def _attributes(lines: Sequence[_Line], roles: Mapping[str, str]) -> dict[str, str]:
    """Return what `@ID` says of the participant; with several it would not say of whom."""
    ids = [line.rest.split("|") for line in lines if line.name == "ID"]
    about = [one for one in ids if len(one) > _CODE and roles.get(one[_CODE]) == Role.PARTICIPANT]
    if len(about) != 1:
        return {}
    fields = zip(_ID_FIELDS, about[0], strict=False)
    return {name: value.strip(" ;.") for name, value in fields if name and value.strip(" ;.")}

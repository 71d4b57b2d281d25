"""An interview and its translation: two transcripts, linked turn by turn."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualpipe.ingest.parallel.alignment import Pair, align
from qualpipe.ingest.parallel.names import Named, identifier, named_language, stem_of
from qualpipe.model import Language, Problem, Transcript

__all__ = ["Named", "follow", "identifier", "link", "named_language", "render", "stem_of"]

_CHINESE = (Language.YUE, Language.ZH)
_TRANSLATED = re.compile(
    r"translat(?:ed|ion)|譯[本文自者]|翻譯|[译译][本文自者]|翻译", re.IGNORECASE
)
_SHOWN = 8


def link(
    transcripts: Sequence[Transcript], *, translation: Language = Language.EN
) -> tuple[tuple[Transcript, ...], tuple[Problem, ...]]:
    """Link transcripts whose files differ only in the language that their names end in.

    `P01.zh.txt` and `P01.en.docx` become P01 and its translation P01.en, whose turns say which
    turn they render. The original is the one whose title page does not speak of a translation,
    else the one that is not in the language `translation`. What does not match is reported.
    Linking what is linked changes nothing.
    """
    result = list(transcripts)
    taken = {one.id for one in transcripts}
    problems: list[Problem] = []
    for group in _groups(transcripts):
        first, *others = sorted(group, key=lambda place: _rank(transcripts[place], translation))
        versions = [n for n in others if _are_versions(transcripts[first], transcripts[n])]
        if versions or _drops_language(transcripts[first], translation):
            result[first] = _renamed(transcripts[first], _bare_id(transcripts[first]), taken)
        for place in versions:
            wanted = _translation_id(transcripts[place])
            result[place], found = render(
                result[first], _renamed(transcripts[place], wanted, taken)
            )
            problems += found
    return follow(transcripts, result), tuple(problems)


def follow(before: Sequence[Transcript], after: Sequence[Transcript]) -> tuple[Transcript, ...]:
    """Return transcripts after a change of ids, with the translations of one file led along."""
    now = {old.id: new.id for old, new in zip(before, after, strict=True)}
    return tuple(
        replace(new, translation_of=now.get(old.translation_of, old.translation_of))
        if old.translation_of and new.translation_of == old.translation_of
        else new
        for old, new in zip(before, after, strict=True)
    )


def render(original: Transcript, translation: Transcript) -> tuple[Transcript, tuple[Problem, ...]]:
    """Return the translation with each turn pointing at the turn it renders, and what is amiss."""
    pairs = align(original, translation)
    renders: dict[int, int] = {}
    for mine, yours in pairs:
        if mine and yours:
            renders.setdefault(yours.number, mine.number)
    turns = tuple(replace(turn, translates=renders.get(turn.number)) for turn in translation.turns)
    linked = replace(translation, turns=turns, translation_of=original.id)
    return linked, tuple(_mismatches(original, linked, pairs))


def _groups(transcripts: Sequence[Transcript]) -> Iterator[list[int]]:
    """Put together the places of what are versions of one interview by their names."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    plain: dict[str, int] = {}
    for place, one in enumerate(transcripts):
        name = _name(one)
        whole = f"{_base_id(name)}{_part(one)}".casefold()
        if name.language:
            groups[whole].append(place)
        elif one.translation_of is None:
            plain.setdefault(whole, place)
    for whole, places in groups.items():
        yield [*([plain[whole]] if whole in plain else []), *places]


def _name(transcript: Transcript) -> Named:
    return named_language(stem_of(transcript))


def _base_id(name: Named) -> str:
    return identifier(name.base)


def _part(transcript: Transcript) -> str:
    """Return what the id has beyond the file: `-R07`, a respondent of a survey."""
    name = _name(transcript)
    base = _base_id(name)
    for whole in (identifier(stem_of(transcript)), f"{base}.{name.code}", base):
        rest = transcript.id.removeprefix(whole)
        if rest != transcript.id and (not rest or rest.startswith("-")):
            return rest
    return ""


def _bare_id(transcript: Transcript) -> str:
    return f"{_base_id(_name(transcript))}{_part(transcript)}"


def _translation_id(transcript: Transcript) -> str:
    name = _name(transcript)
    return f"{_base_id(name)}.{name.code}{_part(transcript)}" if name.code else transcript.id


def _rank(transcript: Transcript, translation: Language) -> tuple[bool, bool, int]:
    """Order versions of an interview: the original comes first, Cantonese before Chinese."""
    language = _name(transcript).language
    order = (None, Language.YUE, Language.ZH, Language.EN).index(language)
    return _says_translation(transcript), language in _family(translation), order


def _family(language: Language) -> tuple[Language, ...]:
    return _CHINESE if language in _CHINESE else (language,)


def _says_translation(transcript: Transcript) -> bool:
    first = transcript.turns[0].span.start if transcript.turns else 0
    return _TRANSLATED.search(transcript.text[:first]) is not None


def _are_versions(original: Transcript, other: Transcript) -> bool:
    """Say whether two names mean two languages, and not two sites as `clinic-hk`, `clinic-tw`."""
    names = (_name(original), _name(other))
    return names[1].separator == "." or Language.EN in {name.language for name in names}


def _drops_language(transcript: Transcript, translation: Language) -> bool:
    """Say whether a file without its counterpart is named as the original of one (P01.zh)."""
    name = _name(transcript)
    return name.separator == "." and name.language not in (None, *_family(translation))


def _renamed(transcript: Transcript, wanted: str, taken: set[str]) -> Transcript:
    if wanted == transcript.id or wanted in taken:
        return transcript
    taken.add(wanted)
    return replace(transcript, id=wanted)


def _mismatches(
    original: Transcript, translation: Transcript, pairs: Sequence[Pair]
) -> Iterator[Problem]:
    where, of = translation.source.name, f"of {original.source.name}, its original"
    if len(original.turns) != len(translation.turns):
        yield Problem(
            where=where,
            message=f"{len(translation.turns)} turns, but {len(original.turns)} {of}",
            remedy="they were paired by speaker and length; look at the turns named beside this",
        )
    both = [(mine, yours) for mine, yours in pairs if mine and yours]
    used = Counter(mine.number for mine, _ in both)
    uses = Counter(yours.number for _, yours in both)
    findings = (
        ([mine.number for mine, yours in pairs if mine and not yours], f"{of}: not translated"),
        ([yours.number for mine, yours in pairs if yours and not mine], f"render nothing {of}"),
        ([number for number, times in used.items() if times > 1], f"{of}: rendered by two turns"),
        ([number for number, times in uses.items() if times > 1], f"render two {of}"),
        (
            [yours.number for mine, yours in both if mine.role != yours.role],
            f"render a turn of another role {of}",
        ),
    )
    for numbers, message in findings:
        if numbers:
            yield Problem(where=where, message=f"{_turns(numbers)} {message}")


def _turns(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"turn{'s' if len(numbers) > 1 else ''} {shown}{more}"

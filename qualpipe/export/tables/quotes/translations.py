"""A quote's other side: the turn of the translation that renders it, or of the original."""

from collections.abc import Mapping
from functools import cached_property

from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.passages import Material, Passage
from qualpipe.model import Transcript

_MACHINES = (
    "machine",
    "mt",
    "ai",
    "google",
    "deepl",
    "gpt",
    "chatgpt",
    "機器",
    "机器",
    "自動",
    "自动",
)
_NAMES = (
    "translated_by",
    "translated by",
    "translator",
    "translation",
    "譯者",
    "译者",
    "翻譯",
    "翻译",
)


class Translations:
    """The linked translations of a study, turn by turn."""

    def __init__(self, material: Material) -> None:
        self._material = material

    @cached_property
    def _renderings(self) -> Mapping[tuple[str, int], tuple[str, str]]:
        """Return, by turn of an original, the words of its translation and who made it.

        Several turns that render one are joined; of several translations of an interview the
        first by id counts.
        """
        tongue = self._material.options.language
        found: dict[tuple[str, int], tuple[str, str]] = {}
        for original, translations in self._by_original.items():
            first = translations[0]
            for turn in first.turns:
                if turn.translates is not None:
                    place = (original, turn.translates)
                    before = f"{found[place][0]}\n" if place in found else ""
                    found[place] = before + first.words_of(turn), made_by(first, tongue)
        return found

    @cached_property
    def _by_original(self) -> Mapping[str, list[Transcript]]:
        found: dict[str, list[Transcript]] = {}
        for one in sorted(self._material.study.transcripts, key=lambda one: one.id):
            if one.translation_of in self._material.transcripts:
                found.setdefault(str(one.translation_of), []).append(one)
        return found

    @property
    def there(self) -> bool:
        """Say whether any interview of the study has a translation."""
        return bool(self._by_original)

    def sides(self, passage: Passage, words: str) -> tuple[str, str, str]:
        """Return original words, translation and who translated; '' for what there is not.

        What was coded in the translation stands in the translation's place, the participant's
        own words beside it.
        """
        whole = self._material.transcripts[passage.transcript]
        original = self._material.transcripts.get(whole.translation_of or "")
        tongue = self._material.options.language
        if original is not None and passage.turn.translates:
            own = original.words_of(original.turns[passage.turn.translates - 1])
            return own, words, made_by(whole, tongue)
        rendering = self._renderings.get((passage.transcript, passage.turn.number))
        if rendering is None:
            return words, "", ""
        text, maker = rendering
        part = len(passage.within) < len(passage.turn.span)
        return words, text, said("whole_turn", tongue, by=maker) if part else maker


def made_by(translation: Transcript, tongue: Tongue) -> str:
    """Say whether a person or a machine translated: a person, unless the transcript says else."""
    given = {name.casefold(): value.casefold() for name, value in translation.attributes.items()}
    told = " ".join(given.get(name, "") for name in _NAMES).split()
    machine = any(word.strip(".,()（）") in _MACHINES for word in told) or any(
        mark in word for word in told for mark in _MACHINES if not mark.isascii()
    )
    return said("machine" if machine else "human", tongue)

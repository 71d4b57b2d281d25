"""The sample interviews with their gold coding, and whether the themes planted in them come out."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qualpipe.ingest import Choices, read, together
from qualpipe.model import Language, Segment, Theme
from qualpipe.project.steps.codes import question_before
from qualpipe.segment import segment
from qualpipe.themes.operations import leaves

FOLDER = Path(__file__).parent.parent / "corpora_samples"
PLANTED = ("work", "medication", "stigma", "family_expectations", "housing")
CHINESE = (Language.YUE, Language.ZH)


@dataclass(frozen=True)
class Samples:
    """Segments of the ten interviews, the question before each and its gold codes, by address."""

    segments: tuple[Segment, ...]
    questions: Mapping[str, str]
    gold: Mapping[str, frozenset[str]]

    def coded(self, *codes: str) -> set[str]:
        """Return the addresses that carry one of the codes."""
        return {address for address, held in self.gold.items() if held & set(codes)}


@cache
def samples() -> Samples:
    """Read the interviews; translations are left out."""
    rows: dict[tuple[str, int], list[tuple[str, str]]] = {}
    with (FOLDER / "gold.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            place = (row["transcript"], int(row["turn"]))
            rows.setdefault(place, []).append((row["code"], row["quote"]))
    files = [path for path in sorted(FOLDER.iterdir()) if path.name.startswith("P")]
    segments: list[Segment] = []
    questions: dict[str, str] = {}
    gold: dict[str, frozenset[str]] = {}
    transcripts, _ = together([one for file in files for one in read(file)], Choices())
    for whole in transcripts:
        if whole.translation_of:
            continue
        for one in segment(whole):
            here = rows.get((whole.id, one.turn), [])
            segments.append(one)
            questions[one.address] = question_before(whole, one)
            # Half a quote is enough: a long turn may be parted within it.
            gold[one.address] = frozenset(
                code for code, quote in here if quote in one.text or quote[:12] in one.text
            )
    return Samples(tuple(segments), questions, gold)


@dataclass(frozen=True)
class Found:
    """The theme that a planted one came out as.

    `purity` is its share among the planted segments in it, `among_all` among all, `recall` the
    share of the planted segments that it holds; `english` and `chinese` are how many.
    """

    planted: str
    theme: Theme
    purity: float
    among_all: float
    recall: float
    english: int
    chinese: int

    @property
    def is_one(self) -> bool:
        """Say whether it is found: pure, in both languages, with terms in both."""
        terms = self.theme.terms_in(Language.EN) and self.theme.terms_in(*CHINESE)
        return self.purity >= 0.7 and bool(self.english and self.chinese and terms)


def found(themes: Sequence[Theme], searched: Sequence[Segment]) -> list[Found]:
    """Return for each planted theme the one that holds it best (by the F1 of purity and recall)."""
    return [_best(planted, leaves(themes), searched) for planted in PLANTED]


def _best(planted: str, themes: Sequence[Theme], searched: Sequence[Segment]) -> Found:
    gold, code = samples().gold, f"theme:{planted}"
    english = {one.address for one in searched if one.language is Language.EN}
    total = sum(code in gold[one.address] for one in searched)
    candidates = []
    for theme in themes:
        mine = [address for address in theme.segments if code in gold[address]]
        any_of_them = sum(
            any(held.startswith("theme:") for held in gold[address]) for address in theme.segments
        )
        candidates.append(
            Found(
                planted=planted,
                theme=theme,
                purity=len(mine) / max(any_of_them, 1),
                among_all=len(mine) / theme.size,
                recall=len(mine) / max(total, 1),
                english=sum(address in english for address in mine),
                chinese=sum(address not in english for address in mine),
            )
        )
    return max(
        candidates,
        key=lambda one: one.purity * one.recall / max(one.purity + one.recall, 1e-9),
    )

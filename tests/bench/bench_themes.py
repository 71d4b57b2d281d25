"""What emergent themes are worth.

    python tests/bench/bench_themes.py [planted] [codes] [beside] [--data ../shared/data]

`planted`: do the themes planted in the sample interviews come out; `codes`: leave one code out of
the codebook, does it come back; `beside`: do themes come out again and cross languages, beside
BERTopic with its defaults on vectors of the same encoder. Without a word all are run. Without the
data folder only the sample interviews are used.
"""

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parent.parent))

from planted import found, samples

from qualpipe.codebook import load
from qualpipe.coding import gather as corpus_of
from qualpipe.coding import score
from qualpipe.model import Codebook, Language, Segment, Span
from qualpipe.text.vectors import Encoder, Vectors, encoder
from qualpipe.themes import Material, Residue, ThemeSettings, find_themes, gather, residue
from qualpipe.themes.clustering.resampling import Resample, agreement, part
from qualpipe.themes.material import centred
from qualpipe.themes.novelty import language_mix
from qualpipe.themes.operations import leaves
from qualpipe.themes.wording.counts import Counts, count
from qualpipe.themes.wording.weights import weigh

Rows = npt.NDArray[np.int64]
Grouped = Callable[[Material, int], Rows]
SEEDS = (1, 2, 3)
KNOWN: dict[str, Vectors] = {}


def row(*cells: object) -> None:
    """Print a row of a table; numbers with two places."""
    shown = (f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells)
    print(f"| {' | '.join(shown)} |", flush=True)


def table(title: str, *heads: str) -> None:
    print(f"\n## {title}\n")
    row(*heads)
    row(*("---" for _ in heads))


def embed(texts: Sequence[str]) -> Vectors:
    """Encode texts, each once."""
    fresh = sorted({text for text in texts if text not in KNOWN})
    if fresh:
        KNOWN.update(zip(fresh, _encoder().encode(fresh), strict=True))
    return np.stack([KNOWN[text] for text in texts]) if texts else np.zeros((0, 512), np.float32)


@cache
def _encoder() -> Encoder:
    return encoder("bundled")


def by_engine(book: Codebook) -> Residue:
    """Return what the codes, as the engine applies them without a decision, do not explain."""
    whole = samples()
    asked = [whole.questions[one.address] for one in whole.segments]
    corpus = corpus_of(whole.segments, embed=embed, contexts=asked)
    best = score(corpus, book, embed=embed).probability.max(axis=1)
    return residue(whole.segments, best=best.tolist(), questions=whole.questions)


def by_hand(book: Codebook) -> Residue:
    """Return what the codes, as people applied them, do not explain."""
    whole = samples()
    explained = whole.coded(*(code.id for code in book))
    return residue(whole.segments, explained=explained, questions=whole.questions)


def material_of(left: Residue, book: Codebook) -> Material:
    """Set what is left over beside what the codes explain."""
    asked = samples().questions
    return gather(left.kept, embed=embed, questions=asked, beside=left.explained, codebook=book)


def planted(_data: Path) -> None:
    """Print what became of the planted themes."""
    book = load("recovery")
    table(
        "Planted themes",
        *("codes applied", "seed", "themes", "found", "ARI", "language mix"),
        "purity among planted / among all / recall, segments en + zh",
    )
    for name, left in (("by hand", by_hand(book)), ("by the engine", by_engine(book))):
        material = material_of(left, book)
        for seed in SEEDS:
            result = find_themes(material, settings=ThemeSettings(seed=seed), run="bench")
            rows = found(result.themes, material.segments)
            cells = (
                f"{one.planted} {one.purity:.2f} / {one.among_all:.2f} / {one.recall:.2f}, "
                f"{one.english} + {one.chinese}"
                for one in rows
            )
            good, number = sum(one.is_one for one in rows), len(leaves(result.themes))
            here = f"{name} ({len(material)})", seed, number, f"{good} of 5"
            row(*here, result.agreement, result.language_mix, "; ".join(cells))


def codes(_data: Path) -> None:
    """Print at which rank of novelty a code comes back that was left out of the codebook."""
    book, gold = load("recovery"), samples().gold
    table("A code left out comes back", "code", "rank of its theme by novelty, seeds 1, 2, 3")
    for code in book:
        less = replace(book, codes=tuple(one for one in book if one.id != code.id))
        material = material_of(by_engine(less), less)
        ranks = []
        for seed in SEEDS:
            settings = ThemeSettings(seed=seed, resamples=0)
            themes = leaves(find_themes(material, settings=settings, run="bench").themes)
            ranked = sorted(themes, key=lambda one: -one.novelty)
            commonest = [
                Counter(held for address in one.segments for held in gold[address]).most_common(1)
                for one in ranked
            ]
            mine = [rank for rank, top in enumerate(commonest, 1) if top and top[0][0] == code.id]
            ranks.append(f"{min(mine, default=0)} of {len(ranked)}")
        row(code.id, ", ".join(ranks))


def said(text: str, case: str, language: Language) -> Segment:
    span = Span(0, len(text))
    whole = {"transcript": case, "case": case, "text": text, "language": language}
    return Segment(**whole, turn=1, span=span, within=span)  # type: ignore[arg-type]


def posts(data: Path) -> list[Segment]:
    """Read what people ask counsellors on the internet, in English."""
    lines = (data / "counsel_chat" / "questions.jsonl").read_text("utf-8").splitlines()
    texts = dict.fromkeys(json.loads(line)["text"][:600] for line in lines)
    return [said(text, f"C{number}", Language.EN) for number, text in enumerate(texts)]


def anew(material: Material, rows: Rows) -> Material:
    """Gather a part of the material as if only it existed: also its centre is found anew."""
    part_of_it = [material.segments[place] for place in rows]
    return gather(part_of_it, embed=embed, questions=samples().questions)


def some(material: Material, rows: Rows) -> Material:
    """Return a part of the material, seen from the centre of the whole."""
    return replace(
        material,
        segments=tuple(material.segments[place] for place in rows),
        texts=material.texts[rows],
        vectors=material.vectors[rows],
    )


def ours(material: Material, seed: int) -> Rows:
    settings = ThemeSettings(resamples=0, seed=seed)
    themes = leaves(find_themes(material, settings=settings, run="bench").themes)
    of = {address: place for place, one in enumerate(themes) for address in one.segments}
    return np.array([of.get(one.address, -1) for one in material.segments], np.int64)


def default(*, centre: bool) -> Grouped:
    """Group as a user of BERTopic does who gives it vectors and a seed; all else as it comes."""

    def group(material: Material, seed: int) -> Rows:
        from bertopic import BERTopic  # type: ignore[import-untyped] # noqa: PLC0415 - after ours
        from umap import UMAP  # type: ignore[import-untyped] # noqa: PLC0415

        texts = [one.text for one in material.segments]
        vectors = centred(embed(texts), material.segments) if centre else embed(texts)
        umap = UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed
        )
        model = BERTopic(language="multilingual", umap_model=umap)
        return np.array(model.fit_transform(texts, vectors)[0], np.int64)

    return group


def groups_in(labels: Rows, rows: Rows) -> list[Rows]:
    """Return the groups that hold ten of the rows or more, as places among these."""
    here = labels[rows]
    every = [np.flatnonzero(here == label) for label in np.unique(here[here >= 0])]
    return [one for one in every if len(one) >= 10]


def npmi(labels: Rows, counts: Counts) -> float:
    """Return how often the ten best words of a theme and language stand in one segment.

    The mean normalised pointwise mutual information of their pairs (Bouma 2009), -1 to 1.
    """
    present = np.zeros((len(counts.starts) - 1, len(counts.lemmas)), bool)
    present[counts.rows, counts.places] = True
    values = []
    for weights in weigh(counts, labels, int(labels.max()) + 1):
        for chinese in (True, False):
            here = np.where(counts.chinese == chinese, weights, 0)
            best = [place for place in np.argsort(-here)[:10] if here[place] > 0]
            for first, one in enumerate(best):
                for other in best[:first]:
                    both = (present[:, one] & present[:, other]).mean()
                    apart = present[:, one].mean() * present[:, other].mean()
                    values.append(-1 if both == 0 else np.log(both / apart) / -np.log(both))
    return float(np.mean(values))


def sources_mix(labels: Rows, material: Material, interviews: int) -> float | str:
    """Return how far themes cross from interviews to posts, both in English, as languages mix.

    Where what is posted is not what is talked about, no theme of one language crosses over, and
    none of two languages can.
    """
    english = np.array([one.language is Language.EN for one in material.segments])
    rows = np.flatnonzero(english)
    talked = rows < interviews
    if talked.all():
        return ""
    base = talked[labels[rows] >= 0].mean()
    shares = np.array([talked[group].mean() for group in groups_in(labels, rows)])
    return float(np.minimum(shares / base, (1 - shares) / (1 - base)).mean())


def beside(data: Path) -> None:
    """Print how steady and how bilingual themes are, ours and BERTopic's."""
    asked = samples().questions
    interviews = residue(samples().segments, questions=asked).kept
    more = posts(data) if data.is_dir() else []
    ways = {
        "qualpipe": ours,
        "BERTopic": default(centre=False),
        "BERTopic, centred": default(centre=True),
    }
    table(
        "Beside BERTopic with its defaults, on vectors of the same encoder",
        *("segments", "way", "themes", "outliers", "ARI, drawn anew", "the same, outliers a group"),
        "the same, the whole's centre",
        *("ARI, other seeds", "language mix", "among the interviews", "sources mix, in English"),
        "NPMI",
        *("s, first", "s, again"),
    )
    for added in ([], more) if more else ([],):
        material = gather([*interviews, *added], embed=embed, questions=asked)
        for name, group in ways.items():
            title = f"{len(interviews)} + {len(added)}"
            row(title, name, *_compared(material, len(interviews), group))


def _compared(material: Material, interviews: int, group: Grouped) -> list[object]:
    everything, inner = np.arange(len(material)), np.arange(interviews)
    took = []
    for _ in range(2):
        began = time.perf_counter()
        labels = group(material, 1)
        took.append(f"{time.perf_counter() - began:.1f}")
    draws = [part(len(material), number, 99) for number in range(5)]
    again = _again(material, group, draws, cut=anew)
    kept = _again(material, group, draws, cut=some) if group is ours else []
    seeds = [Resample(rows=everything, labels=group(material, seed)) for seed in (2, 3)]
    whole = [Resample(rows=one.rows, labels=one.labels + 1) for one in again]
    return [
        int(labels.max()) + 1,
        float((labels < 0).mean()),
        statistics.mean(agreement(labels, one) for one in again),
        statistics.mean(agreement(labels + 1, one) for one in whole),
        statistics.mean(agreement(labels, one) for one in kept) if kept else "",
        statistics.mean(agreement(labels, one) for one in seeds),
        language_mix(groups_in(labels, everything), material),
        language_mix(groups_in(labels, inner), some(material, inner)),
        sources_mix(labels, material, interviews),
        npmi(labels, count(material.segments)),
        *took,
    ]


def _again(
    material: Material,
    group: Grouped,
    draws: Sequence[Rows],
    *,
    cut: Callable[[Material, Rows], Material],
) -> list[Resample]:
    return [
        Resample(rows=rows, labels=group(cut(material, rows), number + 2))
        for number, rows in enumerate(draws)
    ]


PARTS = {"planted": planted, "codes": codes, "beside": beside}


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*PARTS, []])
    folder = Path(__file__).parents[3] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=folder)
    given = parser.parse_args()
    for name in given.what or PARTS:
        PARTS[name](given.data)


if __name__ == "__main__":
    main()

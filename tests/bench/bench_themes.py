"""What emergent themes are worth and what they cost.

    python tests/bench/bench_themes.py [planted] [codes] [steady] [beside] [time] [large]
        [--data ../shared/data]

`planted`: do the themes planted in the sample interviews come out; `codes`: leave one code out of
the codebook, does it come back; `steady`: with counselling posts, do the themes come out again;
`beside`: BERTopic with its defaults on the same vectors; `time`: 2,500 segments cold and warm;
`large`: 100,000. Without a word all are run. Where the data folder is missing, what needs it is
left out.
"""

import argparse
import json
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from planted import found, samples

from qualpipe.codebook import load
from qualpipe.coding import gather as corpus_of
from qualpipe.coding import score
from qualpipe.model import Codebook, Language, Segment, Span
from qualpipe.text.vectors import Vectors, encoder
from qualpipe.themes import Material, Residue, ThemeSettings, find_themes, gather, residue
from qualpipe.themes.clustering.neighbours import unit
from qualpipe.themes.clustering.resampling import Resample, agreement, part
from qualpipe.themes.material import centred
from qualpipe.themes.novelty import language_mix
from qualpipe.themes.operations import leaves
from qualpipe.themes.wording.counts import Counts, count
from qualpipe.themes.wording.weights import weigh

SEEDS = (1, 2, 3)
KNOWN: dict[str, Vectors] = {}


def embed(texts: Sequence[str]) -> Vectors:
    """Encode texts, each once."""
    fresh = sorted({text for text in texts if text not in KNOWN})
    if fresh:
        KNOWN.update(zip(fresh, _encoder().encode(fresh), strict=True))
    return np.stack([KNOWN[text] for text in texts]) if texts else np.zeros((0, 512), np.float32)


@cache
def _encoder():  # noqa: ANN202
    return encoder("bundled")


def left_over(book: Codebook) -> Residue:
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
    questions = samples().questions
    return gather(
        left.kept, embed=embed, questions=questions, beside=left.explained, codebook=book
    )


def planted() -> None:
    """Print what became of the planted themes."""
    book = load("recovery")
    print("\n## Planted themes\n")
    print("| codes applied | seed | themes | found | ARI | language mix | planted: purity / among all / recall, en + zh |")  # noqa: E501
    print("|---|---|---|---|---|---|---|")
    for name, left in (("by hand", by_hand(book)), ("by the engine", left_over(book))):
        material = material_of(left, book)
        for seed in SEEDS:
            result = find_themes(material, settings=ThemeSettings(seed=seed), run="bench")
            rows = found(result.themes, material.segments)
            cells = "; ".join(
                f"{one.planted} {one.purity:.2f} / {one.among_all:.2f} / {one.recall:.2f}, "
                f"{one.english} + {one.chinese}"
                for one in rows
            )
            good = sum(one.is_one for one in rows)
            number = len(leaves(result.themes))
            print(f"| {name} ({len(material)}) | {seed} | {number} | {good} of 5 | {result.agreement:.2f} | {result.language_mix:.2f} | {cells} |", flush=True)  # noqa: E501


def codes() -> None:
    """Print at which rank of novelty a code comes back that was left out of the codebook."""
    book, gold = load("recovery"), samples().gold
    print("\n## A code left out comes back\n\n| code | rank of its theme by novelty, seeds 1, 2, 3 |\n|---|---|")  # noqa: E501
    for code in book:
        less = replace(book, codes=tuple(one for one in book if one.id != code.id))
        material = material_of(left_over(less), less)
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
        print(f"| {code.id} | {', '.join(ranks)} |", flush=True)


def posts(data: Path) -> list[Segment]:
    """Read the questions of people who ask for counselling, in English."""
    lines = (data / "counsel_chat" / "questions.jsonl").read_text("utf-8").splitlines()
    texts = dict.fromkeys(json.loads(line)["text"][:600] for line in lines)
    return [said(text, f"C{number}", Language.EN) for number, text in enumerate(texts)]


def said(text: str, case: str, language: Language) -> Segment:
    span = Span(0, len(text))
    return Segment(
        transcript=case, turn=1, span=span, within=span, text=text, language=language, case=case
    )


def mixed(data: Path) -> tuple[Material, int]:
    """Return samples and posts as one material, and how many rows are the samples'."""
    left = residue(samples().segments, questions=samples().questions)
    whole = [*left.kept, *posts(data)]
    return gather(whole, embed=embed, questions=samples().questions), len(left.kept)


def labels_of(material: Material, settings: ThemeSettings) -> np.ndarray:
    themes = leaves(find_themes(material, settings=settings, run="bench").themes)
    of = {address: place for place, one in enumerate(themes) for address in one.segments}
    return np.array([of.get(one.address, -1) for one in material.segments], np.int64)


def some(material: Material, rows: np.ndarray) -> Material:
    return replace(
        material,
        segments=tuple(material.segments[row] for row in rows),
        texts=material.texts[rows],
        vectors=material.vectors[rows],
    )


def groups_in(labels: np.ndarray, rows: np.ndarray) -> list[np.ndarray]:
    """Return the groups that hold ten of the rows or more, as places among these."""
    here = labels[rows]
    found_ = [np.flatnonzero(here == label) for label in np.unique(here[here >= 0])]
    return [one for one in found_ if len(one) >= 10]


def steady(data: Path) -> None:
    """Print whether themes of samples and posts together come out again, and cross languages."""
    material, interviews = mixed(data)
    print(f"\n## Samples and counselling posts in one run ({interviews} + {len(material) - interviews})\n")  # noqa: E501
    settings = ThemeSettings(resamples=0)
    whole = labels_of(material, settings)
    alike = []
    for number in range(5):
        rows = part(len(material), number, 99)
        again = labels_of(some(material, rows), replace(settings, seed=number + 2))
        alike.append(agreement(whole, Resample(rows=rows, labels=again)))
    fixed = replace(settings, count=int(whole.max()) + 1)
    same = [labels_of(material, replace(fixed, seed=seed)) for seed in (2, 3)]
    everything = np.arange(len(material))
    seeds = [agreement(whole, Resample(rows=everything, labels=one)) for one in same]
    every = groups_in(whole, everything)
    inner = some(material, np.arange(interviews))
    only = groups_in(whole, np.arange(interviews))
    print("| themes | ARI, all anew on 4/5 (5 draws) | ARI, other seeds | language mix | mix among the interviews |")  # noqa: E501
    print("|---|---|---|---|---|")
    print(f"| {int(whole.max()) + 1} | {statistics.mean(alike):.2f} | {statistics.mean(seeds):.2f} | {language_mix(every, material):.2f} | {language_mix(only, inner):.2f} |", flush=True)  # noqa: E501


def npmi(labels: np.ndarray, counts: Counts) -> float:
    """Return how often the ten best words of a theme and language stand in one segment.

    The mean normalised pointwise mutual information of their pairs (Bouma 2009), -1 to 1.
    """
    rows = len(counts.starts) - 1
    present = np.zeros((rows, len(counts.lemmas)), bool)
    present[counts.rows, counts.places] = True
    groups = int(labels.max()) + 1
    values = []
    for weights in weigh(counts, labels, groups):
        for chinese in (True, False):
            here = np.where(counts.chinese == chinese, weights, 0)
            best = [place for place in np.argsort(-here)[:10] if here[place] > 0]
            for first, one in enumerate(best):
                for other in best[:first]:
                    both = (present[:, one] & present[:, other]).mean()
                    apart = present[:, one].mean() * present[:, other].mean()
                    values.append(-1 if both == 0 else np.log(both / apart) / -np.log(both))
    return float(np.mean(values))


def beside(data: Path) -> None:
    """Print BERTopic with its defaults next to ours on the same vectors."""
    material, interviews = mixed(data)
    print(f"\n## Beside BERTopic with its defaults, on the same vectors ({len(material)} segments)\n")  # noqa: E501
    print("| | themes | outliers | ARI, 4/5 | ARI, seeds | language mix | mix among the interviews | NPMI | s, first | s, again |")  # noqa: E501
    print("|---|---|---|---|---|---|---|---|---|---|")
    counts = count(material.segments)
    texts = [one.text for one in material.segments]
    raw = embed(texts)
    by_language = centred(raw, material.segments)

    def ours(rows: np.ndarray, seed: int) -> np.ndarray:
        settings = ThemeSettings(resamples=0, seed=seed)
        return labels_of(some(material, rows), settings)

    def default(vectors: Vectors):  # noqa: ANN202
        def group(rows: np.ndarray, seed: int) -> np.ndarray:
            from bertopic import BERTopic
            from umap import UMAP

            # A user who fixes the seed; all else as it comes.
            umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)  # noqa: E501
            model = BERTopic(language="multilingual", umap_model=umap)
            return np.array(model.fit_transform([texts[row] for row in rows], vectors[rows])[0])

        return group

    ways = {
        "qualpipe, steady": ours,
        "BERTopic, default": default(raw),
        "BERTopic, default, vectors centred": default(by_language),
    }
    everything, inner = np.arange(len(material)), some(material, np.arange(interviews))
    for name, group in ways.items():
        took = []
        for _ in range(2):
            began = time.perf_counter()
            labels = group(everything, 1)
            took.append(time.perf_counter() - began)
        seeds = [Resample(rows=everything, labels=group(everything, seed)) for seed in (2, 3)]
        draws = [part(len(material), number, 99) for number in range(3)]
        again = [
            Resample(rows=rows, labels=group(rows, number + 2)) for number, rows in enumerate(draws)
        ]
        alike, same = (
            statistics.mean(_placed(labels, one) for one in several) for several in (again, seeds)
        )
        mix = language_mix(groups_in(labels, everything), material) or 0
        among = language_mix(groups_in(labels, np.arange(interviews)), inner) or 0
        print(f"| {name} | {int(labels.max()) + 1} | {(labels < 0).mean():.2f} | {alike:.2f} | {same:.2f} | {mix:.2f} | {among:.2f} | {npmi(labels, counts):.2f} | {took[0]:.1f} | {took[1]:.1f} |", flush=True)  # noqa: E501


def _placed(labels: np.ndarray, other: Resample) -> float:
    return agreement(labels, other)


def pieces(data: Path) -> list[Segment]:
    """Cut real talk and posts into passages of about forty words."""
    passages = list(samples().segments)
    for name, language in (("hkcancor_dev", Language.YUE), ("primock57_20", Language.EN)):
        text, cases = "", 0
        for line in (data / name / "utterances.jsonl").read_text("utf-8").splitlines():
            text += json.loads(line)["text"].strip() + " "
            if len(text) > (70 if language is Language.YUE else 220):
                passages.append(said(text.strip(), f"{name}{cases // 40}", language))
                text, cases = "", cases + 1
    lines = (data / "counsel_chat" / "questions.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        row = json.loads(line)
        for text in (row["text"], *(one["text"] for one in row["answers"])):
            for start in range(0, min(len(text), 900), 220):
                passages.append(said(text[start : start + 220], f"C{number}", Language.EN))
    return list({one.text: one for one in passages if len(one.text) > 40}.values())


RUNNER = """
import time; began = time.perf_counter()
import pickle, resource, sys
import numpy as np
from qualpipe.text.vectors import encoder
from qualpipe.themes import ThemeSettings, find_themes, gather
with open(sys.argv[1], "rb") as file:
    segments, vectors = pickle.load(file)
known = {one.text: row for row, one in enumerate(segments)}
bundled = encoder("bundled")
def embed(texts):
    if all(text in known for text in texts):
        return vectors[[known[text] for text in texts]]
    return bundled.encode(texts)
for name in ("cold", "warm"):
    start, cpu = time.perf_counter(), time.process_time()
    found = find_themes(gather(segments, embed=embed), settings=ThemeSettings(), run="bench")
    end = time.perf_counter()
    print(name, end - (began if name == "cold" else start), time.process_time() - (0 if name == "cold" else cpu),
          resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(found.themes), found.agreement)
    if len(segments) > 10_000:
        break
"""  # noqa: E501


def measured(segments: Sequence[Segment], vectors: Vectors) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pickle") as file:
        pickle.dump((list(segments), vectors), file)
        file.flush()
        ran = subprocess.run(
            [sys.executable, "-c", RUNNER, file.name], capture_output=True, text=True, check=True
        )
    for line in ran.stdout.splitlines():
        name, wall, cpu, memory, themes, ari = line.split()
        print(f"| {len(segments):,} | {name} | {float(wall):.1f} | {float(cpu):.1f} | {float(memory):.0f} | {themes} | {float(ari):.2f} |", flush=True)  # noqa: E501


def timed(data: Path, *, large: bool) -> None:
    """Print what it takes; segments are embedded already, candidate terms are not."""
    print("\n## Time\n\n| segments | | wall s | CPU s | MiB | themes and headings | ARI |\n|---|---|---|---|---|---|---|")  # noqa: E501
    real = pieces(data)
    chance = np.random.default_rng(1)
    if not large:
        chosen = [real[row] for row in chance.permutation(len(real))[:2_500]]
        measured(chosen, embed([one.text for one in chosen]))
        return
    vectors = embed([one.text for one in real])
    alike = {
        language: np.array([row for row, one in enumerate(real) if (one.language is Language.EN) is language])  # noqa: E501
        for language in (True, False)
    }
    made, rows = [], []
    for number in range(100_000):
        first = int(chance.integers(len(real)))
        second = int(chance.choice(alike[real[first].language is Language.EN]))
        half, other = real[first].text, real[second].text
        text = f"{half[: len(half) // 2]} {other[len(other) // 2 :]} {number % 7}"
        made.append(said(text, f"S{number // 60}", real[first].language))
        rows.append(vectors[first] + 0.6 * vectors[second])
    noise = chance.normal(scale=0.01, size=(len(rows), vectors.shape[1]))
    measured(made, unit(unit(np.stack(rows)) + noise))


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*")
    parser.add_argument(
        "--data", type=Path, default=Path(__file__).parents[3] / "shared" / "data"
    )
    given = parser.parse_args()
    here = given.data.is_dir()
    parts = {
        "planted": planted,
        "codes": codes,
        "steady": lambda: steady(given.data) if here else None,
        "beside": lambda: beside(given.data) if here else None,
        "time": lambda: timed(given.data, large=False) if here else None,
        "large": lambda: timed(given.data, large=True) if here else None,
    }
    for name in given.what or parts:
        parts[name]()
    print(f"\nmost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB", file=sys.stderr)  # noqa: E501


if __name__ == "__main__":
    main()

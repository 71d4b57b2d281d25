"""How well and how fast text is cut into words and sentences, and its language told.

    python tests/bench/bench_text.py [DATA]

DATA (default ../shared/data) holds hkcancor_dev, primock57_20 and counsel_chat. Word F1 counts word
spans, punctuation included, on every second recording of the Hong Kong Cantonese Corpus; the other
half was looked at while the Cantonese dictionary was written. For language nothing is held out: the
weights of the signs were set with these rows in sight. Seconds are CPU seconds.
"""

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from qualpipe.model import Language
from qualpipe.text.folding import fold, folded
from qualpipe.text.language import language_of, prior_of
from qualpipe.text.meaning import meaning
from qualpipe.text.script import han_count, latin_words
from qualpipe.text.sentences import sentences
from qualpipe.text.words import _cutter, words

ROOT = Path(__file__).parent.parent.parent
SHORT = 6
Row = dict[str, Any]
Spans = set[tuple[int, int]]


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def say(*cells: object) -> None:
    sys.stdout.write("| " + " | ".join(str(cell) for cell in cells) + " |\n")


def table(title: str, *columns: str) -> None:
    sys.stdout.write(f"\n## {title}\n\n")
    say(*columns)
    say(*("---" for _ in columns))


def laid(parts: Iterable[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for part in parts:
        yield start, start + len(part)
        start += len(part)


def ours(text: str) -> Spans:
    """Return the words found, and each character between them as one, as the gold has it."""
    found = {(word.span.start, word.span.end) for word in words(text, language=Language.YUE)}
    covered = {at for start, end in found for at in range(start, end)}
    return found | {(at, at + 1) for at in range(len(text)) if at not in covered}


def jieba_alone(text: str, *, folding: bool) -> Spans:
    """Return what jieba makes of a text, Han run by Han run, guessing unknown words."""
    text, cut = folded(text) if folding else text, _cutter("jieba", cantonese=False)
    pieces = re.findall(r"[\u4e00-\u9fd5]+|[A-Za-z0-9]+|.", text, re.DOTALL)
    return set(laid(part for piece in pieces for part in (cut(piece) if piece > "一" else [piece])))


def f1(rows: Sequence[Row], cut: Callable[[str], Spans]) -> float:
    right = found = gold = 0
    for row in rows:
        marked, mine = set(laid(row["words"])), cut(row["text"])
        right, found, gold = right + len(marked & mine), found + len(mine), gold + len(marked)
    return 2 * right / (found + gold)


def speed(texts: Sequence[str], do: Callable[[str], object]) -> str:
    """Return thousands of characters per CPU second, the best of three rounds."""
    do(texts[0])
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            do(text)
        rounds.append(time.process_time() - began)
    return f"{sum(map(len, texts)) / min(rounds) / 1000:,.0f}"


def bench_words(cantonese: Sequence[Row], english: Sequence[str]) -> None:
    docs = sorted({row["doc"] for row in cantonese})
    seen = [row for row in cantonese if row["doc"] in docs[::2]]
    held = [row for row in cantonese if row["doc"] in docs[1::2]]
    table("Cantonese words, F1", "", "reported half", "half looked at")
    ways: dict[str, Callable[[str], Spans]] = {
        "jieba": lambda text: jieba_alone(text, folding=False),
        "jieba on the fold": lambda text: jieba_alone(text, folding=True),
        "qualpipe": ours,
    }
    for name, cut in ways.items():
        say(name, f"{f1(held, cut):.3f}", f"{f1(seen, cut):.3f}")
    texts = [row["text"] for row in cantonese]
    table("Words, speed", "", "kchar/s")
    plain = _cutter("jieba", cantonese=False)
    say("jieba, a call a line", speed(texts, lambda text: list(plain(text))))
    for engine in ("jieba", "rjieba"):

        def timed(text: str, engine: str = engine) -> object:
            return words(text, language=Language.YUE, engine=engine)

        say(f"Cantonese with {engine}", speed(texts, timed))
    say("English", speed(english, lambda text: words(text, language=Language.EN)))


def codebook_phrases() -> Iterator[tuple[str, str]]:
    """Walk over the sentences of the shipped codebook with the language they are filed under."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - for this row alone

    def walk(node: object, language: str, field: str) -> Iterator[tuple[str, str]]:
        if isinstance(node, dict):
            for key, value in node.items():
                known = key in {"en", "yue", "zh"}
                yield from walk(value, key if known else language, field if known else key)
        elif isinstance(node, list):
            for value in node:
                yield from walk(value, language, field)
        elif isinstance(node, str) and language and field != "keywords":
            yield language, node

    book = YAML(typ="safe").load(ROOT / "codebooks" / "recovery.yaml")
    yield from walk(book, "", "")


def bench_language(cantonese: Sequence[Row], english: Sequence[str]) -> None:
    said = defaultdict[tuple[str, str], list[str]](list)
    for row in cantonese:
        said[row["doc"], row["speaker"]].append(row["text"])
    priors = {speaker: prior_of(texts) for speaker, texts in said.items()}
    table("Language", "spans", "n", "right alone", "right with the speaker's other turns")
    means: list[float] = []

    def score(name: str, truth: str, cases: Sequence[tuple[str, Language]]) -> None:
        alone = sum(language_of(text).language == truth for text, _ in cases) / len(cases)
        helped = sum(language_of(text, prior=p).language == truth for text, p in cases) / len(cases)
        means.append(helped)
        say(name, len(cases), f"{alone:.3f}", f"{helped:.3f}")

    spans = [(row["text"], priors[row["doc"], row["speaker"]]) for row in cantonese]
    score(f"Cantonese, {SHORT}+ Han", "yue", [s for s in spans if han_count(s[0]) >= SHORT])
    score(f"Cantonese, 1-{SHORT - 1} Han", "yue", [s for s in spans if 0 < han_count(s[0]) < SHORT])
    score("English", "en", [(text, Language.EN) for text in english if latin_words(text)])
    for language in ("en", "yue", "zh"):
        found = [text for other, text in codebook_phrases() if other == language]
        score(f"codebook, {language}", language, [(text, Language.UNKNOWN) for text in found])
    say("mean", "", "", f"{sum(means) / len(means):.3f}")


def main(data: Path) -> None:
    cantonese = read(data / "hkcancor_dev" / "utterances.jsonl")
    english = [row["text"] for row in read(data / "primock57_20" / "utterances.jsonl")]
    questions = read(data / "counsel_chat" / "questions.jsonl")
    answers = [answer["text"] for row in questions for answer in row["answers"]]
    bench_words(cantonese, english)
    bench_language(cantonese, english)
    table("Speed of the rest", "", "kchar/s")
    yue = [row["text"] for row in cantonese]
    turns = ["".join(yue[at : at + 20]) for at in range(0, len(yue), 20)]
    say("language, Cantonese", speed(yue, language_of))
    say("language, English", speed(english, language_of))
    say("sentences, Cantonese", speed(turns, sentences))
    say("sentences, English", speed(answers, sentences))
    say("folding, Cantonese", speed(yue, fold))
    say("folding, English", speed(answers, fold))
    say("meaning, Cantonese", speed(yue, meaning))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data")

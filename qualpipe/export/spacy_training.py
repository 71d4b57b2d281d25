"""Training data for spaCy: the reviewed codings as span groups, a document a turn."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.face import face_of
from qualpipe.export.options import Options
from qualpipe.export.passages import Material, Passage
from qualpipe.export.study import Study
from qualpipe.export.writers.embedded import ABOUT, PROPERTY
from qualpipe.export.writing import written
from qualpipe.model import Address, Language, Problem, QualpipeError, Transcript, Turn, pick
from qualpipe.text.script import HAN

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Span

SPANS = "sc"
"""The group that spancat reads its spans from unless told otherwise."""

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What was written: files, tokenizer, documents and spans, and what could not stay exact.

    `unseen` counts turns of participants on which nobody decided; they are no examples of
    anything and are left out.
    """

    files: tuple[Path, ...]
    tokens: str
    documents: int
    spans: int
    unseen: int
    problems: tuple[Problem, ...]

    def lines(self) -> tuple[str, ...]:
        """Return the account that is given to people."""
        files = ", ".join(map(str, self.files))
        lines = [f"{files}: {self.documents} turns, {self.spans} spans, tokenizer {self.tokens}."]
        lines.append(f"{self.unseen} turns that nobody decided on are left out.")
        lines += [f"Note {one}" for one in self.problems[:_SHOWN]]
        if (more := len(self.problems) - _SHOWN) > 0:
            lines.append(f"... and {more} notes more, in {self.files[0]}{ABOUT}")
        return tuple(lines)


def spacy_training(
    study: Study,
    options: Options,
    path: Path,
    *,
    tokens: str = "auto",
    held_out: float = 0.0,
    seed: int = 0,
) -> Trained:
    """Write a DocBin, or two with a share of the interviews held out in the second.

    A document is a turn in which somebody decided something; its spans are in `doc.spans["sc"]`,
    labelled with the code's id. An interview and its translation are never parted between files.
    A coding that begins or ends inside a token is widened to whole tokens and told.
    """
    if path.suffix != ".spacy":
        raise QualpipeError(f"{path}: spaCy reads files that end in .spacy; name it so")
    material = Material(study=study, options=options)
    kind = _kind(study) if tokens == "auto" else tokens
    pipeline = blank(kind)
    turns = list(_turns(material))
    away = _held_out(study, held_out, seed)
    parts = {path: [one for one in turns if _origin(one[0]) not in away]}
    if held_out:
        place = path.with_name(f"{path.stem}-held-out.spacy")
        parts[place] = [one for one in turns if _origin(one[0]) in away]
    problems: list[Problem] = []
    spans = 0
    for place, chosen in parts.items():
        docs = [_doc(pipeline, one, material, problems) for one in chosen]
        spans += sum(len(doc.spans[SPANS]) for doc in docs)
        _save(docs, place)
    unseen = max(0, _spoken(study) - len(turns))
    made = Trained(
        files=tuple(parts), tokens=kind, documents=len(turns), spans=spans, unseen=unseen,
        problems=tuple(problems),
    )  # fmt: skip
    _save_about(made, material, path)
    return made


def blank(kind: str) -> "Pipeline":
    """Return an empty pipeline of a kind: `en`, `zh` or `xx`.

    `en` cuts English into words; `zh` makes every character a token, which no Chinese coding can
    fall between, but English letters too; `xx` does both: Han characters one by one, all else as
    words. Training and use need the same tokenizer: see docs/exports.md.
    """
    import spacy  # noqa: PLC0415 - slow to import

    pipeline = spacy.blank(pick({"en": "en", "zh": "zh", "xx": "xx"}, kind, kind="tokenizer"))
    if kind == "xx":
        # Borders without a width: in front of and behind each Han character and wide mark.
        single = f"[{HAN}\u3000-\u303f\uff00-\uffef]"
        infixes = [*(pipeline.Defaults.infixes or ()), f"(?<={single})|(?={single})"]
        finder = spacy.util.compile_infix_regex(infixes).finditer
        pipeline.tokenizer.infix_finditer = finder  # type: ignore[union-attr]  # xx has spaCy's own
    return pipeline


def _kind(study: Study) -> str:
    """Choose the tokenizer by the languages that were spoken."""
    spoken = {one.language for one in study.segments} - {Language.UNKNOWN}
    if spoken <= {Language.EN}:
        return "en"
    return "zh" if spoken <= {Language.YUE, Language.ZH} and not _latin(study) else "xx"


def _latin(study: Study) -> bool:
    return any(one.isascii() and one.isalpha() for whole in study.segments for one in whole.text)


Said = tuple[Transcript, Turn, tuple[Passage, ...]]


def _turns(material: Material) -> Iterator[Said]:
    """Return the turns in which somebody decided something, each with its passages."""
    held: dict[tuple[str, int], list[Passage]] = {}
    for one in material.passages:
        held.setdefault((one.transcript, one.turn.number), []).append(one)
    for decision in material.study.last_words:
        place = Address.parse(decision.segment)
        held.setdefault((place.transcript, place.turn), [])
    for transcript in material.study.transcripts:
        for turn in transcript.turns:
            passages = held.get((transcript.id, turn.number))
            if passages is not None:
                yield transcript, turn, tuple(passages)


def _spoken(study: Study) -> int:
    """Count the turns that were to be coded."""
    return len({(one.transcript, one.turn) for one in study.segments})


def _origin(transcript: Transcript) -> str:
    return transcript.translation_of or transcript.id


def _held_out(study: Study, share: float, seed: int) -> frozenset[str]:
    """Draw interviews to hold out, at least one: the same seed draws the same ones."""
    if not share:
        return frozenset()
    names = sorted(
        {_origin(one) for one in study.transcripts},
        key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).hexdigest(),
    )
    return frozenset(names[: max(1, round(len(names) * share))])


def _doc(pipeline: "Pipeline", said: Said, material: Material, problems: list[Problem]) -> "Doc":
    transcript, turn, passages = said
    words = transcript.words_of(turn)
    doc = pipeline.make_doc(words)
    if doc.text != words:
        raise QualpipeError(f"{transcript.id}:{turn.number}: spaCy's tokenizer changed the words")
    doc.user_data.update({
        "transcript": transcript.id,
        "turn": turn.number,
        "participant": material.case_at(transcript.id, turn),
    })  # fmt: skip
    group = []
    for one in passages:
        start, end = _inked(one)
        span = doc.char_span(start, end, label=one.code)
        if span is None:
            span = doc.char_span(start, end, label=one.code, alignment_mode="expand")
            problems.append(_inexact(one, span))
        if span is not None:
            group.append(span)
    doc.spans[SPANS] = group
    return doc


def _inexact(passage: Passage, span: "Span | None") -> Problem:
    """Say what became of a coding that no span of whole tokens covers exactly."""
    if span is None:
        return Problem(where=passage.address, message=f"{passage.code} is on white space: left out")
    return Problem(
        where=passage.address,
        message=f"{passage.code} falls inside a token; "
        f"it is widened to {span.start_char}-{span.end_char}",
        remedy="--tokens xx or zh makes every Chinese character a token",
    )


def _inked(passage: Passage) -> tuple[int, int]:
    """Return the offsets without white space at either end, which belongs to no token."""
    text = passage.text
    start = passage.within.start + len(text) - len(text.lstrip())
    end = passage.within.end - (len(text) - len(text.rstrip()))
    return (start, end) if start < end else (passage.within.start, passage.within.end)


def _save(docs: Sequence["Doc"], path: Path) -> None:
    from spacy.tokens import DocBin  # noqa: PLC0415 - slow to import

    kept = DocBin(docs=docs, store_user_data=True).to_bytes()
    with written(path) as beside:
        beside.write_bytes(kept)


def _save_about(made: Trained, material: Material, path: Path) -> None:
    face = face_of(
        "spacy", material.study, material.options, detail={"tokens": made.tokens, "spans": SPANS}
    )
    about: Mapping[str, object] = {
        PROPERTY: face.record(),
        "files": [one.name for one in made.files],
        "documents": made.documents,
        "spans": made.spans,
        "unseen": made.unseen,
        "problems": _told(made.problems),
    }
    with written(path.with_name(path.name + ABOUT)) as beside:
        beside.write_text(f"{json.dumps(about, ensure_ascii=False, indent=2)}\n", encoding="utf-8")


def _told(problems: Iterable[Problem]) -> list[str]:
    return [str(one) for one in problems]

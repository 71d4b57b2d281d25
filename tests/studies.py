"""Studies with defaults, so that a test of an export states only what matters."""

from collections.abc import Sequence
from dataclasses import replace

import make

from qualpipe.export.study import Study
from qualpipe.model import (
    Address,
    Code,
    Codebook,
    Decision,
    Language,
    Role,
    Segment,
    Span,
    Suggestion,
    Transcript,
    Verdict,
)
from qualpipe.review import current, last_words

AT = "2026-03-01T10:00:00+08:00"
HOME = "It feels like home, I can just sit there."
SOFA = "我坐喺張梳化度，好似返到屋企咁。"
PHONE = "姑娘成日打嚟，問我點解冇去覆診。"
TEA = "Somebody made me tea before they asked my name."

Mark = tuple[str, int, str, str] | tuple[str, int, str, str, str]
"""Transcript, turn, words, code and, if not ana, the reviewer."""


def interviews() -> tuple[Transcript, ...]:
    """Two Cantonese interviews, the first translated, and an English one."""
    original = make.transcript(
        ("I", "中心係點㗎？"),
        SOFA,
        PHONE,
        id="P01",
        attributes={"gender": "女", "district": "沙田"},
    )
    english = make.transcript(
        ("I", "What is the centre like?"),
        "I sit on the sofa, as if I had come home.",
        "The nurse keeps phoning, why did I miss my appointment.",
        id="P01.en",
    )
    rendered = replace(
        english,
        translation_of="P01",
        turns=tuple(replace(one, translates=one.number) for one in english.turns),
    )
    second = make.transcript(
        ("I", "How is it?"), HOME, TEA, id="P02", attributes={"gender": "男", "district": "沙田"}
    )
    timed = replace(
        second, turns=tuple(replace(one, started=60.0 * one.number) for one in second.turns)
    )
    third = make.transcript(PHONE, id="P03", attributes={"gender": "女"})
    return original, rendered, timed, third


def place(transcripts: Sequence[Transcript], name: str, turn: int, words: str) -> str:
    """Return the address of some words of a turn."""
    whole = next(one for one in transcripts if one.id == name)
    start = whole.words_of(whole.turns[turn - 1]).index(words)
    return str(Address(name, turn, Span(start, start + len(words))))


def segments(transcripts: Sequence[Transcript]) -> tuple[Segment, ...]:
    """Make every turn of a participant one segment."""
    return tuple(
        Segment(
            transcript=whole.id,
            turn=turn.number,
            span=turn.span,
            within=Span(0, len(turn.span)),
            text=whole.words_of(turn),
            language=Language.EN if whole.words_of(turn).isascii() else Language.YUE,
            case=whole.case_of(turn),
        )
        for whole in transcripts
        for turn in whole.turns
        if turn.role is Role.PARTICIPANT
    )


def book() -> Codebook:
    """A codebook with a sub-code, a code nobody uses, and names in two languages."""
    return make.codebook(
        code("home", "Home-like place", "如家的地方"),
        code("safety", "Safety", "安全", parent="home"),
        code("contact", "Kept in touch", "保持聯絡"),
        code("unused", "Never given", "從未出現"),
    )


def code(name: str, english: str, chinese: str, *, parent: str | None = None) -> Code:
    phrases = (*make.phrases(english), *make.phrases(chinese, language=Language.ZH))
    defined = (
        *make.phrases(f"What {english} means."),
        *make.phrases(f"{chinese}的意思。", language=Language.ZH),
    )
    return Code(id=name, name=phrases, definition=defined, parent=parent)


MARKS: tuple[Mark, ...] = (
    ("P01", 2, SOFA, "home"),
    ("P01", 2, "張梳化度", "safety"),
    ("P01", 3, PHONE, "contact"),
    ("P02", 2, HOME, "home"),
    ("P02", 2, HOME, "home", "陳姑娘"),
    ("P02", 3, "made me tea", "home"),
)


def study(
    marks: Sequence[Mark] = MARKS,
    *,
    transcripts: Sequence[Transcript] | None = None,
    codebook: Codebook | None = None,
    suggested: Sequence[Mark] = (("P03", 1, PHONE, "contact"), ("P01", 2, SOFA, "home")),
    refused: Sequence[Mark] = (("P02", 3, TEA, "contact"),),
    **more: object,
) -> Study:
    """Make a study in which these words were given these codes, and these refused them."""
    whole = tuple(interviews() if transcripts is None else transcripts)
    made = [_decision(whole, one, Verdict.ADD) for one in marks]
    made += [_decision(whole, one, Verdict.REJECT) for one in refused]
    ledger = tuple(replace(one, number=n, act=n) for n, one in enumerate(made, 1))
    study = Study(
        name="Centres 中心",
        at=AT,
        codebook=codebook or book(),
        transcripts=whole,
        segments=segments(whole),
        suggestions=tuple(_suggestion(whole, one) for one in suggested),
        decisions=ledger,
        last_words=last_words(ledger),
        codings=current(ledger),
        head="5ea1" * 16 if ledger else "",
    )
    return replace(study, **more)  # type: ignore[arg-type]  # fields of Study by name


def _decision(transcripts: Sequence[Transcript], mark: Mark, verdict: Verdict) -> Decision:
    name, turn, words, code, *who = mark
    made = make.decision(
        place(transcripts, name, turn, words), code=code, verdict=verdict, at=AT,
        reviewer=who[0] if who else "ana",
    )  # fmt: skip
    return replace(made, words=words)


def _suggestion(transcripts: Sequence[Transcript], mark: Mark) -> Suggestion:
    name, turn, words, code = mark[:4]
    return make.suggestion(place(transcripts, name, turn, words), code=code)


def empty() -> Study:
    """A study in which nothing is reviewed yet."""
    return study((), refused=())


def strange(count: int = 300) -> Study:
    """A study whose codes and words are as odd as files of the world: each a trap of a format."""
    names = (
        "work/life: what? [all]*", "=cmd|' /C calc'!A0", "🏠 屋企 👩‍👩‍👧", "x" * 200, "住" * 200,
        "bell \x07 and escape \x1b", "𠮷野 㗎", "a|b_c\\d{e}%$#&~^", "<b>&amp;</b>", "'quoted'",
        "code", "CODE", "history", "--> end", "line\nbreak\ttab",
    )  # fmt: skip
    every = [*names, *(f"code {n}" for n in range(count - len(names)))]
    words = [f"={one}  said “{one}”." for one in names]
    whole = make.transcript(*words, id="P/01 🏠")
    marks = [(whole.id, n, words[n - 1], f"c{n}") for n in range(1, len(words) + 1)]
    codes = (Code(id=f"c{n}", name=make.phrases(one)) for n, one in enumerate(every, 1))
    return study(
        marks, transcripts=(whole,), codebook=make.codebook(*codes), suggested=(), refused=()
    )

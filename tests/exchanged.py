"""Studies to be exchanged with other programs: made up by hypothesis, or small and known."""

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st
from lxml import etree

from qualpipe.export.study import Study
from qualpipe.model import (
    Code,
    Codebook,
    Coding,
    Decision,
    Duty,
    Language,
    Memo,
    Phrase,
    Problem,
    Reviewer,
    Role,
    Source,
    Span,
    Transcript,
    Turn,
    Verdict,
)

DATA = Path(__file__).parent / "data" / "refi_qda"
AT = "2026-01-05T09:00:00+08:00"
PROJECT_SCHEMA = etree.XMLSchema(file=str(DATA / "Project.xsd"))
CODEBOOK_SCHEMA = etree.XMLSchema(file=str(DATA / "Codebook.xsd"))

# What breaks positions: emoji and 𠮷 (two UTF-16 units), combining marks, both line ends.
_PIECES = (
    *(
        "我哋",
        "嘅",
        "𠮷姑娘",
        "😀",
        "👩‍👩‍👧",
        "é",
        "\r\n",
        "\n",
        "\r",
        " ",
        "home",
        "<&>\"'",
        "\t",
        "\u3000",
    ),
    *("I: ", "受：", "- ", "  ", "Definition (en)", "qualpipe code", "\\", "a", "."),
)
said = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map("".join)
names = said.map(str.strip).filter(bool).filter(lambda text: "\r" not in text)
phrases = st.lists(st.builds(Phrase, st.sampled_from(Language), said), max_size=3).map(tuple)
marked = st.lists(st.builds(Phrase, st.sampled_from(Language), names), min_size=1, max_size=2)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Make codebooks whose codes nest and lie in any order."""
    codes = [
        Code(
            id=f"code_{number}",
            name=tuple(draw(marked)),
            definition=draw(phrases),
            include=draw(phrases),
            exclude=draw(phrases),
            keywords=draw(phrases),
            examples=draw(phrases),
            counter_examples=draw(phrases),
            parent=draw(st.sampled_from([None, *(f"code_{one}" for one in range(number))])),
            colour=draw(st.sampled_from(["", "#E69F00", "#abc"])),
            share=draw(st.sampled_from([None, 0.15, 1 / 3])),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    return Codebook(
        id=draw(names).replace("\n", " "),
        codes=tuple(draw(st.permutations(codes))),
        title=draw(phrases),
        version=draw(st.sampled_from(["", "1.10"])),
        languages=draw(st.sampled_from([(), (Language.EN, Language.YUE)])),
        source=draw(st.one_of(st.just(""), said)),
        extra=draw(st.sampled_from([{}, {"licence": "CC0", "n": [1, 2.5]}])),
    )


@st.composite
def transcripts(draw: st.DrawFn, number: int) -> Transcript:
    """Make transcripts of a few turns, with or without speakers and times."""
    text, turns = draw(st.sampled_from(["", "標題 Title\n\n"])), []
    for turn in range(1, draw(st.integers(0, 4)) + 1):
        speaker = draw(st.sampled_from(["訪", "P", "阿樂", ""]))
        words = draw(said)
        text += f"{speaker}: "
        span = Span(len(text), len(text) + len(words))
        text += f"{words}\n"
        role = Role.INTERVIEWER if speaker == "訪" else Role.PARTICIPANT
        started = draw(st.sampled_from([None, 1.5]))
        turns.append(Turn(number=turn, speaker=speaker, role=role, span=span, started=started))
    attributes = st.dictionaries(st.sampled_from(["participant", "地區", "age"]), names, max_size=2)
    return Transcript(
        id=f"P{number:02}",
        title=draw(names),
        text=text,
        turns=tuple(turns),
        source=Source(name=f"P{number:02}.txt", format="plain", sha256="0" * 64, confidence=0.5),
        attributes=draw(attributes),
        problems=draw(st.sampled_from([(), (Problem(where="P01.txt:1", message="嘅"),)])),
        translation_of="P00" if number == 1 else None,
    )


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """Make studies: overlapping codings of several reviewers, memos, empty parts."""
    book = draw(codebooks())
    whole = tuple(draw(transcripts(number)) for number in range(draw(st.integers(0, 3))))
    decisions: dict[tuple[str, str, str], Decision] = {}
    memos = [_memo(f"code:{book.codes[0].id}", draw(said), number=1)]
    for one in whole:
        memos.append(_memo(f"transcript:{one.id}", draw(said), number=len(memos) + 1))
        for turn in one.turns:
            for _ in range(draw(st.integers(0, 2))):
                address = _address(draw, one, turn)
                made = _decision(draw, address, book)
                decisions[made.segment, made.code, made.reviewer] = made
                memos.append(_memo(address, draw(said), number=len(memos) + 1))
    return study(
        book,
        whole,
        tuple(decisions.values()),
        memos=tuple(memo for memo in memos if memo.text.strip()),
    )


def study(
    book: Codebook,
    whole: tuple[Transcript, ...],
    decisions: tuple[Decision, ...] = (),
    *,
    memos: tuple[Memo, ...] = (),
) -> Study:
    """Make a study in which all that was decided is yes."""
    return Study(
        name="研究 <A & B>",
        at=AT,
        codebook=book,
        transcripts=whole,
        decisions=decisions,
        last_words=decisions,
        codings=codings(decisions),
        memos=memos,
        reviewers=(
            Reviewer(name="陳姑娘", duty=Duty.ADJUDICATOR, added=AT),
            Reviewer(name="nobody"),
        ),
    )


def codings(decisions: tuple[Decision, ...]) -> tuple[Coding, ...]:
    """Return what decisions that all say yes add up to."""
    yes: dict[tuple[str, str], set[str]] = {}
    for one in decisions:
        yes.setdefault((one.segment, one.code), set()).add(one.reviewer)
    return tuple(
        Coding(segment=segment, code=code, reviewers=tuple(sorted(people)))
        for (segment, code), people in sorted(yes.items())
    )


def bare(memos: tuple[Memo, ...]) -> set[Memo]:
    """Return memos without their numbers, which the ledger gives."""
    return {replace(one, number=0) for one in memos}


def _memo(about: str, text: str, *, number: int) -> Memo:
    return Memo(about=about, text=text, reviewer="ben", at=AT, number=number)


def _address(draw: st.DrawFn, one: Transcript, turn: Turn) -> str:
    start = draw(st.integers(0, len(turn.span) - 1))
    end = draw(st.integers(start + 1, len(turn.span)))
    return f"{one.id}:{turn.number}:{start}-{end}"


def _decision(draw: st.DrawFn, address: str, book: Codebook) -> Decision:
    return Decision(
        segment=address,
        code=draw(st.sampled_from(book.codes)).id,
        verdict=Verdict.ADD,
        reviewer=draw(st.sampled_from(["陳姑娘", "ben", "O'Neil\x01"])),
        at=AT,
        note=draw(st.one_of(st.just(""), said.filter(str.strip))),
    )

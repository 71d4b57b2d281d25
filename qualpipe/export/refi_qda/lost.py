"""What a project file does not hold, or holds where other programs may not look."""

from collections import Counter

from qualpipe.export.refi_qda.codes import folders, note_losses
from qualpipe.export.refi_qda.document import Content
from qualpipe.model import Verdict
from qualpipe.text.refi_qda import fits_xml
from qualpipe.text.refi_qda.losses import Losses

_NOT_IN = "not in the file: the standard has no place for it"
_IN_A_NOTE = "kept in a note on the source"


def project_losses(content: Content, losses: Losses, *, suggestions: bool) -> None:
    """Note what of a study a file for other programs leaves out, and what it puts into notes."""
    _decisions(content, losses)
    _machine(content, losses, suggestions=suggestions)
    note_losses(content.study.codebook, losses)
    _transcripts(content, losses)
    _for_the_program(content, losses)


def _decisions(content: Content, losses: Losses) -> None:
    study = content.study
    spoken = Counter(one.verdict for one in study.last_words)
    yes = {Verdict.ACCEPT, Verdict.ADD}
    for verdict, count in sorted(spoken.items()):
        if verdict not in yes:
            losses.add(f"decisions: {verdict}", "", became=_NOT_IN, count=count)
    earlier = len(study.decisions) - len(study.last_words) - len(study.adrift)
    became = "not in the file: the ledger stays in the project"
    losses.add("earlier decisions, since changed or undone", "", became=became, count=earlier)
    became = "left out: their words are gone; decide again"
    losses.add("decisions adrift", "", became=became, count=len(study.adrift))
    became = "left out until the round is closed"
    losses.add("decisions of open blind rounds", "", became=became, count=study.sealed)
    losses.add("rounds", "", became=_NOT_IN, count=len(study.rounds))
    settled = sum(one.adjudicates for one in study.last_words)
    became = "codings of the one who settled it"
    losses.add("adjudications", "", became=became, count=settled)


def _machine(content: Content, losses: Losses, *, suggestions: bool) -> None:
    study = content.study
    became = "left out: they are no one's decisions (--suggestions puts them in)"
    if suggestions:
        became = "codings of the user 'qualpipe suggestions', score and reasons in a note"
    losses.add("suggestions", "", became=became, count=len(study.suggestions))
    became = "left out: adopt them as codes first"
    losses.add("themes", "", became=became, count=len(study.themes))


def _transcripts(content: Content, losses: Losses) -> None:
    for one in content.study.transcripts:
        losses.add("turns, speakers, roles", one.id, became=_IN_A_NOTE, count=len(one.turns))
        timed = sum(turn.started is not None for turn in one.turns)
        losses.add("times of turns", one.id, became=_IN_A_NOTE, count=timed)
        if not fits_xml("".join((one.title, *one.attributes, *one.attributes.values()))):
            became = "U+FFFD stands there; they are kept in a note"
            losses.add("characters that XML cannot hold", one.id, became=became)
    for case in content.cases:
        for name in case.differing:
            where = f"{case.name}: {name}"
            became = "on the sources" if content.profile.on_sources else _IN_A_NOTE
            losses.add(
                "attributes that differ between interviews of one case", where, became=became
            )


def _for_the_program(content: Content, losses: Losses) -> None:
    """Note what the program that the file is for is known not to take over."""
    notes = sum(
        bool(mark.note)
        for found in content.marked.values()
        for stretch in found.values()
        for mark in stretch.marks
    )
    counts = {
        "notes": ("notes on single codings", notes),
        "folders": ("folders of codes", len(folders(content.study.codebook))),
    }
    for kind, became in content.profile.drops.items():
        what, count = counts[kind]
        losses.add(what, f"--for {content.profile.name}", became=became, count=count)

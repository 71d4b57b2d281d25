"""A project of another program comes in: what is new is kept, what is there already is not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe import __version__
from qualpipe.ingest import fingerprint
from qualpipe.ingest.refi_qda import Incoming, Labels, read_project
from qualpipe.model import Decision, Memo, Reviewer, Run
from qualpipe.project.exchange.codebooks import save_codebook
from qualpipe.project.exchange.merging import join
from qualpipe.project.exchange.transcripts import Places, keep
from qualpipe.project.steps.decisions import checked, round_of, words_in
from qualpipe.project.steps.runs import named
from qualpipe.review import SAYS_YES, last_words
from qualpipe.text.refi_qda.losses import Loss, Losses

if TYPE_CHECKING:
    from qualpipe.project import Project

_ON_A_WHOLE = "transcript:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What came of an import: how much is new, how much was there, and the losses.

    `loose` are notes that belong to the project as a whole.
    """

    origin: str
    transcripts: int
    transcripts_known: int
    codes: int
    codings: int
    codings_known: int
    memos: int
    memos_known: int
    reviewers: tuple[str, ...]
    loose: tuple[str, ...]
    losses: tuple[Loss, ...]


def take_in_project(
    project: "Project",
    path: Path,
    *,
    labels: tuple[Sequence[str], Sequence[str]],
    codebook_to: Path | None,
    at: str,
) -> Arrived:
    """Read a project file and keep what is new in it; a run cut short goes on when repeated."""
    incoming = _read(project, path, labels, at)
    losses = Losses()
    places = keep(project, path, incoming, losses)
    codes, added, codebook = _codes(project, incoming, codebook_to, losses)
    reviewers = _reviewers(project, incoming, at)
    decisions = [
        replace(one, segment=address, code=codes.get(one.code, one.code), codebook=codebook)
        for one in incoming.decisions
        for address in places.now(one.segment)
    ]
    fresh = _new_decisions(project, decisions)
    project.store.ledger.append(checked(fresh, project.store))
    memos = [replace(m, about=about) for m in incoming.memos for about in _about(m, places, codes)]
    noted = _new_memos(project, memos)
    arrived = Arrived(
        origin=incoming.origin,
        transcripts=places.new,
        transcripts_known=len(incoming.transcripts) - places.new,
        codes=added,
        codings=len(fresh),
        codings_known=len(decisions) - len(fresh),
        memos=noted,
        memos_known=len(memos) - noted,
        reviewers=reviewers,
        loose=incoming.loose,
        losses=(*incoming.losses, *losses.told()),
    )
    _record(project, path, arrived, at)
    return arrived


def _read(
    project: "Project", path: Path, labels: tuple[Sequence[str], Sequence[str]], at: str
) -> Incoming:
    settings = project.settings
    told = Labels(
        interviewers=(*settings.interviewers, *labels[0]),
        participants=(*settings.participants, *labels[1]),
    )
    return read_project(path, now=at, labels=told)


# Codes and people


def _codes(
    project: "Project", incoming: Incoming, codebook_to: Path | None, losses: Losses
) -> tuple[Mapping[str, str], int, str]:
    """Keep the codes; return the id of each here, how many are new, and the codebook's hash."""
    if incoming.codebook is None:
        return {}, 0, project.codebook().hash
    if codebook_to is not None:
        save_codebook(incoming.codebook, codebook_to)
        became = f"in {codebook_to}"
        count = len(incoming.codebook)
        losses.add("codes", incoming.codebook.id, became=became, count=count)
        return {}, 0, project.codebook().hash
    joined = join(project, incoming.codebook, losses)
    return joined.ids, joined.added, joined.digest


def _reviewers(project: "Project", incoming: Incoming, at: str) -> tuple[str, ...]:
    """Keep the people who are new and return their names."""
    people = project.store.team.people
    known = {one.name for one in people.all()}
    new: list[Reviewer] = [one for one in incoming.reviewers if one.name not in known]
    for one in new:
        people.add(replace(one, added=one.added or at))
    return tuple(one.name for one in new)


# Decisions and memos


def _new_decisions(project: "Project", decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that say something that is not in the ledger.

    What a reviewer says yes to already is not said again; nor is what they said at that very
    moment and have taken back since.
    """
    ledger = project.store.ledger.decisions()
    said = {(one.segment, one.code, one.reviewer, one.at) for one in ledger}
    yes = {
        (one.segment, one.code, one.reviewer)
        for one in last_words(ledger)
        if one.verdict in SAYS_YES
    }
    fresh: dict[tuple[str, str, str], Decision] = {}
    for one in decisions:
        place = (one.segment, one.code, one.reviewer)
        if place not in yes and (*place, one.at) not in said:
            fresh.setdefault(place, one)
    return list(fresh.values())


def _about(memo: Memo, places: Places, codes: Mapping[str, str]) -> tuple[str, ...]:
    if memo.about.startswith("code:"):
        code = memo.about.removeprefix("code:")
        return (f"code:{codes.get(code, code)}",)
    if memo.about.startswith(_ON_A_WHOLE):
        return (_ON_A_WHOLE + places.whole(memo.about.removeprefix(_ON_A_WHOLE)),)
    return places.now(memo.about)[:1]


def _new_memos(project: "Project", memos: Sequence[Memo]) -> int:
    """Keep the memos that are not there, with the words they are on; return how many."""
    kept = project.store.team.memos
    known = {(one.about, one.text, one.reviewer, one.at) for one in kept.all()}
    rounds = project.store.team.rounds.all()
    words_at = words_in({one.id: one for one in project.transcripts()})
    count = 0
    for one in memos:
        key = (one.about, one.text, one.reviewer, one.at)
        if key in known:
            continue
        known.add(key)
        on_words = ":" in one.about and not one.about.startswith(("code:", _ON_A_WHOLE))
        words = (words_at(one.about) or "") if on_words else ""
        kept.append(replace(one, words=words, round=round_of(one.reviewer, rounds)))
        count += 1
    return count


def _record(project: "Project", path: Path, arrived: Arrived, at: str) -> None:
    """Keep how the import came to be, with the notes that found no other place."""
    if not (arrived.transcripts or arrived.codings or arrived.memos or arrived.codes):
        return
    run = Run(
        id="",
        step="import",
        settings={"file": path.name, "origin": arrived.origin},
        versions={"qualpipe": __version__},
        inputs={"file": fingerprint(path)},
        started=at,
        notes={
            "losses": json.dumps([asdict(one) for one in arrived.losses], ensure_ascii=False),
            "loose notes": json.dumps(arrived.loose, ensure_ascii=False),
        },
    )
    project.store.runs.append(named(run))

"""Transcripts that come in: those that are there already, those that are new, their names here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.ingest import fingerprint
from qualpipe.ingest.refi_qda import Incoming
from qualpipe.ingest.refi_qda.placing import parts_of
from qualpipe.model import Address, Transcript
from qualpipe.project import lock
from qualpipe.project.files import IMPORTED, name_of
from qualpipe.project.steps.sources import cut, link
from qualpipe.project.watch import unwatched
from qualpipe.store import FileRecord
from qualpipe.text.refi_qda.asides import digest
from qualpipe.text.refi_qda.losses import Losses

if TYPE_CHECKING:
    from qualpipe.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A transcript as it came and as it is here."""

    came: Transcript
    here: Transcript
    is_new: bool


class Places:
    """Leads what is said of the transcripts of a file over to those of the project."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs = {pair.came.id: pair for pair in pairs}
        self.new = sum(pair.is_new for pair in self._pairs.values())

    def now(self, written: str) -> tuple[str, ...]:
        """Return the addresses that one comes to here: more than one where turns differ."""
        address = Address.parse(written)
        pair = self._pairs[address.transcript]
        came, here = pair.came, pair.here
        if [turn.span for turn in came.turns] == [turn.span for turn in here.turns]:
            return (str(replace(address, transcript=here.id)),)
        span = address.within.shifted(came.turns[address.turn - 1].span.start)
        return tuple(place for place, _ in parts_of(here, span))

    def whole(self, name: str) -> str:
        """Return the id that a transcript has here."""
        return self._pairs[name].here.id


def keep(project: "Project", path: Path, incoming: Incoming, losses: Losses) -> Places:
    """Keep the transcripts that are not there yet, and say where all of them are now."""
    store, folder = project.store, project.folder
    with lock.of(folder):
        there = _matched(incoming.transcripts, project.transcripts())
        new = [one for one in incoming.transcripts if one.id not in there]
        named_here = _names(new, there, store.transcript_ids(), losses)
        made = [_renamed(one, named_here) for one in new]
        record = _record_of(project, path)
        ids: dict[str, str] = {}
        if made or record.name not in {one.name for one in store.files() if not one.failure}:
            store.save_file(record, made)
            ids = link([], folder=folder, store=store, settings=project.settings)
            cut(store, project.settings, watch=unwatched)
    final = {one.id: ids.get(f"{record.name}#{part}", one.id) for part, one in enumerate(made)}
    here = {one.id: one for one in project.transcripts()}
    pairs = []
    for one in incoming.transcripts:
        known = there.get(one.id)
        name = known.id if known else final[named_here[one.id]]
        if known is not None and dict(one.attributes).items() - dict(known.attributes).items():
            became = "the project's stay"
            losses.add("attributes of transcripts that are there", known.id, became=became)
        pairs.append(Pair(came=one, here=here[name], is_new=known is None))
    return Places(pairs)


def _matched(came: Sequence[Transcript], there: Sequence[Transcript]) -> dict[str, Transcript]:
    """Find the transcripts that are there already, by their words; each is one other's only."""
    by_words: dict[str, list[Transcript]] = {}
    for one in there:
        by_words.setdefault(digest(one.text), []).append(one)
    found: dict[str, Transcript] = {}
    for one in came:
        alike = by_words.get(digest(one.text), [])
        if alike:
            best = min(
                alike, key=lambda each: (each.id != one.id, each.title != one.title, each.id)
            )
            alike.remove(best)
            found[one.id] = best
    return found


def _names(
    new: Sequence[Transcript],
    there: Mapping[str, Transcript],
    taken: Iterable[str],
    losses: Losses,
) -> dict[str, str]:
    """Return the id that each transcript has here; a name that is taken is another's."""
    names = {came: one.id for came, one in there.items()}
    used = {*taken, *names.values()}
    for one in new:
        name, number = one.id, 1
        while name in used:
            number += 1
            name = f"{one.id}-{number}"
        if name != one.id:
            became = f"another transcript has that name: called {name}"
            losses.add(
                "transcripts with other words than that of their name", one.id, became=became
            )
        used.add(name)
        names[one.id] = name
    return names


def _renamed(one: Transcript, names: Mapping[str, str]) -> Transcript:
    original = one.translation_of
    original = names.get(original, original) if original else None
    return replace(one, id=names[one.id], translation_of=original)


def _record_of(project: "Project", path: Path) -> FileRecord:
    """Return the record of the file; a later edition of it stands beside the earlier one."""
    name, content = name_of(path, project.folder), fingerprint(path)
    known = {one.name: one for one in project.store.files()}.get(name)
    if known is not None and known.reading == IMPORTED and known.sha256 != content:
        name = f"{name}@{content[:8]}"
    return FileRecord(name=name, sha256=content, reading=IMPORTED)

"""Editions: the themes as they stood at one time, and how they are written down."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from qualpipe.model import Language, Phrase, QualpipeError, Run, Theme
from qualpipe.store import Store
from qualpipe.store.themes import Kept
from qualpipe.themes import Findings, Reason, Remark, Tried


class StaleThemes(QualpipeError):
    """Somebody changed the themes since they were looked at; `now` is the latest edition."""

    def __init__(self, seen: int, now: int) -> None:
        super().__init__(
            f"the themes were changed since edition {seen}: now there is edition {now}; "
            "look at it and repeat the change"
        )
        self.now = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """A theme that became a code: its segments stay explained by it until a reviewer says no."""

    code: str
    theme: str
    label: str
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The themes as a search found them, or as somebody changed them after it.

    `run` is how this edition came to be, `left_out` has the addresses that were not searched, each
    with the reason, `adopted` all themes of the project that became codes so far.
    """

    number: int
    run: Run
    findings: Findings
    left_out: tuple[tuple[str, Reason], ...] = ()
    adopted: tuple[Adoption, ...] = ()

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Return the themes and their headings, in order."""
        return self.findings.themes

    @property
    def over(self) -> str:
        """Return what was searched: residue, all or code:ID."""
        return self.run.settings["over"]

    @property
    def search(self) -> str:
        """Return the id of the run that searched; an edition of another run was changed since."""
        return self.run.notes.get("search", self.run.id)

    @property
    def act(self) -> str:
        """Return what was done to the edition before: `rename 3` ('' for a search's own)."""
        return self.run.settings.get("act", "")

    @property
    def last_act(self) -> str:
        """Return what was last done to the themes, also where they were only taken up again."""
        return self.run.notes.get("last act", self.act)

    @property
    def taken_up(self) -> bool:
        """Say whether an older edition was made the latest again, since its search was repeated."""
        return "last act" in self.run.notes

    @property
    def searched(self) -> frozenset[str]:
        """Return the addresses of the segments that were searched."""
        return addresses_of(self.findings)

    @property
    def reasons(self) -> Mapping[Reason, int]:
        """Return how many segments were not searched for each reason, the commonest first."""
        return dict(Counter(reason for _, reason in self.left_out).most_common())


def addresses_of(findings: Findings) -> frozenset[str]:
    """Return the addresses of all segments that findings are about."""
    groups = (*(one.segments for one in findings.themes), *findings.groups)
    return frozenset((*findings.unplaced, *(address for held in groups for address in held)))


def kept(store: Store, edition: Edition) -> Edition:
    """Append an edition; returns it under its number."""
    number = store.themes.append(edition.run, document_of(edition))
    return replace(edition, number=number)


def last(store: Store) -> Edition | None:
    """Return the latest edition, if there is one."""
    found = store.themes.last()
    return edition_of(found) if found else None


def latest_of(store: Store, search: str) -> Edition | None:
    """Return the latest edition that goes back to a search, if it was made before."""
    for number, run in reversed(store.themes.runs()):
        if search in (run.id, run.notes.get("search")):
            return edition_of(store.themes.get(number))
    return None


def document_of(edition: Edition) -> str:
    """Write an edition down as JSON, without its number and run, which are kept beside it."""
    reasons: dict[str, list[str]] = {}
    for address, reason in edition.left_out:
        reasons.setdefault(reason.name, []).append(address)
    content = {
        "findings": asdict(edition.findings),
        "left_out": reasons,
        "adopted": [asdict(one) for one in edition.adopted],
    }
    return json.dumps(content, ensure_ascii=False)


def edition_of(found: Kept) -> Edition:
    """Read back what `document_of` wrote, every number to the last digit."""
    fields = json.loads(found.document)
    return Edition(
        number=found.number,
        run=found.run,
        findings=_findings(fields["findings"]),
        left_out=tuple(
            (address, Reason[name])
            for name, addresses in fields["left_out"].items()
            for address in addresses
        ),
        adopted=tuple(
            Adoption(**{**one, "segments": tuple(one["segments"])}) for one in fields["adopted"]
        ),
    )


def _findings(fields: Mapping[str, Any]) -> Findings:
    whole = {
        **fields,
        "themes": tuple(_theme(one) for one in fields["themes"]),
        "groups": tuple(tuple(one) for one in fields["groups"]),
        "unplaced": tuple(fields["unplaced"]),
        "tried": tuple(Tried(**one) for one in fields["tried"]),
        # Editions of earlier versions have the English message alone.
        "remarks": tuple(Remark(**one) for one in fields.get("remarks", ())),
    }
    return Findings(**whole)


def _theme(fields: Mapping[str, Any]) -> Theme:
    whole = {
        **fields,
        "terms": tuple(Phrase(Language(one["language"]), one["text"]) for one in fields["terms"]),
        "segments": tuple(fields["segments"]),
        "quotes": tuple(fields["quotes"]),
        "languages": tuple((Language(name), count) for name, count in fields["languages"]),
    }
    return Theme(**whole)

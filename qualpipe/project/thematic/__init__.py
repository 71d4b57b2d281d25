"""Themes of a project: searched, looked at, changed by a person, adopted as codes.

Every search and every change is an edition that stays; what is shown and changed is the latest
unless another is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.model import QualpipeError, Segment, Theme, UnknownName
from qualpipe.project import lock
from qualpipe.project.steps.opinions import Request
from qualpipe.project.thematic import changing, looking
from qualpipe.project.thematic.adopting import Adopted, adopted
from qualpipe.project.thematic.editions import (
    Adoption,
    Edition,
    StaleThemes,
    edition_of,
    last,
)
from qualpipe.project.thematic.leftovers import RESIDUE, material_again
from qualpipe.project.thematic.looking import Aside
from qualpipe.project.thematic.searching import found
from qualpipe.project.watch import Watch, unwatched
from qualpipe.themes import (
    Comparison,
    Findings,
    Material,
    Row,
    Saturation,
    ThemeSettings,
    by_attribute,
    compare,
    map_html,
    map_svg,
    named,
    saturation,
    tree,
)

if TYPE_CHECKING:
    from qualpipe.project import Project

__all__ = [
    "Adopted",
    "Adoption",
    "Aside",
    "Comparison",
    "Edition",
    "Findings",
    "Request",
    "Row",
    "Saturation",
    "StaleThemes",
    "Thematic",
    "ThemeSettings",
]


class Thematic:
    """The themes of a project.

    A change is made on the latest edition unless `edition` names another. Where `latest` says which
    one somebody looked at, a change that would pass over a later one is refused (StaleThemes).
    """

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._store = project.store

    # Searching

    def find(
        self,
        over: str = RESIDUE,
        settings: ThemeSettings | None = None,
        *,
        naming: Request | None = None,
        watch: Watch = unwatched,
    ) -> Edition:
        """Look for themes in what no code explains (`residue`), in `all`, or inside `code:ID`.

        The same search of the same talk is not repeated: what was found before comes back, as it
        was changed by hand since. `naming` has a language model name the themes, which is recorded;
        a server that may not be asked is refused before anything is searched. While it answers
        others may work on the project; a change of the themes they make is not passed over.
        """
        if naming is not None:
            from qualpipe.project.thematic import naming as models  # noqa: PLC0415 - seldom asked

            there = models.server_of(naming)
        with self._lock():
            edition = found(
                self._store,
                self._project.settings,
                self._project.codebook(),
                over=over,
                wish=settings or ThemeSettings(),
                started=_now(),
                watch=watch,
            )
            latest = max(self.numbers())
        if naming is None or edition.last_act == models.act_of(naming, there):
            return edition
        findings = models.named_by_model(
            self._store, edition, naming, there=there, started=_now(), watch=watch
        )
        with self._upon(edition.number, latest) as before:
            return self._kept(before, findings, models.act_of(naming, there), "")

    # Editions

    def last(self) -> Edition | None:
        """Return the latest edition, if there is one."""
        return last(self._store)

    def edition(self, number: int | None = None) -> Edition:
        """Return an edition by its number, else the latest; an unknown one lists the known."""
        if number is not None:
            return edition_of(self._store.themes.get(number))
        latest = self.last()
        if latest is None:
            raise QualpipeError("no themes were looked for yet; run: qualpipe themes")
        return latest

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of all editions."""
        return self._store.themes.numbers()

    def theme(self, theme: str, *, edition: int | None = None) -> Theme:
        """Return a theme by its id; an unknown one lists the known ones."""
        return named(self.edition(edition).themes, theme)

    def warnings(self, edition: Edition) -> tuple[str, ...]:
        """Say what changed since an edition; empty if all is as it was."""
        project = self._project
        return looking.warnings(self._store, project.settings, edition, project.codebook())

    # A person's hand

    def rename(
        self,
        theme: str,
        label: str,
        *,
        edition: int | None = None,
        latest: int | None = None,
        by: str = "",
    ) -> Edition:
        """Give a theme another label."""
        with self._upon(edition, latest) as before:
            return self._kept(before, changing.renamed(before, theme, label), f"rename {theme}", by)

    def merge(
        self, *themes: str, edition: int | None = None, latest: int | None = None, by: str = ""
    ) -> Edition:
        """Make one theme of two or more; it keeps the id of the first."""
        with self._upon(edition, latest) as before:
            findings = changing.merged(before, themes, lambda: self.material(before))
            return self._kept(before, findings, f"merge {' '.join(themes)}", by)

    def split(
        self,
        theme: str,
        *,
        into: int = 2,
        edition: int | None = None,
        latest: int | None = None,
        by: str = "",
    ) -> Edition:
        """Divide a theme into several; 3 becomes 3.1, 3.2, ..."""
        with self._upon(edition, latest) as before:
            findings = changing.divided(before, theme, into, lambda: self.material(before))
            return self._kept(before, findings, f"split {theme} into {into}", by)

    def drop(
        self, theme: str, *, edition: int | None = None, latest: int | None = None, by: str = ""
    ) -> Edition:
        """Take a theme away; with a heading go the themes under it."""
        with self._upon(edition, latest) as before:
            return self._kept(before, changing.dropped(before, theme), f"drop {theme}", by)

    def adopt(
        self,
        theme: str,
        id: str,  # noqa: A002 - the noun's own word
        *,
        name: str = "",
        parent: str | None = None,
        edition: int | None = None,
        latest: int | None = None,
        by: str = "",
    ) -> Adopted:
        """Make a code of a theme, in a new version of the codebook; its segments are up for review.

        `name` is what it is called, as in "medicine / 藥" (the theme's label if empty). Later
        searches leave the segments out, unless a reviewer rejects the code.
        """
        with self._upon(edition, latest) as before:
            return adopted(
                self._project, before, theme, id=id, name=name, parent=parent, by=by, at=_now()
            )

    # Looking

    def compare(self, before: int, after: int) -> Comparison:
        """Say what moved between two editions."""
        return compare(self.edition(before).themes, self.edition(after).themes)

    def by_attribute(self, name: str, *, edition: int | None = None) -> tuple[Row, ...]:
        """Count each theme by an attribute of the participants, or by `interview`.

        Where the attribute says when, such as the date of the interview, rows go by time.
        """
        one = self.edition(edition)
        values = looking.values_of(self._project.transcripts(), name)
        return looking.in_order(by_attribute(one.themes, self._searched(one), values))

    def saturation(self, order: Sequence[str] = (), *, edition: int | None = None) -> Saturation:
        """Count new themes interview by interview, in an order or by their names."""
        one = self.edition(edition)
        spoken = tuple(each.id for each in self._project.transcripts() if not each.translation_of)
        for name in order:
            if name not in spoken:
                raise UnknownName(name, "interview", spoken)
        return saturation(one.themes, self._searched(one), order=order or spoken)

    def tree(self, *, edition: int | None = None) -> tuple[tuple[int, Theme], ...]:
        """Return the themes with their depth, those under a heading right after it."""
        return tree(self.edition(edition).themes)

    def left_out(self, *, edition: int | None = None) -> tuple[Aside, ...]:
        """Return the segments that were not searched, each with the reason."""
        return looking.left_out(self._project.segments(), self.edition(edition))

    def segments(self, addresses: Sequence[str]) -> Mapping[str, Segment]:
        """Return the segments at addresses, as far as they are still there."""
        wanted = set(addresses)
        return {one.address: one for one in self._project.segments() if one.address in wanted}

    def map_svg(self, *, edition: int | None = None, title: str = "") -> str:
        """Draw the map of an edition; the text of an SVG file."""
        one = self.edition(edition)
        return map_svg(one.themes, self.material(one), title=title)

    def map_html(self, *, edition: int | None = None, title: str = "Themes") -> str:
        """Draw the map of an edition as a page of its own, with the table of the themes."""
        one = self.edition(edition)
        return map_html(one.themes, self.material(one), title=title)

    def save_map(
        self, path: Path, *, edition: int | None = None, title: str = "Themes"
    ) -> tuple[str, ...]:
        """Write the map as .html, .svg or .png; returns what a reader of it should know."""
        from qualpipe.project.thematic.pictures import write  # noqa: PLC0415 - seldom asked

        one = self.edition(edition)
        return write(path, one.themes, self.material(one), title=title)

    def material(self, edition: Edition, *, watch: Watch = unwatched) -> Material:
        """Return what the search of an edition looked at, as far as it is still there."""
        return material_again(
            self._store, self._project.settings, edition, watch=watch, started=_now()
        )

    def _searched(self, edition: Edition) -> tuple[Segment, ...]:
        there = edition.searched
        return tuple(one for one in self._project.segments() if one.address in there)

    def _kept(self, before: Edition, findings: Findings, act: str, by: str) -> Edition:
        return changing.next_edition(self._store, before, findings, act=act, by=by, at=_now())

    @contextmanager
    def _upon(self, edition: int | None, latest: int | None) -> Iterator[Edition]:
        """Hold the lock from reading the edition a change is made on until the change is kept."""
        with self._lock():
            now = max(self.numbers(), default=0)
            if latest is not None and latest != now:
                raise StaleThemes(latest, now)
            yield self.edition(edition)

    def _lock(self) -> lock.Held:
        return lock.of(self._project.folder)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

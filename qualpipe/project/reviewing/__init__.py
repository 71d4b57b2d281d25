"""The work of the reviewers on a project: queue, rounds, memos, adjudication, agreement.

Each method is load, call, save. Whatever shows a decision is asked for a viewer: the name of the
reviewer who looks, or '' for what is open to all. Nobody learns here what is sealed.
"""

from collections.abc import Sequence

from qualpipe.model import Coding, Decision, Memo, Round
from qualpipe.project.steps.decisions import checked, standing
from qualpipe.review import current, memos_shown, visible
from qualpipe.store import Store


class Reviewing:
    """What reviewers do in a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # What people said, as far as a viewer may see it

    def decisions(self, *, viewer: str = "", under: Sequence[str] = ()) -> tuple[Decision, ...]:
        """Return the ledger in order, undos included, without what is sealed from the viewer.

        `under` are beginnings of addresses (`P01:`, `P01:12:`): only what lies there is read.
        """
        found = self._store.ledger.decisions(under=under)
        return visible(found, self.rounds(), viewer=viewer)

    def last_words(self, *, viewer: str = "") -> tuple[Decision, ...]:
        """Return each reviewer's last decision on a segment and code, on words still there."""
        return standing(self._store, self.decisions(viewer=viewer))[0]

    def codings(self, *, viewer: str = "") -> tuple[Coding, ...]:
        """Return the codings that stand, as far as the viewer may see the decisions."""
        return current(self.last_words(viewer=viewer))

    def decide(self, decisions: Sequence[Decision]) -> tuple[int, ...]:
        """Append decisions as one act, all or none; on disk when this returns their numbers."""
        return self._store.ledger.append(checked(decisions, self._store))

    def memos(self, *, viewer: str = "", about: str | None = None) -> tuple[Memo, ...]:
        """Return the memos that stand, about one thing or all, that the viewer may see."""
        return memos_shown(self._store.team.memos.all(about=about), self.rounds(), viewer=viewer)

    def rounds(self) -> tuple[Round, ...]:
        """Return every round, in the order in which they were opened."""
        return self._store.team.rounds.all()

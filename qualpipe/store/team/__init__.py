"""What reviewing together needs on disk: people, rounds, claims, memos."""

from sqlalchemy import Engine

from qualpipe.store.team.memos import Memos
from qualpipe.store.team.people import People, Session
from qualpipe.store.team.rounds import Rounds

__all__ = ["Memos", "People", "Rounds", "Session", "Team"]


class Team:
    """The people who review, their rounds and their memos."""

    def __init__(self, engine: Engine) -> None:
        self.people = People(engine)
        self.rounds = Rounds(engine)
        self.memos = Memos(engine)

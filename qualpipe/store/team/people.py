"""The people of a team as they are kept: names and duties, passwords, who is logged in."""

from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select, update

from qualpipe.model import Duty, QualpipeError, Reviewer
from qualpipe.store.connect import rows_of, writing
from qualpipe.store.tables import ATTEMPTS, REVIEWERS, SESSIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that is logged in: by the digest of its token. Times are seconds since 1970."""

    digest: str
    reviewer: str
    csrf: str
    began: float
    seen: float


class People:
    """Reviewers, the digests of their passwords, their sessions and failed logins."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, reviewer: Reviewer, *, password: str = "") -> None:
        """Keep a new reviewer, with the digest of a password if they log in."""
        with writing(self._engine) as connection:
            table = REVIEWERS
            held = select(table.c.name).where(table.c.name == reviewer.name)
            if connection.execute(held).first() is not None:
                raise QualpipeError(f"there is a reviewer {reviewer.name!r} already")
            row = {"name": reviewer.name, "duty": reviewer.duty.value, "password": password}
            row |= {"added": reviewer.added, "retired": reviewer.retired}
            connection.execute(insert(table), row)

    def all(self) -> tuple[Reviewer, ...]:
        """Return every reviewer by name, those who retired among them."""
        found = rows_of(self._engine, select(REVIEWERS).order_by(REVIEWERS.c.name))
        return tuple(
            Reviewer(
                name=row["name"],
                duty=Duty(row["duty"]),
                added=row["added"],
                retired=row["retired"],
            )
            for row in found
        )

    def password_of(self, name: str) -> str:
        """Return the digest of a reviewer's password ('' if there is none, or no such person)."""
        query = select(REVIEWERS.c.password).where(REVIEWERS.c.name == name)
        found = rows_of(self._engine, query)
        return str(found[0]["password"]) if found else ""

    def change(
        self,
        name: str,
        *,
        duty: Duty | None = None,
        password: str | None = None,
        retired: str | None = None,
    ) -> None:
        """Change what is given of a reviewer; who retires or has a new password is logged out."""
        new = {"duty": duty.value if duty else None, "password": password, "retired": retired}
        values = {column: value for column, value in new.items() if value is not None}
        with writing(self._engine) as connection:
            connection.execute(update(REVIEWERS).where(REVIEWERS.c.name == name).values(**values))
            if password is not None or retired:
                connection.execute(delete(SESSIONS).where(SESSIONS.c.reviewer == name))

    # Who is logged in

    def begin(self, session: Session, *, in_place_of: str = "") -> None:
        """Keep a session; one that it takes the place of ends (rotation at login)."""
        with writing(self._engine) as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == in_place_of))
            connection.execute(
                insert(SESSIONS),
                {
                    "digest": session.digest,
                    "reviewer": session.reviewer,
                    "csrf": session.csrf,
                    "began": session.began,
                    "seen": session.seen,
                },
            )

    def session(self, digest: str) -> Session | None:
        """Return the session of a token's digest."""
        found = rows_of(self._engine, select(SESSIONS).where(SESSIONS.c.digest == digest))
        return Session(**found[0]) if found else None

    def seen(self, digest: str, *, at: float) -> None:
        """Note that a session was used."""
        with writing(self._engine) as connection:
            table = SESSIONS
            connection.execute(update(table).where(table.c.digest == digest).values(seen=at))

    def end(self, digest: str) -> None:
        """Log a browser out."""
        with writing(self._engine) as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest))

    def end_idle(self, *, began_before: float, seen_before: float) -> None:
        """Drop the sessions that are too old or were too long unused."""
        table = SESSIONS
        with writing(self._engine) as connection:
            old = (table.c.began < began_before) | (table.c.seen < seen_before)
            connection.execute(delete(table).where(old))

    # Failed logins

    def failures(self, key: str) -> tuple[int, float]:
        """Return how often login failed for a key (account or address), and when last."""
        found = rows_of(self._engine, select(ATTEMPTS).where(ATTEMPTS.c.key == key))
        return (int(found[0]["count"]), float(found[0]["last"])) if found else (0, 0.0)

    def failed(self, key: str, *, at: float) -> int:
        """Count one more failed login for a key; returns how many there are."""
        with writing(self._engine) as connection:
            query = select(ATTEMPTS.c.count).where(ATTEMPTS.c.key == key)
            count = int(connection.execute(query).scalar() or 0) + 1
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key == key))
            connection.execute(insert(ATTEMPTS), {"key": key, "count": count, "last": at})
        return count

    def forgive(self, key: str) -> None:
        """Forget the failed logins of a key."""
        with writing(self._engine) as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key == key))

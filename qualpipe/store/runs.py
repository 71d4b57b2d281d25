"""Runs as they are kept: which was the last of a step, and whether what it made is whole."""

import hashlib
from typing import Any

from sqlalchemy import Engine, select, update

from qualpipe.model import Run
from qualpipe.store import rows
from qualpipe.store.bulk import UNLINKED, WITHDRAWN, append_run
from qualpipe.store.connect import rows_of, transaction, writing
from qualpipe.store.tables import FILES, RECEIPTS, RUNS, TRANSCRIPTS

# The step that sets an adopted theme's suggestions beside those of the last coding run.
ADOPTING = "adopt"


class Runs:
    """Every run in the order in which they were made."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, run: Run) -> None:
        """Keep a run that has no other result in the database."""
        with writing(self._engine) as connection:
            append_run(connection, run)

    def last(self, *steps: str) -> Run | None:
        """Return the latest run of the steps, if there was one."""
        query = select(RUNS.c.document).where(RUNS.c.step.in_(steps))
        found = rows_of(self._engine, query.order_by(RUNS.c.number.desc()).limit(1))
        return rows.run_of(found[0]["document"]) if found else None

    def all(self) -> tuple[Run, ...]:
        """Return every run in the order in which they were made."""
        query = select(RUNS.c.document).order_by(RUNS.c.number)
        return tuple(rows.run_of(row["document"]) for row in rows_of(self._engine, query))

    def linking(self) -> Run | None:
        """Return the run that linked all there is, if nothing was read or forgotten since."""
        last = self.last("link", UNLINKED)
        return last if last and last.step == "link" else None

    def coding(self) -> Run | None:
        """Return the coding run that made just the suggestions that are there, if there is one.

        A file that was read again or went took its suggestions along: then there is none, even
        if the file should come back as it was. Nor is there one after a theme was adopted, even if
        its code should go again.
        """
        last = self.last("code", WITHDRAWN, ADOPTING)
        return last if last and last.step == "code" else None

    def suggested(self) -> bool:
        """Say whether codes are suggested for all there is: what was adopted since does no harm."""
        last = self.last("code", WITHDRAWN)
        return last is not None and last.step == "code"

    def files_state(self) -> str:
        """Return a digest of which files were read, and how."""
        columns = (FILES.c.name, FILES.c.sha256, FILES.c.reading, FILES.c.failure)
        return self._digest(select(*columns).order_by(FILES.c.name))

    def state(self) -> str:
        """Return a digest of all transcripts and how they were linked and segmented."""
        whole = TRANSCRIPTS
        columns = (whole.c.id, whole.c.attributes, whole.c.translation_of, whole.c.segmented)
        query = select(*columns, FILES.c.sha256, FILES.c.reading)
        query = query.join(FILES, FILES.c.name == whole.c.file)
        return self._digest(query.order_by(whole.c.id))

    def writes(self) -> int:
        """Return how often the project was written to."""
        return int(rows_of(self._engine, select(RECEIPTS.c.writes))[0]["writes"])

    def keep_receipt(self, document: str, *, writes: int) -> None:
        """Keep what a run answered, unless more was written since there were so many `writes`."""
        kept = update(RECEIPTS).where(RECEIPTS.c.writes == writes).values(document=document)
        with transaction(self._engine) as connection:
            connection.execute(kept)

    def _digest(self, query: Any) -> str:  # noqa: ANN401 - any statement that selects
        content = rows.as_json([list(row.values()) for row in rows_of(self._engine, query)])
        return hashlib.sha256(content.encode()).hexdigest()

"""What is remembered of each file, so that an unchanged one is not read again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file that was looked at.

    `name` is its path, relative to the project where it lies inside; `sha256` of its bytes;
    `reading` the digest of the settings it was read with; `failure` why it gave no transcript.
    """

    name: str
    sha256: str
    reading: str
    failure: str = ""

    def row(self, number: int) -> tuple[object, ...]:
        """Return the record in the order of the table's columns."""
        return (self.name, self.sha256, self.reading, self.failure, number)

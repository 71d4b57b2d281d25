"""The codebook in force, read again only when its file changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualpipe.model import Code, Codebook
from qualpipe.project import Project

_Sign = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A version of the codebook with its hashes, worked out once and not at every decision."""

    codebook: Codebook
    hash: str
    codes: Mapping[str, Code]
    hashes: Mapping[str, str]

    @classmethod
    def of(cls, codebook: Codebook) -> "Worded":
        """Work the hashes of a codebook out."""
        return cls(
            codebook=codebook,
            hash=codebook.hash,
            codes={code.id: code for code in codebook},
            hashes={code.id: code.hash for code in codebook},
        )


class InForce:
    """Knows a project's codebook without reading it at every decision."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._sign: _Sign | None = None
        self._worded: Worded | None = None
        self._earlier: dict[str, Worded] = {}

    def version(self, digest: str) -> Worded:
        """Return the version of the codebook with a hash."""
        if digest not in self._earlier:
            self._earlier[digest] = Worded.of(self._project.store.codebook(digest))
        return self._earlier[digest]

    def now(self, *, at: str) -> Worded:
        """Return the codebook in force; a version that is new is kept in the store."""
        sign = self._seen()
        if self._worded is None or sign != self._sign:
            found = self._project.codebook()
            self._project.store.save_codebook(found, at=at)
            self._sign, self._worded = sign, Worded.of(found)
        return self._worded

    def _seen(self) -> _Sign:
        """Return what tells that the file is another; a shipped codebook never changes."""
        named = self._project.settings.codebook
        beside = self._project.folder / named
        if not beside.is_file():
            return named, 0, 0
        about = beside.stat()
        return named, about.st_mtime_ns, about.st_size

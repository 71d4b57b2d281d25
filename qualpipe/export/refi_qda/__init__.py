"""Projects and codebooks for other programs: `write_project` (.qdpx), `write_codebook` (.qdc).

Both return what the file could not take as it is. What is written twice has the same bytes.
"""

from collections.abc import Sequence
from pathlib import Path

from qualpipe import __version__
from qualpipe.export.refi_qda.cases import cases_of
from qualpipe.export.refi_qda.codes import about_element, code_elements, note_losses
from qualpipe.export.refi_qda.document import Content, write_document
from qualpipe.export.refi_qda.lost import project_losses
from qualpipe.export.refi_qda.marks import Marked, marked
from qualpipe.export.refi_qda.package import PROJECT_FILE, package, part, put
from qualpipe.export.refi_qda.sources import content_of, file_of
from qualpipe.export.study import Study
from qualpipe.export.writing import written
from qualpipe.model import Codebook, QualpipeError
from qualpipe.text.refi_qda import CODEBOOK, ORIGIN
from qualpipe.text.refi_qda.losses import Loss, Losses
from qualpipe.text.refi_qda.profiles import PROFILES, Profile

__all__ = ["Loss", "write_codebook", "write_project"]


def write_project(
    study: Study,
    path: Path,
    *,
    profile: Profile = PROFILES["standard"],
    suggestions: bool = False,
) -> tuple[Loss, ...]:
    """Write a study as a REFI-QDA project (.qdpx) and return what it does not hold as it is.

    People's codings go in, one for each reviewer; suggestions only where asked for, as those of a
    user of their own. `profile` says how positions are counted and lines are ended.
    """
    losses = Losses()
    found = marked(study, suggestions=suggestions, losses=losses)
    content = Content(
        study=study,
        marked=found,
        cases=cases_of(study.transcripts),
        users=_users(study, found),
        profile=profile,
    )
    with written(path) as beside, package(beside) as archive:
        with part(archive, PROJECT_FILE) as stream:
            notes = write_document(stream, content)
        put(
            archive,
            ((file_of(study.name, one.id), content_of(one, profile)) for one in study.transcripts),
        )
        put(archive, ((one.file, one.text.encode()) for one in notes.all.values() if one.file))
    project_losses(content, losses, suggestions=suggestions)
    return losses.told()


def write_codebook(codebook: Codebook, path: Path) -> tuple[Loss, ...]:
    """Write a codebook (.qdc) and return what other programs will not see as it is."""
    with written(path) as beside:
        beside.write_bytes(codebook_bytes(codebook))
    losses = Losses()
    note_losses(codebook, losses)
    return losses.told()


def codebook_bytes(codebook: Codebook) -> bytes:
    """Return a codebook as the standard has it; one without codes is a QualpipeError."""
    from lxml.etree import Element, SubElement, tostring  # noqa: PLC0415 - few commands write XML

    if not codebook.codes:
        raise QualpipeError(f"{codebook.id}: the codebook has no codes, which a .qdc must have")
    root = Element("CodeBook", xmlns=CODEBOOK, origin=f"{ORIGIN} {__version__}")
    SubElement(root, "Codes").extend(list(code_elements(codebook, {})))
    SubElement(root, "Sets").append(about_element(codebook, member="guid"))
    return tostring(root, xml_declaration=True, encoding="utf-8")


def _users(study: Study, found: Marked) -> Sequence[str]:
    """Return everybody who made something that is in the file, and all reviewers."""
    named = {one.name for one in study.reviewers} | {memo.reviewer for memo in study.memos}
    for stretches in found.values():
        for stretch in stretches.values():
            named |= {mark.user for mark in stretch.marks}
    return sorted(named)

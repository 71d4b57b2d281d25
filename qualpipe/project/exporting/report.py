"""The report of a project: all that it rests on is gathered here, and written elsewhere."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.face import Face
from qualpipe.export.figures import Map, Point
from qualpipe.export.options import Options
from qualpipe.export.report import Report, compose, figures_of, write
from qualpipe.export.sentences import told
from qualpipe.export.study import Study
from qualpipe.project.exporting.studies import agreement_rows, with_edition

if TYPE_CHECKING:
    from qualpipe.project import Project


def report(
    project: "Project",
    study: Study,
    path: Path,
    options: Options,
    *,
    template: str,
    figures: Path | None = None,
) -> Face:
    """Write the report of a study to a .docx or .html file, and its figures into a folder."""
    made = composed(project, study, options, template=template)
    write(made, path)
    if figures is not None:
        figures_of(made, figures)
    return made.face


def composed(project: "Project", study: Study, options: Options, *, template: str) -> Report:
    """Compose the report of the project as it is now."""
    last = project.themes.last()
    edition = last.number if last else 0
    study = replace(study, agreement=study.agreement or agreement_rows(project))
    return compose(
        with_themes(project, study, edition),
        options,
        template=template,
        edition=edition,
        theme_map=theme_map(project, options),
    )


def with_themes(project: "Project", study: Study, edition: int) -> Study:
    """Return the study with the themes of an edition and how they came to be (0: with none)."""
    if not edition:
        return with_edition(study, None)
    found = project.themes.edition(edition)
    return replace(with_edition(study, found), runs={**study.runs, "themes": found.run})


def theme_map(project: "Project", options: Options) -> Map | None:
    """Lay the segments of the latest themes out on a map; None where there are none.

    Neither where the talk was changed since: its vectors are no longer those of the search.
    """
    # numpy and the engine: only if there are themes.
    import numpy as np  # noqa: PLC0415

    from qualpipe.themes import leaves  # noqa: PLC0415
    from qualpipe.themes.pictures.layout import places  # noqa: PLC0415

    edition = project.themes.last()
    if edition is None or not edition.themes or project.themes.warnings(edition):
        return None
    material = project.themes.material(edition)
    themes = leaves(edition.themes)
    group_of = {address: at for at, one in enumerate(themes) for address in one.segments}
    labels = np.array([group_of.get(one.address, -1) for one in material.segments], dtype=np.int64)
    return Map(
        name="map",
        title=told("figure.map", options.language),
        groups=tuple(one.label for one in themes),
        points=tuple(
            Point(x=float(x), y=float(y), group=int(group))
            for (x, y), group in zip(places(material.vectors, labels), labels, strict=True)
        ),
    )

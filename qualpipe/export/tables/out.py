"""The table of what an export leaves out, so that nobody takes silence for absence."""

from collections import Counter

from qualpipe.export.headings import said
from qualpipe.export.passages import Material, unreviewed
from qualpipe.export.table import Cell, Table
from qualpipe.export.tables.columns import columns
from qualpipe.model import Verdict

_ORDER = ("unreviewed", "rejected", "unsure", "adrift")


def left_out(material: Material) -> Table:
    """Count, by code, what was suggested, refused, doubted or lost its words.

    Of blind rounds that are open only the sum is told, since a count by code would tell what the
    others decided.
    """
    language, study = material.options.language, material.study
    counts: Counter[tuple[str, str]] = Counter()
    if not material.options.suggestions:
        counts.update(("unreviewed", one.code) for one in unreviewed(study))
    given = {(one.segment, one.code) for one in study.codings}
    said_no = {
        (one.segment, one.code): one.verdict
        for one in study.last_words
        if (one.segment, one.code) not in given
    }
    for (_, code), verdict in said_no.items():
        counts["unsure" if verdict is Verdict.UNSURE else "rejected", code] += 1
    counts.update(("adrift", one.code) for one in study.adrift)
    rows: list[tuple[Cell, ...]] = [
        (said(f"what_{what}", language), material.names.get(code, code), count)
        for (what, code), count in sorted(counts.items(), key=lambda one: _rank(material, *one[0]))
    ]
    if study.sealed:
        rows.append((said("what_sealed", language), "", study.sealed))
    return Table(
        name="out",
        title=said("out", language),
        columns=columns(("what", "code", "count"), language),
        rows=tuple(rows),
    )


def _rank(material: Material, what: str, code: str) -> tuple[int, int, str]:
    place = material.codes.index(code) if code in material.codes else len(material.codes)
    return _ORDER.index(what), place, code

"""Whether a quote could tell who spoke: participants whose attributes few others share."""

from collections import Counter

from qualpipe.export.headings import said
from qualpipe.export.passages import Material
from qualpipe.export.tables.columns import listed


def cautions(material: Material) -> dict[str, str]:
    """Return a warning for each participant that too few others are like.

    The rule: fewer than `Options.small` participants have the same values of the attributes that
    are shown, taken together (k-anonymity, Sweeney 2002). Where the table shows none, it is those
    of which two participants or more share a value: what tells everybody apart, such as an
    interview's number, says nothing. What was not given counts as a value of its own.
    """
    names = watched(material)
    if not names:
        return {}
    alike = {
        case: tuple(given.get(name, "") for name in names)
        for case, given in material.participants.items()
    }
    sizes = Counter(alike.values())
    language = material.options.language
    return {
        case: said(
            "alike",
            language,
            count=sizes[values],
            total=len(alike),
            attributes=listed(names, language),
        )
        for case, values in alike.items()
        if sizes[values] < material.options.small and any(values)
    }


def watched(material: Material) -> tuple[str, ...]:
    """Return the attributes whose combination could tell who spoke."""
    if material.by:
        return material.by
    given = {
        name: [held[name] for held in material.participants.values() if name in held]
        for name in material.attributes
    }
    return tuple(name for name, values in given.items() if len(set(values)) < len(values))

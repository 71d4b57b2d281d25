"""Remarks: what a reader must know of what was found, as keys that any language can word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_ENGLISH = {
    # Why there are no themes at all.
    "nothing": "nothing is left to search: codes explain every segment, or it says too little",
    "one": "there is one segment; themes take at least {least} different ones",
    "same": "all segments ({segments}) say the same; that is no theme",
    "few": "{different} different segments are too few for themes (at least {least})",
    "aside": (
        "HDBSCAN set every segment aside; give it a smaller min_cluster_size or min_samples, "
        "or take the method steady"
    ),
    # What is shown in their place.
    "apart": "no two of them stand close",
    "closest": "here are those that stand closest",
    "closest_of": "here are the {shown} groups that stand closest, of {groups}",
    # What to mind with themes, or which are missing.
    "alone": "all segments are one participant's: nothing shows that a theme recurs with others",
    "lowered": (
        "there are {people} participants, so themes that all {people} voice are reported "
        "instead of those that {wanted} voice"
    ),
    "unheard": (
        "{themes} theme{s} with {segments} segments {are} voiced by fewer than {least} "
        "participants and not reported"
    ),
    "unheard_more": (
        "{themes} more theme{s} with {segments} segments {are} voiced by fewer than {least} "
        "participants and not reported"
    ),
    "unvoiced": ("no theme is voiced by enough participants; ask for a smaller min_participants"),
}
REMARKS = tuple(_ENGLISH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to know of what was found: which (one of `REMARKS`), with its numbers."""

    key: str
    numbers: Mapping[str, int] = field(default_factory=dict, hash=False)


def remark(key: str, **numbers: int) -> Remark:
    """Make a remark.

    >>> worded([remark("few", different=39, least=40), remark("apart")])
    '39 different segments are too few for themes (at least 40); no two of them stand close'
    """
    return Remark(key=key, numbers=numbers)


def worded(remarks: Iterable[Remark]) -> str:
    """Say remarks in English, as one sentence without its full stop ('' for none)."""
    return "; ".join(_worded(one) for one in remarks)


def _worded(one: Remark) -> str:
    several = one.numbers.get("themes", 0) > 1
    plural = {"s": "s" * several, "are": "are" if several else "is"}
    return _ENGLISH[one.key].format(**one.numbers, **plural)

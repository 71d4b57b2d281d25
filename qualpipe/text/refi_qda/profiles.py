"""What each program expects of a project file, as far as its files and users have shown.

The standard counts characters as Unicode code points and leaves line ends and the home of variables
open; programs differ in all three.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a file is written for a program.

    `wide` is how much a character beyond U+FFFF (an emoji, 𠮷) counts in a position: 1 where code
    points are counted, 2 where UTF-16 units are. `line_end` is what a text file has at the end of
    a line; positions count it as one in any case. `variables` stand on cases, on sources, or both.
    `drops` names what the program is known not to take over as it is (`notes` on single codings,
    `folders` of codes), each with what becomes of it.
    """

    name: str
    wide: int = 1
    line_end: str = "\n"
    on_cases: bool = True
    on_sources: bool = False
    drops: Mapping[str, str] = field(default_factory=dict, hash=False)


PROFILES: Mapping[str, Profile] = {
    "standard": Profile(name="standard"),
    "nvivo": Profile(
        name="nvivo",
        wide=2,
        drops={"notes": "they may arrive among the memos, away from their codings"},
    ),
    "atlas": Profile(name="atlas", on_sources=True),
    "maxqda": Profile(
        name="maxqda",
        line_end="\r\n",
        on_cases=False,
        on_sources=True,
        drops={"folders": "they may arrive as ordinary codes"},
    ),
    "qualcoder": Profile(
        name="qualcoder",
        drops={"notes": "they arrive as annotations of the text"},
    ),
}
"""By the word that `--for` takes."""


def expected(origin: str) -> Profile:
    """Return how a program that names itself so in `origin` can be expected to count.

    >>> expected("NVivo 15.0").wide, expected("MAXQDA 2022").wide
    (2, 1)
    """
    folded = origin.casefold()
    named = (one for name, one in PROFILES.items() if name in folded)
    return next(named, PROFILES["standard"])

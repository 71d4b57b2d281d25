"""The wording of a code as a description that people can read and qualpipe reads back exactly.

The standard gives a code a name, a colour and one description. So the description has headings,
`Definition (en)`, `Exclude (yue)`, with a text a dash below them; a text that goes over several
lines is indented. What is no text stands last, under `qualpipe code`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualpipe.model import Code, Language, Phrase, wording
from qualpipe.text.refi_qda import COLOUR, for_xml

HEADINGS = {
    "Name": "name",
    "Definition": "definition",
    "Include": "include",
    "Exclude": "exclude",
    "Keywords": "keywords",
    "Examples": "examples",
    "Counter-examples": "counter_examples",
}
"""What stands over the texts of a field."""

_FACTS = "qualpipe code"
_TITLES = {field: title for title, field in HEADINGS.items()}
_HEADING = re.compile(
    rf"(?P<title>{'|'.join(map(re.escape, HEADINGS))}) \((?P<language>{'|'.join(Language)})\)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a description says: phrases by field, facts by name, and text under no heading."""

    phrases: dict[str, tuple[Phrase, ...]]
    facts: dict[str, str]
    plain: str = ""


def shown_name(code: Code) -> str:
    """Return the one name that a code has in other programs."""
    first = code.name[0].language if code.name else Language.EN
    return for_xml(wording(code.name, first) or code.id)


def description(code: Code) -> str:
    r"""Write a code's wording down.

    >>> code = Code(id="home", name=(Phrase(Language.EN, "Home"),),
    ...             include=(Phrase(Language.YUE, "覺得似屋企"),), share=0.2)
    >>> print(description(code))
    Name (en)
    - Home
    <BLANKLINE>
    Include (yue)
    - 覺得似屋企
    <BLANKLINE>
    qualpipe code
    - id: home
    - share: 0.2
    """
    blocks = [
        block
        for field in HEADINGS.values()
        for block in _blocks(_TITLES[field], getattr(code, field))
    ]
    facts = [f"id: {code.id}"]
    facts += [f"share: {code.share!r}"] if code.share is not None else []
    facts += [f"colour: {code.colour}"] if code.colour and not COLOUR.fullmatch(code.colour) else []
    return "\n\n".join([*blocks, _block(_FACTS, facts)])


def described(text: str) -> Described:
    r"""Read a description; what is under no heading of ours is `plain`.

    >>> described("People feel at home.\nDefinition: see above.").plain
    'People feel at home.\nDefinition: see above.'
    """
    phrases: dict[str, list[Phrase]] = {}
    facts: dict[str, str] = {}
    plain: list[str] = []
    for title, items in _parted(text):
        heading = _HEADING.fullmatch(title)
        if heading:
            language = Language(heading["language"])
            found = phrases.setdefault(HEADINGS[heading["title"]], [])
            found += [Phrase(language, item) for item in items]
        elif title == _FACTS:
            facts |= {name: value for name, _, value in (item.partition(": ") for item in items)}
        else:
            plain += items
    return Described(
        phrases={field: tuple(found) for field, found in phrases.items()},
        facts=facts,
        plain="\n".join(plain).strip(),
    )


def headed(title: str, items: Iterable[str]) -> str:
    """Write lines under a heading, as `described` reads them."""
    return _block(title, items)


def facts_under(title: str, text: str) -> dict[str, str]:
    """Return the `name: value` items under a heading ({} if it is not there)."""
    for found, items in _parted(text, also=title):
        if found == title:
            return {name: value for name, _, value in (item.partition(": ") for item in items)}
    return {}


def _blocks(title: str, phrases: Sequence[Phrase]) -> Iterator[str]:
    for language, group in groupby(phrases, key=lambda phrase: phrase.language):
        yield _block(f"{title} ({language})", (phrase.text for phrase in group))


def _block(title: str, items: Iterable[str]) -> str:
    return "\n".join([title, *("- " + item.replace("\n", "\n  ") for item in items)])


def _parted(text: str, *, also: str = _FACTS) -> Iterator[tuple[str, list[str]]]:
    """Yield each heading with its items; '' with the lines that stand under none."""
    title, items = "", list[str]()
    if "\r\n" in text and text.count("\r\n") == text.count("\n"):
        text = text.replace("\r\n", "\n")  # a program that ends every line so rewrote it
    for line in text.split("\n"):
        bare = line.rstrip()
        if _HEADING.fullmatch(bare) or bare in {_FACTS, also}:
            yield title, _without_gap(title, items)
            title, items = bare, []
        elif not title:
            items.append(line)
        elif line.startswith("- ") or line == "-":
            items.append(line[2:])
        elif items:
            items[-1] += "\n" + line.removeprefix("  ")
        elif bare:
            items.append(line)
    yield title, items


def _without_gap(title: str, items: list[str]) -> list[str]:
    """Take off the empty line before the next heading, which belongs to no item."""
    if title and items and items[-1].endswith("\n"):
        return [*items[:-1], items[-1][:-1]]
    return items

"""REFI-QDA, the format in which programs for qualitative analysis exchange projects.

Here is what writing and reading it share.

The standard (version 1.5, qdasoftware.org) has a project (.qdpx: a zip of `project.qde` and the
sources) and a codebook (.qdc). Where it has no place for something, qualpipe puts it under stable
headings into the place that people see: `wording` into descriptions, `asides` into notes.
"""

import re
import uuid
from datetime import UTC, datetime
from functools import lru_cache

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "qualpipe"
"""What `origin` begins with in a file that qualpipe wrote."""

SUGGESTIONS = "qualpipe suggestions"
"""The user whose codings are the machine's suggestions and no person's decisions."""

COLOUR = re.compile("#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:qualpipe:refi-qda")
# XML 1.0 has no place for these, not even escaped.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=1 << 12)  # codes and users are named again with every coding
def guid(kind: str, *parts: str) -> str:
    """Return the GUID of a thing: the same name has the same one, today and tomorrow.

    >>> guid("user", "ana") == guid("user", "ana") != guid("code", "ana")
    True
    """
    return str(uuid.uuid5(_SPACE, "\0".join((kind, *parts))))


def same(written: str) -> str:
    """Return a GUID as it is compared: tools differ in braces and in case.

    >>> same(" {6FA5B9D8-0000-4000-8000-00000000ABCD}")
    '6fa5b9d8-0000-4000-8000-00000000abcd'
    """
    return written.strip().strip("{}").lower()


def fits_xml(text: str) -> bool:
    r"""Say whether XML can hold a text unchanged.

    >>> fits_xml("𠮷嘅😀\r\n"), fits_xml("\x01")
    (True, False)
    """
    return _NO_XML.search(text) is None


def for_xml(text: str) -> str:
    """Return a text with U+FFFD in the place of what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


@lru_cache(maxsize=1 << 10)
def moment(at: str) -> str:
    """Return a moment as XML Schema writes one ('' if it is none).

    >>> moment("2026-01-05T09:00+08:00"), moment("Monday")
    ('2026-01-05T09:00:00+08:00', '')
    """
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return ""
    offset = read.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        read = read.astimezone(UTC)  # an offset with seconds has no place in XML Schema
    return read.isoformat()

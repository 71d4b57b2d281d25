"""The face inside files: how it is hidden in each format, and how it is found again."""

import html
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from qualpipe.export.face import Face
from qualpipe.model import QualpipeError

PROPERTY = "qualpipe"
"""The name of the document property, the HTML meta element and the Parquet key."""

ABOUT = ".about.json"
"""What the name of a csv file's companion ends in."""

_PIECE = 240  # Office programs hold a property of text to 255 characters
_CUSTOM = "docProps/custom.xml"
_MOST = 1 << 20
_PROPERTIES = re.compile(
    rf'name="{PROPERTY}(?: (\d+))?"[^>]*>\s*<vt:lpwstr[^>]*>([^<]*)</vt:lpwstr>', re.ASCII
)
_META = re.compile(rf'<meta name="{PROPERTY}" content="([^"]*)"')
_COMMENT = re.compile(rf"(?:<!--|%) {PROPERTY}: (\{{.*\}})(?: -->)?\s*$", re.MULTILINE)


def properties(face: Face) -> Mapping[str, str]:
    """Return the face as document properties, none longer than an Office program bears."""
    text = face.as_json()
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    return {f"{PROPERTY} {n}": piece for n, piece in enumerate(pieces, 1)}


def meta(face: Face) -> str:
    """Return the face as an HTML meta element."""
    return f'<meta name="{PROPERTY}" content="{html.escape(face.as_json())}">'


def comment(face: Face, *, start: str, end: str = "") -> str:
    """Return the face as a one-line comment; nothing in it can end the comment early."""
    text = face.as_json().replace("--", "-\\u002d").replace("<", "\\u003c").replace(">", "\\u003e")
    return f"{start} {PROPERTY}: {text}{f' {end}' if end else ''}"


def face_in(path: Path) -> Face:
    """Find the face in a file that qualpipe wrote; a QualpipeError if there is none."""
    ending = path.suffix.lower()
    if ending in {".xlsx", ".docx"}:
        return Face.of(_in_properties(path))
    if ending == ".csv":
        return Face.of(_beside(path))
    if ending == ".parquet":
        return Face.of(_in_parquet(path))
    if ending == ".html":
        found = _META.search(_text(path))
        return Face.of(html.unescape(found[1]) if found else "")
    found = _COMMENT.search(_text(path))
    return Face.of(found[1] if found else "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        raise QualpipeError(f"{path}: it cannot be read ({fault.strerror})") from fault
    except UnicodeDecodeError as fault:
        raise QualpipeError(f"{path}: this is not a file that qualpipe wrote") from fault


def _beside(path: Path) -> str:
    try:
        about = json.loads(_text(path.with_name(path.name + ABOUT)))
        return json.dumps(about[PROPERTY])
    except (ValueError, KeyError, TypeError):
        return ""


def _in_properties(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_CUSTOM) as part:
            text = part.read(_MOST).decode("utf-8")
    except KeyError:
        return ""
    except OSError as fault:
        raise QualpipeError(f"{path}: it cannot be read ({fault.strerror})") from fault
    except (zipfile.BadZipFile, UnicodeDecodeError) as fault:
        raise QualpipeError(f"{path}: this is not a file that qualpipe wrote") from fault
    found = {int(number or 1): piece for number, piece in _PROPERTIES.findall(text)}
    return html.unescape("".join(found[n] for n in sorted(found)))


def _in_parquet(path: Path) -> str:
    # It has no stubs, and is slow to import.
    from pyarrow import ArrowException, parquet  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        metadata = parquet.read_metadata(path).metadata or {}
    except (OSError, ArrowException) as fault:
        raise QualpipeError(f"{path}: this is not a file that qualpipe wrote") from fault
    found: bytes = metadata.get(PROPERTY.encode(), b"")
    return found.decode()

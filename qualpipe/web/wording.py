"""The words of the pages, in each language: one file a page, the same keys in all."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "messages"


@cache
def messages(language: str) -> Mapping[str, str]:
    """Return every message of a language by `page.key`."""
    found: dict[str, str] = {}
    for file in sorted((_FOLDER / language).glob("*.json")):
        for key, text in json.loads(file.read_text("utf-8")).items():
            found[f"{file.stem}.{key}"] = text
    return found


def worded(key: str, language: str, **values: object) -> str:
    """Return a message with its values filled in: `worded("queue.left", "en", count=3)`."""
    return messages(language)[key].format(**values)


@cache
def module_of(language: str) -> str:
    """Return the messages as a module for the browser."""
    return f"export default {json.dumps(dict(messages(language)), ensure_ascii=False)};\n"


@cache
def edition(language: str) -> str:
    """Return what tells this set of messages from an older one that a browser may have kept."""
    return hashlib.sha256(module_of(language).encode()).hexdigest()[:12]

"""What many elements have: GUIDs, references, numbers, values of variables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualpipe.ingest.refi_qda.elements.tree import given, local, text_of
from qualpipe.text.refi_qda import same

if TYPE_CHECKING:
    from lxml.etree import _Element

NOT_KEPT = "not kept: qualpipe has no place for it"


def key(written: str) -> str:
    """Return a GUID as it is compared."""
    return same(written)


def reference(element: "_Element") -> str:
    """Return the GUID that an element refers to, whichever attribute says it."""
    return key(given(element, "targetGUID", "guid", "target"))


def number(written: str) -> int | None:
    """Return a whole number, None where there is none; some programs write 12.0."""
    try:
        return int(float(written))
    except (ValueError, OverflowError):
        return None


def values_of(element: "_Element") -> Iterator[tuple[str, str]]:
    """Yield the values of variables inside an element, by the GUID of the variable."""
    for child in element:
        if local(child) != "variablevalue":
            continue
        variable, value = "", ""
        for one in child:
            if local(one) == "variableref":
                variable = reference(one)
            elif local(one).endswith("value"):
                value = text_of(one)
        yield variable, value

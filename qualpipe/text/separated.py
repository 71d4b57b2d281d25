"""Tables as text: how long a cell may be, without a lasting change to the whole program."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cells_up_to(characters: int) -> Iterator[None]:
    """Let `csv` read cells of so many characters, for a while.

    A cell may hold a whole interview; the library stops at 131,072. Its limit is the program's, so
    it is put back: readers that want to notice a quotation mark without its partner rely on it.
    """
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)

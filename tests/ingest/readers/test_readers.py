"""Promises of the table of readers: every suffix has one, unknown ones list the known."""

from importlib import import_module

import pytest
from make import raw

from qualpipe.ingest.readers import READERS, reader_for
from qualpipe.model import UnreadableFile


@pytest.mark.parametrize("module", sorted(set(READERS.values())))
def test_every_reader_named_in_the_table_reads(module: str) -> None:
    assert callable(import_module(f"qualpipe.ingest.readers.{module}").read)


@pytest.mark.parametrize("name", ["P01.pages", "P01.xyz", "P01"])
def test_an_unknown_suffix_lists_the_known(name: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"{name}: .*not read.*\.docx.*\.vtt"):
        reader_for(raw(name, "I: Hi"))


@pytest.mark.parametrize("name", ["P01.TXT", "P01.Md", "P01.VTT"])
def test_the_case_of_a_suffix_does_not_count(name: str) -> None:
    _, suffix = reader_for(raw(name, "I: Hi"))
    assert suffix == name[3:].lower()

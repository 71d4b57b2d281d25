"""The shipped codebooks are found in an installed copy as in a checkout."""

from importlib import import_module
from pathlib import Path

import pytest

module = import_module("qualpipe.codebook.shipped")


def test_a_checkout_has_its_own_folder() -> None:
    assert module.path_of("recovery").is_file()
    assert "recovery" in module.shipped()


def test_an_installed_copy_has_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "_shipped" / "codebooks"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("codes: [{id: a}]", "utf-8")
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)
    assert module.shipped() == ("mine",)
    assert module.path_of("mine") == folder / "mine.yaml"

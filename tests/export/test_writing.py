"""Files are there whole or not at all."""

from pathlib import Path

import pytest

from qualpipe.export.writing import written
from qualpipe.model import QualpipeError


def test_what_is_written_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("old")
    with written(path) as beside:
        beside.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_on_the_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fail() -> None:
        with written(path) as beside:
            beside.write_text("half")
            raise ValueError("the table is wrong")

    with pytest.raises(ValueError, match="wrong"):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "this is a folder"), ("nowhere/out.csv", "make it first"), ("kept.csv", "read-only")],
)
def test_a_target_that_cannot_be_says_why(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "kept.csv").write_text("kept")
    (tmp_path / "kept.csv").chmod(0o444)
    with pytest.raises(QualpipeError, match=says), written(tmp_path / name):
        pass
    assert (tmp_path / "kept.csv").read_text() == "kept"


def test_a_target_that_is_open_elsewhere_says_to_close_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", refused)  # what Windows does while Excel shows the file
    with (
        pytest.raises(QualpipeError, match="close it"),
        written(tmp_path / "themes.xlsx") as beside,
    ):
        beside.write_text("new")
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_a_message(tmp_path: Path) -> None:
    def fill() -> None:
        with written(tmp_path / "out.csv"):
            raise OSError(28, "No space left on device")

    with pytest.raises(QualpipeError, match="disk is full"):
        fill()


def test_a_long_name_still_has_room_for_what_is_beside_it(tmp_path: Path) -> None:
    path = tmp_path / f"{'住' * 80}.csv"
    with written(path) as beside:
        beside.write_text("x")
    assert path.exists()

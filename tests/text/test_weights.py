"""Weights come out of their archive as NumPy would give them, whatever unpacks them."""

import importlib.util
import zipfile
from pathlib import Path

import numpy as np
import pytest

from qualpipe.text.use3 import weights


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    chance = np.random.default_rng(1)
    np.savez_compressed(
        tmp_path / "w.npz",
        q1=chance.integers(0, 255, (500, 64), np.uint8),
        kernel=np.asfortranarray(chance.normal(size=(20, 30)).astype(np.float32)),
        eps=np.float64(1e-6),
    )
    np.savez(tmp_path / "plain.npz", bias=np.arange(7, dtype=np.float32))
    return tmp_path


@pytest.mark.parametrize("unpacker", ["isal", "zlib"])
@pytest.mark.parametrize("name", ["w.npz", "plain.npz"])
def test_each_array_is_as_numpy_loads_it(
    archive: Path, name: str, unpacker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if unpacker == "zlib":
        monkeypatch.setattr(weights, "find_spec", lambda _: None)
    elif importlib.util.find_spec("isal") is None:
        pytest.skip("isal is an extra")
    with np.load(archive / name) as loaded:
        expected = dict(loaded)
    found = weights.read(archive / name)
    assert found.keys() == expected.keys()
    for key, array in expected.items():
        assert found[key].dtype == array.dtype
        np.testing.assert_array_equal(found[key], array)


def test_a_damaged_archive_is_refused(archive: Path) -> None:
    content = bytearray((archive / "plain.npz").read_bytes())
    content[content.index(np.float32(3).tobytes())] ^= 1
    (archive / "plain.npz").write_bytes(content)
    with pytest.raises(zipfile.BadZipFile, match=r"bias\.npy is damaged"):
        weights.read(archive / "plain.npz")

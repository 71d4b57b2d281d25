"""Weights: the arrays of a NumPy archive, unpacked in one go each.

NumPy unpacks an archive a few kilobytes at a time, which takes half again as long as unpacking it;
`isal`, where it is installed, unpacks in half the time of the standard library.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Inflate = Callable[[bytes, int, int], bytes]

# Of the header before each member: where the lengths of its name and of what follows stand
# (PKWARE's APPNOTE, 4.3.7).
_LENGTHS, _HEADER = struct.Struct("<HH"), 30
_RAW = -15  # no header around what is packed


def read(path: Path) -> dict[str, Array]:
    """Return the arrays of an `.npz` file by name; each holds what `numpy.load` would give."""
    inflate = _inflate()
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        return {
            member.filename.removesuffix(".npy"): _array(_content(file, member, inflate))
            for member in archive.infolist()
        }


def _inflate() -> Inflate:
    fast = find_spec("isal") is not None
    found: Inflate = import_module("isal.isal_zlib").decompress if fast else zlib.decompress
    return found


def _content(file: BinaryIO, member: zipfile.ZipInfo, inflate: Inflate) -> bytes:
    file.seek(member.header_offset)
    lengths = _LENGTHS.unpack(file.read(_HEADER)[-_LENGTHS.size :])
    file.seek(sum(lengths), io.SEEK_CUR)
    content = file.read(member.compress_size)
    if member.compress_type != zipfile.ZIP_STORED:
        content = inflate(content, _RAW, member.file_size)
    if zlib.crc32(content) != member.CRC:
        raise zipfile.BadZipFile(f"{member.filename} is damaged")
    return content


def _array(content: bytes) -> Array:
    """Read an array as NumPy stores it, in place (numpy.lib.format)."""
    stream = io.BytesIO(content)
    version = np.lib.format.read_magic(stream)
    readers = {(1, 0): np.lib.format.read_array_header_1_0}
    reader = readers.get(version, np.lib.format.read_array_header_2_0)
    shape, by_column, kind = reader(stream)
    flat = np.frombuffer(content, kind, offset=stream.tell())
    return flat.reshape(shape, order="F" if by_column else "C")

"""Files to streams of bytes, whatever they are compressed with."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from extract.errors import ReadError

__all__ = ["COMPRESSED", "decompressed", "inflated"]

COMPRESSED = (".gz", ".zst")

_LIMIT = 1 << 28
_READ = 1 << 18
_PACKED = 1 << 16


@contextmanager
def decompressed(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """The content of an open file, decompressed as its name says (``.gz``, ``.zst``).

    Raises ReadError (without a path) where what is compressed is broken.
    """
    suffix = Path(name).suffix.lower()
    try:
        if suffix == ".gz":
            with gzip.open(file) as stream:
                yield cast(BinaryIO, stream)
        elif suffix == ".zst":
            with _zstd(file) as stream:
                yield stream
        else:
            yield file
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(f"cannot be decompressed: {error}") from None
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise ReadError(f"cannot be decompressed: {error}") from None


def inflated(file: BinaryIO, name: str) -> bytes:
    """The whole content of an open file; raises OSError, ReadError."""
    if Path(name).suffix.lower() not in COMPRESSED:
        return file.read()
    with decompressed(file, name) as stream:
        data = stream.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise ReadError(f"more than {_LIMIT >> 20} MB of text")
    return data


def _zstd(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Frames(file), _READ))


class _Frames(io.RawIOBase):
    """The frames of a .zst file, one after the other.

    zstandard's own reader takes a file that ends in the middle of a frame for a whole one.
    """

    def __init__(self, file: BinaryIO) -> None:
        import zstandard  # noqa: PLC0415 - only who reads .zst pays for it

        self._start = zstandard.ZstdDecompressor().decompressobj
        self._file = file
        self._frame = self._start()
        self._fed = False
        self._ready = b""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one piece reaches. Raises EOFError in the middle of a frame."""
        while not self._ready:
            packed = self._file.read(_PACKED)
            if not packed:
                if self._fed:
                    raise EOFError("it ends in the middle")
                return 0
            self._ready = self._unpacked(packed)
        taken = self._ready[: len(buffer)]
        self._ready = self._ready[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _unpacked(self, packed: bytes) -> bytes:
        out = []
        while packed:
            out.append(self._frame.decompress(packed))
            self._fed, packed = True, b""
            if self._frame.eof:
                packed, self._fed = self._frame.unused_data, False
                self._frame = self._start()
        return b"".join(out)

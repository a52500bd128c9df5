"""Files to streams of bytes, whatever they are compressed with."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from extract.errors import ReadError

__all__ = ["COMPRESSED", "decompressed", "inflated"]

COMPRESSED = (".gz", ".zst")

_LIMIT = 1 << 28


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
    import zstandard  # noqa: PLC0415 - only who reads .zst pays for it

    reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
    return cast(BinaryIO, reader)

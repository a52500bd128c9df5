"""Streams of bytes cut between records, without a look into them.

Every block but the last ends with a line feed. That byte, and the quotation mark, stand for
nothing else in UTF-8, GB18030 and Big5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from extract.errors import ReadError

__all__ = ["blocks"]

_LONGEST = 1 << 28


def blocks(stream: BinaryIO, size: int, *, quoted: bool = False) -> Iterator[bytes]:
    """Blocks of whole lines, of about ``size`` bytes; joined, they are the stream.

    Where ``quoted``, a line feed inside quotation marks is no end of a line. Raises ReadError
    where no line ends for very long.
    """
    rest = b""
    while block := stream.read(size):
        rest += block
        end = _last_end(rest, quoted=quoted)
        if end:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > _LONGEST:
            cause = "a quotation mark is never closed" if quoted else "a line never ends"
            raise ReadError(f"cannot be cut into records: {cause}")
    if rest:
        yield rest


def _last_end(data: bytes, *, quoted: bool) -> int:
    """Where the last whole record of ``data`` ends, or 0; ``data`` begins with a record."""
    end = data.rfind(b"\n") + 1
    marks = data.count(b'"', 0, end) if quoted else 0
    while end and marks % 2:
        earlier = data.rfind(b"\n", 0, end - 1) + 1
        marks -= data.count(b'"', earlier, end)
        end = earlier
    return end

"""What a file's name says of its format and compression."""

from __future__ import annotations

from pathlib import PurePath

from extract.read.streams import COMPRESSED

__all__ = ["ARCHIVES", "PIECE", "PIECES_FROM", "bare_suffix", "is_archive"]

ARCHIVES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
PIECES_FROM = 2 << 20
"""Plain text of more bytes than this is no article: it is read in pieces, cut at line ends."""

PIECE = 1 << 18
"""About how many bytes such a piece has, whatever the shards are: it is part of its id."""


def bare_suffix(name: str) -> str:
    """The suffix that tells the format, in lower case, without that of a compression.

    >>> bare_suffix("2023/News.JSONL.gz"), bare_suffix("a.txt")
    ('.jsonl', '.txt')
    """
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix in COMPRESSED else path.suffix


def is_archive(name: str) -> bool:
    """Whether a file of this name holds records."""
    return bare_suffix(name) in ARCHIVES

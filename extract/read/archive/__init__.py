"""Archives: files of many articles, read as a stream of chunks of whole records.

Note [Ids of records]: a record's id is ``FILE#ID``: the archive's own id, and the value of the
id column, or else the line on which the record begins (the row in Parquet), counted from 1. Its
offsets count in its text field. Records keep the order of their file.

Note [Chunks]: only one process reads an archive, since compressed streams cannot be entered in
the middle; it cuts the bytes between records and does not look into them. Chunks depend on
the file and the chunk size alone, never on how many workers there are.

Note [Pieces]: plain text of megabytes is no article. It is read in pieces of whole lines, each
a document called by the line on which it begins, as though it were a record.
"""

from __future__ import annotations

from extract.read.archive.chunks import Chunk, chunks, documents, needs_pieces
from extract.read.archive.formats import ARCHIVES, is_archive

__all__ = [
    "ARCHIVES",
    "Chunk",
    "chunks",
    "documents",
    "is_archive",
    "needs_pieces",
]

"""The tables of a run: what they hold, how they are written and read back."""

from __future__ import annotations

from extract.table.package import PACKAGE_FILE, checksum, data_package
from extract.table.read import read_claims, records
from extract.table.schema import CLAIMS, DOCUMENTS, OWN_FILES, PROGRAMMES
from extract.table.tables import Tables

__all__ = [
    "CLAIMS",
    "DOCUMENTS",
    "OWN_FILES",
    "PACKAGE_FILE",
    "PROGRAMMES",
    "Tables",
    "checksum",
    "data_package",
    "read_claims",
    "records",
]

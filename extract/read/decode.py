"""Bytes to text: strict decoding, the encoding found without a declaration.

Note [Order]: a byte order mark decides. Then UTF-8, which other text hardly ever is by chance;
UTF-16 without a mark, by how much of it is Chinese or ASCII; and last GB18030 against Big5,
which share most byte pairs: the one whose characters are the everyday ones wins.
"""

from __future__ import annotations

import codecs
import re

from extract.errors import ReadError

__all__ = ["decode", "refuse"]

_MARKS = (  # UTF-32 LE begins as UTF-16 LE does, so it is asked for first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (.zip, .docx, .xlsx, .epub …)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls …)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_EXPECTED = re.compile(
    "[\t\n\r\x20-\x7e\u2010-\u203b\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
# The lead bytes of signs and of the everyday characters (level 1 of either standard).
_GB2312_FIRST = bytes([0xA1, 0xA3, *range(0xB0, 0xD8)])
_BIG5_FIRST = bytes([0xA1, 0xA3, *range(0xA4, 0xC7)])
_LEADS = re.compile(rb"([\x81-\xfe])[\x40-\x7e\x80-\xfe]")
_SAMPLE = 1 << 16
_MOSTLY = 0.9
_MANY_CONTROLS = 0.05


def decode(data: bytes) -> tuple[str, str]:
    """Decode bytes strictly: the text without its byte order mark, and the encoding's name.

    Raises ReadError (without a path) where the bytes are no text of a known encoding.
    """
    kind = refuse(data)
    if kind:
        raise ReadError(f"not text: {kind}")
    text, encoding = _marked(data) or _unmarked(data)
    if "\x00" in text:
        raise ReadError("not text: it holds NUL characters")
    if len(_CONTROL.findall(text)) > _MANY_CONTROLS * len(text):
        raise ReadError("not text: too many control characters")
    return text, encoding


def refuse(data: bytes) -> str:
    """What the first bytes show it to be, where that is not plain text; else ''."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return "an HTML page" if _HTML.match(data) else ""


def _marked(data: bytes) -> tuple[str, str] | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data, name)
            if text is None:
                raise ReadError(f"cannot be decoded: marked as {name}, but not valid")
            return text.removeprefix("\ufeff"), name
    return None


def _unmarked(data: bytes) -> tuple[str, str]:
    if b"\x00" in data:
        found = _utf16(data)
        if found is None:
            raise ReadError("not text: it holds NUL bytes")
        return found
    text = _strict(data, "utf-8")
    found = (text, "utf-8") if text is not None else _double_byte(data) or _utf16(data)
    if found is None:
        raise ReadError("cannot be decoded: neither UTF-8, UTF-16, GB18030 nor Big5")
    return found


def _utf16(data: bytes) -> tuple[str, str] | None:
    for name in ("utf-16-le", "utf-16-be"):
        text = _strict(data, name)
        if text and len(_EXPECTED.findall(text)) >= _MOSTLY * len(text):
            return text, name
    return None


def _double_byte(data: bytes) -> tuple[str, str] | None:
    simplified, traditional = _strict(data, "gb18030"), _strict(data, "big5hkscs")
    leads = b"".join(_LEADS.findall(data[:_SAMPLE]))
    as_simplified = _everyday(leads, _GB2312_FIRST)
    as_traditional = _everyday(leads, _BIG5_FIRST)
    if traditional is not None and (simplified is None or as_traditional > as_simplified):
        return traditional, "big5hkscs"
    return None if simplified is None else (simplified, "gb18030")


def _everyday(leads: bytes, rows: bytes) -> float:
    """Share of the double-byte characters that stand in the rows of everyday ones."""
    return (len(leads) - len(leads.translate(None, rows))) / (len(leads) or 1)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None

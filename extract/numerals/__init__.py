"""Numerals of every written form: where they stand and what they are worth, exactly.

``scan`` gives the numerals of folded text, ``parse`` reads one, ``find_numbers`` gives
every bare number of raw text with its bound and range.
"""

from extract.numerals.find import find_numbers
from extract.numerals.model import Form, Numeral
from extract.numerals.ranges import join
from extract.numerals.readings import Reading, Readings, readings
from extract.numerals.scanner import parse, scan

__all__ = [
    "Form",
    "Numeral",
    "Reading",
    "Readings",
    "find_numbers",
    "join",
    "parse",
    "readings",
    "scan",
]

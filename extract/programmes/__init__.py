"""Named programmes, brands, models and circles of a document, and labels made of numerals."""

from extract.programmes.find import Programmes, find_programmes
from extract.programmes.labels import label_spans

__all__ = ["Programmes", "find_programmes", "label_spans"]

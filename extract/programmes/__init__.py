"""Named programmes, brands, models and circles of a document, and labels made of numerals."""

from extract.programmes.labels import label_spans

__all__ = ["label_spans"]

"""Which document of one table is which of the other, also under another name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.diff.batch import Batch, Source

__all__ = ["documents"]

_ENOUGH = 2
"""A file given another name and edited is known by this share, one half, of its sentences."""
Both = tuple[Source | None, Source | None]


def documents(old: Batch, new: Batch) -> list[Both]:
    """Documents of both tables in pairs: by path, else by text, else by most sentences."""
    both = old.sources.keys() & new.sources.keys()
    pairs: list[Both] = [(old.sources[path], new.sources[path]) for path in both]
    gone = [old.sources[path] for path in sorted(old.sources.keys() - both)]
    come = [new.sources[path] for path in sorted(new.sources.keys() - both)]
    if gone and come:
        renamed = _same_text(gone, come)
        renamed += _same_sentences(old, new, *_left(gone, come, renamed))
        gone, come = _left(gone, come, renamed)
        pairs += renamed
    pairs += [(source, None) for source in gone] + [(None, source) for source in come]
    return sorted(pairs, key=lambda both: sorted(s.path for s in both if s))


def _left(
    gone: list[Source], come: list[Source], pairs: Sequence[Both]
) -> tuple[list[Source], list[Source]]:
    olds = {before.path for before, _ in pairs if before}
    news = {after.path for _, after in pairs if after}
    return [s for s in gone if s.path not in olds], [s for s in come if s.path not in news]


def _same_text(gone: Sequence[Source], come: Sequence[Source]) -> list[Both]:
    texts: dict[str, list[Source]] = defaultdict(list)
    for source in gone:
        texts[source.text].append(source)
    return [
        (texts[source.text].pop(0), source)
        for source in come
        if source.text and texts.get(source.text)
    ]


def _same_sentences(
    old: Batch, new: Batch, gone: Sequence[Source], come: Sequence[Source]
) -> list[Both]:
    """Files given another name and edited: at least half of the sentences of either are alike."""
    homes: dict[int, list[int]] = defaultdict(list)
    sizes = []
    for index, source in enumerate(gone):
        sentences = _sentences(old, source)
        sizes.append(len(sentences))
        for sentence in sentences:
            homes[sentence].append(index)
    found = []
    for j, source in enumerate(come):
        sentences = _sentences(new, source)
        shared = Counter(i for sentence in sentences for i in homes.get(sentence, ()))
        found += [
            (-count, abs(i - j), i + j, i, j)
            for i, count in shared.items()
            if count * _ENOUGH >= max(sizes[i], len(sentences))
        ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(found):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return [(gone[i], come[j]) for i, j in pairs.items()]


def _sentences(batch: Batch, source: Source) -> frozenset[int]:
    return frozenset(hash(row.sentence) for row in batch.rows(source.path))

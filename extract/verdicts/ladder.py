"""The strict ladder: which verdicts of earlier runs still hold of the claims of this one.

1. The same text, the same span: *kept*.
2. The clause stands there exactly, its context is like it and plainly the best: *moved*.
3. The clause stands there exactly, but its context is changed or repeated: *confirm*.
4. The same words around another number: *edited*; nothing is decided.
5. None of these: *orphan*, listed with its quote and reviewer.

At every step a field that is not as it was seen makes the verdict *stale*. It is *settled*
where the rules have come to say what the reviewer said. Only kept and moved decide anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from extract.model import Span
from extract.verdicts.anchor import Anchor, Text, anchor
from extract.verdicts.edited import Clauses
from extract.verdicts.model import MISSED, SEEN, Verdict, missed_id
from extract.verdicts.run import Row, Run
from extract.verdicts.spots import Spots

__all__ = ["Carried", "State", "carry"]

State = Literal["kept", "moved", "confirm", "edited", "stale", "orphan", "settled"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A verdict and what became of it in this run.

    ``claim_id`` names the claim it now speaks of (``missed_id`` for a missed claim), "" where
    there is none; ``spans`` its place in ``doc``; ``changed`` the fields that are not as
    they were seen; ``why`` says in words what the state does not.
    """

    verdict: Verdict
    state: State
    doc: str
    claim_id: str = ""
    spans: tuple[Span, ...] = ()
    changed: tuple[str, ...] = ()
    score: float = 0.0
    why: str = ""

    @property
    def holds(self) -> bool:
        """Whether the verdict decides something in this run."""
        return self.state in ("kept", "moved")


def carry(verdicts: Iterable[Verdict], run: Run) -> tuple[Carried, ...]:
    """What became of each verdict (those taken back left out before), in the order given."""
    every = tuple(verdicts)
    texts = _Texts(run)
    order = sorted(range(len(every)), key=lambda i: (every[i].doc, every[i].text_sha256))
    done: dict[int, Carried] = {}
    for _, group in groupby(order, key=lambda i: (every[i].doc, every[i].text_sha256)):
        indices = list(group)
        done |= zip(indices, _version([every[i] for i in indices], run, texts), strict=True)
    return tuple(done[i] for i in range(len(every)))


@dataclass(frozen=True, slots=True)
class _Place:
    """What one verdict was about, whoever gave it."""

    claim_id: str
    spans: tuple[Span, ...]


def _version(verdicts: Sequence[Verdict], run: Run, texts: _Texts) -> Iterator[Carried]:
    """The verdicts on one version of one document; two places never become one."""
    doc, renamed = texts.now(verdicts[0])
    anchors: dict[_Place, tuple[Anchor | None, bool]] = {}
    for verdict in verdicts:
        place = _Place(verdict.claim_id, verdict.spans)
        if doc and place not in anchors:
            anchors[place] = _anchor(verdict, doc, run, texts)
    lost = _losers({place: got for place, (got, _) in anchors.items() if got})
    for verdict in verdicts:
        place = _Place(verdict.claim_id, verdict.spans)
        if not doc:
            yield Carried(verdict, "orphan", verdict.doc, why="its document is not in this run")
        elif run.document(doc) is None or not verdict.selector:
            yield _by_name(verdict, doc, run)
        elif place in lost or anchors[place][0] is None:
            yield _unanchored(verdict, doc, texts)
        else:
            got, same = anchors[place]
            assert got is not None
            carried = _at(verdict, doc, got, texts.spots(doc), same=same)
            yield replace(carried, why=carried.why or renamed)


def _anchor(verdict: Verdict, doc: str, run: Run, texts: _Texts) -> tuple[Anchor | None, bool]:
    """The place now, and whether the text is the very one that was seen."""
    if verdict.text_sha256 and verdict.text_sha256 == run.text_hash(doc):
        return Anchor(verdict.spans, 1.0, sure=True), True
    text = texts.text(doc)
    return (anchor(verdict.selector, text) if text else None), False


def _losers(anchors: Mapping[_Place, Anchor]) -> set[_Place]:
    """Places whose anchor is another place's too, and better there."""
    best: dict[tuple[Span, ...], _Place] = {}
    lost: set[_Place] = set()
    for place, got in sorted(anchors.items(), key=lambda item: (-item[1].sure, -item[1].score)):
        winner = best.setdefault(got.spans, place)
        if winner.spans != place.spans:
            lost.add(place)
    return lost


def _by_name(verdict: Verdict, doc: str, run: Run) -> Carried:
    """Without the text only the name is left, and a name alone is not believed."""
    claim = run.by_id.get(verdict.claim_id)
    why = "its source is not at hand"
    if claim is None:
        return Carried(verdict, "orphan", doc, why=why)
    spans = tuple((a, b) for a, b in claim["spans"])
    return _compared(verdict, claim, Carried(verdict, "confirm", doc, spans=spans, why=why))


def _unanchored(verdict: Verdict, doc: str, texts: _Texts) -> Carried:
    claim = texts.clauses(doc).edited(verdict) if verdict.decision != "missed" else None
    if claim is None:
        return Carried(verdict, "orphan", doc, why="its words are no longer there")
    spans = tuple((a, b) for a, b in claim["spans"])
    why = f"{verdict.seen.get('quote', '')} is now {claim['quote']}"
    return Carried(verdict, "edited", doc, claim["claim_id"], spans, ("quote",), why=why)


def _at(verdict: Verdict, doc: str, got: Anchor, spots: Spots, *, same: bool) -> Carried:
    """What the verdict is to the claim that stands at its place."""
    state: State = "kept" if same else "moved" if got.sure else "confirm"
    here = Carried(verdict, state, doc, spans=got.spans, score=got.score)
    claim = spots.at(got.spans, verdict.claim_id)
    if claim is not None:
        return _compared(verdict, claim, here)
    if verdict.decision == "missed" or verdict.claim_id.startswith(MISSED):
        return replace(here, claim_id=missed_id(doc, got.spans))
    if verdict.decision == "reject":
        return replace(here, state="settled", why="it is no longer claimed")
    return replace(here, state="orphan", why="its words are there, but nothing is claimed of them")


def _compared(verdict: Verdict, claim: Row, here: Carried) -> Carried:
    here = replace(here, claim_id=claim["claim_id"])
    changed = _differs(claim, verdict.seen)
    if verdict.decision in ("correct", "missed"):
        wanted = {**verdict.seen, **verdict.corrected}
        if not _differs(claim, wanted):
            return replace(here, state="settled", why="the rules now say so themselves")
    if verdict.decision == "missed":
        changed = _differs(claim, verdict.corrected)
    if changed and here.state == "confirm":  # neither the place nor the reading: a look-alike
        return replace(here, state="orphan", claim_id="", why="its words are no longer there")
    if changed:
        return replace(here, state="stale", changed=changed)
    return here


def _differs(claim: Row, seen: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in SEEN if name in seen and claim.get(name) != seen[name])


class _Texts:
    """The texts of a run made ready for searching, and where a renamed document went."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._texts: dict[str, Text | None] = {}
        self._clauses: dict[str, Clauses] = {}
        self._spots: dict[str, Spots] = {}
        self._hashes: dict[str, list[str]] | None = None

    def now(self, verdict: Verdict) -> tuple[str, str]:
        """The document's id in this run ("" if none), and a word where it was renamed."""
        if verdict.doc in self._run.documents:
            return verdict.doc, ""
        twins = self._by_hash().get(verdict.text_sha256, []) if verdict.text_sha256 else []
        if len(twins) != 1:
            return "", ""
        return twins[0], f"{verdict.doc} is now {twins[0]}"

    def text(self, doc: str) -> Text | None:
        if doc not in self._texts:
            document = self._run.document(doc)
            self._texts[doc] = Text(document.text) if document else None
        return self._texts[doc]

    def clauses(self, doc: str) -> Clauses:
        if doc not in self._clauses:
            document = self._run.document(doc)
            text = document.text if document else ""
            self._clauses[doc] = Clauses(text, self._run.by_doc.get(doc, ()))
        return self._clauses[doc]

    def spots(self, doc: str) -> Spots:
        if doc not in self._spots:
            self._spots[doc] = Spots(self._run.by_doc.get(doc, ()))
        return self._spots[doc]

    def _by_hash(self) -> dict[str, list[str]]:
        if self._hashes is None:
            self._hashes = {}
            for doc in self._run.documents:
                self._hashes.setdefault(self._run.text_hash(doc), []).append(doc)
        return self._hashes

"""Names in quotation marks: which label is a programme, and why another is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.model import Span
from extract.programmes.lexicon import HAN_NAME, Context, Lexicon
from extract.programmes.overlap import disjoint, outside
from extract.programmes.quotes import quoted

__all__ = ["LONGEST", "Found", "Refused", "head_at", "judge"]

LONGEST = 40
_LEFT = 24  # how far to the left of a label its context is looked for
_LONG = 6  # a label this long before a head noun is no everyday word
_JOINS = {"", "、", "和", "与", "及", "以及"}
_COUNT = re.compile(r"等?(?:[0-9一二三四五六七八九十百]{1,4}余?[个项支条家处场类种大]?)?")
# Labels that name nothing alone: digits and signs, 三基, 普惠+特惠, 融合型.
_NEEDS_HEAD = re.compile(
    r"[0-9NX+>=·/.]+|[一二两三四五六七八九十双].|[^+N0-9]{1,3}\+[^+N0-9]{1,3}|.{1,4}型"
    r"|[0-9一二三半]{1,3}(?:分钟|刻钟|小时|公里)|[0-9]{1,3}条|一.一."
)
_NOUN_BEFORE = re.compile(f"(?:{HAN_NAME}){{2,8}}$")


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a passage: its span, the ranges that make its canonical name.

    Offsets in the passage. ``label`` is the range of the distinctive label, inside its
    marks; ``alias`` another range that names the same, as a description before 的; ``name``
    the canonical name where a list of known names says so.
    """

    start: int
    end: int
    label: Span
    parts: tuple[Span, ...]
    type: str
    rule: str
    quoted: bool = True
    alias: Span | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A quoted string that names no programme, by which rule."""

    start: int
    end: int
    context: Context


_Pair = tuple[int, int, str]


def judge(folded: str, lex: Lexicon) -> tuple[list[Found], list[Refused]]:
    """Every pair of quotation marks of at most ``LONGEST`` characters, one way or the other."""
    outer: list[_Pair] = []
    inner: list[_Pair] = []
    for pair in sorted(quoted(folded, LONGEST)):
        (inner if outer and pair[0] < outer[-1][1] else outer).append(pair)
    found, refused = _judge_pairs(folded, outer, lex)
    if inner:
        # A label in single marks inside speech; not one inside a name.
        more, no = _judge_pairs(folded, inner, lex)
        found = disjoint(found + outside(disjoint(more), found))
        refused += outside(disjoint(no), found)
    return _with_descriptions(folded, found, refused)


def _judge_pairs(
    folded: str, pairs: list[_Pair], lex: Lexicon
) -> tuple[list[Found], list[Refused]]:
    found: list[Found] = []
    refused: list[Refused] = []
    for chain in _chains(folded, pairs):
        for result in _judge_chain(folded, chain, lex):
            if isinstance(result, Found):
                found.append(result)
            else:
                refused.append(result)
    return disjoint(found), refused


def _chains(folded: str, pairs: list[_Pair]) -> Iterator[list[_Pair]]:
    """Labels side by side (“甲”“乙”等品牌) share what stands around them."""
    chain: list[_Pair] = []
    for pair in pairs:
        if chain and folded[chain[-1][1] : pair[0]] in _JOINS:
            chain.append(pair)
            continue
        if chain:
            yield chain
        chain = [pair]
    if chain:
        yield chain


def head_at(folded: str, at: int, lex: Lexicon) -> re.Match[str] | None:
    """The head nouns of the noun phrase that starts at ``at``, after a label."""
    extent = lex.extent.match(folded, at)
    assert extent is not None
    return lex.head.search(folded, at, extent.end())


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a chain: the text to its left, its end, the head noun after it."""

    folded: str
    left: str
    end: int
    head: re.Match[str] | None
    lex: Lexicon


def _judge_chain(folded: str, chain: list[_Pair], lex: Lexicon) -> list[Found | Refused]:
    start, end = chain[0][0], chain[-1][1]
    left = folded[max(0, start - _LEFT) : start]
    around = _Around(folded, left, end, head_at(folded, end, lex), lex)
    results: list[Found | Refused] = []
    for pair in chain:
        if pair[2] in lex.name_of:
            name, *named_so = lex.name_of[pair[2]]
            found = _found(pair, (named_so[0], named_so[1]), around)
            results.append(replace(found, name=name))
            continue
        context = _refusal(pair[2], around)
        named = None if context else _accept(pair[2], around)
        if named is None:
            results.append(Refused(pair[0], pair[1], context or lex.default))
        else:
            results.append(_found(pair, named, around))
    return results


def _refusal(label: str, around: _Around) -> Context | None:
    lex, head = around.lex, around.head
    context = lex.refuse_label.whole(label)
    if context is not None:
        return context
    noun = lex.refuse_after.at(around.folded, around.end)
    if noun and (head is None or head.start() < noun[1]):
        return noun[0]
    if head is not None and head["last"] in lex.strong_heads:
        return None
    context = lex.refuse_before.in_(around.left)
    if context is not None or (head is not None and len(label) >= _LONG):
        return context
    return lex.refuse_word.whole(label)


def _accept(label: str, around: _Around) -> tuple[str, str] | None:
    """Type and rule id of the first reason to take the label for a name."""
    lex = around.lex
    if around.head is not None:
        return lex.head_type[around.head["last"]]
    context = lex.inside.whole(label)
    if context is None and len(label) >= 3:
        after = lex.after.at(around.folded, around.end)
        context = lex.before.in_(around.left) or (after[0] if after else None)
    return (context.type, context.rule) if context else None


def _found(pair: _Pair, named: tuple[str, str], around: _Around) -> Found:
    start, end, label = pair
    folded, head, lex = around.folded, around.head, around.lex
    span = (start + 1, end - 1)
    # Only the last label of a chain takes the head noun into its mention.
    stop = head.end() if head is not None and end == around.end else end
    if label in lex.head_type:
        # 创业孵化“云平台”: a common noun in marks takes its name from the noun before.
        before = _NOUN_BEFORE.search(_after_verb(folded[max(0, start - 10) : start], lex))
        if before:
            from_ = start - len(before[0])
            return Found(from_, stop, span, ((from_, start), span), *named)
    if head is not None and _needs_head(label, lex):
        return Found(start, stop, span, (span, _tail(folded, head)), *named)
    return Found(start, stop, span, (span,), *named)


def _needs_head(label: str, lex: Lexicon) -> bool:
    everyday = len(label) <= 2 and lex.refuse_word.whole(label) is not None
    return everyday or _NEEDS_HEAD.fullmatch(label) is not None


def _after_verb(left: str, lex: Lexicon) -> str:
    at = 0
    for found in lex.plain_verb.finditer(left):
        at = found.end()
    return left[at:]


def _tail(folded: str, head: re.Match[str]) -> Span:
    """The head noun with its modifiers, without 的, a count, or an empty 改革 at the end."""
    at = head.pos
    if folded.startswith("的", at):
        at += 1
    count = _COUNT.match(folded, at)
    at = count.end() if count and count[0].startswith("等") else at
    short = head.start("last")
    empty = head["last"] in ("改革", "项目") and short - at >= 4
    doubled = head["last"] == "模式" and head.start() < short
    return at, short if empty or doubled else head.end()


def _with_descriptions(
    folded: str, found: list[Found], refused: list[Refused]
) -> tuple[list[Found], list[Refused]]:
    """“强基层、领干部”的“三基”工程: the description before 的 names the same programme."""
    starts = {f.start: n for n, f in enumerate(found)}
    kept: list[Refused] = []
    for item in refused:
        n = starts.get(item.end + 1) if folded.startswith("的", item.end) else None
        if n is None:
            kept.append(item)
            continue
        found[n] = replace(found[n], start=item.start, alias=(item.start + 1, item.end - 1))
    return found, kept

"""Names in quotation marks: which label is a programme, and why another is not."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from extract.language import tagged
from extract.model import Span
from extract.programmes.contexts import Context
from extract.programmes.lexicon import HAN_NAME, Lexicon
from extract.programmes.overlap import disjoint, outside
from extract.programmes.page import Page
from extract.programmes.quotes import quoted
from extract.rules.regexes import compiled

__all__ = ["LONGEST", "Found", "Refused", "judge"]

LONGEST = 40
_LEFT = 24  # how far to the left of a label its context is looked for
_NOUN = 10  # how far a noun before a label may reach
_LONG = 6  # a label this long before a head noun is no everyday word
_JOINS = {"", "、", "和", "与", "及", "以及"}
_COUNT = compiled(r"等?(?:[0-9一二三四五六七八九十百]{1,4}余?[个项支条家处场类种大]?)?")
# Labels that name nothing alone: digits and signs, 三基, 普惠+特惠, 融合型.
_NEEDS_HEAD = compiled(
    r"[0-9NX+>=·/.]+|[一二两三四五六七八九十双].|[^+N0-9]{1,3}\+[^+N0-9]{1,3}|.{1,4}型"
    r"|[0-9一二三半]{1,3}(?:分钟|刻钟|小时|公里)|[0-9]{1,3}条|一.一."
)
# A name that the page comes back to: no plain word of two characters, no clause.
_REPEATED = compiled("[^，。！？；：、的了]{3,8}")
_NOUNS = frozenset(("n", "nz", "ng", "nt", "nr", "ns"))
_HOUSES = frozenset("站会班社队团营坊亭馆室厅堂园屋铺节季车")
_NOUN_BEFORE = compiled(f"(?:{HAN_NAME}){{2,8}}$")


class Found(NamedTuple):
    """A name found on a page: its span, the ranges that make its canonical name.

    ``label`` is the range of the distinctive label, inside its marks; ``alias`` another
    range that names the same, as a description before 的; ``name`` the canonical name where
    a list of known names says so.
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


class Refused(NamedTuple):
    """A quoted string that names no programme, by which rule."""

    start: int
    end: int
    context: Context


_Pair = tuple[int, int, str]


def judge(page: Page, lex: Lexicon) -> tuple[list[Found], list[Refused]]:
    """Every pair of quotation marks of at most ``LONGEST`` characters, one way or the other."""
    outer: list[_Pair] = []
    inner: list[_Pair] = []
    done = 0
    for pair in sorted(quoted(page.text, LONGEST)):
        if pair[0] < done:
            inner.append(pair)
        else:
            outer.append(pair)
            done = pair[1]
    found, refused = _judge_pairs(page, outer, lex)
    if inner:
        # A label in single marks inside speech; not one inside a name.
        more, no = _judge_pairs(page, inner, lex)
        found = disjoint(found + outside(disjoint(more), found))
        refused += outside(disjoint(no), found)
    found, refused = _with_descriptions(page.text, found, refused)
    return _with_repeated(page, found, refused, lex)


def _with_repeated(
    page: Page, found: list[Found], refused: list[Refused], lex: Lexicon
) -> tuple[list[Found], list[Refused]]:
    """What nothing names but that the page comes back to, in marks, is a name if it is a noun."""
    bare = [r for r in refused if r.context is lex.default]
    counts = Counter([page.text[r.start + 1 : r.end - 1] for r in bare])
    names = {
        label
        for label, count in counts.items()
        if count > 1 and _REPEATED.fullmatch(label) and _is_noun(label)
    }
    if not names:
        return found, refused
    rule, kind = lex.repeated
    more = [
        Found(r.start, r.end, span, (span,), kind, rule)
        for r in bare
        if page.text[(span := (r.start + 1, r.end - 1))[0] : span[1]] in names
    ]
    starts = {f.start for f in more}
    return sorted(found + more), [r for r in refused if r.start not in starts]


def _is_noun(label: str) -> bool:
    if label[-1] in _HOUSES:
        return True
    words = tagged(label)
    first, kind = words[0]
    # 唠家常: a verb and its object.
    return words[-1][1] in _NOUNS and not (len(first) == 1 and kind == "v")


def _judge_pairs(page: Page, pairs: list[_Pair], lex: Lexicon) -> tuple[list[Found], list[Refused]]:
    found: list[Found] = []
    refused: list[Refused] = []
    for chain in _chains(page.text, pairs):
        around = _around(page, chain, lex)
        for pair in chain:
            result = _judge(pair, around)
            if isinstance(result, Found):
                found.append(result)
            else:
                refused.append(result)
    return disjoint(found), refused


def _chains(folded: str, pairs: list[_Pair]) -> list[list[_Pair]]:
    """Labels side by side (“甲”“乙”等品牌) share what stands around them."""
    chains: list[list[_Pair]] = []
    done = 0
    for pair in pairs:
        if chains and folded[done : pair[0]] in _JOINS:
            chains[-1].append(pair)
        else:
            chains.append([pair])
        done = pair[1]
    return chains


class _Around(NamedTuple):
    """What stands around a chain of labels: the text to its left, the head noun after it.

    ``end`` is where the chain ends; its passage reaches from ``first`` to ``limit``.
    """

    folded: str
    left: str
    end: int
    first: int
    limit: int
    head: re.Match[str] | None
    lex: Lexicon


def _around(page: Page, chain: list[_Pair], lex: Lexicon) -> _Around:
    text, start, end = page.text, chain[0][0], chain[-1][1]
    first, limit = page.bounds(start)
    # The head noun stands in the noun phrase that starts after the labels.
    extent = lex.extent.match(text, end)
    stop = extent.end() if extent else end
    head = lex.head.search(text, end, stop) if stop > end else None
    return _Around(text, text[max(first, start - _LEFT) : start], end, first, limit, head, lex)


def _judge(pair: _Pair, around: _Around) -> Found | Refused:
    start, end, label = pair
    known = around.lex.name_of.get(label)
    if known is not None:
        return _found(pair, known[1:], around)._replace(name=known[0])
    context = _refusal(label, around)
    named = None if context else _accept(label, around)
    if named is None:
        return Refused(start, end, context or around.lex.default)
    return _found(pair, named, around)


def _refusal(label: str, around: _Around) -> Context | None:
    lex, head = around.lex, around.head
    context = lex.refuse_label(label)
    if context is not None:
        return context
    noun = lex.refuse_after.at(around.folded, around.end, around.limit)
    if noun and (head is None or head.start() < noun[1]):
        return noun[0]
    if head is not None and head["last"] in lex.strong_heads:
        return None
    context = lex.refuse_before.before(around.left)
    if context is not None or (head is not None and len(label) >= _LONG):
        return context
    return lex.refuse_word(label)


def _accept(label: str, around: _Around) -> tuple[str, str] | None:
    """Type and rule id of the first reason to take the label for a name."""
    lex = around.lex
    if around.head is not None:
        return lex.head_type[around.head["last"]]
    context = lex.inside(label)
    if context is None and len(label) >= 3:
        after = lex.after.at(around.folded, around.end, around.limit)
        context = lex.before.before(around.left) or (after[0] if after else None)
    return (context.type, context.rule) if context else None


def _found(pair: _Pair, named: tuple[str, str], around: _Around) -> Found:
    start, end, label = pair
    head, lex = around.head, around.lex
    span = (start + 1, end - 1)
    # Only the last label of a chain takes the head noun into its mention.
    stop = head.end() if head is not None and end == around.end else end
    if label in lex.head_type:
        # 创业孵化“云平台”: a common noun in marks takes its name from the noun before.
        before = _noun_before(pair, around)
        if before < start:
            return Found(before, stop, span, ((before, start), span), *named)
    if head is not None and _needs_head(label, lex):
        return Found(start, stop, span, (span, _tail(around.folded, head)), *named)
    return Found(start, stop, span, (span,), *named)


def _noun_before(pair: _Pair, around: _Around) -> int:
    """Where the noun before a label starts; no verb that launches a programme is part of it."""
    start = pair[0]
    left = around.folded[max(around.first, start - _NOUN) : start]
    at = 0
    for verb in around.lex.verb.finditer(left):
        at = verb.end()
    noun = _NOUN_BEFORE.search(left[at:])
    return start - len(noun[0]) if noun else start


def _needs_head(label: str, lex: Lexicon) -> bool:
    everyday = len(label) <= 2 and lex.refuse_word(label) is not None
    return everyday or _NEEDS_HEAD.fullmatch(label) is not None


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
        found[n] = found[n]._replace(start=item.start, alias=(item.start + 1, item.end - 1))
    # A label in parts is one, too: “居民点菜、政府端菜”的“三菜工作法”.
    parted = [
        (f, starts[f.end + 1])
        for f in found
        if folded.startswith("的“", f.end)
        and f.end + 1 in starts
        and "、" in folded[f.label[0] : f.label[1]]
        and f.label[1] + 1 == f.end
    ]
    for f, n in parted:
        found[n] = found[n]._replace(start=f.start, alias=f.label)
    gone = {f.start for f, _ in parted}
    return [f for f in found if f.start not in gone or f.alias], kept

"""`find_numbers`: every bare number of a text, with the words beside it that bound it.

Note [Refuses nothing]: names, dates, ordinals and idioms give their numbers too
(第二十六中学 gives 26). A percent sign or a unit is not part of a number (20% gives 20).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.model import Bound, Number, Value
from extract.numerals.amount import EXACT, plain, times
from extract.numerals.meaning import negative
from extract.numerals.model import Meaning, Numeral
from extract.numerals.ranges import join
from extract.numerals.readings import not_behind
from extract.numerals.scanner import parse, scan
from extract.numerals.signs import DIGIT, LOWER, NUMERIC, SHY
from extract.rules import Rule, RuleSet, default_rules
from extract.rules.regexes import compiled
from extract.text import LETTER, fold

__all__ = ["find_numbers"]

_SIGNED = compiled(r"(?:零下|(?:(?<=[\s，：:(（])|^)[-+]) ?\Z")
_ENDS_SIGNED = frozenset("下-+ ")
_LETTER = compiled(r"(?:(?P<factor>[kKMGw])(?![0-9A-Za-z])| (?P<apart>[kKM])(?=\Z|[，。；！？]))")
_FACTOR = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "w": 10**4}
_GENERATION = compiled(r"[2-6]G")
# 30 多, as typesetting parts it.
_MORE_APART = compiled(" [多余](?![云样次种少元媒功方于额款地姓年么])")
_AND_HALF = compiled("个半(?![球岛决场程径])")
_DOZEN = compiled(
    rf" ?打(?:(?P<half>半)|零(?P<rest>[{LOWER}])(?![{NUMERIC}])"
    r"|(?=\Z|[\s，。、；！？,;!?）)”的杯碟碗袜吗吧呢就和或送]"
    "|啤酒|鸡蛋|铅笔|玫瑰|毛巾|饮料|可乐|鲜花))"
)
_CAPITAL_MONEY = compiled(
    "[元圆](?:(?P<jiao>[壹贰叁叄参肆伍陆柒捌玖])角)?零?(?:(?P<fen>[壹贰叁叄参肆伍陆柒捌玖])分)?"
)
_TO = compiled(r"[%‰]? ?(?P<dash>[-~]|—{1,2}|至|到) ?(?:零上|正)?")
_CODE = compiled(r"0\d")
_LONGEST_LINK = 5
# 介于10和20之间: 和 joins a range where both words stand around it.
_AND = compiled(r"[%‰]? ?(?:和|与|跟|及) ?")
_BETWEEN = compiled(r"(?:介[于乎]|[在于])负? ?\Z")
_WITHIN = compiled(r"[%‰]? ?之间")
# 大于10且小于20, 10以上20以下, 超过10个但不到20个.
_ALSO = compiled(
    r"(?:[%‰]? ?[，,]? ?(?:[并而]?且|同时|但|而|又)?"
    rf"|{LETTER}{{1,2}} ?[，,]? ?(?:[并而]?且|同时|但)) ?"
)
_LOWER, _UPPER = ("gt", "ge"), ("lt", "le")
# 比10大, 比一百小.
_THAN = compiled("(?<![占对相同环百之无可])比 ?\\Z")
_GREATER = frozenset("大多高长重贵")
_COMPARED = _GREATER | frozenset("小少低短轻")


def find_numbers(text: str, rules: RuleSet | None = None) -> list[Number]:
    """Every number in the text, left to right, disjoint; offsets are code points of it.

    Ranges (40—50, 1.2—1.5亿) and adjoining modifiers (约, 超过, 以上, 左右) are part of
    the span and set low, high and bound.

    >>> [(n.quote, n.low, n.high, n.bound) for n in find_numbers("约３到５万人")]
    [('约３到５万', Decimal('30000'), Decimal('50000'), 'range')]
    """
    folded = fold(text)
    scanned = _unspaced(folded, scan(folded, rules), rules)
    numbers = _ranges(folded, _completed(folded, scanned))
    words = _modifiers(rules if rules is not None else default_rules())
    found: list[Number] = []
    floor = 0
    for number in numbers:
        start, end, bound = _outer(folded, floor, number, words)
        floor = end
        here = Number(start, end, text[start:end], number.value, number.low, number.high, bound)
        both = _both_bounds(text, folded, found[-1], here) if found else None
        if both:
            found[-1] = both
        else:
            found.append(here)
    return found


@lru_cache(maxsize=1)
def _spaced_out() -> re.Pattern[str]:
    """Chinese digits and scales, each set apart by a space from what stands beside it."""
    one = NUMERIC[3:]
    group = f"[{one}{SHY}]{{1,9}}"
    return compiled(
        rf"(?<!\S)(?:[{one}几数](?: [{one}点余多来几]){{2,40}}"
        rf"|{group}(?: {group}){{1,6}}(?<![百千万亿佰仟] [{LOWER}]))(?!\S)"
    )


def _unspaced(folded: str, numerals: list[Numeral], rules: RuleSet | None) -> list[Numeral]:
    """The numerals, with one for each run of characters set apart: 一 百 二 十."""
    for run in _spaced_out().finditer(folded) if " " in folded else ():
        whole = parse(run[0].replace(" ", ""), rules)
        if whole is not None and whole.form != "digits" and whole.value is not None:
            start, end = run.span()
            here = Numeral(start, end, whole.meaning)
            outside = [n for n in numerals if n.end <= start or n.start >= end]
            numerals = sorted([*outside, here], key=lambda n: n.start)
    return numerals


def _both_bounds(text: str, folded: str, left: Number, right: Number) -> Number | None:
    """One range of 大于10且小于20; None where the two do not bound it from both sides."""
    low, high = (right, left) if left.bound in _UPPER else (left, right)
    if low.bound not in _LOWER or high.bound not in _UPPER:
        return None
    if low.value is None or high.value is None or not low.value < high.value:
        return None
    if _ALSO.fullmatch(folded, left.end, right.start) is None:
        return None
    quote = text[left.start : right.end]
    return Number(left.start, right.end, quote, None, low.value, high.value, "range")


def _completed(folded: str, numerals: Sequence[Numeral]) -> list[Numeral]:
    """Numerals with what only a bare number takes in: 零下, k, 打, 个半, 元角分 of capitals."""
    done: list[Numeral] = []
    end = 0
    for numeral in numerals:
        if numeral.start < end:  # the 半 of 两个半, the 伍 of 元伍角
            continue
        completed = _longer(folded, numeral)
        start = numeral.start
        signed = folded[start - 1 : start] in _ENDS_SIGNED and _SIGNED.search(
            folded, max(end, start - 3), start
        )
        if signed and end and not folded[end : signed.start()].strip():
            signed = None  # 3 - 5
        if signed and completed.value is not None and completed.value >= 0:
            read = completed.meaning
            read = read if signed[0].startswith("+") else negative(read)
            completed = Numeral(signed.start(), completed.end, read)
        end = completed.end
        done.append(completed)
    return done


def _longer(folded: str, numeral: Numeral) -> Numeral:
    value, at = numeral.value, numeral.end
    if not isinstance(value, Decimal) or numeral.bound != "eq":
        return numeral
    if letter := _LETTER.match(folded, at):
        if _GENERATION.fullmatch(folded, numeral.start, letter.end()):
            return numeral
        scale = _FACTOR[letter["factor"] or letter["apart"]]
        read = Meaning(times(value, scale), form="mixed", scale=scale, head=value)
        return Numeral(numeral.start, letter.end(), read)
    if more := _MORE_APART.match(folded, at):
        return Numeral(numeral.start, more.end(), numeral.meaning._replace(bound="gt"))
    if half := _AND_HALF.match(folded, at):
        return _plain(numeral, half.end(), EXACT.add(value, Decimal("0.5")))
    if dozen := _DOZEN.match(folded, at):
        rest = 6 if dozen["half"] else DIGIT[dozen["rest"]] if dozen["rest"] else 0
        return _plain(numeral, dozen.end(), EXACT.add(plain(EXACT.multiply(value, 12)), rest))
    money = _CAPITAL_MONEY.match(folded, at) if numeral.form == "capital" else None
    if money and (money["jiao"] or money["fen"]):
        cents = 10 * DIGIT.get(money["jiao"] or "零", 0) + DIGIT.get(money["fen"] or "零", 0)
        cents = -cents if value < 0 else cents
        return _plain(numeral, money.end(), EXACT.add(value, Decimal(cents).scaleb(-2)))
    return numeral


def _plain(numeral: Numeral, end: int, value: Value) -> Numeral:
    return Numeral(numeral.start, end, Meaning(value, form=numeral.form, head=value))


def _ranges(folded: str, numerals: list[Numeral]) -> Iterator[Numeral]:
    """Join the two ends of a range; three in a row (a date, a telephone) are no range."""
    links = [_link(folded, a, b) for a, b in pairwise(numerals)]
    links.append(None)
    at = 0
    while at < len(numerals):
        left = numerals[at]
        link = links[at]
        chained = (at and links[at - 1]) or (links[at] and links[at + 1])
        if link and not chained and not _CODE.match(folded, left.start):
            right = numerals[at + 1]
            if pair := join(left, right):
                yield Numeral(left.start, right.end, Meaning(None, *pair, "range", left.form))
                at += 2
                continue
        yield left
        at += 1


def _link(folded: str, left: Numeral, right: Numeral) -> re.Match[str] | None:
    """What makes a range of two numerals: 到, a dash, or 介于 and 之间 around them."""
    if right.start - left.end > _LONGEST_LINK:
        return None
    link = _TO.fullmatch(folded, left.end, right.start)
    if link is None and _WITHIN.match(folded, right.end):
        and_ = _AND.fullmatch(folded, left.end, right.start)
        if and_ and _BETWEEN.search(folded, max(0, left.start - 4), left.start):
            return and_
    return link


class _Words(NamedTuple):
    """Patterns of the outer modifiers; a group's number gives its bound.

    Most numbers have none of ``last`` before them and none of ``first`` after, and are done.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    last: frozenset[str]
    first: frozenset[str]
    bounds: dict[str, Bound]
    next: dict[str, re.Pattern[str]]  # what the number itself must be: 过 bounds round ones


def _outer(folded: str, floor: int, number: Numeral, words: _Words) -> tuple[int, int, Bound]:
    """The span with its modifiers, and the bound: of inside words first, then the nearest."""
    start, end, bound = number.start, number.end, number.bound
    while folded[start - 1 : start] in words.last:
        match = words.before.search(folded, max(floor, start - 8), start)
        if match is None:
            break
        needed = words.next.get(str(match.lastgroup))
        if needed is not None and needed.match(folded, start) is None:
            break
        bound = words.bounds[str(match.lastgroup)] if bound == "eq" else bound
        start = match.start()
    if folded[end : end + 1] in words.first and (match := words.after.match(folded, end)):
        bound = words.bounds[str(match.lastgroup)] if bound == "eq" else bound
        end = match.end()
    if bound == "eq" and folded[end : end + 1] in _COMPARED:
        than = _THAN.search(folded, max(floor, start - 3), start)
        if than:
            start, bound = than.start(), "gt" if folded[end] in _GREATER else "lt"
    return start, end, bound


@lru_cache(maxsize=8)
def _modifiers(source: RuleSet) -> _Words:
    """From the rules of stage ``bound``; those for some kinds of quantity alone stay out."""
    rules = [r for r in source.stage("bound") if "kinds" not in r.keys]
    sides = {
        side: [(f"{side}{n}", r) for n, r in enumerate(rules) if r.text("side") == side]
        for side in ("before", "after")
    }
    bounds: dict[str, Bound] = {name: r.text("bound") for s in sides.values() for name, r in s}  # type: ignore[misc]
    before = "|".join(_group(name, rule, shortest=1) for name, rule in sides["before"])
    # After a bare number 多, 起, 内 and 强 are as a rule something else (第三多, 10起).
    after = "|".join(_group(name, rule, shortest=2) for name, rule in sides["after"])
    last = {w[-1] for _, r in sides["before"] for w in r.words("words")}
    first = {w[0] for _, r in sides["after"] for w in r.words("words")}
    return _Words(
        compiled(rf"(?:{before}) ?\Z"), compiled(f" ?(?:{after})"),
        frozenset(last | {" "}), frozenset(first | {" "}), bounds,
        {n: compiled(r.text("next")) for n, r in sides["before"] if r.text("next")},
    )  # fmt: skip


def _group(name: str, rule: Rule, *, shortest: int) -> str:
    fit = (w for w in rule.words("words") if len(w) >= shortest or w == "+")
    words = sorted(fit, key=lambda w: -len(w))
    behind = not_behind(rule.words("not_after"))
    unless = f"(?!{rule.text('unless_next')})" if "unless_next" in rule.keys else ""
    return f"(?P<{name}>{behind}(?:{'|'.join(map(re.escape, words)) or '(?!)'}){unless})"

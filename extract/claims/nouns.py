"""The noun phrase that opens a stretch of text: what an age or a size stands before.

Note [Names]: the dictionary cuts names of persons to pieces of any tag (罗/j 树/v 清/t); a
surname and one or two characters after it are taken as one.
"""

from __future__ import annotations

from extract.language import tokenize
from extract.model import Span
from extract.rules.regexes import compiled

__all__ = ["has_verb", "noun_end", "owner_end", "without_examples"]

_TAGS = ("n", "b", "a", "j", "l", "i", "x", "z", "m", "eng")
_OWNERS = ("n", "j", "x", "z", "eng")
_NO_OWNER = frozenset(("d", "ad", "p", "c", "r", "ul", "uj", "f", "l", "i"))
# Verbs after which no noun has what was measured: 海拔3620米的垭口成为….
_NO_PART = frozenset(("成为", "是", "位于", "坐落", "迎来", "开始", "已经"))
# 160万千瓦的雅河水电站首台机组: a part of it.
_FIRST = ("首台", "首座", "首条", "首批", "首个", "首套", "首艘", "首架")
_STOPS = "每，。、；："
_ASPECTS = "着了过"  # 牵挂着
# 被告人林某伙同他人: the noun ends with 某.
_SOMEBODY = compiled("的?[一-鿿]{0,6}?(?<=[一-鿿])某{1,2}(?![些个种项年月日天处])")
_PRONOUNS = ("他", "她", "我", "你", "他们", "她们")
_GIVEN = 2
_AFTER_NAME = frozenset("说等和与从把将是有来去拿带站坐走笑也就还对向在")
_NO_NAME = frozenset(("p", "d", "ul", "uz", "uj"))
_TITLES = compiled("夫[妇妻]|老[人师]|奶奶|爷爷|大[爷妈娘]|阿姨|师傅|女士|先生|教授|医生")


def noun_end(text: str, surnames: tuple[str, ...], persons: frozenset[str]) -> int:
    """Where the noun phrase that opens ``text`` ends, 的 before it included; 0 without one.

    ``persons`` are nouns whatever the dictionary calls them.
    """
    if somebody := _SOMEBODY.match(text):
        return somebody.end()
    stop = name = 0
    single = full = False  # a surname that stands alone, and two characters after it
    for start, end, tag in tokenize(text):
        word = text[start:end]
        if word == "的" and stop == 0:
            continue
        if word in _PRONOUNS and stop == 0:
            return end  # 18岁的她一届冬奥会上
        if full and not _TITLES.fullmatch(word):
            break  # 王桂芳刷脸结算
        full = full or (single and end - name == _GIVEN)
        if not name and word.startswith(surnames) and len(word) <= _GIVEN:
            name = start + 1
            single = len(word) == 1
        if name and end - name <= _GIVEN and word not in _AFTER_NAME and tag not in _NO_NAME:
            stop = end
            continue
        noun = tag.startswith(_TAGS) and word[-1] not in _ASPECTS
        if (not noun and word not in persons) or word[0] in _STOPS:
            break
        stop = end
    return stop


def owner_end(text: str) -> int:
    """Where the noun ends that opens ``text`` and has what was measured before it.

    Of 东湖抽水蓄能电站并网发电 the end of 电站: the last noun before an adverb or preposition;
    0 without one.
    """
    stop = 0
    if text.startswith("基础上"):
        return stop
    label = text.find("”") + 1 if text.startswith("“") else 0
    for start, end, tag in tokenize(text):
        if stop and text.startswith(_FIRST, start):
            break
        if stop and (tag in _NO_OWNER or text[start:end] in _NO_PART):
            break
        if tag == "v" and stop and start >= label > 0:
            break  # “锦绣环”绿道串联公园
        if tag.startswith(_OWNERS):
            stop = end
    return stop


def has_verb(text: str) -> bool:
    """Whether a subject is a clause with a verb of its own: 采摘鲜叶."""
    return any(tag == "v" and end < len(text) for _, end, tag in tokenize(text))


def without_examples(text: str, left: tuple[Span, ...], word: str) -> tuple[Span, ...]:
    """Less the examples before 等 or 这 that adjoins the number; the verb stays."""
    start, end = left[-1]
    text = text[start:end]
    if word == "这" and "、" in text:
        return ()
    if "、" in text and "”" not in text:
        return left  # 智能制造、生物医药等行业: the list says which they are
    tokens = tokenize(text)
    cut = len(text)
    for a, _, tag in reversed(tokens):
        if tag.startswith(("v", "p")) and tag != "vn" and "”" not in text[a:]:
            break
        cut = a
    keep = next((b for _, b, tag in tokens if tag.startswith("v")), 0) if cut == 0 else cut
    return (*left[:-1], (start, start + keep)) if keep else left[:-1]

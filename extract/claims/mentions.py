"""What a mention of a programme is beside the words around it: an example, a means, a count."""

from __future__ import annotations

from extract.claims.frame import Frame, Scene
from extract.model import Mention
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["QUOTES", "counted", "example", "held", "instrument", "item", "parted_from"]

QUOTES = '“‘「『"'

# 在“甲”App发放: where something is handed out.
_HANDED = compiled("(?:[上里中内])?(?:发放|领取|申领|报名|预约|抢)")
_WITH = compiled(r"(?:依托|借助|利用|通过|凭借?|登录|扫描)[^，。；：]{0,4}$")
_WITH_REACH = 6
_CLAUSE = compiled("[，,：；;]")
# A subject of its own, three characters or more, and how its figure stands.
_OTHER = compiled(
    f"(?!累计|共|其中|带动|惠及|使用|参与|服务|平均|日均|年|{LETTER}{{0,6}}(?:合格|办结|满意|好评|回复|解决|整改|成功|准确|核销|入住|到位)率)"
    f"(?:{LETTER}|[（）]){{3,}}?(?:率|寿命|吞吐量|覆盖面|收入|增加值){LETTER}{{0,6}}$"
)
_HELD = compiled("(?:[举承主]办|办[好出]|组织|开展)$")
_NUMBER = compiled("[\ue000-\ue00a\ue100-\ue10a]")


def example(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is one example of several, or only a place or a base of comparison.

    “变废为宝”等21个项目; 在“云港”App发放; 比12345热线快2天.
    """
    folded, end = scene.folded, mention.end
    before = folded[mention.start - 1 : mention.start]
    aside = before == "比" or (before == "在" and _HANDED.match(folded, end) is not None)
    return aside or "等" in mention.quote or folded.startswith(("等", "》等"), end)


def held(scene: Scene, mention: Mention) -> bool:
    """Whether a mention stands for what it is an example of: 举办“甲”等活动, then how many."""
    at = scene.folded.find("等", mention.start, mention.end + 1) + 1
    if not at or "\ue000" <= scene.masked[at : at + 1] <= "\ue1ff":
        return False
    return _HELD.search(scene.folded, max(0, mention.start - 3), mention.start) is not None


def instrument(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is what something is done with: 依托“甲”平台, 通过“甲”小程序."""
    start = mention.start
    return _WITH.search(scene.folded, max(0, start - _WITH_REACH), start) is not None


def counted(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is what another number counts: 3个“聚合型”教育集团."""
    return _NUMBER.match(scene.masked, max(0, mention.start - 1), mention.start) is not None


def item(scene: Scene, mention: Mention, start: int) -> bool:
    """Whether a mention with its own number stands in a list before ``start``: “甲”3家、站点8个."""
    at = mention.end
    return "\ue000" <= scene.masked[at : at + 1] <= "\ue00a" and "、" in scene.folded[at:start]


def parted_from(scene: Scene, mention: Mention, frame: Frame) -> bool:
    """Whether figures of other subjects follow its own: 建成“甲”37所，…，寿命突破74岁."""
    low = frame.clause[0]
    clauses = [m.start() for m in _CLAUSE.finditer(scene.folded, mention.end, low)]
    if len(clauses) < 2 or not _NUMBER.search(scene.masked, mention.end, clauses[0]):
        return False
    return _OTHER.match(scene.masked, low, frame.quantity.start) is not None

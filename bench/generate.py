"""News-like Chinese text of any size, the same for the same seed.

    python bench/generate.py --mb 10 -o OUT

Places, people and figures are invented. About every third sentence holds numbers, 14 in 1,000
characters, as in `corpus/`; there are headlines, bylines, section headings and captions.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

PLACES = ("云溪区", "青岚市", "白石县", "东陵新区", "临川街道", "和平里社区", "望海镇", "松岭乡")
PEOPLE = ("李明远", "王秀兰", "周建国", "陈思雨", "赵立新", "孙晓梅", "刘志强", "何佳")
FIELDS = ("教育", "医疗", "养老", "就业", "住房", "文化", "交通", "环境整治", "社会救助", "体育")
THINGS = (
    ("养老服务中心", "处"),
    ("社区食堂", "家"),
    ("健身路径", "条"),
    ("口袋公园", "个"),
    ("公办幼儿园", "所"),
    ("停车泊位", "个"),
    ("家庭病床", "张"),
    ("志愿服务队", "支"),
    ("文艺演出", "场"),
    ("老旧小区改造项目", "项"),
)
PEOPLE_COUNTED = ("老年人", "困难群众", "居民", "学生", "新就业人员", "志愿者", "参保人员")
RATES = ("覆盖率", "签约率", "入园率", "满意率", "办结率", "入学率", "受理率")
SUMS = ("财政资金", "救助金", "助学金", "专项补贴", "帮扶资金", "税收")
NAMES = ("暖心同行", "邻里守望", "幸福里", "家门口就业", "阳光课堂", "银龄乐园", "一网通办")
PERIODS = (
    "今年以来",
    "截至目前",
    "去年",
    "2023年",
    "上半年",
    "前三季度",
    "“十四五”期间",
    "近三年",
)

FIGURES = (
    "{period}，{place}新建{thing}{n}{unit}，改造提升{m}{unit}，惠及{people}{big}人。",
    "{period}，全区累计发放{sum}{money}，同比增长{percent}，{people}{rate}达到{share}。",
    "{place}共有{thing}{n}{unit}，其中{m}{unit}由社会力量运营，占总数的{share}。",
    "“{name}”项目启动以来，已为{big}余名{people}提供服务{huge}人次，投入{sum}约{money}。",
    "{period}，{people}人均可支配收入{yuan}元，比上年增加{m}元，高于全市平均水平{point}个百分点。",
    "根据规划，到2027年，{place}将建成{n}{unit}{thing}，{field}类投资超过{money}。",
    "符合条件的{people}每人每月可领取补贴{yuan}元，最高不超过{top}元。",
    "经过{few}个月的施工，占地{area}平方米的{thing}投入使用，每天可服务{m}—{n}人。",
    "{place}{rate}由{share}提高到{share2}，连续{few}年位居全市前列。",
    "在{n}个社区中，{m}个已经实现{field}服务全覆盖，剩余的三分之一将于年底前完成。",
)
SINGLE = (
    "{period}，{place}新增{thing}{n}{unit}，周边{people}有了新去处。",
    "{person}今年{age}岁，是{place}的一名网格员，每天都要到居民家中走一走。",
    "{place}{field}项目总投资{money}，由街道和企业共同建设。",
    "活动现场，{big}人参与了{field}知识竞答，气氛热烈。",
    "{person}告诉记者，{thing}离家只有{area}米，一家人饭后常去散步。",
    "{place}的{people}{rate}达到{share}，群众的满意度不断提升。",
)
WORDS = (
    "{place}坚持以人民为中心的发展思想，把{field}工作摆在突出位置，不断增强群众的获得感。",
    "“以前办事要跑好几趟，现在在家门口就能办好。”{place}居民{person}高兴地说。",
    "走进{place}，整洁的道路、漂亮的花坛和热闹的广场让人眼前一亮。",
    "据了解，{place}还将进一步完善{field}服务体系，让更多群众享受到实实在在的好处。",
    "{place}有关负责人{person}表示，下一步将继续听取群众意见，及时解决急难愁盼问题。",
    "围绕“{name}”品牌，{place}整合各类资源，推动{field}和{field2}工作深度融合。",
    "这里不仅环境优美，而且服务周到，成为周边居民休闲的好去处。",
    "工作人员耐心地为前来咨询的{people}讲解政策，并帮助他们填写申请表格。",
    "为了做好{field}工作，{place}组织干部深入一线，了解情况，倾听民意。",
    "在第二十六中学门口，{person}正带着志愿者维护秩序，第一时间回应家长的问题。",
)
HEADLINES = (
    "{place}：{field}答卷有温度",
    "{place}推进{field}服务提质增效",
    "让{people}的日子更有盼头——{place}{field}工作纪实",
    "{place}新增{thing}{n}{unit}",
)
CAPTIONS = ("■{place}的{thing}。", "■{people}在{place}参加活动。", "■改造后的{place}一角。")
CHINESE_SMALL = ("两", "三", "四", "五", "六", "十")


def articles(characters: int, seed: int = 0) -> Iterator[str]:
    """Articles of about 1,700 characters each, until there are this many characters."""
    random_ = random.Random(seed)
    made = 0
    while made < characters:
        article = _article(random_)
        made += len(article)
        yield article


def _article(random_: random.Random) -> str:
    reporter = random_.choice(PEOPLE)
    parts = [_fill(random_.choice(HEADLINES), random_), f"□本报记者 {reporter}"]
    for _ in range(3):
        parts.append(_fill("{field}惠民，打造幸福{place}", random_))
        parts += (_paragraph(random_) for _ in range(3))
        parts.append(_fill(random_.choice(CAPTIONS), random_))
    return "\n\n".join(parts) + "\n"


def _paragraph(random_: random.Random) -> str:
    kinds = random_.choices((FIGURES, SINGLE, WORDS), (2, 4, 14), k=5)
    return "".join(_fill(random_.choice(kind), random_) for kind in kinds)


def _fill(template: str, random_: random.Random) -> str:
    thing, unit = random_.choice(THINGS)
    share = random_.randrange(5000, 9000)
    return template.format(
        place=random_.choice(PLACES),
        person=random_.choice(PEOPLE),
        field=random_.choice(FIELDS),
        field2=random_.choice(FIELDS),
        thing=thing,
        unit=unit,
        people=random_.choice(PEOPLE_COUNTED),
        rate=random_.choice(RATES),
        sum=random_.choice(SUMS),
        name=random_.choice(NAMES),
        period=random_.choice(PERIODS),
        n=random_.randrange(40, 900),
        m=random_.randrange(2, 39),
        big=random_.choice(
            (f"{random_.randrange(11, 99) / 10}万", str(random_.randrange(500, 9999)))
        ),
        huge=f"{random_.randrange(10, 60)}万",
        money=f"{random_.randrange(1000, 99999) / 100:.2f}{random_.choice(('万元', '亿元'))}",
        percent=f"{random_.randrange(5, 300) / 10}%",
        point=f"{random_.randrange(1, 40) / 10}",
        share=f"{share / 100:.2f}%",
        share2=f"{(share + 900) / 100:.2f}%",
        yuan=random_.randrange(200, 60000),
        top=random_.randrange(60000, 90000),
        area=random_.randrange(300, 9000),
        age=random_.randrange(21, 70),
        few=random_.choice(CHINESE_SMALL),
    )


def main() -> None:
    """Write the articles as files of one folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--mb", type=float, default=1.0, help="megabytes of UTF-8 in all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder to write to")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, article in enumerate(articles(10**12, wanted.seed)):
        data = article.encode()
        (wanted.out / f"{number:06}.txt").write_bytes(data)
        size += len(data)
        if size >= wanted.mb * 1_000_000:
            break
    print(f"{number + 1} articles, {size / 1e6:.1f} MB in {wanted.out}")


if __name__ == "__main__":
    main()

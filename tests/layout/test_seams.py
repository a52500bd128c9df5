"""Broken sentences: every seam of the corpus, generated pages, and what must stay apart."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.layout import layout
from extract.model import Document, Passage
from tests.layout.pages import page

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
SEAMS = [
    (1, "开通青大附院“知名专家号源直挂”服", "务，深化健康管理，家庭医生签约29.88万人"),
    (1, "家里就我一个人，社区助老食堂开", "放后，我每天都过来吃饭"),
    (2, "保障水平稳步提升、管理服务逐渐变", "优，托起民生健康梦"),
    (2, "开展城市云脑态势感知平台升级改造，", "在城市云脑中心展示区域医疗机构总体布局"),
    (2, "大病在医院，医养结合、医学康", "复回基层”的就医模式"),
    (3, "组建青岛市首个“1+1+1”家庭医生服务团", "队，建立“慢病规范诊疗中心”"),
    (3, "2023年，市南区老旧小区改造计划涉", "及楼栋1081座，居民3.2万户"),
    (4, "一些新建居住区等忽略了对于社区归属感和社区识别性的", "的营造,社区中缺少适宜居民交往"),
    (4, "带动全区3年内社区社会组织增加945个;通过", "社工站联合慈善组织,开展各类"),
    (4, "为区所辖户籍的计生特殊家庭统一", "办理的保险,在一定程度上解决了"),
    (4, "为确保这项惠民工程取得效果,区卫生健", "康局建立以公立社区卫生服务机构为主导"),
    (4, "自愿接受救助手术的白内障患者,在青岛市第三", "人民医院、青岛市第八人民医院"),
]


def read(text: str) -> tuple[Passage, ...]:
    return layout(Document("a.txt", text))


def corpus(number: int) -> tuple[Passage, ...]:
    return read(CORPUS[number].read_bytes().decode())


@pytest.mark.parametrize(
    ("number", "left", "right"), SEAMS, ids=[left[-4:] for _, left, _ in SEAMS]
)
def test_a_seam_of_the_corpus_is_joined(number: int, left: str, right: str) -> None:
    text = CORPUS[number].read_bytes().decode()
    passage = next(p for p in corpus(number) if left + right in p.text)
    seam = next(s for s in passage.seams if s.right == text.index(right))
    assert seam.left == text.index(left) + len(left)
    assert passage.text[seam.at :].startswith(right)
    assert seam.mended


def test_the_corpus_has_no_other_seam() -> None:
    assert sum(len(p.seams) for n in range(5) for p in corpus(n)) == len(SEAMS)


def test_the_evidence_names_the_word() -> None:
    seam = next(s for p in corpus(1) for s in p.seams)
    assert seam.evidence == "服|务 makes the word 服务"


def test_a_joined_paragraph_stands_where_it_begins() -> None:
    texts = [p.text for p in corpus(1)]
    joined = next(n for n, text in enumerate(texts) if "直挂”服务，深化" in text)
    assert texts[joined - 1].startswith("“居民不必去医院排队")
    assert texts[joined + 1].startswith("为群众提供方便的就医服务")
    assert texts[joined + 2] == "## 维护社会治安"


def test_generated_pages() -> None:
    true = found = right = 0
    for seed in range(200):
        made = page(seed)
        seams = {(s.left, s.right) for p in read(made.text) for s in p.seams if s.mended}
        true += len(made.seams)
        found += len(seams)
        right += len(seams & made.seams)
    assert true > 250
    assert right >= 0.95 * true
    assert found - right <= 0.01 * found


HEADLINE = "一份写在城乡大地上的民生答卷"
FIRST = "清晨六点，退休教师何文秀已经沿着步道走了两圈，她记得这里还是一片荒滩时，附近居民都绕着走。"
SECOND = "县城的柑橘园里一片金黄，果农们挎着竹篮穿梭在枝叶之间，今年全县柑橘种植面积达到18.7万亩。"


@pytest.mark.parametrize(
    "between",
    ["\n\n", "\n\n\n\n■居民在散步。\n\n\n\n", "\n\n第3版\n\n", "\n\n\n", "\n\n扫码预约\n广告\n\n"],
)
def test_a_sentence_goes_on_below_what_stands_between(between: str) -> None:
    cut = FIRST.index("居民") + 1
    passages = read(f"{HEADLINE}\n\n{SECOND}\n\n{FIRST[:cut]}{between}{FIRST[cut:]}\n\n{SECOND}")
    assert FIRST in [p.text for p in passages]


JOINED = [
    # A bare count, whose noun stands before the break, and no short proverb.
    ("翠山区跑出宜居加速度\n\n今年启动改造。计划投入资金4.8亿元，改造小区\n\n■电梯投入使用。\n\n37个、楼栋412座，惠及居民2.3万户。\n\n治理弃管\n\n"
     "改得好，还要管得好。过去，有53个小区没有物业。", "改造小区37个、楼栋412座"),
    # Below the article's headline nothing goes on; who said it ends a line of its own.
    ("夜读正当时\n\n晚上8点半，书房里座无虚席。\n\n绿道串联公园16个，其中去年新开放的有4个，\n\n■绿道。\n\n"
     "日均健身人群1.3万人次。\n\n读者心声\n\n“希望开到晚上11点。”——市民 王平\n\n下一步，将投资。",
     "有4个，日均健身人群"),
    # For whom it is done, and then what: not the proverb below it.
    ("■驿站大堂。\n\n提供短期免费住宿和指导，累计入住1700多人次。\n\n“不慌。”王平说。驿站已布局13家，为毕业5年内的求职青年"
     "\n\n安居才能乐业。2023年以来，新区筹集公寓1.3万套。", "求职青年提供短期免费住宿"),
    # A column that goes on with its own head, cut no one knows where.
    ("■市集人气旺。\n\n务点，全部定时定点投放，日均分出量增至113吨。\n\n闲置物品也能流动起来，一年办了13期市集。\n\n"
     "撤桶并点是块硬骨头。目前，全区353个小区建成分类投放服\n\n孩子是最好的宣传员，进校园活动走进53所学校。",
     "分类投放服务点，全部"),
    # A line as short as a heading, and the rest of its last word below it.
    ("民生答卷\n\n# 把健康送到居民家门口\n\n今年以来，实施民生实事8项，预期寿命达到82.4岁。\n\n"
     "为让居民少跑腿，澄港区升级“健康澄港”掌上服\n\n"
     "务平台，打通12家公立医院和64家社区卫生服务机构的数据。\n\n守护“一小”。该区已完成5218人。",
     "掌上服务平台，打通12家"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "joined"), JOINED, ids=[joined for _, joined in JOINED])
def test_the_other_half_is_found(text: str, joined: str) -> None:
    assert any(joined in p.text for p in read(text))


def test_a_number_goes_on_in_the_next_column() -> None:
    cut = SECOND.index("18.") + 3
    passages = read(
        f"{HEADLINE}\n\n{SECOND[:cut]}\n\n\n\n■柑橘丰收。\n\n\n\n{SECOND[cut:]}\n\n{FIRST}"
    )
    assert SECOND in [p.text for p in passages]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\n\n{FIRST}",
        f"{HEADLINE}\n\n{FIRST}\n\n守护健康底线\n\n{SECOND}",
        f"{HEADLINE}\n\n■滨江步道\n\n{FIRST}\n\n服务延伸至“末梢”\n\n\n\n■果农\n\n\n\n{SECOND}",
        f"{HEADLINE}\n\n{FIRST}\n\n（王平）\n\n{SECOND}",
        f"{HEADLINE}\n\n主要任务如下：\n\n{FIRST}\n\n{SECOND}",
        f"{HEADLINE}\n\n{FIRST}\n\n——{SECOND}",
        f"{HEADLINE}\n\n{FIRST}\n\n钱从哪来？{SECOND}\n\n·平台归集政策\n\n·惠及企业",
    ],
    ids=["headline", "heading", "caption", "byline", "colon", "dash", "bullets"],
)
def test_what_is_whole_stays_apart(text: str) -> None:
    assert all(not p.seams for p in read(text))


def test_an_end_without_its_other_half_stays_alone() -> None:
    passages = read(f"{HEADLINE}\n\n{FIRST[:40]}\n\n擦亮教育品牌\n\n{SECOND}\n\n{SECOND}")
    assert all(not p.seams for p in passages)


def test_two_heads_that_fit_alike_are_not_chosen_between() -> None:
    head = "务中心投入使用，惠及周边居民3万人。"
    passages = read(
        f"{HEADLINE}\n\n\n\n■甲\n\n\n\n{head}\n\n\n\n■乙\n\n\n\n{head}\n\n\n\n■丙\n\n\n\n{SECOND}全区新建的服"
    )
    assert all(not p.seams for p in passages)


def test_columns_in_a_circle_lose_nothing() -> None:
    text = "务中心，新建食堂开\n\n\n\n■甲乙。\n\n\n\n放后，全区新建的服\n\n"
    assert sum(len(p.text) for p in read(text)) == len("".join(text.split()))


def test_plain_text_loads_no_segmenter() -> None:
    import subprocess

    code = (
        "import sys; from extract.layout import layout; from extract.model import Document;"
        f"layout(Document('a', {HEADLINE!r} + chr(10) + {FIRST!r}));"
        "print([m for m in sys.modules if 'jieba' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""Headlines, bylines, captions, advertisements, articles and section headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.layout import layout
from extract.model import Document, Passage

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
BODY = "今年以来，全区新建口袋公园12处，新增绿地3.6万平方米，惠及居民2万余人。"


def read(text: str) -> tuple[Passage, ...]:
    return layout(Document("a.txt", text))


def corpus(number: int) -> tuple[Passage, ...]:
    return read(CORPUS[number].read_bytes().decode())


def kind(text: str, passages: tuple[Passage, ...]) -> str:
    return next(p.kind for p in passages if text in p.text)


@pytest.mark.parametrize(
    ("number", "headlines"),
    [
        (
            0,
            [
                "市南：向改革要动力 持续增进民生福祉",
                "教育改革：走出集团化办学“新路径”",
                "健康医疗：分级诊疗畅通就医通道",
                "养老服务：家门口享受“幸福时光”",
                "基层治理：“小网格”筑就“大格局”",
            ],
        ),
        (
            2,
            [
                "民生为本 向暖而行",
                "市南区稳稳托举百姓“幸福梦”",
                "全力铺就“健康路”，居民群众有“医”靠",
                "守护健康“底线”，服务延伸至“末梢”",
                "优质资源“下沉”，兜牢社会保障网",
                "精准“靶向”帮扶，解决弱者所需",
            ],
        ),
    ],
)
def test_headlines_of_a_page(number: int, headlines: list[str]) -> None:
    assert [p.text for p in corpus(number) if p.kind == "headline"] == headlines


def test_articles_of_a_page_of_four() -> None:
    articles = list(dict.fromkeys(p.article for p in corpus(4)))
    assert articles == [
        "李沧:从细微处惠民生暖人心",
        "260户居民拿到“红本本”",
        "李沧区首个城市书房开馆",
        "建设健康城区,李沧卫生服务惠民暖心",
    ]


@pytest.mark.parametrize(
    ("number", "text", "expected"),
    [
        (0, "(王玮)", "byline"),
        (2, "王一婷 徐抒彦", "byline"),
        (3, "(王 玮)", "byline"),
        (4, "□青岛日报/观海新闻记者 张晋 见习记者 周亚尧 通讯员 王潇", "byline"),
        (4, "■近年来,李沧区深入贯彻", "caption"),
        (1, "高质量推进与群众生活息息相关的五大类29项民生实事", "headline"),
        (4, "社会治理新格局——", "headline"),
        (3, "中国移动", "ad"),
        (3, "China Mobile", "ad"),
        (3, "让爱连接", "ad"),
        (3, "+10", "ad"),
        (3, "享1699元", "ad"),
        (3, "青島移动各大营业厅均可办理", "ad"),
        (3, "●+10元升千兆宽带", "ad"),
        (3, "广告", "ad"),
        (0, "悠悠万事，民生为大。", "body"),
        (2, "民生之微，衣食住行；民生之大，关乎家国。", "body"),
    ],
)
def test_kinds_in_the_corpus(number: int, text: str, expected: str) -> None:
    assert kind(text, corpus(number)) == expected


def test_the_whole_advertisement_and_nothing_else() -> None:
    ad = [p.text for p in corpus(3) if p.kind == "ad"]
    assert ad[0] == "中国移动"
    assert ad[-1] == "广告"
    assert len(ad) == 23
    assert not [p for n in (0, 1, 2, 4) for p in corpus(n) if p.kind == "ad"]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("家庭医生签约29.88万人", "便捷医疗服务"),
        ("现有基层医疗机构470家", "便捷医疗服务"),
        ("新增就业3.83万人", "强化社会帮扶"),
        ("登记备案养老机构27家", "强化社会帮扶"),
        ("连续88天无刑事警情", "维护社会治安"),
        ("新建健身路径56处", "深入文体惠民"),
        ("倾听民意惠民生", ""),
    ],
)
def test_section_headings_follow_the_reading_order(text: str, heading: str) -> None:
    assert next(p.heading for p in corpus(1) if text in p.text) == heading


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("新华社北京11月20日电（记者 李明）全国粮食总产量13908亿斤", "body"),
        ("本报讯（记者 王平）昨日，全市首条智轨开通。", "body"),
        ("（一）推进乡村振兴。全年新建高标准农田30万亩。", "body"),
        ("1.医疗卫生方面。全省参保孕产妇生育费用“零自付”。", "body"),
        ("——这五年，经济实力大幅提升。", "body"),
        ("（一）推进乡村振兴", "headline"),
        ("第二部分 主要指标", "headline"),
        ("本报记者 王平 通讯员 李明", "byline"),
        ("来源：市统计局", "byline"),
        ("2024年3月20日", "byline"),
        ("— 12 —", "byline"),
        ("▲居民在公园散步。王平 摄", "caption"),
        ("图2 2019—2023年全市粮食产量", "caption"),
        ("工人在装配新能源汽车。新华社记者 王平 摄", "caption"),
    ],
)
def test_a_line_among_others(line: str, expected: str) -> None:
    passages = read(f"一份民生答卷\n\n{BODY}\n\n{line}\n\n{BODY}")
    assert next(p.kind for p in passages if p.text == line) == expected


def test_long_paragraphs_without_blank_lines_are_body() -> None:
    lines = [f"第{n}条措施已经落地，{BODY}" for n in range(30)]
    assert {p.kind for p in read("\n".join(lines))} == {"body"}


def test_a_text_of_one_line_is_body() -> None:
    assert [p.kind for p in read("家庭医生签约29.88万人")] == ["body"]


def test_a_list_is_no_stack_of_headlines() -> None:
    items = [
        "新建公园12处",
        "新增学位3000个",
        "改造小区15个",
        "新建食堂6处",
        "发放补贴300万元",
        "培训8000人",
    ]
    passages = read("\n\n".join(["民生实事完成情况", BODY, *items, BODY]))
    assert {p.kind for p in passages if p.text in items} == {"body"}
    assert all(not p.seams for p in passages)


def test_the_headline_of_a_stack_is_the_shortest() -> None:
    passages = read(f"多部门协同推进，居民办证难题终得解决\n红本本到手了\n□本报记者 王平\n{BODY}")
    assert {p.article for p in passages} == {"红本本到手了"}


def test_a_signed_article_ends_and_the_next_headline_opens_one() -> None:
    passages = read(f"春耕正忙\n\n{BODY}\n\n（王平）\n\n秋收在望\n\n{BODY}")
    assert [p.article for p in passages] == ["春耕正忙"] * 3 + ["秋收在望"] * 2
    assert all(not p.heading for p in passages)


def test_a_heading_holds_until_the_next() -> None:
    passages = read(f"春耕正忙\n\n{BODY}\n\n良种下乡\n\n{BODY}\n\n农机上阵\n\n{BODY}")
    assert [p.heading for p in passages if p.kind == "body"] == ["", "良种下乡", "农机上阵"]


def test_rules_of_the_user_name_kinds(tmp_path: Path) -> None:
    from extract.rules import load
    from extract.rules.load import shipped_folder

    (tmp_path / "mine.toml").write_text(
        'stage = "layout"\n[[rule]]\nid = "caption.star"\ndoc = "Stars"\nsection = "caption"\n'
        "pattern = '☆.+'\nsentence = true\n",
        encoding="utf-8",
    )
    passages = layout(
        Document("a.txt", f"☆居民在散步。\n\n{BODY}"), load([shipped_folder(), tmp_path])
    )
    assert passages[0].kind == "caption"


def test_a_headline_of_two_clauses_over_a_dateline() -> None:
    line = "今年1—9月，东浦区城镇新增就业2.47万人，完成年度目标的98.8%"
    text = f"稳稳的幸福\n\n{line}\n\n本报讯（记者 王平）10月底，招聘会拉开帷幕。企业很多。"
    assert next(p.kind for p in layout(Document("a.txt", text)) if p.text == line) == "headline"

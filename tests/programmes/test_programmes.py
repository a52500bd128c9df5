"""Programmes: which names are found, under which canonical name, and where again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import RuleError
from extract.model import Passage
from extract.programmes import Programmes, find_programmes
from extract.rules import load, shipped_folder
from tests.growth import assert_linear


def passage(text: str, **keys: object) -> Passage:
    return Passage(text, ((0, len(text)),), **keys)  # type: ignore[arg-type]


def found(*texts: str) -> Programmes:
    return find_programmes([passage(t) for t in texts], "doc.txt")


def names(*texts: str) -> list[str]:
    return [p.name for p in found(*texts).programmes]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海州区创新推出“小巷管家”志愿服务模式，招募骨干236名。", "小巷管家"),
        ("依托“码上办”小程序，居民足不出户就能申请。", "码上办"),
        ("临江县深入实施“头雁领航”工程，培育带头人320名。", "头雁领航"),
        ("市卫健委启动“健康敲门行动”，上门服务1.2万人次。", "健康敲门行动"),
        ("“夕阳红”助餐点每天供应午餐180份。", "夕阳红"),
        ("开展“点亮万家灯”助残活动，惠及家庭560户。", "点亮万家灯"),
        ("打造“十分钟品质文化生活圈”，建成书吧88个。", "十分钟品质文化生活圈"),
        ("全省“美丽庭院”创建户达到36万户。", "美丽庭院"),
        ("组建“彩虹”共产党员服务队，累计服务2万余次。", "彩虹"),
        ("落实“两免一补”政策，资助学生12.6万人次。", "两免一补"),
        ("首届“海州杯”少儿书画大赛吸引选手1500余人。", "海州杯"),
        ("建设“四好农村路”1200公里。", "四好农村路"),
        ("探索“党建+网格+物业”治理模式。", "党建+网格+物业"),
        ("开设“周末夜校”32个班次。", "周末夜校"),
        ("推出“安居贷”，发放贷款1.2亿元。", "安居贷"),
        ("深化“放管服”改革，取消许可36项。", "放管服"),
        ("“梧桐树”引才计划引进博士320名。", "梧桐树"),
        ("“千村示范、万村整治”工程惠及村庄1191个。", "千村示范、万村整治"),
        ("“清凉驿站”向户外劳动者开放，全市共设216处。", "清凉驿站"),
        ("截至6月底，“惠蓉保”参保人数达380万。", "惠蓉保"),
        ("成立“石榴籽”调解工作室，调解纠纷128件。", "石榴籽"),
        ("实行“周调度、月通报”制度，办结率99%。", "周调度、月通报"),
        ("推行“首违不罚”清单，涉及事项186项。", "首违不罚"),
        ("“暖南惠民 向您报告 听您建议”活动走进社区", "暖南惠民 向您报告 听您建议"),
        ("实施“一老一小”服务提升工程", "一老一小服务提升工程"),
        ("开展“护航”行动。", "护航行动"),
        ("拓展‘物质+服务’多维救助", "物质+服务多维救助"),
        ("打造「邻里帮」服务品牌", "邻里帮"),
        ('推出"红石榴"志愿服务项目', "红石榴"),
    ],
)
def test_a_name_in_marks(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在定点医院开展白内障康复手术救助项目。", "白内障康复手术救助"),
        ("实施学前教育普惠提升行动，新增学位1.8万个。", "学前教育普惠提升行动"),
        ("第三届海州国际马拉松开跑，2万名选手参赛。", "海州国际马拉松"),
        ("举办海州湖水灯文化节，接待游客32万人次。", "海州湖水灯文化节"),
        ("12345热线受理诉求3.2万件。", "12345热线"),
        ("通过以工代赈吸纳就业36万人。", "以工代赈"),
        (
            "印发《海州市青年就业行动计划（2024—2026年）》。",
            "海州市青年就业行动计划（2024—2026年）",
        ),
    ],
)
def test_a_name_without_marks(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "办好群众的“头等大事”。",
        "“太方便了！”居民刘阿姨竖起大拇指。",
        "企业吃下“定心丸”，纷纷加大投入。",
        "他成了大家的“主心骨”。",
        "享受“一站式”服务。",
        "从“有没有”到“好不好”，服务升级。",
        "变“坐等管理”为“主动服务”。",
        "践行“大卫生、大健康”服务理念。",
        "这里成为年轻人的“诗和远方”。",
        "街道以“小切口”破解“大难题”。",
        "“神舟十八号”航天员乘组完成出舱活动。",
        "“双11”期间，快递业务量达1.2亿件。",
        "村民住上了“别墅”，开上了“小汽车”。",
        "居民在养老服务中心“充电”。",
        "据《海州日报》报道，用电量增长5%。",
        "新修改的《海州省养老条例》施行。",
        "开展志愿服务项目659个。",
        "推进32个城中村改造项目。",
        "区委书记说：“要把民生项目办好。”",
    ],
)
def test_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "quote", "rule"),
    [
        ("居民在中心“充电”。", "“充电”", "programme.refuse.figure"),
        ("享受“一站式”服务", "“一站式”", "programme.refuse.form"),
        ("“真好！”他说", "“真好！”", "programme.refuse.speech"),
        ("从“有没有”看起", "“有没有”", "programme.refuse.turn"),
    ],
)
def test_what_is_refused_says_why(text: str, quote: str, rule: str) -> None:
    (refused,) = found(text).rejections[0]
    assert (refused.quote, refused.rule) == (quote, rule)
    assert refused.reason


def test_a_code_takes_its_head_noun() -> None:
    assert names("升级“336”集团化办学改革", "“336”集团化办学项目") == ["336集团化办学"]


def test_two_schemes_of_one_code_stay_apart() -> None:
    assert names("采取“1+N”项目化运行模式。", "推行“1+N”网格治理机制。") == [
        "1+N项目化运行模式",
        "1+N网格治理机制",
    ]


def test_every_occurrence_is_a_mention_before_and_after() -> None:
    result = found(
        "五社联动助力治理。", "用活“五社联动”机制，", "“五社联动”由政府搭台，他说‘五社联动’好。"
    )
    assert [[m.quote for m in ms] for ms in result.mentions] == [
        ["五社联动"],
        ["“五社联动”机制"],
        ["“五社联动”", "‘五社联动’"],
    ]
    assert result.rejections == ((), (), ())


def test_a_short_label_is_no_mention_inside_other_words() -> None:
    result = found("提供“暖家”服务，温暖家庭。")
    assert [m.quote for m in result.mentions[0]] == ["“暖家”服务"]


def test_a_code_without_marks_is_a_number() -> None:
    result = found("升级“336”集团化办学改革，受益336人。")
    assert [m.quote for m in result.mentions[0]] == ["“336”集团化办学改革"]


def test_a_mention_covers_marks_and_head_noun() -> None:
    (mention,) = found("开展“银龄守护”项目，").mentions[0]
    assert (mention.quote, mention.start, mention.end) == ("“银龄守护”项目", 2, 10)


@pytest.mark.parametrize("text", ["建成“5分钟健身圈”；", "打造“一刻钟”便民生活圈，"])
def test_a_circle_says_so(text: str) -> None:
    assert [m.type for m in found(text).mentions[0]] == ["circle"]


def test_labels_in_a_row_share_the_head_noun() -> None:
    assert names("做优“走读海州”“N+书房”“青云图”等文化品牌；") == ["走读海州", "N+书房", "青云图"]


def test_a_list_of_models() -> None:
    text = "先后探索社区助老大食堂模式、中央厨房配送到点模式、邻里互助养老上门模式这三种。"
    assert names(text) == ["社区助老大食堂", "中央厨房配送到点", "邻里互助养老上门"]


def test_a_place_in_front_makes_no_second_programme() -> None:
    assert names("■2023年海州市滨湖时尚体育季夜跑", "创办滨湖时尚体育季，") == ["滨湖时尚体育季"]


def test_a_description_names_the_same() -> None:
    result = found("推进“强基层、领干部、育骨干”的“三基”工程。")
    assert [p.name for p in result.programmes] == ["三基工程"]


def test_an_abbreviation_is_its_three_parts() -> None:
    result = found("以“强基础、到基层、固基石”工程为抓手。", "“三基”工程推进中。")
    assert [p.name for p in result.programmes] == ["三基工程"]
    assert result.programmes[0].variants == ("“强基础、到基层、固基石”工程", "“三基”工程")


def test_the_type_of_a_brand_stays() -> None:
    result = found("第一笔“喃喃解忧”定向资助金", "打造“喃喃解忧”社会救助帮扶品牌")
    assert [(p.name, p.type) for p in result.programmes] == [("喃喃解忧", "brand")]


def test_advertisements_name_nothing() -> None:
    result = find_programmes([passage("推出“安居贷”，", kind="ad")], "d")
    assert result == Programmes((), ((),), ((),))


def test_spans_go_home_over_a_break() -> None:
    whole = "推出“银龄\n\n图说\n\n守护”项目。"
    text = "推出“银龄守护”项目。"
    at = whole.index("守护")
    joined = Passage(text, ((0, 5), (at, len(whole))))
    (programme,) = find_programmes([joined], "d").programmes
    assert programme.spans == ((2, 5), (at, at + 5))


def test_the_source_characters_are_kept() -> None:
    (programme,) = found("创建“互联网＋教育”示范区。").programmes
    assert programme.name == "互联网＋教育示范区"


class TestOwnNames:
    @staticmethod
    def rules(folder: Path, text: str):  # type: ignore[no-untyped-def]
        (folder / "own.toml").write_text(text, "utf-8")
        return load([shipped_folder(), folder])

    def test_a_list_of_names(self, tmp_path: Path) -> None:
        rules = self.rules(
            tmp_path,
            'stage = "name"\n[[rule]]\nid = "own.a"\ndoc = "Ours"\ntype = "brand"\n'
            'names = ["海燕行动", "点单"]\naliases = { "海燕行动" = ["海燕"] }\n',
        )
        result = find_programmes([passage("海燕行动启动，“海燕”来了，“点单”服务。")], "d", rules)
        assert [(p.name, p.type, p.rule) for p in result.programmes] == [
            ("海燕行动", "brand", "own.a"),
            ("点单", "brand", "own.a"),
        ]
        assert [m.quote for m in result.mentions[0]] == ["海燕行动", "“海燕”", "“点单”服务"]

    @pytest.mark.parametrize(
        "bad",
        [
            'where = "nowhere"\npattern = "x"',
            'where = "inside"',
            'where = "inside"\npattern = "(x"',
            'where = "plain_pattern"\npattern = "x"',
            'where = "inside"\npattern = "(x)"',
        ],
    )
    def test_a_rule_that_cannot_be_used(self, tmp_path: Path, bad: str) -> None:
        rules = self.rules(
            tmp_path, f'stage = "programme"\n[[rule]]\nid = "own.a"\ndoc = "Bad"\n{bad}\n'
        )
        with pytest.raises(RuleError, match=r"own\.a"):
            find_programmes([], "d", rules)


@given(
    st.lists(
        st.text(alphabet='“”‘’"《》开展项目服务平台五社联动1+N圈的、，。\n甲乙', max_size=50),
        max_size=4,
    )
)
def test_mentions_are_sorted_disjoint_and_quoted(texts: list[str]) -> None:
    result = found(*texts)
    for text, mentions, rejections in zip(texts, result.mentions, result.rejections, strict=True):
        for group in (mentions, rejections):
            for item in group:
                assert text[item.start : item.end] == item.quote
        at = 0
        for mention in mentions:
            assert at <= mention.start < mention.end
            at = mention.end
        for refused in rejections:
            assert all(refused.end <= m.start or m.end <= refused.start for m in mentions)
    named = [m.name for ms in result.mentions for m in ms]
    assert {p.name for p in result.programmes} == set(named)
    assert len({p.name for p in result.programmes}) == len(result.programmes)


def many_names(size: int) -> str:
    marks = ((chr(0x4E00 + i // 90), chr(0x5E00 + i % 90)) for i in range(size // 8))
    return "".join(f"“{a}{b}甲乙”项目" for a, b in marks)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda size: "“" * size,
        lambda size: "“‘" * (size // 2),
        lambda size: "“甲乙”" * (size // 4),
        lambda size: "“五社联动”机制" * (size // 8),
        many_names,
        lambda size: "服务" * (size // 2),
        lambda size: "开展" + "民" * size + "项目",
        lambda size: "模式、" * (size // 3),
        lambda size: "国家" * (size // 2) + "基地",
        lambda size: '"' * size,
    ],
    ids=["open", "nested", "names", "labels", "different", "ends", "long", "list", "tail", "plain"],
)
def test_hostile_text_takes_linear_time(hostile: Callable[[int], str]) -> None:
    assert_linear(found, hostile, 5_000)


def test_a_short_name_at_the_end_of_a_text_is_not_taken_for_a_longer_one() -> None:
    introduced = "实施“邻里一家亲”项目。推出“邻里一家亲共建共享”项目。"
    [again] = found(introduced, "居民说起邻里一家亲").mentions[1]
    assert (again.start, again.end, again.quote) == (4, 9, "邻里一家亲")


def test_a_part_of_a_label_that_the_page_comes_back_to_is_of_it() -> None:
    texts = ("开展“点亮微心愿，服务大民生”活动。", "居民说出“微心愿”。", "认领“微心愿”6个。")
    assert names(*texts) == ["点亮微心愿，服务大民生"]

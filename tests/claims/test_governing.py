"""Which programme a number is about."""

from __future__ import annotations

import pytest

from extract.pipeline import extract_text

CASES = [
    # One example of several is no topic; the answer that a paragraph gives.
    ("建设“街角绿地”等公园52处，面积8万平方米。", "8万平方米", None),
    ("新区的答案是“一校一品”。全区62所学校开展服务。", "62所", "一校一品"),
    # Between two mentions of one name, after a semicolon.
    ("实施“青聚”计划，建驿站6处；开发岗位2260个。“青聚”计划引来青年。", "2260个", "青聚"),
    # What is counted does what is counted next; an item of a list is not what the next is about.
    ("市里的3辆“大篷书车”每月跑遍42所小学。", "42所", "大篷书车"),
    ("采取“厨房+食堂”模式，建成“长者食堂”34家、助餐点118个。", "118个", "厨房+食堂模式"),
    # 以 of 以上 leans on nothing; what all of the district has at a time is another matter.
    ("将65岁以上老年人免费体检扩大，免费体检更好。已查体5万人。", "5万人", "免费体检"),
    ("打造“梦起航”基地。今年上半年，全区发放贷款3亿元。", "3亿元", None),
    # What unfolds it parts nothing.
    ("创立“银发互助”模式，提供陪聊服务，每服务1小时积1分。", "1分", "银发互助"),
    # An edition of what was named in quotation marks.
    ("启动第六届“邻里节”，热闹。本届邻里节设置9大板块。", "9大", "邻里节"),
    # A plan before 等 is one example of several, in title marks too.
    ("出台《城区公园建设行动计划》等文件6个。", "6个", None),
    # What is named after a count of another class is no topic of its paragraph.
    ("组建团队147支，推出“暖包+”签约模式。全区签约21万人。", "21万人", None),
    # 杯 before a match is no award.
    ("“社区杯”三人篮球赛开赛，观赛人数900万。", "900万", "社区杯"),
    # The last word of a name stands for it, in a clause of its own or at the start of a paragraph.
    ("打造“蓝鲸驿站”，方便歇脚。\n明年将再建驿站7处。", "7处", "蓝鲸驿站"),
    ("打造“蓝鲸驿站”，方便歇脚。\n驿站经济增长7%。", "7%", None),
    ("“云帆1958”产业园开园。\n园区占地43亩，绿化率三成。", "三成", "云帆1958"),
    # What runs is what was named last, after a semicolon too.
    ("区里推出“晨光餐”，套餐15元；推出半年来，售出8万份。", "8万份", "晨光餐"),
    # An edition is named by what stands before the dot.
    ("推出“信用贷·东山版”。\n信用贷已为863家企业授信。", "863家", "信用贷·东山版"),
    # A new predicate launches what its number is about.
    ("设立“甘霖基金”，并联合14家银行推出“快捷贷”。", "14家", "快捷贷"),
    # A clause after a mere count goes on from what is counted.
    ("实行“一校一策”，开通公交“晨星专线”28条，每天运送学生4300人次。", "4300人次", "晨星专线"),
    # Who only tells of it is as old as they are.
    ("“共富驿站”覆盖8个村。72岁的居民柳大爷笑道，真好。", "72岁", None),
    # Where a place or a person is served with it, it is what the count before it is about.
    ("以“易办事”品牌为引领，在26个社区布点建设“共富驿站”。", "26个", "共富驿站"),
    # Each of its stations, later in the same paragraph.
    (
        "以“易办事”品牌为引领，建设“共富驿站”，打造“15分钟就业圈”，每个驿站配备专员3名。",
        "3名",
        "共富驿站",
    ),
    # What something is an instance of is what its paragraph is about.
    ("“临江书房”是“百馆千屋”工程的缩影。全区建成书屋57个。", "57个", "百馆千屋"),
    # The first term is one of what was named last.
    (
        "课间开展“一刻操”活动。学生可参加“悦动减重营”，免费。首期36名学员平均减重。",
        "36名",
        "悦动减重营",
    ),
    # What an item of a report is about is what its heading says.
    ("（一）坚持产业强市。实施“强链”行动，引进项目12个。完成投资26亿元。", "12个", "强链"),
    ("（一）坚持产业强市。实施“强链”行动，引进项目12个。完成投资26亿元。", "26亿元", None),
    ("群众生活持续改善。实施“石榴籽”工程，新建社区6个。巩固率97.3%。", "97.3%", None),
    # Figures of other subjects have followed its own; a campaign that is a subject.
    ("财力向民生倾斜。就业稳定。建成“智慧医院”37所，就诊3万人次，人均预期寿命74岁。", "74岁", None),
    ("国企改革三年行动主体任务完成率96.8%。清退率89%。", "96.8%", "国企改革三年行动"),
    ("国企改革三年行动主体任务完成率96.8%。清退率89%。", "89%", None),
    # The heading of an item names it.
    ("二、深化“文化惠民”工程。组织送戏下乡1.2万场。新建书房300座。", "300座", "文化惠民"),
    # What a report tells that was done is no topic.
    ("深入实施“强链”行动，引进项目12个。森林覆盖率42%。", "42%", None),
    # What a count of more than it stands for; what another clause names is no matter of a rank.
    ("办好“春暖梅江”等招聘活动180场，新增就业3万人。", "180场", "春暖梅江"),
    ("办好“春暖梅江”等招聘活动180场，新增就业3万人。", "3万人", None),
    ("过货量居全国首位；“丝路海运”航线达到128条。", "首位", None),
    # What was done by it all is no part of it.
    ("“小桔灯”行动走进57所学校。凭借这些做法，全区得分96.3分。", "96.3分", None),
    # A plan by its title governs what it plans; a time between is no predicate.
    (
        "按照《东山区垃圾分类提升行动计划》，到2027年，全区回收率要达到45%。",
        "45%",
        "东山区垃圾分类提升行动计划",
    ),
    # The street that the paragraph before is about; the platform that runs.
    ("“外滩1896”街区人头攒动。\n这条由老码头改造的街区全长1.3公里。", "1.3公里", "外滩1896"),
    (
        "居民说的是“东湖码上办”。诉求即来，一般问题24小时办结。平台上线9个月，受理诉求741件，比12345热线快2天。",
        "741件",
        "东湖码上办",
    ),
    ("居民说的是“东湖码上办”。受理诉求741件，比12345热线快2天。", "2天", "东湖码上办"),
    # How it is done heads nothing; what was just counted goes on; the last of parallel ones.
    ("实施“阳光就业”攻坚行动，推行“一人一策”，用人单位已达113家。", "113家", "阳光就业"),
    ("启动“不夜港”消费季，发放“港城有礼”消费券5000万元，已核销4276万元。", "4276万元", "港城有礼"),
    ("打造“红石榴议事厅”，每月15日开“板凳会”，共议定事项187件。", "187件", "板凳会"),
    # Where it is handed out is only a place.
    ("消费季推出“港城有礼”消费券。\n每周五10时在“云上港城”App发放，有效期7天。", "7天", None),
    # What it lets people do is no predicate of its own.
    ("推出“晨光餐”，让骑手不用排队，花11元就能吃好。", "11元", "晨光餐"),
    # A question and its answer; what the words before turn out to be about; a name less its year.
    ("“惠平保”怎么买？\n答：保费每人每年99元。", "99元", "惠平保"),
    ("“租金前两年全免。”青年林可享受的是“新芽计划”。", "两年", "新芽计划"),
    ("记者走进“1970创意坊”。\n创意坊占地53亩。", "53亩", "1970创意坊"),
    # Of goals each is a matter of its own.
    ("力争再建“青年驿站”9家。每年吸引人才3万名。", "3万名", None),
    # What only has what is named next heads nothing, nor does a circle what is built in it.
    ("青禾公寓的“邻聚空间”办相亲会，去年促成11对新人。“青禾公寓”很美。", "11对", "邻聚空间"),
    ("建起“15分钟就业圈”，打造就业驿站39个。", "39个", None),
    # What a paragraph says that it is of something is its topic.
    ("“换书大集”是“墨香河谷”读书节的传统项目。集市设有32个摊位。", "32个", "换书大集"),
    # Who is one of those served, in a paragraph of its own; what has come about heads nothing.
    ("“萤火虫”计划筹款2140万元。\n小宇是受助者之一。社工上门辅导160次。", "160次", "萤火虫"),
    ("依托“海通办”平台，事项实现“指尖办”，跑动次数降至2次。", "2次", "海通办"),
    # A paragraph that opens with a circle and counts another name has no topic.
    ("建成“15分钟健身圈”。选聘420名“绿袖章”志愿者。", "420名", "绿袖章"),
    # A time before a name counts nothing.
    ("开发区推出贷款。目前“订单贷”已惠及企业291家。", "291家", "订单贷"),
    # What a number is an attribute of.
    ("开展“银龄”行动，组建了一支126人的“暖胃骑士”配送队。", "126人", "暖胃骑士"),
    # What is counted, and how it is done, are no other topics of the paragraph.
    (
        "创新“三定一督”模式，选聘420名“绿袖章”志愿者。目前，386个小区建成服务点。",
        "386个",
        "三定一督",
    ),
    # Who is one of those served; who has a loan after a loan was named.
    ("设立“雨露基金”，推出“信易贷”。鼎新厂就是受益者，省下300万元。", "300万元", "信易贷"),
    ("推行“一网通办”，推出“订单贷”。鑫禾厂拿到了300万元贷款。", "300万元", "订单贷"),
    # What only the headline names is no topic of what the whole district has.
    ("云城“百团千场”活动侧记\n\n送戏下乡。全区投入专项资金2600万元。", "2600万元", None),
    ("“甲乙”驿站12家。到2027年底，全区还将打造5个特色园区。", "5个", None),
]


@pytest.mark.parametrize(("text", "quote", "programme"), CASES)
def test_the_governing_programme(text: str, quote: str, programme: str | None) -> None:
    claims = extract_text(text)
    assert [c.programme for c in claims if c.quote == quote] == [programme]

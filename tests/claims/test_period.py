"""Which time expression governs a number."""

from __future__ import annotations

import pytest

from tests.claims.reading import reading


@pytest.mark.parametrize(
    ("text", "quote", "period"),
    [
        # A year that a plan aims at is over with its part of the sentence.
        ("“十五五”时期，增长快，到2030年产值达到9亿元；新建水库3座。", "9亿元", "到2030年"),
        ("“十五五”时期，增长快，到2030年产值达到9亿元；新建水库3座。", "3座", "“十五五”时期"),
        # One that opens its sentence holds over its semicolons.
        ("“十五五”时期是关键。到2030年，产值达到9亿元；新建水库3座。", "3座", "到2030年"),
        # What reaches a figure in one of the years holds for its own sentence only.
        ("“十四五”时期，产值翻番，2025年达到9亿元。新建水库3座。", "3座", "“十四五”时期"),
        # A time inside a relative clause, and the day of one thing to be done by then.
        ("上一年度审计查出的86个问题，整改71个。", "86个", "上一年度"),
        ("上一年度审计查出的86个问题，整改71个。", "71个", None),
        ("2026年，计划投资9亿元。确保环山高速6月建成通车，开工水库3座。", "3座", "2026年"),
        ("从2020年的6亿元增加到2025年的8亿元。新建水库3座。", "8亿元", "2025年"),
        ("这五年，变化很大。产值增加到2025年的8亿元，新建水库3座。", "3座", "这五年"),
        # What heads a list holds in its items, what stands in one of them in that alone.
        ("今年抓好大事：一是年内修路5公里；二是架桥4座。", "5公里", "年内"),
        ("今年抓好大事：一是年内修路5公里；二是架桥4座。", "4座", "今年"),
        # By when one part of a list is to be done; part of the time of the sentence before.
        ("下半年，抓好大事：抓项目，9月底前开工5座；惠民生，架桥4座。", "5座", "9月底前"),
        ("下半年，抓好大事：抓项目，9月底前开工5座；惠民生，架桥4座。", "4座", "下半年"),
        ("前三季度，价格上涨1%。其中，9月份上涨2%。收入3万元。", "2%", "9月份"),
        ("前三季度，价格上涨1%。其中，9月份上涨2%。收入3万元。", "3万元", "前三季度"),
        # Who does it is no starting point of a change; a label is no time.
        ("今年，由3家医院牵头组建联盟。", "3家", "今年"),
        ("“周五有约”已办36期。", "36期", None),
        ("五年来，收入翻番，五年累计提高9个百分点。企业净增412家。", "412家", "五年来"),
        ("预计2025年建成后年接待游客200万人次。", "200万人次", "2025年"),
        ("净额41亿元，上年同期为29亿元；研发费用15亿元。", "29亿元", "上年同期"),
        ("净额41亿元，上年同期为29亿元；研发费用15亿元。", "15亿元", None),
        # What opens a sentence holds until another one does.
        ("今年，县里修路85公里。新栽树3万棵。", "3万棵", "今年"),
        ("去年修路60公里。今年修路85公里，架桥4座。", "60公里", "去年"),
        ("去年修路60公里。今年修路85公里，架桥4座。", "4座", "今年"),
        ("2019年12月，医院迁入新址，设床位500张。", "500张", "2019年12月"),
        ("甲镇今年收入6亿元，乙镇5亿元。", "5亿元", "今年"),
        ("截至10月底，登记企业460家，注销35家。", "35家", "截至10月底"),
        ("工程打响两年来，完成造林2860万亩。", "2860万亩", "两年来"),
        ("预计明年三季度通车，届时日均客流有望达到2万人次。", "2万人次", "明年三季度"),
        ("2022年的产量由5万吨提高到7万吨。", "7万吨", "2022年"),
        # When it came to be may be said right after it.
        ("去年厂房动工，一期8栋已于今年2月封顶。", "8栋", "今年2月"),
        ("路长32公里，今年2月通车。", "32公里", None),
        # So may the day of what is counted, before its predicate.
        ("截至目前，9人死亡。首批30吨物资预计今天运抵灾区。", "30吨", "今天"),
        ("前9个月，利润增长3%，有30个行业9月份利润回升。", "30个", "9月份"),
        ("前9个月，利润增长3%，有3家企业9月份新开的门店亏损。", "3家", "前9个月"),
        # When a thing began is no time of what it is, but of what became of it.
        ("今天，新油田全面投产，日产原油1万桶。", "1万桶", None),
        ("28日，大桥建成通车，车程缩短至2分钟。", "2分钟", "28日"),
        ("9月1日，产业园开园，首批32家企业入驻。", "32家", "9月1日"),
        # A day is an adverb of a long subject, too; and of what is expected.
        ("第六届中非经贸合作论坛11日在长沙举行，签约27项。", "27项", "11日"),
        ("铁路局预计今天发送旅客8万人次，加开列车6列。", "6列", "今天"),
        # Which one of a year it is; who said it when.
        ("今年第18号台风登陆，中心最低气压为965百帕。", "965百帕", None),
        ("副部长张兴旺17日在国新办发布会上介绍，盐碱地11.5亿亩。", "11.5亿亩", None),
        ("农业农村部17日召开新闻发布会，盐碱地11.5亿亩。", "11.5亿亩", None),
        # How long it took, how long the time itself is, until when, how far back a record goes.
        ("2022年1月开工，历时三年建成。", "三年", None),
        ("春运40天，发送旅客9亿人次。", "40天", None),
        ("今年暑运从7月1日开始，到8月31日结束，为期62天。", "62天", "今年暑运"),
        ("目前，产量3吨，处于近三年来高位，开工率75%。", "75%", "目前"),
        # A plan's years cover both ends of a change.
        ("“十四五”期间，里程由5800公里增加到7200公里。", "5800公里", "“十四五”期间"),
        ("从7月1日到8月31日，每天开放不少于9小时。", "不少于9小时", "从7月1日到8月31日"),
        # The present is told of in one sentence; so is a length that has gone by.
        ("目前，冷库3座。园区入驻企业7家。", "7家", None),
        ("八天净赚两万元。县里开放车位600个。", "600个", None),
        # When figures were published, and the items of a digest.
        ("天文台今天发布，发现的脉冲星已突破900颗。", "突破900颗", None),
        ("内容提要：一季度经济开局良好；新能源装机突破5000万千瓦。", "突破5000万千瓦", None),
        # A new rule is no owner of the time before it.
        ("诺兰24日起实施新的法案，将门槛由1万元提高到2万元。", "2万元", "24日起"),
        # How far back a record goes; what was before, said of one thing.
        ("它是新中国成立以来我国建设的首条运河，总投资7亿元。", "7亿元", None),
        ("这种药过去一盒要五千元。", "五千元", "过去"),
        # The day with its date in brackets, when a place opens, a year that is compared with.
        (
            "第七届博览会今天（5日）在申浦开幕，来自52个国家的300家企业参展。",
            "300家",
            "今天（5日）",
        ),
        ("9日，举行选举。全国3万个投票站从早上7点开放。", "3万个", None),
        ("去年，电车占比88%，比前一年提高6个百分点。", "6个百分点", "去年"),
        ("今天，投资3亿元的冷库建成投用，容量5万吨。", "5万吨", None),
        # What is told as of a day holds on; as of an hour for its sentence.
        ("记者获悉，截至11月20日，收粮14万吨。其中玉米10万吨。", "10万吨", "截至11月20日"),
        ("截至5日21时，转移群众3万人。调拨帐篷500顶。", "500顶", None),
        # When its subject came about is no time of what it is like or has done.
        ("7月20日开通的高铁全长276公里，票价90元。", "276公里", None),
        ("去年12月投产的二期总投资3亿元。", "3亿元", None),
        ("11日凌晨发生的地震造成132人死亡。", "132人", None),
        ("去年举办的马拉松吸引3万人参赛。", "3万人", "去年"),
        ("在20日举行的仪式上，30家企业签约。", "30家", "20日"),
        ("进步联盟在4日举行的选举中获得46.8%的选票。", "46.8%", "4日"),
        (
            "自2026年1月1日起施行的规定要求，处置不得超过48小时。",
            "不得超过48小时",
            "自2026年1月1日起",
        ),
        ("发射场去年11月投用，现有工位两个。", "两个", None),
        # A base of comparison that opens a clause is its time.
        ("去年同期，全省9人遇难。", "9人", "去年同期"),
        ("不合格率为1.3%，低于去年全年平均水平0.4个百分点。", "0.4个百分点", None),
        ("赤字占6.4%，高于上一财年的6.2%。", "6.2%", "上一财年"),
        ("客流3万人，是去年同期的3倍。", "3倍", None),
        ("该国首都一座17层公寓楼当日凌晨起火，造成29人死亡。", "29人", "当日凌晨"),
        ("第十七届省运会比赛7日在星湖体育馆落幕，13个市参加。", "13个", None),
        ("两岸通行时间由过去的两个小时缩短至2分钟。", "两个小时", "过去"),
        # The time of what a share is of is not that of the share.
        ("前三季度，进出口1286亿元，占同期总值的9.7%。", "9.7%", "前三季度"),
        # Vague words and what is told each year do not outlive their sentence.
        ("近日，全县新增民宿23家。游客4万人次。", "23家", "近日"),
        ("近日，全县新增民宿23家。游客4万人次。", "4万人次", None),
        ("每年5月举办庙会，接待5万人。", "5万人", None),
        # A base of comparison governs nothing, the starting point of a change its number only.
        ("较上年多开12班。", "12班", None),
        ("从2020年的12家增加到30家。", "12家", "2020年"),
        ("从2020年的12家增加到30家。", "30家", None),
        ("连续6年增长，现有农户73家。", "73家", None),
        # A dispatch begins after its dateline; the day on which figures were told is not theirs.
        ("新华社6月3日电 3日凌晨，一辆货车起火，引燃5辆小客车。", "5辆", "3日凌晨"),
        ("新华社6月3日电（记者某某）3日凌晨，货车起火，引燃5辆小客车。", "5辆", "3日凌晨"),
        ("记者3日从所里了解到，钻取的岩芯长231米。", "231米", None),
        ("统计局18日发布数据显示，出口增长5%。", "5%", None),
        # How far back a record goes is no time, what a clause names is.
        ("昨天夜间，流域出现入汛以来最强降雨，雨量达120毫米。", "120毫米", "昨天夜间"),
        ("最忙的时候是九十年代，一天要送300人。", "300人", "九十年代"),
        # A later time that does not hold ends what held before it; edges of a year do not.
        ("今年，城里修路3公里。20日中午，馆里来了4万人。卖出书2万册。", "2万册", None),
        ("全年出栏41万头。年末存栏22万头。新建农田2万亩。", "2万亩", "全年"),
        ("去年冬天大桥开工。船是他2009年花1万元打的，前后修过5次。", "5次", None),
        # What ends it in the sentence ends nothing that the sentence itself says.
        ("原来坐车，单程要80分钟，现在40分钟。", "80分钟", "原来"),
        ("以前村里晚上7点就漆黑一片，一度电要花4元。", "4元", "以前"),
        # Where a change starts is not in the time of the change.
        ("假期里预约名额从8000个增加到1.2万个。", "8000个", None),
        ("假期里预约名额从8000个增加到1.2万个。", "1.2万个", "假期里"),
        # When a thing came to be is no time of a later sentence; each item of a digest is its own.
        ("探测器于去年8月发射升空。此次飞掠历时47分钟。", "47分钟", None),
        ("全市于去年8月新修公路60公里。新栽树3万棵。", "3万棵", "去年8月"),
        ("主要内容有：前10个月出口增长5.2%；县里建成书屋27处。", "27处", None),
        ("今年前10个月，出口增长5.2%；进口12亿元。", "12亿元", "今年前10个月"),
        # The time of what is expected; from when on something is so may be said after it.
        ("台风来袭，预计未来三天，最高气温将达38摄氏度。", "38摄氏度", "未来三天"),
        ("小店在寨口，8间客房从9月底起订满。", "8间", "从9月底起"),
        ("开通后的第一个小时，城南站迎来3800多名乘客。", "3800多名", "开通后的第一个小时"),
        # What a figure is compared with: 前一交易日, 常年同期.
        ("中间价报7元，较前一交易日上调16个基点。", "16个基点", None),
        ("今年入夏以来，高温日数16天，比常年同期偏多6天。", "6天", "今年入夏以来"),
        # Up to when something is moved, and what day it is, are no times of what is told next.
        ("7月10日起开通专线3条，末班车延长至24时，票价2元。", "2元", "7月10日起"),
        ("今天是正月初七，加开列车36列。", "36列", "今天"),
        ("【行动破案4万起】今年3月至10月，警方开展行动，破案4.2万起。", "4.2万起", "今年3月至10月"),
        ("“五一”假期今天结束，出游3亿人次。", "3亿人次", "“五一”假期"),
        ("下月1日起，病种由48个扩大到62个。", "48个", None),
        ("农业部门9日表示，六成耕地受旱。", "六成", None),
        # What a figure amounts to, and what several years had at that time, are compared with.
        ("春节假期，接待游客3万人次，恢复到2019年的128%。", "128%", "春节假期"),
        ("今年，过火面积3万公顷，是近十年同期均值的两倍。", "两倍", "今年"),
        # A year that is over; a bare length that opens its sentence; a part of the sentence before.
        ("刚刚过去的1996年，成绩不俗。全省产值达到138亿元。", "138亿元", "1996年"),
        ("五年投入资金186亿元，实施项目1240个。", "1240个", "五年"),
        ("年末装机142万千瓦。其中，火电78万千瓦。", "78万千瓦", "年末"),
        ("2025年，面对挑战，全年产值增长6.5%。新签项目64个。", "64个", "全年"),
        # A time in between is over; what is to come has none that was named before.
        (
            "“十二五”时期，产值翻番，到2015年突破2万亿元；新增就业350万人。",
            "350万人",
            "“十二五”时期",
        ),
        ("年底前实现试通水，建成后每年可供水9.5亿立方米。", "9.5亿立方米", None),
        ("去年建成书屋3处，比大灾之年的1995年增产5%。", "5%", "去年"),
        ("“十五”时期，投资2890亿元，是前五年的2.3倍。", "2.3倍", "“十五”时期"),
        # What caused a fall then; what somebody said; when its subject came to be.
        ("净利润下降主要是去年同期出售股权获得收益4.6亿元。", "4.6亿元", "去年同期"),
        ("“今年雨水好，能割蜜30斤。”罗小琴养了65箱蜂。", "65箱", None),
        ("去年底投产的三期码头成为亮点。码头拥有泊位4个。", "4个", None),
        ("一条去年投用的生产线每小时加工鲜叶500公斤。", "500公斤", None),
        ("最近一次空难发生在2019年12月，造成12人死亡。", "12人", "2019年12月"),
        ("净亏损8亿美元，上年同期为净亏损3亿美元。", "3亿美元", "上年同期"),
        ("在截至3月29日的2026财年第一季度，营收为127亿美元。", "127亿美元", "2026财年第一季度"),
        ("总统宣布12月2日为哀悼日，政府向家属支付2000美元。", "2000美元", None),
        ("省会11日至13日降雨量达487毫米。全省22座桥梁被毁。", "22座", None),
        (
            "“八五”期间，产值年均增长11.8%。1995年达到873亿元。出口累计28.4亿元。",
            "28.4亿元",
            "“八五”期间",
        ),
        ("“八五”期间，产值翻番。五年固定资产投资累计完成985亿元，建成项目64个。", "64个", "五年"),
        ("过去五年，外向度提升。五年累计接待旅客2560万人次。出口增长23.4%。", "23.4%", "过去五年"),
        # One year of a longer time is over with its sentence; a bare length with its semicolon.
        ("五年来，农村巨变。2007年总产达到592亿斤。建成沼气池163万口。", "163万口", "五年来"),
        ("三年招录医生536名；工作室下沉到28家乡镇卫生院。", "28家", None),
        # When a thing without a figure was done; an item that opens with a time.
        ("高能光源总投资48亿元，2024年投入试运行；深地装置埋深2400米。", "2400米", None),
        ("三是去年指标没有达到预期，工业增加值增长3.2%。", "3.2%", "去年"),
        ("营业收入2.3亿元、利润1126万元，两年平均增速分别为14.5%和21.3%。", "21.3%", "两年"),
        # The minute of a launch is that of what came of it; what a thing was named then is over.
        ("飞船24日23时17分点火升空，约10分钟后与火箭分离。", "约10分钟", "24日23时17分"),
        ("遗址2013年被公布为文物保护单位。当地投入1.7亿元建设公园。", "1.7亿元", None),
        # What only tells a noun holds for its own sentence.
        ("今年的发掘集中在东南部，面积1200平方米。墓地有7座大型墓。", "7座", None),
        ("今年的发掘集中在东南部，面积1200平方米。墓地有7座大型墓。", "1200平方米", "今年"),
        # By when it is to be done holds for what is done besides.
        ("新区还将在2025年底前完成9所学校改造，配齐护眼灯2.1万盏。", "2.1万盏", "2025年底前"),
        # 其中 divides the sentence before, whose last clause a time opens.
        ("今年推出新品牌，前三季度举办赛事64项。其中，篮球赛有326支队伍。", "326支", "前三季度"),
        # A day that stands right after the number; the year before, with its own figure.
        ("首批2万剂17日运抵首都。", "2万剂", "17日"),
        ("第二季度净亏损1700亿卢布，而去年同期盈利4800亿卢布。", "4800亿卢布", "去年同期"),
        # What adds up since a time of the clause before; who ended what on a day.
        ("这是该行去年9月以来第三次降息，累计降幅达75个基点。", "75个基点", "去年9月以来"),
        ("委员会10日结束为期两天的会议，宣布将利率下调25个基点。", "25个基点", "10日"),
        ("总局将在9月底前检查150家企业，抽查产品600批次。", "600批次", "9月底前"),
        # What was in an aside, excepted, or is a whole that is spent.
        ("目前等待的有14万人，去年有3人离世。具备资质的医院201家。", "201家", None),
        ("今年除2月外，每个月业务量超过150亿件。", "超过150亿件", "今年"),
        ("截至10月底，发行债券3.95万亿元，占全年额度的89.8%。", "89.8%", "截至10月底"),
        # The time of a plan is not that of a fact told next; a report is about no time.
        ("2030年规模将达到1.2亿千瓦。电价执行满两年，48座电站在运。", "48座", None),
        ("会议通报近年来工作情况，并发布8件案例。", "8件", None),
        ("2021年开工以来，高峰期有2600名建设者，累计开挖38公里。", "38公里", "2021年开工以来"),
        ("2021年开工以来，高峰期有2600名建设者，累计开挖38公里。", "2600名", "高峰期"),
        # What has no time: a goal of the year, a dateline, what a thing is by build.
        ("全年目标任务为8万亩。", "8万亩", None),
        ("新华社6月3日电，小麦面积达2亿亩。", "2亿亩", None),
        ("今年，2号线开工。线路全长31.7公里。", "31.7公里", None),
        ("这个建于1986年的小区，有居民楼14栋。", "14栋", None),
        ("2022年以来，新增学位3.9万个，是此前十年总和的1.6倍。", "1.6倍", "2022年以来"),
    ],
)
def test_the_governing_period(text: str, quote: str, period: str | None) -> None:
    found = reading(text, quote).period
    assert (found.quote if found else None) == period


def test_a_length_that_is_a_time_has_none() -> None:
    assert reading("去年，工程打响两年来，完成造林2860万亩。", "两年").period is None


def test_a_standard_in_force_needs_no_time() -> None:
    text = "今年，补贴陆续发放，标准为每人每月300元。"
    found = reading(text, "300元")
    assert (found.role, found.period) == ("standard", None)


@pytest.mark.parametrize(
    ("text", "quote", "role", "period"),
    [
        ("去年以来，新建食堂27个。学生每餐10元。", "10元", "standard", None),
        ("2016年起，县里每年补助他2.4万元。", "2.4万元", "standard", "2016年起"),
        ("早年间，坐一次船只要两分钱，后来涨到5角。", "5角", "standard", "后来"),
        ("截至17时，火已扑灭，预计抢修需要10天。", "10天", "forecast", None),
        ("目前，工程正在建设，将新建望远镜24台。", "24台", "forecast", None),
        ("从下月1日起，身高1.3米以下的儿童免费。", "1.3米以下", "criterion", None),
    ],
)
def test_times_that_a_role_allows(text: str, quote: str, role: str, period: str | None) -> None:
    found = reading(text, quote)
    assert (found.role, found.period.quote if found.period else None) == (role, period)

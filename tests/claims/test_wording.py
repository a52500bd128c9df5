"""What is measured, in the source's own characters."""

from __future__ import annotations

import pytest

from extract.claims.indicator import words
from tests.claims.reading import reading, readings


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        ("新增养老床位410张，", "410张", "新增养老床位"),
        ("共接诊1.2万人次。", "1.2万人次", "接诊"),
        ("学校、医院和集市共42处。", "42处", "学校、医院和集市"),
        ("服务企业达到85家。", "85家", "服务企业"),
        # What a number counts stands after it.
        ("6万名农民增收。", "6万名", "农民增收"),
        ("带动1.8万户、6万名农民增收。", "1.8万户", "带动农民增收"),
        # The verb of change is the change, not the indicator; where it came from neither.
        ("粮食产量同比增长4.2%。", "4.2%", "粮食产量"),
        ("把办理时限由20天压缩到5天。", "5天", "办理时限"),
        ("将报销比例从60%提高到75%。", "60%", "报销比例"),
        # What a figure amounts to, with it and without what it is the time of.
        ("过火面积3万公顷，是近十年同期均值的两倍。", "两倍", "过火面积是均值"),
        # The time of a number goes with the verb of change; a mean is one of the whole.
        ("立案数连续7个月下降，降幅从3月的5%扩大到10月的31%。", "31%", "立案数降幅"),
        ("共保障108万人次人员出入境，日均21万人次。", "21万人次", "保障人员出入境日均"),
        # What is spent on what, of an amount; a price by which something is done.
        ("下达资金1.5亿元，其中1亿元用于灾民安置。", "1亿元", "用于灾民安置"),
        ("接了280只羔，按照每斤18元的活羊价格，进账二十万元。", "18元", "的活羊价格"),
        ("班列由每周两列增加到每周五列。", "五列", "班列"),
        # A heading in brackets is a sentence of its own.
        ("【目录再添91种】新增药品88种。", "88种", "新增药品"),
        # A share of what stands after it, in a scope; a place alone is no subject.
        ("不确定性上升，全省仍有15%的中小企业订单不足。", "15%", "全省的中小企业订单不足"),
        ("全球有6亿人面临饥饿，减少900万人。", "900万人", "全球面临饥饿"),
        ("运力3万人次，排队时间减少到15分钟。", "15分钟", "排队时间"),
        ("储煤126万吨，可用28天。", "28天", "储煤可用"),
        # What has gone on for a time that is itself the time.
        ("开园一年，客流突破210万人次。", "一年", "开园"),
        ("每平方米年产值由改造前的300元跃升至6800元。", "6800元", "年产值"),
        # One list of examples; what a mere change counts; one stage after another.
        ("40所小学开发绳操、踢毽等游戏69种。", "40所", "小学开发绳操、踢毽等游戏"),
        ("40所小学开发绳操、踢毽等游戏69种。", "69种", "小学开发绳操、踢毽等游戏"),
        ("开班34个，较去年增加9个班。", "9个", "班"),
        ("已开工31个、完工18个。", "18个", "完工"),
        # Who has a result, and what is done with it; what was lost or won by a gap.
        ("选手鲁伊斯以总成绩24小时31分夺得领骑衫。", "24小时31分", "总成绩"),
        ("海拔3620米的雪岭垭口成为分水岭。", "3620米", "海拔的雪岭垭口"),
        # What it was then is no part of it; neither is a conjunction alone.
        ("出游8亿人次，较2024年国庆假期7天增加1亿人次。", "1亿人次", "出游"),
        ("31个省份中有20个省份居民收入增速跑赢全国。", "20个", "省份居民收入增速跑赢全国"),
        ("7月份，全社会用电量达到10226亿千瓦时。", "10226亿千瓦时", "全社会用电量"),
        ("净利润14亿元，但仍比上年同期多出2亿元。", "2亿元", "净利润"),
        ("用电负荷最高达15亿千瓦，比去年最大负荷高出5700万千瓦。", "5700万千瓦", "用电负荷"),
        ("11日发生的7.1级地震已造成132人死亡。", "7.1级", "地震"),
        # A blank after a figure parts it from the next; a label owns what was measured.
        ("建面89平方米 总价98万元起。", "98万元起", "总价"),
        ("全长52公里的“锦绣环”绿道串联公园18个。", "18个", "“锦绣环”绿道串联公园"),
        # Who says so, where they live, what it is per.
        ("在这里备考8个月的胡倩说。", "8个月", "这里备考"),
        ("家住玉带街道的刘阿姨扫码投进3.6公斤废品。", "3.6公斤", "刘阿姨扫码投进废品"),
        ("每人每天只收15元餐费。", "15元", "收餐费"),
        # A predicate without its subject takes that of the clause before.
        ("粮食产量18.6万吨，同比增长4.2%。", "4.2%", "粮食产量"),
        ("新增床位410张，累计达到3600张。", "3600张", "新增床位"),
        ("失业率3.1%，同比下降0.2个百分点。", "0.2个百分点", "失业率"),
        ("价格由上月同比下降0.8%转为上涨0.7%。", "0.8%", "价格"),
        ("价格由上月同比下降0.8%转为上涨0.7%。", "0.7%", "价格"),
        ("志愿者从最初的260人发展到5100人。", "260人", "志愿者"),
        # One measure is no subject of another.
        ("芋头总产量21万吨，产值突破15亿元。", "突破15亿元", "产值"),
        # What it is compared with is no part of it, nor where a mean came from.
        ("收购玉米6530万吨，较去年同期快5个百分点。", "5个百分点", "收购玉米"),
        ("今年每亩打了1500斤，比去年多打了200来斤。", "200来斤", "每亩打"),
        ("排队时间由原来的平均两小时缩短到30分钟以内。", "30分钟以内", "排队时间"),
        # What opens a report is no part of it.
        ("新华社南京5月3日电（记者李明）江苏建成综合体9个。", "9个", "江苏建成综合体"),
        ("本报讯（记者 李明）“投了3份简历。”", "3份", "投简历"),
        # So long ago, so much of the budget; what a clause without figures opens with.
        ("成交额突破4000亿元、是三年前的2.3倍。", "2.3倍", "成交额"),
        ("寿命达到79.3岁，比五年前增加1.1岁。", "1.1岁", "寿命"),
        ("收入218亿元，为预算的101%，增长4%。", "4%", "收入"),
        ("投资增长3%；民间投资由负转正，增长1%，占比升至48%。", "48%", "民间投资占比"),
        ("产值1.2万美元，首次迈上1万美元台阶。", "首次", "产值迈上台阶"),
        ("产值1.2万美元，首次迈上1万美元台阶。", "1万美元", "产值"),
        ("支出8亿元，60%以上用于产业发展。", "60%以上", "用于产业发展"),
        ("争取上级资金、专项债券等90亿元。", "90亿元", "上级资金、专项债券"),
        # The figure of the sentence before by its parts; 分别 of numbers beside one another.
        ("生产总值28亿元，增长5%。分季度看，一季度增长6%。", "6%", "生产总值"),
        ("前三季度，价格上涨1%。其中，9月份同比上涨2%。", "2%", "价格"),
        ("占产业的比重从50%逐年提高至65%。", "65%", "占产业的比重"),
        ("自来水普及率、垃圾处理率分别达到97%和99%。", "99%", "垃圾处理率"),
        ("存贷款余额分别达到12亿元和5亿元，较上年末分别增长6%、7%。", "7%", "存贷款余额"),
        ("城乡低保标准较五年前分别提高46%和68%。", "68%", "城乡低保标准"),
        ("供养标准提高到每人每年1.2万元。", "1.2万元", "供养标准"),
        ("产值增加到2025年的8亿元。", "8亿元", "产值"),
        ("5个县中只有1个进入百强。", "5个", "县"),
        # Examples before 等 stay, so does a note without numbers that is short.
        ("建成书屋、影院等文化设施27处。", "27处", "建成书屋、影院等文化设施"),
        ("新增学位（小学、初中）1800个，", "1800个", "新增学位（小学、初中）"),
        # The verb of an amount is not that of its growth; how a share stands is not measured.
        ("财政收入累计完成3.7亿元，同比增长5%。", "5%", "财政收入"),
        ("失业率维持在3%的低水平。", "3%", "失业率"),
        ("总投资92亿元的东湖抽水蓄能电站并网发电。", "92亿元", "总投资的东湖抽水蓄能电站"),
        ("新建中小学42所，增加学位3.6万个。", "3.6万个", "增加学位"),
        ("企业500家，减少用工120人，增加3家。", "3家", "企业"),
        # Stages of one object; the parts of a headline; what the second owner has, too.
        ("今年老旧小区改造项目开工286个、竣工119个。", "119个", "老旧小区改造项目竣工"),
        ("秋粮收获近尾声　预计总产量超860亿斤", "超860亿斤", "总产量"),
        ("粮食总产量　860亿斤", "860亿斤", "粮食总产量"),
        ("城镇居民人均收入2.5万元；农村居民1.2万元。", "1.2万元", "农村居民人均收入"),
        # A number by which something is done, and one that says within what time.
        ("江北队以38秒47获得第一名。", "第一名", "江北队获得"),
        ("海域表层水温在3年的时间里下降了4摄氏度。", "4摄氏度", "海域表层水温"),
        # What narrows is named by what follows it.
        ("52岁的护林员老赵说，", "52岁", "护林员老赵"),
        ("为65岁以上老人建档2.1万份。", "65岁以上", "老人建档"),
        ("国庆假期7天，", "7天", "国庆假期"),
        ("发放“暖冬包”3200件", "3200件", "发放“暖冬包”"),
    ],
)
def test_the_indicator(text: str, quote: str, indicator: str) -> None:
    found = reading(text, quote)
    assert found.indicator == indicator == words(text, found.spans)


def test_no_words_no_indicator() -> None:
    [found] = readings("36口。")
    assert (found.indicator, found.spans) == ("", ())


@pytest.mark.parametrize(
    ("text", "quote", "per"),
    [
        ("人均可支配收入38500元，", "38500元", ("人",)),
        ("户均增收6800元。", "6800元", ("户",)),
        ("带动3.2万户农户户均增收8000元。", "3.2万户", ()),
        ("每千人拥有床位7.2张，比上年增加0.4张。", "0.4张", ("1000人",)),
        ("城镇居民人均收入2.5万元，增长5%；农村居民1.2万元。", "1.2万元", ("人",)),
        ("年均煤炭产量12亿吨，累计为29个省份保供煤炭35亿吨。", "35亿吨", ()),
        ("人均收入3万元，高于全市2%。", "2%", ()),
    ],
)
def test_a_denominator_comes_with_the_words(text: str, quote: str, per: tuple[str, ...]) -> None:
    assert reading(text, quote).quantity.per == per

"""Which passages tell what is to be done."""

from __future__ import annotations

import pytest

from extract.claims.tasks import TaskCues, Tasks
from extract.rules import default_rules

CUES = TaskCues(default_rules())
GOALS = "今年的主要目标是："
TASK = "新增护理员1万人。"
DONE = "已新增护理员1万人。"


def planned(*passages: str, heading: str = "") -> list[bool]:
    tasks = Tasks(CUES)
    return [tasks.within(text, heading, figures=True) is not None for text in passages]


@pytest.mark.parametrize(
    ("passages", "last"),
    [
        (["2.养老帮困。" + TASK], True),
        (["（三）养老帮困。" + TASK], True),
        (["2.养老帮困。" + DONE], False),
        (["第一，养老帮困。" + TASK], True),
        (["第一、二产业增加值增长5%。"], False),
        (["2022年重点任务：" + TASK], True),
        # A heading that says what is to become, not what has.
        (["——让就业更充分。" + TASK], True),
        (["——让就业更充分。" + DONE], False),
        (["——就业更加充分。" + TASK], False),
        (["工作总结", "——让就业更充分。" + TASK], False),
        ([TASK], False),
        ([GOALS + TASK], True),
        ([GOALS, TASK], True),
        ([GOALS, DONE], False),
        # 同比 alone tells nothing done where goals are announced.
        ([GOALS, "（三）行政检查频次同比下降30%以上。"], True),
        (["（三）行政检查频次同比下降30%以上。"], False),
        (["第二节　完善服务。" + TASK], True),
        (["审计工作报告", "三、国有资产审计情况。企业资产27亿元。"], False),
        ([GOALS, "工作回顾", TASK], False),
        # 完成全年目标任务 announces nothing, and what is lacking is no plan.
        ([GOALS, "也要清醒看到，完成全年目标任务有压力。61户企业停产。"], False),
        # One goal told with its figure announces no others, and a report stands by itself.
        (["全年经济增长预期目标5%左右。" + TASK, TASK], False),
        ([GOALS, "本报讯（记者 李明）县里新增护理员1万人。"], False),
        ([GOALS, "新华社南京3月18日电 江苏新增护理员1万人。", TASK], False),
        # What one person or one team wants plans nothing after it.
        (["跳过2米27。“今年的目标是跳过2米30。”", TASK], False),
        (["今年县里的目标是新增床位90张。", TASK], False),
        # A title of both begins with what was done.
        (["2026年重点任务", "一是养老帮困。去年新增护理员1万人。"], False),
        # A report of what was done lists no tasks, until goals are announced.
        (["工作总结", "2.养老帮困。" + TASK], False),
        (["工作总结", GOALS, "2.养老帮困。" + TASK], True),
    ],
)
def test_the_last_passage_tells_plans(passages: list[str], last: bool) -> None:
    assert planned(*passages)[-1] is last


def test_what_stands_before_the_announcement_is_no_plan() -> None:
    text = "县里有护理员2万人。" + GOALS + TASK
    assert Tasks(CUES).within(text, "", figures=True) == text.index(GOALS)


def test_a_heading_announces_too() -> None:
    assert planned(TASK, heading="2025年重点工作任务清单") == [True]


def test_a_passage_without_figures_announces_but_plans_nothing() -> None:
    tasks = Tasks(CUES)
    assert tasks.within("2.养老帮困。", "", figures=False) is None
    assert tasks.within(GOALS, "", figures=False) == 0
    assert tasks.within(TASK, "", figures=True) == 0


def test_what_is_announced_far_down_a_passage_is_not_heard() -> None:
    assert planned("县里各方面情况很好。" * 20 + GOALS, TASK) == [False, False]


def test_a_heading_of_goals_by_itself_announces_them() -> None:
    tasks = Tasks(CUES)
    tasks.within("第三章　主要目标", "", figures=False)
    assert tasks.within("产值稳定在7亿元以上。", "", figures=True) == 0


def test_a_kicker_of_public_services_announces_no_plans() -> None:
    tasks = Tasks(CUES)
    assert tasks.within("聚焦“一老一小” 办好民生实事", "", figures=False) is None
    assert tasks.within("建成驿站23处。", "", figures=True) is None

"""Which programme a number is about."""

from __future__ import annotations

import pytest

from extract.pipeline import extract_text

CASES = [
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
    # Of goals each is a matter of its own.
    ("力争再建“青年驿站”9家。每年吸引人才3万名。", "3万名", None),
]


@pytest.mark.parametrize(("text", "quote", "programme"), CASES)
def test_the_governing_programme(text: str, quote: str, programme: str | None) -> None:
    claims = extract_text(text)
    assert [c.programme for c in claims if c.quote == quote] == [programme]

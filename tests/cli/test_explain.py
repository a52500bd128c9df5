from __future__ import annotations

import pytest

from extract.cli import main
from tests.cli.command import ARTICLE, CORPUS

TEXT = (CORPUS / ARTICLE).read_text(encoding="utf-8")


def explained(offset: int, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["explain", f"{CORPUS / ARTICLE}:{offset}"]) == 0
    return capsys.readouterr().out


def test_shows_what_was_recognised_refused_and_claimed(capsys):
    said = explained(TEXT.index("三甲医院6家"), capsys)
    assert "所辖各类医疗机构412家，其中三甲医院6家" in said
    parts = dict(part.split("\n", 1) for part in said.split("\n\n")[2:])
    assert "412家" in parts["recognised"]
    assert "三甲" in parts["refused"]
    assert parts["claims"].count("家") >= 2
    assert parts["seams"] == "  nothing"
    assert "unit" in parts["rules tried"]


def test_any_character_has_an_answer(capsys):
    for offset in range(0, len(TEXT), 311):
        assert f"{ARTICLE}:{offset}" in explained(offset, capsys)


def test_an_offset_beyond_the_end(capsys):
    assert main(["explain", f"{CORPUS / ARTICLE}:{len(TEXT)}"]) == 2
    assert f"has {len(TEXT)} characters" in capsys.readouterr().err

"""The server answers our own page, and nobody else."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest

from extract import batch
from extract.errors import UsageError
from extract.review.serve import Server, usual_port
from extract.review.session import Session
from extract.rules import default_rules
from extract.verdicts import beside, read_log
from tests.review.conftest import DOC, TEXT


def line(state: dict[str, Any], **more: object) -> dict[str, Any]:
    """A decision as the page sends it, on the first claim."""
    claim = dict(zip(state["columns"], state["claims"][0], strict=True))
    return {
        "verdict_id": "0123456789abcdef",
        "claim_id": claim["claim_id"],
        "doc": claim["doc"],
        "decision": "accept",
        "reviewer": "someone",
        "at": "2024-05-01T08:00:00.123Z",
        "seen": {name: claim[name] for name in state["seen"]},
        "selector": claim["selector"],
        "text_sha256": state["documents"][0]["text_sha256"],
    } | more


def post(server, *lines, **headers):
    _, _, state = server.ask("GET", "/api/state")
    body = {"lines": list(lines) or [line(state)]}
    return server.ask("POST", "/api/verdicts", body, **headers)


def test_a_decision_is_written_under_the_name_of_the_session(server):
    status, _, said = post(server)
    assert (status, said["written"]) == (200, ["0123456789abcdef"])
    [verdict] = server.verdicts
    assert (verdict.reviewer, verdict.role) == ("wang", "reviewer")
    assert verdict.at > "2024-05-01T08:00:00.123Z"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": None},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:80"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", "/api/state"])
def test_what_is_not_from_our_page_is_refused(server, headers, path):
    assert server.ask("GET", path, **headers)[0] in (400, 403)


def test_writing_asks_for_an_origin(server):
    assert post(server, Origin=None)[0] == 403
    assert server.verdicts == ()


@pytest.mark.parametrize("given", [None, "", "Bearer ", "Bearer wrong", "Basic eDp5"])
@pytest.mark.parametrize(
    "path", ["/api/state", f"/api/document?doc={DOC}", "/api/verdicts?after=0"]
)
def test_data_asks_for_the_token(server, path, given):
    status, _, said = server.ask("GET", path, Authorization=given)
    assert status == 401
    assert TEXT[:5] not in str(said)


def test_writing_asks_for_the_token(server):
    _, _, state = server.ask("GET", "/api/state")
    body = {"lines": [line(state)]}
    assert server.ask("POST", "/api/verdicts", body, Authorization="Bearer x")[0] == 401
    assert server.verdicts == ()


def test_the_page_itself_holds_no_data(server):
    status, headers, text = server.ask("GET", "/", Authorization=None)
    assert status == 200
    assert server.token not in text
    assert "56处" not in text
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/static/main.js", "/../in/a.txt", "/api/document?doc=../in/a.txt"]
)
def test_no_file_is_served(server, path):
    status, _, said = server.ask("GET", path)
    assert status == 404 or said is None


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"x"',
        {"lines": []},
        {"lines": ["x"]},
        {"lines": [{"decision": "accept"}]},
        {"lines": {"a": 1}},
        {},
    ],
    ids=str,
)
def test_what_is_no_decision_is_refused(server, body):
    assert server.ask("POST", "/api/verdicts", body)[0] in (400, 422)
    assert server.verdicts == ()


@pytest.mark.parametrize(
    "change", [{"decision": "burn"}, {"seen": {"x": 1}}, {"extra": 1}], ids=str
)
def test_one_bad_line_costs_the_whole_request(server, change):
    _, _, state = server.ask("GET", "/api/state")
    assert post(server, line(state), line(state, **change))[0] == 422
    assert server.verdicts == ()


def test_too_much_is_refused(server):
    assert server.ask("POST", "/api/verdicts", b" " * ((16 << 20) + 1))[0] == 413


@pytest.mark.parametrize("query", ["", "after=", "after=-1", "after=x", "after=" + "9" * 20])
def test_an_offset_is_a_number(server, query):
    assert server.ask("GET", f"/api/verdicts?{query}")[0] == 400


def test_news_are_what_was_added(server):
    _, _, before = server.ask("GET", "/api/verdicts?after=0")
    post(server)
    _, _, news = server.ask("GET", f"/api/verdicts?after={before['size']}")
    assert [item["verdict_id"] for item in news["verdicts"]] == ["0123456789abcdef"]
    _, _, none = server.ask("GET", f"/api/verdicts?after={news['size']}")
    assert none["verdicts"] == none["withdrawn"] == []


def test_a_proposal(server):
    start = TEXT.index("56处") - 2
    _, _, found = server.ask("GET", f"/api/propose?doc={DOC}&start={start}&end={start + 5}")
    assert (found["quote"], found["value"], found["unit"]) == ("56处", "56", "处")
    _, _, none = server.ask("GET", f"/api/propose?doc={DOC}&start=0&end=3")
    assert none == {}


def test_what_was_seen_and_why(server):
    _, _, said = server.ask("GET", f"/api/explain?doc={DOC}&offset={TEXT.index('56处')}")
    assert "unit." in said
    assert "56处" in said
    assert server.ask("GET", f"/api/explain?doc={DOC}&offset=99999")[2] == ""


def test_records_of_an_archive_are_reviewed_too(serve, tmp_path):
    (tmp_path / "in").mkdir()
    records = ({"id": i, "text": f"今年新建健身路径{i}处。"} for i in (56, 57))
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (tmp_path / "in/all.jsonl").write_text(lines, encoding="utf-8")
    batch.run([tmp_path / "in/all.jsonl"], tmp_path / "out")
    server = serve(tmp_path / "out")
    _, _, state = server.ask("GET", "/api/state")
    docs = [entry["doc"] for entry in state["documents"]]
    assert len(docs) == 2
    for doc in docs:
        _, _, view = server.ask("GET", f"/api/document?doc={quote(doc)}")
        assert "新建健身路径" in view["text"]


def test_nobody_takes_back_what_another_has_said(serve, output):
    post(serve(output))
    [verdict] = read_log(beside(output)).verdicts
    other = serve(output, reviewer="li")
    _, _, state = other.ask("GET", "/api/state")
    back = {"decision": "withdraw", "withdraws": verdict.verdict_id, "verdict_id": "w" * 16}
    assert post(other, line(state, **back))[0] == 200
    _, _, after = other.ask("GET", "/api/state")
    assert [item["verdict_id"] for item in after["verdicts"]] == [verdict.verdict_id]


def test_a_document_in_reading_order(server):
    _, _, view = server.ask("GET", f"/api/document?doc={DOC}")
    assert view["text"] == TEXT
    text = "".join(TEXT[a:b] for passage in view["passages"] for a, b in passage["pieces"])
    assert "".join(text.split()) == "".join(TEXT.split())


def test_a_share_is_the_same_for_everybody(output):
    def chosen(reviewer: str, share: int) -> list[str]:
        session = Session(output, output / "v", reviewer, default_rules(), share=share)
        return [row[0] for row in session.state()["claims"]]

    assert chosen("a", 50) == chosen("b", 50)
    assert set(chosen("a", 20)) <= set(chosen("a", 50)) < set(chosen("a", 100))


def test_a_port_that_is_taken_is_said(server, output):
    session = Session(output, output / "v", "wang", default_rules())
    with pytest.raises(UsageError, match=rf"port {server.port} cannot be had"):
        Server(session, server.port)


def test_the_usual_port_is_that_of_the_folder(serve, output, tmp_path):
    port = usual_port(output)
    assert port == usual_port(output) != 0
    assert usual_port(tmp_path / "other") != port
    serve(output, port=port)
    assert usual_port(output) == 0


def test_each_start_has_another_token(serve, output):
    assert len({serve(output).token for _ in range(3)}) == 3


def test_the_address_is_of_this_machine_only(server):
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/#[\w-]{32}", server.url)

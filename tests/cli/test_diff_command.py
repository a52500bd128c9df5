"""`extract diff` and `extract series` as people call them."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest

from extract import batch
from extract.cli import main
from tests.cli.command import ARTICLE, CORPUS, extract


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The tables of the corpus with one number edited."""
    corpus = tmp_path_factory.mktemp("changed") / "corpus"
    shutil.copytree(CORPUS, corpus)
    article = corpus / ARTICLE
    article.write_text(article.read_text("utf-8").replace("412家", "413家"), encoding="utf-8")
    batch.run([corpus], corpus.parent / "out")
    return corpus.parent / "out"


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """Tables of 2022 and of 2023."""
    folders = []
    for year, names in (("2022", ("002",)), ("2023", ("001", "003"))):
        corpus = tmp_path_factory.mktemp(year) / "corpus"
        corpus.mkdir()
        paths = [path for path in CORPUS.glob("*.txt") if path.name[:3] in names]
        for path in paths:
            shutil.copy(path, corpus)
        header, *rows = (CORPUS / "documents.csv").read_text("utf-8").splitlines()
        kept = [row for row in rows if row[:3] in names]
        (corpus / "documents.csv").write_text("\n".join([header, *kept]), encoding="utf-8")
        batch.run([corpus], corpus.parent / "out")
        folders.append(corpus.parent / "out")
    return folders


def test_what_changed_is_shown_and_summed_up(corpus_tables, changed):
    done = extract("diff", corpus_tables, changed)

    out = done.stdout.decode()
    assert done.returncode == 0
    assert "412家 → 413家  +1 (+0.2%)" in out
    assert done.stderr.decode().splitlines()[-1].endswith(" same, 2 text")


@pytest.mark.parametrize(("new", "code"), [("changed", 1), ("corpus_tables", 0)])
def test_the_exit_code_is_a_gate_when_asked_for(corpus_tables, new, code, request):
    other = request.getfixturevalue(new)

    assert main(["diff", str(corpus_tables), str(other), "--exit-code"]) == code
    assert main(["diff", str(corpus_tables), str(other)]) == 0


def test_a_class_can_be_asked_for(corpus_tables, changed, capsys):
    main(["diff", str(corpus_tables), str(changed), "--only", "same", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert {row["class"] for row in rows} == {"same"}
    assert {row["diff_type"] for row in rows} == {"unchanged"}


@pytest.mark.parametrize("form", ["json", "csv", "html", "md", "text"])
def test_the_same_tables_give_the_same_bytes(corpus_tables, changed, tmp_path, form):
    files = [tmp_path / name for name in ("one", "two")]
    for file in files:
        main(["diff", str(corpus_tables), str(changed), "--format", form, "-o", str(file)])

    assert files[0].read_bytes() == files[1].read_bytes()
    assert b"413" in files[0].read_bytes()


def test_data_is_utf_8_and_text_is_what_the_console_can_show(corpus_tables, changed):
    gbk = extract("diff", corpus_tables, changed, PYTHONIOENCODING="gbk")
    data = extract("diff", corpus_tables, changed, "--format", "json", PYTHONIOENCODING="gbk")
    ascii_ = extract("diff", corpus_tables, changed, PYTHONIOENCODING="ascii")

    assert "412家 → 413家" in gbk.stdout.decode("gbk")
    assert json.loads(data.stdout.decode("utf-8"))["summary"]["text"] == 2
    assert b"412\\u5bb6 -> 413\\u5bb6" in ascii_.stdout


def test_colour_where_it_is_forced_and_carets_where_it_is_not(corpus_tables, changed):
    plain = extract("diff", corpus_tables, changed)
    coloured = extract("diff", corpus_tables, changed, FORCE_COLOR="1", TERM="xterm-256color")

    assert b"\x1b[" not in plain.stdout
    assert b"^" in plain.stdout
    assert b"\x1b[" in coloured.stdout
    assert b"^" not in coloured.stdout


def test_a_file_is_the_same_whatever_the_console(corpus_tables, changed, tmp_path):
    consoles = [{}, {"PYTHONIOENCODING": "ascii"}, {"FORCE_COLOR": "1"}]
    files = [tmp_path / str(number) for number in range(len(consoles))]
    for file, console in zip(files, consoles, strict=True):
        extract("diff", corpus_tables, changed, "-o", file, **console)

    assert len({file.read_bytes() for file in files}) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "moved,changed"], "no class 'changed'; there are same, moved"),
        (["--only", ","], "there are same, moved"),
        (["--confirm", "1"], "--confirm and --refuse go with --by series"),
        (["--by", "series", "--confirm", "1"], "no pair 1 in this comparison"),
        (["--by", "series", "--confirm", "1", "--refuse", "1"], "confirmed and refused at once"),
        (["-o", "no/such/folder/x"], "no/such/folder/x: cannot be written"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(corpus_tables, capsys, arguments, said):
    code = main(["diff", str(corpus_tables), str(corpus_tables), *arguments])

    assert code == 2
    assert said in capsys.readouterr().err


def test_what_is_no_table_is_named(tmp_path, corpus_tables, capsys):
    assert main(["diff", str(corpus_tables), str(tmp_path)]) == 1
    assert f"{tmp_path}: holds no claims.csv" in capsys.readouterr().err


def test_two_years_side_by_side(years, capsys):
    main(["diff", *map(str, years), "--by", "series"])
    out = capsys.readouterr().out

    assert "5500余万元 → 4733万元  at least 13.9% lower" in out
    assert "10% → 5%  -5 percentage points" in out
    assert "各类 ≠ 基层" in out


def test_a_decision_by_one_command(years, tmp_path, capsys):
    pairs = tmp_path / "series.jsonl"
    call = ["diff", *map(str, years), "--by", "series", "--pairs", str(pairs)]
    main([*call, "--format", "csv"])
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    [proposed] = [row["pair"] for row in rows if row["to_quote"] == "4733万元"]
    assert main([*call, "--refuse", proposed]) == 0
    assert "发放救助" not in capsys.readouterr().out

    main(call)
    assert "发放救助" not in capsys.readouterr().out
    assert json.loads(pairs.read_text("utf-8"))["decision"] == "refused"


def test_series_of_two_years(years, tmp_path, capsys):
    assert main(["series", *map(str, years)]) == 0
    shown = capsys.readouterr()
    assert "困难群体供养标准" in shown.out
    assert "-5 percentage points" in shown.out
    assert shown.err.endswith("of two values and more\n")

    main(["series", *map(str, years), "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {"series_id", "entity", "at_least", "at_most", "sources"} <= set(rows[0])
    assert [row["sources"] for row in rows if row["quote"] == "29.88万人"] == ["2"]


@pytest.mark.parametrize("form", ["text", "json", "csv", "html", "md"])
def test_series_in_every_form_are_the_same_bytes_each_time(years, tmp_path, form):
    files = [tmp_path / name for name in ("one", "two")]
    for file in files:
        main(["series", *map(str, years), "--format", form, "-o", str(file)])

    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_page_of_series_draws_and_links(years, tmp_path):
    file = tmp_path / "series.html"
    main(["series", *map(str, years), "--format", "html", "-o", str(file)])
    text = file.read_text("utf-8")

    assert "<svg" in text
    links = {part.split('"')[0] for part in text.split('xlink:href="#p-')[1:]}
    assert links
    assert all(f'id="p-{claim}"' in text for claim in links)
    assert "http" not in text.replace("http://www.w3.org/", "")  # names of vocabularies


@pytest.mark.parametrize("by", ["place", "series"])
def test_no_chance_order_of_sets_is_in_the_output(corpus_tables, changed, by):
    runs = [
        extract("diff", corpus_tables, changed, "--by", by, PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from extract.model import Document
from extract.read import read_paths
from extract.read.manifest import read_manifest

HEADER = "path,date,date_basis,outlet,place,title\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "sub/c.txt", "20231116.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("增长5%。", "utf-8")
    return tmp_path


def faults(corpus: Path, manifest: str | bytes) -> list[str]:
    data = manifest.encode() if isinstance(manifest, str) else manifest
    (corpus / "documents.csv").write_bytes(data)
    return [str(error).removeprefix(f"{corpus}/") for error in read_manifest(corpus).errors]


def documents(*paths: Path) -> dict[str, Document]:
    return {one.path: one for one in read_paths(paths) if isinstance(one, Document)}


def test_a_row_describes_its_document(corpus: Path) -> None:
    assert faults(corpus, HEADER + 'sub/c.txt,2023-11,printed,青岛日报,青岛市,"市南：1,2"\n') == []
    one = documents(corpus)["sub/c.txt"]
    assert (one.date, one.date_basis) == ("2023-11", "printed")
    assert (one.outlet, one.place, one.title) == ("青岛日报", "青岛市", "市南：1,2")


def test_a_document_without_a_row_is_read_all_the_same(corpus: Path) -> None:
    faults(corpus, HEADER + "a.txt,2023,,,,\n")
    one = documents(corpus)["b.txt"]
    assert (one.date, one.date_basis, one.title) == (None, "", "")


def test_a_date_without_a_basis_is_the_manifests(corpus: Path) -> None:
    faults(corpus, "path,date\na.txt,2023-11-16\n")
    assert documents(corpus)["a.txt"].date_basis == "manifest"


def test_the_manifests_date_goes_before_the_names(corpus: Path) -> None:
    assert documents(corpus)["20231116.txt"].date == "2023-11-16"
    faults(corpus, "path,date\n20231116.txt,2020\n")
    assert documents(corpus)["20231116.txt"].date == "2020"


def test_a_row_without_a_date_leaves_the_names(corpus: Path) -> None:
    faults(corpus, "path,title\n20231116.txt,题\n")
    one = documents(corpus)["20231116.txt"]
    assert (one.title, one.date, one.date_basis) == ("题", "2023-11-16", "filename")


def test_a_file_given_alone_has_its_folders_manifest(corpus: Path) -> None:
    faults(corpus, "path,title\na.txt,题\n")
    assert documents(corpus / "a.txt")["a.txt"].title == "题"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spreadsheets_may_save_it_as_they_like(corpus: Path, encoding: str, end: str) -> None:
    text = f"path , title{end}{end}a.txt,青岛市市南区民生答卷{end},{end}"
    assert faults(corpus, text.encode(encoding)) == []
    assert documents(corpus)["a.txt"].title == "青岛市市南区民生答卷"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_match_in_any_normal_form(corpus: Path, form: str) -> None:
    (corpus / normalize("NFD", "café.txt")).write_text("56", "utf-8")
    assert faults(corpus, f"path,title\n{normalize(form, 'café.txt')},题\n") == []
    assert documents(corpus)[normalize("NFD", "café.txt")].title == "题"


@pytest.mark.parametrize("path", ["sub\\c.txt", "./sub/c.txt"])
def test_paths_may_be_written_otherwise(corpus: Path, path: str) -> None:
    assert faults(corpus, f"path,title\n{path},题\n") == []
    assert documents(corpus)["sub/c.txt"].title == "题"


@pytest.mark.parametrize(
    ("manifest", "fault"),
    [
        ("", "documents.csv:1: no column 'path'"),
        ("date\n2023\n", "documents.csv:1: no column 'path'"),
        ("path,datum\na.txt,2023\n", "documents.csv:1: unknown column 'datum'"),
        ("path,path\na.txt,a.txt\n", "documents.csv:1: column 'path' stands twice"),
        ("path,date\na.txt,2023/11/16\n", "documents.csv:2: '2023/11/16' is no date"),
        ("path,date\na.txt,2023-13\n", "documents.csv:2: '2023-13' is no date"),
        ("path,date\na.txt,2023-02-29\n", "documents.csv:2: '2023-02-29' is no date"),
        ("path,date\na.txt,今年\n", "documents.csv:2: '今年' is no date"),
        ("path,date,date_basis\na.txt,2023,guess\n", "documents.csv:2: 'guess' is no date_basis"),
        ("path,title\na.txt,题\nno.txt,题\n", "documents.csv:3: no file 'no.txt' in this folder"),
        ("path\n../a.txt\n", "documents.csv:2: no file '../a.txt' in this folder"),
        ("path\n/etc/hostname\n", "documents.csv:2: no file '/etc/hostname' in this folder"),
        (f"path\n{'x' * 5000}\n", "documents.csv:2: no file 'xxx"),
        ("path,title\n,题\n", "documents.csv:2: no path"),
        ("path\na.txt\n\na.txt\n", "documents.csv:4: path 'a.txt' stands already in line 2"),
        ("path,title\na.txt\n", "documents.csv:2: 1 cells where the header has 2"),
        ('path,title\n"a.txt","甲\n乙"\nno.txt,题\n', "documents.csv:4: no file 'no.txt'"),
        ('path,title\na.txt,题\n"b.txt,题\n', "documents.csv:3: not CSV: unexpected end of data"),
        (b"path\n\xff\n", "documents.csv: cannot be decoded"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    corpus: Path, manifest: str | bytes, fault: str
) -> None:
    (found,) = faults(corpus, manifest)
    assert found.startswith(fault)


def test_a_bad_row_costs_only_itself(corpus: Path) -> None:
    faults(corpus, "path,date\nno.txt,2023\na.txt,?\nb.txt,2022\n")
    found = list(read_paths([corpus]))
    assert [str(one).rpartition("/")[2][:15] for one in found if not isinstance(one, Document)] == [
        "documents.csv:2",
        "documents.csv:3",
    ]
    assert {one.path: one.date for one in found if isinstance(one, Document)} == {
        "20231116.txt": "2023-11-16",
        "a.txt": None,
        "b.txt": "2022",
        "sub/c.txt": None,
    }


def test_without_a_manifest_nothing_is_wrong(corpus: Path) -> None:
    assert read_manifest(corpus).errors == ()

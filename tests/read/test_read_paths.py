from __future__ import annotations

import hashlib
import io
import os
import pickle
from pathlib import Path

import pytest

from extract.errors import ReadError
from extract.model import Document
from extract.read import Source, find, read, read_paths

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = "今年新增就业１万人\u3000😀，增长５％。"


def write(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_all(*paths: str | Path) -> tuple[dict[str, Document], list[ReadError]]:
    found = list(read_paths(paths))
    documents = {one.path: one for one in found if isinstance(one, Document)}
    return documents, [one for one in found if isinstance(one, ReadError)]


def ids(*paths: str | Path) -> list[str]:
    documents, errors = read_all(*paths)
    assert errors == []
    return list(documents)


def only_error(*paths: str | Path) -> str:
    (error,) = read_all(*paths)[1]
    return str(error)


# What is found


def test_a_folder_is_read_with_all_below_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.md", "c.text", "年鉴.txt", "plain"):
        write(tmp_path / name)
    assert ids(tmp_path) == ["a.md", "a/z.txt", "b.txt", "c.text", "plain", "年鉴.txt"]


@pytest.mark.parametrize(
    "name",
    [".hidden.txt", ".git/a.txt", "documents.csv", "a.jsonl", "A.CSV", "run.json", "a.txt~"],
)
def test_what_stands_beside_articles_is_left_alone(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / name, "path\n")
    assert ids(tmp_path) == ["a.txt"]


def test_the_corpus_has_five_documents_each_with_what_its_manifest_says() -> None:
    documents, errors = read_all(CORPUS)
    assert errors == []
    assert [(one.date, one.date_basis) for one in documents.values()] == [
        (year, "inferred") for year in ("2024", "2023", "2022", "2023", "2022")
    ]
    for one in documents.values():
        assert one.place.startswith("青岛市")
        assert f"\n{one.title}\n" in one.text.replace("# ", "")


def test_the_text_and_its_hash_are_those_of_the_file(tmp_path: Path) -> None:
    content = f"\r\n{TEXT}\r\r\n\u2028\x0c\n".encode()
    (document,) = read_paths([write(tmp_path / "a.txt", content)])
    assert isinstance(document, Document)
    assert document.text == content.decode()
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.encoding == "utf-8"


def test_a_single_file_has_the_id_its_folder_gives_it(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    assert ids(tmp_path / "a.txt") == ids(tmp_path) == ["a.txt"]


def test_a_glob_gives_ids_from_its_first_wildcard_on(tmp_path: Path) -> None:
    for name in ("in/2023/a.txt", "in/2024/b.txt", "in/c.txt", "in/d.md", "in/.e.txt"):
        write(tmp_path / name)
    assert ids(f"{tmp_path}/in/**/*.txt") == ["2023/a.txt", "2024/b.txt", "c.txt"]
    assert ids(f"{tmp_path}/in/202?") == ["2023/a.txt", "2024/b.txt"]


def test_a_relative_glob_is_taken_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert ids("*.txt") == ids(".") == ids("a.txt") == ["a.txt"]


def test_a_name_with_wildcards_is_first_of_all_a_name(tmp_path: Path) -> None:
    write(tmp_path / "a[1].txt")
    write(tmp_path / "a1.txt")
    assert ids(tmp_path / "a[1].txt") == ["a[1].txt"]


def test_a_file_reached_twice_comes_once_by_its_outermost_folder(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "in/a.txt")
    assert ids(tmp_path / "in/a.txt", f"{tmp_path}/*/*.txt", tmp_path) == ["in/a.txt"]


@pytest.mark.parametrize("turn", range(3))
def test_the_order_of_the_paths_does_not_matter(tmp_path: Path, turn: int) -> None:
    paths = [write(tmp_path / "b/b.txt").parent, write(tmp_path / "a.txt"), tmp_path / "gone"]
    straight = list(map(str, read_paths(paths)))
    assert list(map(str, read_paths(paths[turn:] + paths[:turn]))) == straight


def test_two_files_of_one_id_are_refused_by_name(tmp_path: Path) -> None:
    paths = write(tmp_path / "1/a.txt").parent, write(tmp_path / "2/a.txt").parent
    write(tmp_path / "1/b.txt")
    documents, errors = read_all(*paths)
    assert list(documents) == ["b.txt"]
    assert [str(path / "a.txt") in str(errors[0]) for path in paths] == [True, True]


def test_nothing_there_gives_nothing(tmp_path: Path) -> None:
    assert list(read_paths([tmp_path])) == []


def test_sources_can_be_sent_to_another_process(tmp_path: Path) -> None:
    (source,) = find([write(tmp_path / "a.txt")])
    assert isinstance(source, Source)
    document = read(pickle.loads(pickle.dumps(source)))
    assert isinstance(document, Document)
    assert document.text == TEXT


# Standard input


def test_standard_input_is_a_document() -> None:
    stdin = io.BytesIO(TEXT.encode("utf-16"))
    (document,) = read_paths(["-", "-"], stdin=stdin, doc_id="20231116.txt")
    assert isinstance(document, Document)
    assert (document.path, document.text) == ("20231116.txt", TEXT)
    assert (document.date, document.date_basis) == ("2023-11-16", "filename")


def test_empty_standard_input_is_an_error() -> None:
    (error,) = read_paths(["-"], stdin=io.BytesIO())
    assert str(error) == "stdin: empty"


def test_closed_standard_input_is_an_error() -> None:
    stdin = io.BytesIO()
    stdin.close()
    (error,) = read_paths(["-"], stdin=stdin)
    assert isinstance(error, ReadError)


# What cannot be read costs only itself


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "blank"),
        (" \u3000\r\n\t\ufeff\u200b".encode(), "blank"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG image"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04" + TEXT.encode(), "a ZIP archive"),
        (b"<!DOCTYPE html><p>56", "an HTML page"),
        (b"\n<HTML lang='zh'>", "an HTML page"),
        (f"{TEXT}\0".encode(), "NUL"),
        (bytes(range(1, 9)) * 9, "control characters"),
        (TEXT.encode()[:-1] + b"\xff", "cannot be decoded"),
        (b"caf\xe9 au lait", "cannot be decoded"),
        (b"\xff\xfe\x00", "marked as utf-16-le, but not valid"),
        (b"\xef\xbb\xbf\xd6\xd0", "marked as utf-8, but not valid"),
    ],
)
def test_what_is_no_text_is_named_with_its_cause(
    tmp_path: Path, content: bytes, cause: str
) -> None:
    write(tmp_path / "a.txt")
    bad = write(tmp_path / "bad.txt", content)
    documents, errors = read_all(tmp_path)
    assert list(documents) == ["a.txt"]
    assert [error.path for error in errors] == [str(bad)]
    assert cause in errors[0].cause


def test_an_image_beside_the_articles_is_named(tmp_path: Path) -> None:
    write(tmp_path / "scan.png", b"\x89PNG\r\n\x1a\n")
    assert only_error(tmp_path).endswith("scan.png: not text: a PNG image")


def test_a_path_that_is_not_there_is_named() -> None:
    assert only_error("no/such.txt") == "no/such.txt: No such file or directory"


def test_a_glob_that_matches_nothing_is_named(tmp_path: Path) -> None:
    assert only_error(f"{tmp_path}/*.txt") == f"{tmp_path}/*.txt: nothing matches"


@pytest.mark.parametrize("path", ["a\0b", "a\0*", "x" * 5000, "**a/[", "?" * 5000])
def test_a_path_that_cannot_be_is_an_error(path: str) -> None:
    assert only_error(path)


def test_a_table_asked_for_by_name_is_an_error(tmp_path: Path) -> None:
    assert "not read as articles" in only_error(write(tmp_path / "a.yaml"))


def test_a_manifest_asked_for_by_name_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    manifest = write(tmp_path / "documents.csv", "path,date\na.txt,2023\n")
    assert ids(manifest, tmp_path / "a.txt") == ["a.txt"]


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    found = read_paths([tmp_path])
    assert isinstance(next(found), Document)
    (tmp_path / "b.txt").unlink()
    assert str(next(found)) == f"{tmp_path}/b.txt: No such file or directory"


@pytest.mark.parametrize("what", ["a.txt", "in"])
def test_what_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "in/b.txt")
    write(tmp_path / "z.txt")
    refused = str(tmp_path / what)
    for module, name in ((Path, "open"), (os, "scandir")):
        monkeypatch.setattr(module, name, _refusing(getattr(module, name), refused))
    documents, errors = read_all(tmp_path)
    assert [str(error) for error in errors] == [f"{refused}: Permission denied"]
    assert len(documents) == 2 if what == "a.txt" else list(documents) == ["a.txt", "z.txt"]


def _refusing(function, refused: str):
    def call(path, *args):
        if str(path) == refused:
            raise PermissionError(13, "Permission denied")
        return function(path, *args)

    return call


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone")
    assert only_error(tmp_path).endswith("a.txt: No such file or directory")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "no regular file" in only_error(tmp_path)


def test_links_among_folders_end(tmp_path: Path) -> None:
    write(tmp_path / "a/a.txt")
    write(tmp_path / "b/b.txt")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "a/to_b").symlink_to(tmp_path / "b")
    (tmp_path / "b/to_a").symlink_to(tmp_path / "a")
    documents, errors = read_all(tmp_path)
    assert list(documents) == ["a/a.txt", "b/b.txt"]
    assert [str(error) for error in errors] == [
        f"{tmp_path}/a/up: a link to a folder that holds it"
    ]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "archive/a.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/old").symlink_to(tmp_path / "archive")
    assert ids(tmp_path / "in") == ["old/a.txt"]


def test_folders_may_be_deep(tmp_path: Path) -> None:
    write(tmp_path.joinpath(*["d"] * 500, "a.txt"))
    assert len(ids(tmp_path)) == 1


@pytest.mark.parametrize("name", [b"a\xff.txt", b"a\nb.txt", b"a\x1b.txt"])
def test_a_name_no_table_can_hold_is_refused(tmp_path: Path, name: bytes) -> None:
    write(Path(os.fsdecode(bytes(tmp_path) + b"/" + name)))
    error = only_error(tmp_path)
    assert "its name" in error
    assert error.isprintable()
    assert error.encode()


def test_an_id_of_standard_input_no_table_can_hold_is_refused() -> None:
    (error,) = read_paths(["-"], stdin=io.BytesIO(b"56"), doc_id="")
    assert isinstance(error, ReadError)

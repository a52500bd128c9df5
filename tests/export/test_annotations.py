"""Annotation formats, each read by its own consumer where that can be installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from extract.errors import UsageError
from extract.export import Data, export
from extract.export.labelstudio import interface
from extract.verdicts import Run


def quotes(data: Data, doc: str) -> list[str]:
    text = data.run.document(doc).text
    return [text[a:b] for held in data.held(doc) for a, b in held.spans]


class TestWebAnnotation:
    def page(self, data, tmp_path):
        export(data, "webannotation", tmp_path / "a.jsonld")
        return json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))

    def test_each_selector_finds_its_quote_and_nothing_else(self, data, tmp_path):
        page = self.page(data, tmp_path)
        assert page["type"] == "AnnotationPage"
        assert len(page["items"]) == len(data.rows)
        for item in page["items"]:
            for target in item["target"]:
                doc = unquote(target["source"]["id"].removeprefix("file:"))
                text = data.run.document(doc).text
                position, quote = target["selector"]
                a, b = position["start"], position["end"]
                assert text[a:b] == quote["exact"]
                whole = quote["prefix"] + quote["exact"] + quote["suffix"]
                assert text.count(whole) == 1
                assert text.index(whole) + len(quote["prefix"]) == a

    def test_what_the_standard_asks_for(self, reviewed, tmp_path):
        page = self.page(reviewed, tmp_path)
        assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        ids = [item["id"] for item in page["items"]]
        assert len(set(ids)) == len(ids)
        for item in page["items"]:
            assert item["type"] == "Annotation"
            assert item["target"]
            assert all(":" in item["id"] for item in page["items"])

    def test_verdicts_are_annotations_of_annotations(self, reviewed, tmp_path):
        items = self.page(reviewed, tmp_path)["items"]
        claims = {item["id"] for item in items if item["id"].startswith("urn:claim:")}
        verdicts = [item for item in items if item["id"].startswith("urn:verdict:")]
        said = [item["body"][0]["value"] for item in verdicts]
        assert sorted(said) == ["accept", "correct", "missed", "unsure"]
        assert {item["target"]["source"] for item in verdicts} <= claims
        [edit] = [v for v in verdicts if v["body"][0]["value"] == "correct"]
        assert edit["motivation"] == "editing"
        assert edit["body"][1]["claim:unit"] == "处"

    def test_json_ld_processors_understand_it(self, reviewed, tmp_path):
        """Expanded by PyLD, with the few terms of the standard's context that we use."""
        from pyld import jsonld

        page = self.page(reviewed, tmp_path)
        expanded = jsonld.expand(page, {"documentLoader": _context})
        [root] = expanded
        items = root["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
        assert len(items) == len(page["items"])
        selectors = {
            kind
            for item in items
            for target in item["http://www.w3.org/ns/oa#hasTarget"]
            for selector in target.get("http://www.w3.org/ns/oa#hasSelector", [])
            for kind in selector["@type"]
        }
        oa = "http://www.w3.org/ns/oa#"
        assert selectors == {f"{oa}TextPositionSelector", f"{oa}TextQuoteSelector"}
        values = [v for item in items for v in _values(item, "urn:extract:claim:value")]
        assert len(values) > 200


def _values(node: object, key: str):
    if isinstance(node, dict):
        yield from (v["@value"] for v in node.get(key, []))
        for child in node.values():
            yield from _values(child, key)
    elif isinstance(node, list):
        for child in node:
            yield from _values(child, key)


def _context(url: str, _: object) -> dict[str, object]:
    """The terms of the standard's vocabulary that are used; the network is not asked."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    oa, az = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
    terms = {
        "id": "@id",
        "type": "@type",
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "Annotation": f"{oa}Annotation",
        "AnnotationPage": f"{az}OrderedCollectionPage",
        "TextualBody": f"{oa}TextualBody",
        "TextPositionSelector": f"{oa}TextPositionSelector",
        "TextQuoteSelector": f"{oa}TextQuoteSelector",
        "body": {"@id": f"{oa}hasBody", "@type": "@id"},
        "target": {"@id": f"{oa}hasTarget", "@type": "@id"},
        "source": {"@id": f"{oa}hasSource", "@type": "@id"},
        "selector": {"@id": f"{oa}hasSelector", "@type": "@id"},
        "items": {"@id": f"{az}items", "@type": "@id", "@container": "@list"},
        "exact": f"{oa}exact",
        "prefix": f"{oa}prefix",
        "suffix": f"{oa}suffix",
        "start": f"{oa}start",
        "end": f"{oa}end",
    }
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": terms}}


_RESOLVE = """
import {
  createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher,
} from "@apache-annotator/dom";
const one = async (matches) => {
  const found = [];
  for await (const range of matches) found.push(range.toString());
  return found;
};
window.resolve = async (text, targets) => {
  const scope = document.createElement("pre");
  scope.textContent = text;
  document.body.replaceChildren(scope);
  const whole = document.createRange();
  whole.selectNodeContents(scope);
  return Promise.all(targets.map(async ([position, quote]) => [
    await one(createTextPositionSelectorMatcher(position)(whole)),
    await one(createTextQuoteSelectorMatcher(quote)(whole)),
  ]));
};
"""


@pytest.fixture(scope="module")
def annotator(tmp_path_factory) -> str:
    """Apache Annotator, the reference implementation of the selectors, as one script."""
    if not shutil.which("npm"):
        pytest.skip("needs npm")
    folder = tmp_path_factory.mktemp("annotator")
    packages = [f"@apache-annotator/{name}@0.2.0" for name in ("dom", "selector")]
    packages.append("esbuild@0.25.12")
    install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *packages]
    subprocess.run([*install, "--prefix", folder], check=True, capture_output=True, timeout=180)
    (folder / "resolve.js").write_text(_RESOLVE, encoding="utf-8")
    bundle = ["node_modules/.bin/esbuild", "resolve.js", "--bundle", "--outfile=bundle.js"]
    subprocess.run(bundle, check=True, capture_output=True, timeout=60, cwd=folder)
    return (folder / "bundle.js").read_text(encoding="utf-8")


@pytest.mark.browser
def test_apache_annotator_finds_every_quote(clean, annotator, data, tmp_path):
    export(data, "webannotation", tmp_path / "a.jsonld")
    page = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    clean.get("about:blank")
    clean.execute_script(annotator)
    by_doc: dict[str, list[list[dict[str, object]]]] = {}
    for item in page["items"]:
        for target in item["target"]:
            doc = unquote(target["source"]["id"].removeprefix("file:"))
            by_doc.setdefault(doc, []).append(target["selector"])
    for doc, targets in by_doc.items():
        script = "const done = arguments[2]; resolve(arguments[0], arguments[1]).then(done);"
        found = clean.execute_async_script(script, data.run.document(doc).text, targets)
        wanted = [[[quote["exact"]], [quote["exact"]]] for _, quote in targets]
        assert found == wanted


class TestLabelStudio:
    def tasks(self, data, tmp_path):
        export(data, "labelstudio", tmp_path / "tasks.json")
        return json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))

    def test_each_region_has_its_text(self, data, tmp_path):
        for task in self.tasks(data, tmp_path):
            text = task["data"]["text"]
            regions = task["predictions"][0]["result"]
            assert [r["value"]["text"] for r in regions] == quotes(data, task["data"]["doc"])
            for region in regions:
                value = region["value"]
                assert text[value["start"] : value["end"]] == value["text"]
            assert len({region["id"] for region in regions}) == len(regions)

    def test_what_people_say_is_an_annotation(self, reviewed, tmp_path):
        [task] = [task for task in self.tasks(reviewed, tmp_path) if "annotations" in task]
        regions = task["annotations"][0]["result"]
        assert len(regions) == 3
        assert len(task["predictions"][0]["result"]) > 3

    @pytest.mark.slow
    def test_its_own_sdk_takes_it(self, reviewed, tmp_path, tmp_path_factory):
        sdk = _sdk(tmp_path_factory)
        export(reviewed, "labelstudio", tmp_path / "tasks.json")
        said = subprocess.run(
            [sys.executable, "-c", _CHECK, tmp_path / "tasks.json", tmp_path / "tasks.xml"],
            env={"PYTHONPATH": str(sdk), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert said.returncode == 0, said.stderr.decode()
        counts = json.loads(said.stdout)
        assert counts["regions"] > 250
        assert counts["errors"] == []
        assert counts["refused"] > 0


_CHECK = """
import copy, json, sys
from label_studio_sdk.label_interface import LabelInterface
tasks = json.load(open(sys.argv[1], encoding="utf-8"))
interface = LabelInterface(open(sys.argv[2], encoding="utf-8").read())
interface.validate()
errors, regions = [], 0
for task in tasks:
    interface.validate_task({"data": task["data"]})
    for kind, check in (("predictions", interface.validate_prediction),
                        ("annotations", interface.validate_annotation)):
        for one in task.get(kind, []):
            regions += len(one["result"])
            if not check(one):
                errors.append([task["data"]["doc"], kind])
bad = copy.deepcopy(tasks[0]["predictions"][0])
bad["result"][0]["value"]["labels"] = ["no such label"]
refused = 0 if interface.validate_prediction(bad) else 1
print(json.dumps({"regions": regions, "errors": errors, "refused": refused}))
"""
_SDK = (
    "label-studio-sdk==2.1.2 xmljson==0.2.1 jsf==0.11.2 rstr==3.2.2 lxml==6.1.3 smart_open==9.0.2 "
    "Faker==40.54.0 pyjwt==2.10.1 httpx==0.28.1 httpcore==1.0.9 wrapt==2.5.2 appdirs==1.4.4"
)


def _sdk(tmp_path_factory) -> Path:
    """Label Studio's SDK without the half gigabyte that checking does not need."""
    folder = tmp_path_factory.mktemp("sdk")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-compile",
        "--target",
        folder,
    ]
    subprocess.run([*command, *_SDK.split()], check=True, capture_output=True, timeout=180)
    return folder


def test_the_interface_names_every_kind():
    assert interface().count("<Label ") == 10


class TestBrat:
    def test_its_parser_reads_every_claim(self, data, tmp_path):
        from pybrat.parser import BratParser

        export(data, "brat", tmp_path / "brat")
        read = {}
        for folder in (tmp_path / "brat", tmp_path / "brat/城市"):
            read |= {one.id: one for one in BratParser(error="raise").parse(folder)}
        for doc in data.run.documents:
            path = (tmp_path / "brat" / doc).with_suffix(".txt")
            text = path.read_bytes().decode("utf-8")
            assert text == data.run.document(doc).text
            example = read[path.stem]
            assert len(example.entities) == len(data.held(doc)) > 0
            for entity in example.entities:
                pieces = [text[span.start : span.end] for span in entity.spans]
                assert " ".join(pieces) == entity.mention
                assert not any("\n" in piece for piece in pieces)

    def test_notes_hold_what_brat_has_no_place_for(self, data, tmp_path):
        export(data, "brat", tmp_path / "brat")
        lines = (tmp_path / "brat/城市/难 题.ann").read_text(encoding="utf-8").splitlines()
        notes = [json.loads(line.split("\t")[2]) for line in lines if line.startswith("#")]
        assert [note["claim_id"] for note in notes] == [h.id for h in data.held("城市/难 题.txt")]

    def test_the_configuration_names_every_kind(self, data, tmp_path):
        export(data, "brat", tmp_path / "brat")
        text = (tmp_path / "brat/annotation.conf").read_text(encoding="utf-8")
        assert text.startswith("[entities]\ncount\nmoney\n")

    def test_a_folder_of_somebody_else_is_left_alone(self, data, tmp_path):
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine/notes.txt").write_text("x", encoding="utf-8")
        with pytest.raises(UsageError, match="no export of ours"):
            export(data, "brat", tmp_path / "mine")
        assert [p.name for p in (tmp_path / "mine").iterdir()] == ["notes.txt"]

    def test_an_earlier_export_is_replaced(self, data, tmp_path):
        export(data, "brat", tmp_path / "brat")
        (tmp_path / "brat/old.ann").write_text("", encoding="utf-8")
        export(data, "brat", tmp_path / "brat")
        assert not (tmp_path / "brat/old.ann").exists()


class TestDoccano:
    def test_a_line_a_document_with_labels_on_their_characters(self, data, tmp_path):
        export(data, "doccano", tmp_path / "d.jsonl")
        lines = (tmp_path / "d.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        records = [json.loads(line) for line in lines]
        assert [r["doc"] for r in records] == list(data.run.documents)
        for record in records:
            found = [record["text"][a:b] for a, b, _ in record["label"]]
            assert found == quotes(data, record["doc"])
            assert all(0 <= a < b and isinstance(kind, str) for a, b, kind in record["label"])

    def test_what_is_held_after_review(self, reviewed, tmp_path):
        export(reviewed, "doccano", tmp_path / "d.jsonl")
        first = json.loads((tmp_path / "d.jsonl").read_text(encoding="utf-8").split("\n")[0])
        before = len(reviewed.run.by_doc[first["doc"]])
        assert len(first["label"]) == before - 1 + 1


@pytest.mark.parametrize("form", ["webannotation", "labelstudio", "brat", "doccano"])
def test_a_text_that_is_gone_is_said(tables, form, tmp_path):
    with pytest.raises(UsageError, match=r"--source"):
        export(Data(Run.load(tables, tmp_path)), form, tmp_path / "x")

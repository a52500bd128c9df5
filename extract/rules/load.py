"""Rule files (TOML) to a ``RuleSet``; every error names path, line and cause."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import tomli

from extract.errors import RuleError
from extract.rules.model import CLOSE, OPEN, Example, Rule, RuleSet
from extract.rules.schema import COMMON, STAGES

__all__ = ["default_rules", "load", "rules_with", "shipped_folder"]


def shipped_folder() -> Path:
    """The folder of the shipped rules: in the wheel, else beside the package."""
    packaged = Path(__file__).parent / "data"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "rules"


@lru_cache(maxsize=1)
def default_rules() -> RuleSet:
    """The shipped rules, read once."""
    return load([shipped_folder()])


def rules_with(folders: Sequence[str | Path]) -> RuleSet:
    """The shipped rules, with the user's own folders over them. Raises RuleError."""
    return load([shipped_folder(), *map(Path, folders)]) if folders else default_rules()


def load(folders: Sequence[Path]) -> RuleSet:
    """Read every ``*.toml`` below the folders, sorted by path, folders in the order given.

    Later folders are the user's own: their rules come first, so that they win, and a word
    list or a rule of the same id replaces the earlier one. Raises RuleError.
    """
    digest = hashlib.sha256()
    rules: dict[str, Rule] = {}
    for folder in folders:
        if not folder.is_dir():
            raise RuleError("no such folder of rules", path=str(folder))
        own: dict[str, Rule] = {}
        for path in sorted(folder.rglob("*.toml")):
            data = path.read_bytes()
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + data + b"\0")
            for rule in _read(path, data):
                if rule.id in own:
                    raise RuleError(
                        f"id {rule.id!r} is taken: {own[rule.id].path}:{own[rule.id].line}",
                        path=str(path),
                        line=rule.line,
                    )
                own[rule.id] = rule
        rules = own | {key: rule for key, rule in rules.items() if key not in own}
    return RuleSet(tuple(rules.values()), digest.hexdigest()[:16])


def _read(path: Path, data: bytes) -> list[Rule]:
    try:
        text = data.decode("utf-8")
        table = tomli.loads(text)
    except (UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise RuleError(str(error), path=str(path)) from None
    stage = table.pop("stage", None)
    entries = table.pop("rule", [])
    if stage not in STAGES:
        raise RuleError(f"stage {stage!r}: one of {', '.join(sorted(STAGES))}", path=str(path))
    if table:
        raise RuleError(f"unknown key {next(iter(table))!r}", path=str(path))
    lines = [n for n, row in enumerate(text.splitlines(), 1) if row.strip() == "[[rule]]"]
    return [
        _rule(entry, stage, str(path), line) for entry, line in zip(entries, lines, strict=False)
    ]


def _rule(entry: Mapping[str, object], stage: str, path: str, line: int) -> Rule:
    def fail(cause: str) -> RuleError:
        return RuleError(f"{entry.get('id', 'rule')}: {cause}", path=path, line=line)

    keys = COMMON | STAGES[stage]
    for key, value in entry.items():
        if key not in keys:
            raise fail(f"unknown key {key!r}; known: {', '.join(sorted(keys))}")
        if not isinstance(value, keys[key][0]):
            raise fail(f"{key} must be {keys[key][0].__name__}")
    for key, (_, needed) in keys.items():
        if needed and key not in entry:
            raise fail(f"no {key!r}")
    own = {k: v for k, v in entry.items() if k not in COMMON}
    examples = {
        key: tuple(_example(item, key, fail) for item in _items(entry.get(key, [])))
        for key in ("accept", "reject", "gaps")
    }
    return Rule(
        id=str(entry["id"]), stage=stage, doc=str(entry["doc"]), keys=own, path=path, line=line,
        accept=examples["accept"], reject=examples["reject"], gaps=examples["gaps"],
    )  # fmt: skip


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _example(item: object, key: str, fail: object) -> Example:
    assert callable(fail)
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise fail(f"{key}: an example is a table with a text")
    fields = {k: v for k, v in item.items() if k not in ("text", "why")}
    text, why = item["text"], str(item.get("why", ""))
    if key == "reject":
        if not why:
            raise fail(f"reject {text!r}: say why")
        if fields:
            raise fail(f"reject {text!r}: unknown key {next(iter(fields))!r}")
        return Example(text, why=why)
    if text.count(OPEN) != 1 or text.count(CLOSE) != 1 or text.index(OPEN) > text.index(CLOSE):
        raise fail(f"{key} {text!r}: mark the one span with {OPEN} {CLOSE}")
    start, end = text.index(OPEN), text.index(CLOSE) - 1
    return Example(text.replace(OPEN, "").replace(CLOSE, ""), start, end, why, fields)

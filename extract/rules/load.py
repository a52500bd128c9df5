"""Rule files (TOML) to a ``RuleSet``; every error names path, line and cause."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
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
    return Rule(
        str(entry["id"]), stage, str(entry["doc"]), own,
        _examples(entry, "accept", fail), _examples(entry, "reject", fail),
        _examples(entry, "gaps", fail), path, line,
    )  # fmt: skip


def _examples(
    entry: Mapping[str, object], key: str, fail: Callable[[str], RuleError]
) -> tuple[Example, ...]:
    value = entry.get(key, ())
    items = value if isinstance(value, list | tuple) else [value]
    return tuple([_example(item, key, fail) for item in items])


def _example(item: object, key: str, fail: Callable[[str], RuleError]) -> Example:
    fields = dict(item) if isinstance(item, dict) else {}
    text, why = fields.pop("text", None), str(fields.pop("why", ""))
    if not isinstance(text, str):
        raise fail(f"{key}: an example is a table with a text")
    if key == "reject":
        if not why:
            raise fail(f"reject {text!r}: say why")
        if fields:
            raise fail(f"reject {text!r}: unknown key {next(iter(fields))!r}")
        return Example(text, why=why)
    before, opened, rest = text.partition(OPEN)
    span, closed, after = rest.partition(CLOSE)
    plain = before + span + after
    if not (opened and closed) or OPEN in plain or CLOSE in plain:
        raise fail(f"{key} {text!r}: mark the one span with {OPEN} {CLOSE}")
    return Example(plain, len(before), len(before) + len(span), why, fields)

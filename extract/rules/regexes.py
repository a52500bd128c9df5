"""Regular expressions, compiled; what `re` made of them is kept from run to run.

Note [Kept codes]: to compile the patterns of Chinese character classes that a page asks for
takes a third of a short run. What `re` makes of a pattern is a list of integers. It is kept,
with what the prefilter found out of it, beside the byte code of this package, and trusted as
that is: who can write there can change the program. A folder that others share is never used.
Where nothing can be kept or read, or `re` is another, patterns are compiled as ever.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import sys
import tempfile
import zlib
from array import array
from collections.abc import Callable
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["compiled", "keep", "remembered"]

# They have no public names, and another Python may have none at all.
_compiler: Any = getattr(re, "_compiler", None)
_parser: Any = getattr(re, "_parser", None)
# Of which Python and which `re` codes are; those of another are of no use.
_MADE_BY = f"{sys.version} {getattr(_compiler, 'MAGIC', '')}"
# So many patterns of users' own rules may pile up before the unused ones are dropped.
_MOST = 4000
_UNUSABLE = (AttributeError, LookupError, EOFError, RuntimeError, TypeError, ValueError)

# Flags, groups, their numbers by name, and the code as unsigned integers.
_Code = tuple[int, int, dict[str, int], bytes]


class _Store(NamedTuple):
    """The codes of patterns by their source, and which of them this process asked for.

    ``facts`` are what was worked out from patterns, by keys that name the way, too.
    """

    codes: dict[str, _Code]
    facts: dict[str, tuple[Any, ...]]
    asked: set[str]
    new: set[str]


def compiled(source: str) -> re.Pattern[str]:
    """What `re.compile` gives; raises re.error as it does."""
    store = _store()
    store.asked.add(source)
    with contextlib.suppress(*_UNUSABLE):
        if source in store.codes:
            return _pattern(source, store.codes[source])
        code = _code(source)
        pattern = _pattern(source, code)
        store.codes[source] = code
        store.new.add(source)
        return pattern
    return re.compile(source)


def remembered(key: str, make: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    """What ``make`` gives, made once and kept with the codes; of what marshal can write.

    ``key`` names what is made, of what, and by which version of the code.
    """
    store = _store()
    store.asked.add(key)
    fact = store.facts.get(key)
    if fact is None:
        fact = store.facts[key] = make()
        store.new.add(key)
    return fact


def keep() -> None:
    """Write down the codes of what was compiled anew, for the next run; never fails."""
    store = _store()
    if not store.new or sys.dont_write_bytecode:
        return
    codes, facts = store.codes, store.facts
    if len(codes) + len(facts) > _MOST:
        codes = {source: codes[source] for source in store.asked if source in codes}
        facts = {key: facts[key] for key in store.asked if key in facts}
    data = marshal.dumps((_MADE_BY, codes, facts))
    with contextlib.suppress(OSError, *_UNUSABLE):
        _replace(_path(), zlib.crc32(data).to_bytes(4, "big") + data)
        store.new.clear()


@lru_cache(maxsize=1)
def _store() -> _Store:
    codes: dict[str, _Code] = {}
    facts: dict[str, tuple[Any, ...]] = {}
    with contextlib.suppress(OSError, *_UNUSABLE):
        data = _path().read_bytes()
        if zlib.crc32(data[4:]).to_bytes(4, "big") == data[:4]:
            kept = marshal.loads(data[4:])  # see Note [Kept codes]
            if kept[0] == _MADE_BY and isinstance(kept[2], dict):
                _, codes, facts = kept
    return _Store(codes, facts, set(), set())


def _path() -> Path:
    return Path(cache_from_source(__file__)).with_suffix(".codes")


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)  # not synced: what a crash spoils is compiled again
        Path(name).chmod(Path(__file__).stat().st_mode & 0o666)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _code(source: str) -> _Code:
    tree = _parser.parse(source)
    state = tree.state
    code = array("I", _compiler._code(tree, 0))
    return int(state.flags), state.groups - 1, dict(state.groupdict), code.tobytes()


def _pattern(source: str, kept: _Code) -> re.Pattern[str]:
    flags, groups, names, data = kept
    code = array("I")
    code.frombytes(data)
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    make = _compiler._sre.compile
    pattern: re.Pattern[str] = make(source, flags, code.tolist(), groups, names, tuple(by_number))
    return pattern

"""The page as one file: markup, style and modules together, with its data or with a server's.

Note [Policy]: the page's own script and style are named by their hashes and nothing else may
run, load or be sent; so an article that holds ``</script>`` or ``<img onerror=…>`` is text.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

__all__ = ["page", "policy"]

_STATIC = files("extract.review") / "static"
_STYLES = ("base.css", "reading.css", "claim.css")
_MAIN = "main.js"
_IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./([a-z]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?:async )?(?:const|let|function|class) ([A-Za-z_]\w*)", re.MULTILINE
)


def page(data: dict[str, Any] | None = None) -> str:
    """The page. With ``data`` (``state`` and ``documents``) it needs no server; see sources.js."""
    embedded = policy_meta = ""
    if data is not None:
        embedded = f'<script type="application/json" id="data">{_json(data)}</script>'
        policy_meta = (
            f'<meta http-equiv="Content-Security-Policy" content="{policy(server=False)}">'
        )
    parts = {"policy": policy_meta, "style": _style(), "data": embedded, "script": _script()}
    markup = (_STATIC / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{(policy|style|data|script)\}", lambda found: parts[found[1]], markup)


@cache
def policy(*, server: bool) -> str:
    """The content security policy of the page; a page from a file may reach nothing at all."""
    rules = {
        "default-src": "'none'",
        "script-src": f"'sha256-{_hash(_script())}'",
        "style-src": f"'sha256-{_hash(_style())}'",
        "img-src": "data:",
        "connect-src": "'self'" if server else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    if server:
        rules["frame-ancestors"] = "'none'"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


@cache
def _style() -> str:
    return "".join((_STATIC / name).read_text(encoding="utf-8") for name in _STYLES)


@cache
def _script() -> str:
    """The modules as one: each a function that gives its exports, in the order of need."""
    done: dict[str, str] = {}
    _bundle(_MAIN, done, ())
    return "\n".join(done.values())


def _bundle(name: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise AssertionError(f"modules import each other: {' -> '.join((*above, name))}")
    if name in done:
        return
    source = (_STATIC / name).read_text(encoding="utf-8")
    heads = []
    for imported in _IMPORT.finditer(source):
        _bundle(imported[2], done, (*above, name))
        heads.append(f"const {{ {imported[1].strip().rstrip(',')} }} = {_variable(imported[2])};")
    body = _IMPORT.sub("", source)
    exports = ", ".join(_EXPORT.findall(body))
    body = re.sub(r"^export ", "", body, flags=re.MULTILINE)
    inner = "\n".join([*heads, body])
    if name == _MAIN:
        done[name] = inner
    else:
        done[name] = (
            f"const {_variable(name)} = (() => {{\n{inner}\nreturn {{ {exports} }};\n}})();"
        )


def _variable(module: str) -> str:
    return f"module_{module.removesuffix('.js')}"


def _json(data: dict[str, Any]) -> str:
    """JSON that ends no script element, whatever the text: every ``<`` is escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<\u2028\u2029\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")

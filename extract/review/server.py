"""The page's server: on this machine only, for the one who holds the token.

Note [Guard]: a web page of somebody else may make this browser ask 127.0.0.1, under any name.
So the Host must be ours, an Origin if any must be ours, and all that holds data asks for a
token, which is in the address that was opened and never sent unasked.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from extract.errors import ExtractError
from extract.review.page import page, policy
from extract.review.session import Session

__all__ = ["application"]

_LARGEST = 16 << 20
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def application(session: Session, token: str, port: int) -> ASGIApp:
    """The server as an ASGI application; ``port`` is where it will be asked for."""
    api = _Api(session, token)
    routes = [
        Route("/", _index),
        Route("/api/state", api.state),
        Route("/api/document", api.document),
        Route("/api/propose", api.propose),
        Route("/api/explain", api.explain),
        Route("/api/verdicts", api.since),
        Route("/api/verdicts", api.add, methods=["POST"]),
    ]
    return _Guard(Starlette(routes=routes), {f"127.0.0.1:{port}", f"localhost:{port}"})


async def _index(_: Request) -> Response:
    """The page itself holds no data."""
    return HTMLResponse(page(), headers={"Content-Security-Policy": policy(server=True)})


class _Guard:
    """Turns away what does not come from our own page, before anything is done."""

    def __init__(self, inner: ASGIApp, hosts: set[str]) -> None:
        self._inner = inner
        self._hosts = hosts
        self._origins = {f"http://{host}" for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refusal = self._refuses(Request(scope))
        if refusal:
            await PlainTextResponse(refusal, 403, _HEADERS)(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                headers += [(k.lower().encode(), v.encode()) for k, v in _HEADERS.items()]
            await send(message)

        await self._inner(scope, receive, with_headers)

    def _refuses(self, request: Request) -> str:
        headers = request.headers
        if headers.get("host") not in self._hosts:
            return "wrong host"
        origin = headers.get("origin")
        if origin is not None and origin not in self._origins:
            return "wrong origin"
        if request.method not in ("GET", "HEAD") and origin is None:
            return "no origin"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "from another site"
        return ""


class _Api:
    def __init__(self, session: Session, token: str) -> None:
        self._session = session
        self._token = token

    async def state(self, request: Request) -> Response:
        return await self._answer(request, self._session.state)

    async def document(self, request: Request) -> Response:
        doc = request.query_params.get("doc", "")
        return await self._answer(request, lambda: self._session.document(doc))

    async def propose(self, request: Request) -> Response:
        query = request.query_params
        doc, start, end = query.get("doc", ""), _offset(query, "start"), _offset(query, "end")
        return await self._answer(request, lambda: self._session.propose(doc, start, end))

    async def explain(self, request: Request) -> Response:
        query = request.query_params
        doc, offset = query.get("doc", ""), _offset(query, "offset")
        return await self._answer(request, lambda: self._session.explain(doc, offset))

    async def since(self, request: Request) -> Response:
        after = _offset(request.query_params, "after")
        return await self._answer(request, lambda: self._session.since(after))

    async def add(self, request: Request) -> Response:
        self._check(request)
        body = await _body(request)
        return await self._answer(request, lambda: self._session.add(body.get("lines")))

    async def _answer(self, request: Request, work: Callable[[], object]) -> Response:
        """The work, done in a thread, as JSON; the disk is waited for there."""
        self._check(request)
        try:
            return JSONResponse(await run_in_threadpool(work))
        except ExtractError as error:
            raise HTTPException(422, str(error)) from None

    def _check(self, request: Request) -> None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            raise HTTPException(401, "open the address that `extract review` has printed")


def _offset(query: Any, name: str) -> int:
    value = query.get(name, "")
    if not value.isdecimal() or len(value) > 15:
        raise HTTPException(400, f"{name} is no offset")
    return int(value)


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object that was sent; never more of it than is allowed."""
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > _LARGEST:
            raise HTTPException(413, "too large")
    try:
        body = json.loads(data)
    except ValueError:
        raise HTTPException(400, "not JSON") from None
    if not isinstance(body, dict):
        raise HTTPException(400, "not an object")
    return body

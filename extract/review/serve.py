"""Serving a review, and writing it to a file."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from extract.errors import UsageError
from extract.review.page import page
from extract.review.session import Session

__all__ = ["serve", "write_page"]


def serve(session: Session, port: int, ready: Callable[[str], None]) -> None:
    """Serve on 127.0.0.1 until interrupted; ``ready`` is told the address, token and all.

    ``port`` 0 takes a free one. Raises UsageError where it is taken, or where the extra
    ``[review]`` is not installed.
    """
    try:
        import uvicorn  # noqa: PLC0415 - an extra

        from extract.review.server import application  # noqa: PLC0415
    except ImportError:
        raise UsageError("review needs a server: pip install 'zh-claims-extract[review]'") from None
    listener = _listen(port)
    port = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    config = uvicorn.Config(
        application(session, token, port),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        lifespan="off",
        ws="none",
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready(f"http://127.0.0.1:{port}/#{token}")

    Server(config).run(sockets=[listener])


def write_page(session: Session, to: Path) -> int:
    """Write the review as one file that needs nothing else, and give its size in bytes.

    Raises UsageError where it cannot be written.
    """
    state = session.state()
    docs = {
        str(doc["doc"]): session.document(str(doc["doc"]), candidates=True)
        for doc in state["documents"]
    }
    text = page({"state": state, "documents": docs})
    try:
        return to.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=str(to)) from None


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise UsageError(f"port {port} cannot be had: {error.strerror or error}") from None
    return listener

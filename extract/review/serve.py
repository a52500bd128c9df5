"""Serving a review, and writing it to a file."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path
from zlib import crc32

from extract.errors import UsageError
from extract.review.page import page
from extract.review.session import Session

__all__ = ["Server", "usual_port", "write_page"]

_FIRST, _MANY = 20_000, 10_000


class Server:
    """A server on 127.0.0.1 that is not yet running; ``url`` holds its token.

    ``port`` 0 takes a free one; a token is made unless given. Raises UsageError where the port
    is taken, or where the extra ``[review]`` is not installed.
    """

    def __init__(self, session: Session, port: int = 0, token: str = "") -> None:
        try:
            import uvicorn  # noqa: PLC0415 - an extra

            from extract.review.server import application  # noqa: PLC0415
        except ImportError:
            raise UsageError(
                "review needs a server: pip install 'zh-claims-extract[review]'"
            ) from None
        self._listener = _listen(port)
        self.port: int = self._listener.getsockname()[1]
        self.token = token or secrets.token_urlsafe(24)
        self.url = f"http://127.0.0.1:{self.port}/#{self.token}"
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(session, self.token, self.port),
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=2,
                lifespan="off",
                ws="none",
            )
        )

    def run(self) -> None:
        """Serve until interrupted, or until ``stop`` is called from another thread."""
        self._server.run(sockets=[self._listener])

    def stop(self) -> None:
        """End the serving soon."""
        self._server.should_exit = True


def usual_port(output: Path) -> int:
    """Where the review of an output folder is served, so that the browser knows it again.

    What a browser keeps (language, colours, a decision made while the server was gone) it
    keeps by address. Gives 0, a free port, where that port is taken.
    """
    port = _FIRST + crc32(str(output.resolve()).encode()) % _MANY
    try:
        _listen(port).close()
    except UsageError:
        return 0
    return port


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
        listener.listen()
    except OSError as error:
        listener.close()
        raise UsageError(f"port {port} cannot be had: {error.strerror or error}") from None
    return listener

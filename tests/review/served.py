"""The review served for tests: in a thread, or as a process that can be killed."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from extract.review import Server, Session
from extract.rules import default_rules
from extract.verdicts import Verdict, beside, read_log

ROOT = Path(__file__).parents[2]


class Served:
    """A server in a thread of the test: quick to begin."""

    def __init__(self, output: Path, **options: Any) -> None:
        self.output = output
        self.log = options.pop("log", beside(output))
        port, token = options.pop("port", 0), options.pop("token", "")
        given = {"reviewer": "wang", "rules": default_rules()} | options
        server = Server(Session(output=output, log=self.log, **given), port, token)
        self.url, self.port, self.token = server.url, server.port, server.token
        self._server = server
        self._thread = threading.Thread(target=server.run)
        self._thread.start()

    def stop(self) -> None:
        self._server.stop()
        self._thread.join(60)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is on the disk."""
        return read_log(self.log).verdicts

    def ask(
        self, method: str, path: str, body: object = None, **headers: str | None
    ) -> tuple[int, dict[str, str], Any]:
        """One request as our own page makes it; ``headers`` change that, None leaves one out."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        own = {
            "Host": f"127.0.0.1:{self.port}",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Authorization": f"Bearer {self.token}",
        }
        sent = own | {name.replace("_", "-"): value for name, value in headers.items()}
        is_json = body is not None and not isinstance(body, bytes)
        data = json.dumps(body).encode() if is_json else body
        connection.putrequest(method, path, skip_host=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        if data is not None:
            connection.putheader("Content-Length", str(len(data)))
        connection.endheaders(data)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        kind = answer.headers.get_content_type()
        found = json.loads(text) if kind == "application/json" else text.decode()
        return answer.status, {k.lower(): v for k, v in answer.headers.items()}, found


class Process(Served):
    """`extract review` as a process of its own, as people start it; it can be killed."""

    def __init__(self, output: Path, *options: str) -> None:
        self.output, self.log = output, beside(output)
        command = [sys.executable, "-m", "extract", "review", str(output), "--no-open"]
        self.process = subprocess.Popen(
            [*command, "--reviewer", "wang", *options],
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/#(\S+)", line)
        assert found, line + self.process.stderr.read()
        self.url, self.port, self.token = found[0], int(found[1]), found[2]

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(10)
        if self.process.stderr:
            self.process.stderr.close()

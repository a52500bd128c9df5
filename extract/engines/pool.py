"""Work spread over processes of one machine, given back in order.

Note [Killed workers]: each worker has a pipe of its own, so that when one dies it is known what
it was doing. That is done again by a new worker; an item whose worker dies twice is given up
and named. multiprocessing.Pool would hang, and ProcessPoolExecutor lose all items in flight.

Note [Orphans]: a worker ends when the process that has started it is gone, however that ended.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from extract.errors import UsageError

__all__ = ["Done", "GaveUp", "in_processes", "in_turn"]

Item = TypeVar("Item")
Result = TypeVar("Result")
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """A result that is there already and stands for an item."""

    result: Result


@dataclass(frozen=True, slots=True)
class GaveUp:
    """What stands for the result of an item whose worker was killed twice."""

    cause: str


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: BaseProcess
    pipe: Connection
    turn: int = -1
    item: Item | None = None
    born: bool = False


def in_turn(
    work: Callable[[Item], Result], items: Iterable[Item | Done[Result]]
) -> Iterator[Result | GaveUp]:
    """Do the work here, item by item."""
    for item in items:
        yield item.result if isinstance(item, Done) else work(item)


def in_processes(
    work: Callable[[Item], Result],
    items: Iterable[Item | Done[Result]],
    workers: int,
    prepare: Callable[[], object] = lambda: None,
) -> Iterator[Result | GaveUp]:
    """Do the work in so many processes; results come in the order of the items.

    Processes are started as items come; ``prepare`` is called once before, where they then
    share what it has made. At most four items a worker are taken from ``items``
    before the result of the first is given back. What ``work`` raises is raised here.
    """
    pool: _Pool[Item, Result] = _Pool(work, workers, prepare)
    try:
        yield from pool.run(iter(items))
    finally:
        pool.close()


class _Pool(Generic[Item, Result]):
    def __init__(
        self, work: Callable[[Item], Result], workers: int, prepare: Callable[[], object]
    ) -> None:
        self._work = work
        self._prepare: Callable[[], object] | None = prepare
        self._most = workers
        self._workers: list[_Worker[Item]] = []
        self._results: dict[int, Result | GaveUp] = {}
        self._again: deque[tuple[int, Item]] = deque()
        self._deaths: dict[int, int] = {}
        self._stillborn = 0
        self._taken = self._given = 0
        self._more = True

    def run(self, items: Iterator[Item | Done[Result]]) -> Iterator[Result | GaveUp]:
        while True:
            self._hand_out(items)
            while self._given in self._results:
                yield self._results.pop(self._given)
                self._given += 1
            if self._busy():
                self._hear()
            elif not self._more and self._given == self._taken:
                return

    def _hand_out(self, items: Iterator[Item | Done[Result]]) -> None:
        """Give every free worker something to do, as far as the window allows."""
        while len(self._busy()) < self._most:
            if self._again:
                self._give(*self._again.popleft())
                continue
            if not self._more or self._taken - self._given >= 4 * self._most:
                return
            item = next(items, None)
            if item is None:
                self._more = False
                return
            turn, self._taken = self._taken, self._taken + 1
            if isinstance(item, Done):
                self._results[turn] = item.result
            else:
                self._give(turn, item)

    def close(self) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()

    def _busy(self) -> list[_Worker[Item]]:
        return [worker for worker in self._workers if worker.turn >= 0]

    def _give(self, turn: int, item: Item) -> None:
        worker = next((each for each in self._workers if each.turn < 0), None)
        if worker is None:
            worker = self._start()
        worker.turn, worker.item = turn, item
        try:
            worker.pipe.send(item)
        except OSError:  # it has died while it was idle
            self._bury(worker)

    def _start(self) -> _Worker[Item]:
        method = _start_method()
        context: Any = multiprocessing.get_context(method)
        if method == "fork" and self._prepare:
            self._prepare()
            self._prepare = None
        ours, theirs = context.Pipe()
        inherited = [*(worker.pipe for worker in self._workers), ours] if method == "fork" else []
        process = context.Process(target=_serve, args=(theirs, self._work, inherited), daemon=True)
        process.start()
        theirs.close()
        worker: _Worker[Item] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _hear(self) -> None:
        """Wait until a worker speaks or dies, and take in what there is."""
        by_pipe = {id(worker.pipe): worker for worker in self._busy()}
        for pipe in wait([worker.pipe for worker in by_pipe.values()]):
            worker = by_pipe[id(pipe)]
            try:
                said, result = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if said == "raised":
                raise result
            if said == "born":
                worker.born = True
            else:
                self._results[worker.turn] = result
                worker.turn, worker.item = -1, None

    def _bury(self, worker: _Worker[Item]) -> None:
        """See Note [Killed workers]."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        turn, item = worker.turn, worker.item
        assert item is not None
        if worker.born:
            self._deaths[turn] = self._deaths.get(turn, 0) + 1
        else:  # no fault of the item
            self._stillborn += 1
            if self._stillborn > _TRIES:
                raise UsageError(f"worker processes cannot start ({_end(worker.process)})")
        if self._deaths.get(turn, 0) < _TRIES:
            self._again.append((turn, item))
        else:
            self._results[turn] = GaveUp(f"its worker was killed twice ({_end(worker.process)})")


def _end(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _start_method() -> str:
    """Fork where that is safe: it costs nothing, and rules are compiled already."""
    if sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1:  # noqa: PTH208
        return "fork"
    return "spawn"


def _serve(pipe: Connection, work: Callable[[Any], Any], inherited: list[Connection]) -> None:
    for each in inherited:
        each.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the parent to decide
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipe.send(("born", None))
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        try:
            answer = ("done", work(item))
        except Exception as error:  # noqa: BLE001 - raised again in the parent
            answer = ("raised", error)
        pipe.send(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)

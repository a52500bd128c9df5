"""Work spread over a Ray cluster, given back in order: Ray core tasks, one a shard.

Ray starts tasks again whose worker or node has died; what it gives up is named. Nothing of
Ray's own usage reports is sent. See docs/scale.md for a run on a real cluster.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from extract.engines.pool import Done, GaveUp
from extract.errors import UsageError

__all__ = ["on_ray"]

Item = TypeVar("Item")
Result = TypeVar("Result")
_RETRIES = 3
_AHEAD = 2
_CACHE: dict[str, Any] = {}


def on_ray(
    work: Callable[[Item], Result],
    items: Iterable[Item | Done[Result]],
    *,
    address: str = "",
    workers: int = 0,
    key: str = "",
) -> Iterator[Result | GaveUp]:
    """Do the work on the Ray cluster at ``address``, or on a local one of ``workers`` cores.

    Results come in the order of the items. ``key`` names ``work``, so that a worker takes it in
    once and not with every item. What ``work`` raises is raised here. Raises UsageError.
    """
    ray, ours = _started(address, workers)
    try:
        yield from _ordered(ray, work, iter(items), key)
    finally:
        if ours:
            ray.shutdown()


def _ordered(
    ray: Any, work: Callable[[Item], Result], items: Iterator[Item | Done[Result]], key: str
) -> Iterator[Result | GaveUp]:
    shared = ray.put(work)
    task = ray.remote(max_retries=_RETRIES, num_cpus=1)(_do)
    window: list[Any] = []
    more = True
    while more or window:
        while more and len(window) < _AHEAD * _cores(ray) + 2:
            item = next(items, None)
            if item is None:
                more = False
            else:
                # A reference inside a list is handed on as it is, not fetched for each task.
                window.append(item if isinstance(item, Done) else task.remote(key, [shared], item))
        if window:
            yield _result(ray, window.pop(0))


def _result(ray: Any, awaited: Any) -> Any:
    if isinstance(awaited, Done):
        return awaited.result
    try:
        return ray.get(awaited)
    except ray.exceptions.RayTaskError as error:
        raise error.cause or error from None
    except ray.exceptions.RayError as error:  # its worker was killed, again and again
        return GaveUp(f"Ray gave it up: {type(error).__name__}")


def _do(key: str, shared: list[Any], item: Any) -> Any:
    import ray  # noqa: PLC0415

    if key not in _CACHE:
        _CACHE.clear()
        _CACHE[key] = ray.get(shared[0])
    return _CACHE[key](item)


def _cores(ray: Any) -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _started(address: str, workers: int) -> tuple[Any, bool]:
    """Ray, connected; and whether it was not before."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray  # noqa: PLC0415
    except ModuleNotFoundError:
        raise UsageError("Ray is needed: pip install 'zh-claims-extract[ray]'") from None
    if ray.is_initialized():
        return ray, False
    # Workers of a local Ray import this very package, also from a checkout that is not installed.
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    quiet: Any = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            ray.init(num_cpus=workers or None, include_dashboard=False, **quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise UsageError(f"Ray cannot be reached: {error}", path=address) from None
    return ray, True

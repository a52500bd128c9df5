"""Ray: the same bytes, also when workers and nodes are killed."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract import batch
from extract.engines.cluster import on_ray
from tests.batch.making import OPTIONS, folder_of, tables

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
    pytest.mark.filterwarnings("ignore"),  # Ray's own
]
RAY = replace(OPTIONS, engine="ray", shard=700)


@pytest.fixture
def cluster() -> Iterator[object]:
    """A head and a second node, of one core each."""
    patch = pytest.MonkeyPatch()
    patch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    import ray
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=1)
    ray.init(address=made.address, log_to_driver=False, logging_level="ERROR")
    yield made
    ray.shutdown()
    made.shutdown()
    patch.undo()


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> tuple[Path, dict[str, bytes]]:
    top = tmp_path_factory.mktemp("ray")
    folder_of(top / "in")
    batch.run([top / "in"], top / "out", options=OPTIONS)
    return top, tables(top / "out")


def workers() -> list[int]:
    """Processes of Ray that are at work on a shard just now."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name = (entry / "cmdline").read_bytes()
                mine = entry.stat().st_uid == os.getuid()
            except OSError:
                continue
            if mine and name.startswith(b"ray::_do"):
                found.append(int(entry.name))
    return found


def during(action: Callable[[], bool]) -> threading.Thread:
    """Try an action beside a run until it has had its effect."""

    def attempt() -> None:
        ends = time.monotonic() + 120
        while time.monotonic() < ends and not action():
            time.sleep(0.005)

    thread = threading.Thread(target=attempt)
    thread.start()
    return thread


def run(whole, tmp_path, name, progress=None) -> batch.Summary:
    top, expected = whole
    summary = batch.run([top / "in"], tmp_path / name, options=RAY, progress=progress)
    assert tables(tmp_path / name) == expected
    assert not (tmp_path / name / ".shards/tmp").exists()
    return summary


def test_the_same_bytes_also_when_a_worker_and_a_node_are_killed(cluster, whole, tmp_path):
    """One test, since a cluster takes ten seconds to start."""
    assert run(whole, tmp_path, "undisturbed").shards > 4

    killed: list[int] = []

    def kill() -> bool:
        for pid in workers()[:1]:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
        return bool(killed)

    thread = during(kill)
    run(whole, tmp_path, "worker killed")
    thread.join()
    assert killed

    with pytest.raises(FileNotFoundError):
        list(on_ray(os.stat, ["/", "/no/such"], key="stat"))

    nodes = list(cluster.worker_nodes)

    def remove(position: batch.Position) -> None:
        while nodes:
            cluster.remove_node(nodes.pop(), allow_graceful=False)

    run(whole, tmp_path, "node killed", remove)
    assert not nodes

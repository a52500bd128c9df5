"""A folder of files replaced as one: readers find the old files or the new ones, whole.

Note [Swap]: files are written to a hidden folder beside the target and forced to disk; then
one system call exchanges the two folders (renameat2 on Linux, renamex_np on macOS), and the
old one is taken away. Killed before the call, the old files stand; after it, the new ones.
What the user keeps in the folder is linked or moved across, and never deleted.

Note [Journal]: where folders cannot be exchanged (other systems, a mount point, a parent that
may not be written, a target that is the working folder) the new files wait in ``.commit``
inside the target, which comes into being by one rename, and are then renamed one by one.
Killed in between, the next run finishes the work, and ``current`` reads past it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["current", "replaced", "settle"]

_COMMIT = ".commit"
_NAMES = ".names"
_PROBES = (".one", ".two")
_SCRATCH = frozenset({_NAMES, *_PROBES})
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS


@contextmanager
def replaced(folder: Path, owned: Collection[str]) -> Iterator[Path]:
    """Give an empty folder to write in; when the block ends, its files replace ``folder``'s.

    ``owned`` names every file that is the program's: those not written again are gone
    afterwards; all else in ``folder`` stays. Where the block raises, nothing has changed.
    Raises OSError.
    """
    target = Path(os.path.realpath(folder))
    settle(folder, owned)
    with _staging(target, owned) as staging:
        yield staging
        _force_files(staging)
        _take_place(staging, target, owned)


def settle(folder: Path, owned: Collection[str]) -> None:
    """End what an interrupted replacement has begun, and take away what killed runs left.

    ``replaced`` does it too; who looks into ``folder`` before must do it first, since what
    is the user's may still lie beside it. Raises OSError.
    """
    target = Path(os.path.realpath(folder))
    _finish(target, owned)
    _sweep(target, owned)


def current(folder: Path, name: str) -> Path:
    """Where to read a file of ``folder``: also right when its replacement was interrupted."""
    waiting = folder / _COMMIT / name
    return waiting if waiting.exists() else folder / name


@contextmanager
def _staging(target: Path, owned: Collection[str]) -> Iterator[Path]:
    staging, lock = _make(target, target if _must_stay_inside(target) else target.parent)
    try:
        if target.exists() and staging.parent != target and not _exchanges(staging):
            _drop(staging, lock)
            staging, lock = _make(target, target)
        yield staging
    finally:
        _clear(staging, target, owned)
        _drop(staging, lock)


def _make(target: Path, parent: Path) -> tuple[Path, int]:
    parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=parent))
    lock = os.open(staging, os.O_RDONLY) if os.name == "posix" else -1
    _lock(lock)
    return staging, lock


def _drop(staging: Path, lock: int) -> None:
    with contextlib.suppress(OSError):  # gone already, or holding what is the user's
        staging.rmdir()
    if lock >= 0:
        os.close(lock)


def _take_place(staging: Path, target: Path, owned: Collection[str]) -> None:
    if staging.parent == target:
        _journal(staging, target, owned)
        return
    staging.chmod(target.stat().st_mode if target.exists() else 0o777 & ~_umask())
    if not target.exists():
        staging.rename(target)
        _force(target.parent)
        return
    _link_foreign(target, staging, owned)
    _force(staging)
    _exchange(staging, target)
    _force(target.parent)
    _clear(staging, target, owned)


def _link_foreign(target: Path, staging: Path, owned: Collection[str]) -> None:
    """The user's plain files are in both folders before the exchange; the rest moves after."""
    for entry in os.scandir(target):
        if entry.name not in owned and entry.is_file(follow_symlinks=False):
            with contextlib.suppress(OSError):
                os.link(entry.path, staging / entry.name)


def _clear(old: Path, target: Path, owned: Collection[str]) -> None:
    """Empty and remove a folder that was replaced; what is the user's goes to ``target``."""
    with contextlib.suppress(FileNotFoundError):
        for entry in list(os.scandir(old)):
            kept = target / entry.name
            if entry.name in owned or entry.name in _SCRATCH:
                Path(entry.path).unlink(missing_ok=True)
            elif not os.path.lexists(kept):
                Path(entry.path).rename(kept)
            elif kept.exists() and kept.samefile(entry.path):
                Path(entry.path).unlink(missing_ok=True)


def _sweep(target: Path, owned: Collection[str]) -> None:
    """Take away what killed runs left beside the target or in it; running ones hold a lock."""
    for parent in (target.parent, target):
        if os.name != "posix" or not parent.is_dir():
            continue
        for entry in list(os.scandir(parent)):
            if entry.name.startswith(_prefix(target)) and entry.is_dir(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    _sweep_one(Path(entry.path), target, owned)


def _sweep_one(left: Path, target: Path, owned: Collection[str]) -> None:
    lock = os.open(left, os.O_RDONLY)
    if _lock(lock):
        _clear(left, target, owned)
        _drop(left, lock)
    else:
        os.close(lock)


def _journal(staging: Path, target: Path, owned: Collection[str]) -> None:
    names = sorted(entry.name for entry in os.scandir(staging))
    (staging / _NAMES).write_text("\n".join(names), encoding="utf-8")
    _force_files(staging)
    _force(staging)
    staging.rename(target / _COMMIT)
    _force(target)
    _finish(target, owned)


def _finish(target: Path, owned: Collection[str]) -> None:
    """Carry out a replacement that was decided on but not ended; does nothing else."""
    commit = target / _COMMIT
    names = commit / _NAMES
    if names.exists():
        new = names.read_text(encoding="utf-8").splitlines()
        for name in new:
            if (commit / name).exists():
                (commit / name).replace(target / name)
        for name in set(owned) - set(new):
            (target / name).unlink(missing_ok=True)
        _force(target)
        names.unlink()
    if commit.is_dir():
        with contextlib.suppress(OSError):
            commit.rmdir()


def _must_stay_inside(target: Path) -> bool:
    here = Path.cwd().resolve()
    return (
        sys.platform not in ("linux", "darwin")
        or (target.exists() and not os.access(target.parent, os.W_OK))
        or target.is_mount()
        or target == here
        or target in here.parents
    )


def _exchanges(staging: Path) -> bool:
    """Whether this file system can exchange, tried on two empty files."""
    one, two = (staging / name for name in _PROBES)
    one.touch()
    two.touch()
    try:
        _exchange(one, two)
    except OSError:
        return False
    finally:
        one.unlink()
        two.unlink()
    return True


def _exchange(a: Path, b: Path) -> None:
    import ctypes  # noqa: PLC0415 - only a run that writes pays for it

    libc = ctypes.CDLL(None, use_errno=True)
    one, two = os.fsencode(a), os.fsencode(b)
    at_cwd = -100
    try:
        if sys.platform == "darwin":
            failed = libc.renamex_np(one, two, _EXCHANGE)
        else:
            failed = libc.renameat2(at_cwd, one, at_cwd, two, _EXCHANGE)
    except AttributeError:
        raise OSError("this system cannot exchange folders") from None
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(b))


def _lock(descriptor: int) -> bool:
    """Lock a folder without waiting; whether it was free."""
    if descriptor < 0:
        return False
    import fcntl  # noqa: PLC0415 - not on every system

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _prefix(target: Path) -> str:
    return f".{target.name}.new-"


def _force_files(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.is_file(follow_symlinks=False):
            _force(Path(entry.path))


def _force(path: Path) -> None:
    """Have the disk hold what was written, so that no crash reorders it."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""Entries of the cache: written whole or not at all, read only if ours and intact."""

from __future__ import annotations

import marshal
import os
import stat
from typing import TYPE_CHECKING
from zlib import crc32

from iiz_rules.cache.place import folder, is_private, prepared, readers, trusted

if TYPE_CHECKING:
    from typing import Any

FORM = 2
"""of `marshal`: the newest in which equal values are equal bytes; every Python reads it"""
LARGEST = 64_000_000
"""bytes of an entry"""
MOST_ENTRIES = 64
"""entries kept; the least recently used go first"""
HEAD = 8
"""characters of the checksum, before the line break"""


def read(key: str) -> Any:
    """Read the value of an entry; None if there is none that can be trusted.

    Making values executes nothing; they are read only from a file that nobody else could write and
    that is whole, as Python reads its own byte code.
    """
    place = trusted()
    data = _bytes(f"{place}/{key}") if place else b""
    head, body = data[: HEAD + 1], memoryview(data)[HEAD + 1 :]
    try:
        value = marshal.loads(body) if head == _sum(body) else None
    except (EOFError, ValueError, TypeError):
        return None
    if value is not None:
        _touch(f"{place}/{key}")
    return value


def _bytes(path: str) -> bytes:
    """Read a file that is ours and not a link; empty for anything else."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        status = os.fstat(handle)
        regular = stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST
        return os.read(handle, status.st_size) if regular and is_private(status) else b""
    finally:
        os.close(handle)


def kept() -> bool:
    """Whether the cache is on; whether it can be written to shows when an entry is."""
    return folder() is not None


def write(key: str, value: Any) -> None:
    """Write a value of plain parts as an entry; if that fails, carry on without it.

    Whoever reads at the same time sees the old entry or the new one, and of two who write at once
    both write the same.
    """
    place = prepared()
    body = marshal.dumps(value, FORM)
    if place is None or len(body) >= LARGEST:
        return
    draft = f"{place}/.{key}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        new = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        handle = os.open(draft, new, readers() & 0o666)
        with open(handle, "wb") as file:
            file.write(_sum(body) + body)
        os.replace(draft, f"{place}/{key}")
        _tidy(place)
    except OSError:
        _remove(draft)


def _sum(body: bytes | memoryview) -> bytes:
    return f"{crc32(body):08x}\n".encode()


def _tidy(place: str) -> None:
    """Remove the oldest entries beyond the limit, and abandoned drafts."""
    with os.scandir(place) as listed:
        dated = sorted((one.stat(follow_symlinks=False).st_mtime, one.path) for one in listed)
    for _, path in dated[:-MOST_ENTRIES]:
        _remove(path)


def _touch(path: str) -> None:
    """Mark an entry as used; one that belongs to somebody else is read all the same."""
    try:
        os.utime(path)
    except OSError:
        return


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return

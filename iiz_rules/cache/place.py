"""Where the cache is, and whether nobody else can write there.

`IIZ_CACHE` names a folder, or says `off`. Without it the folder is `iiz-rules` in `XDG_CACHE_HOME`
or `~/.cache`.
"""

from __future__ import annotations

import os
import stat

OFF = "off"
OTHERS = stat.S_IWGRP | stat.S_IWOTH
ROOT = 0


def folder() -> str | None:
    """The folder of the cache, existing or not; None if there is to be none.

    Nothing is kept on systems that do not know who owns a file.
    """
    named = os.environ.get("IIZ_CACHE", "")
    if named == OFF or not hasattr(os, "geteuid"):
        return None
    if not named:
        home = os.environ.get("XDG_CACHE_HOME", "")
        above = home if os.path.isabs(home) else os.path.expanduser("~/.cache")
        named = f"{above}/iiz-rules"
    return named if os.path.isabs(named) else None


def is_private(status: os.stat_result) -> bool:
    """Whether a file or folder is ours or root's, and nobody else's to write.

    What root made, such as who builds an image, serves everybody on the machine. A folder above it
    may be open to others, as `/tmp` is: what they put into its place is theirs.
    """
    return status.st_uid in (ROOT, os.geteuid()) and not status.st_mode & OTHERS


def readers() -> int:
    """The rights of a new folder: its owner's alone, but all may read what root makes."""
    return 0o755 if os.geteuid() == ROOT else 0o700


def trusted() -> str | None:
    """The folder, if it exists and can be trusted."""
    path = folder()
    return path if path and _is_ours(path) else None


def prepared() -> str | None:
    """The folder, created if missing; None if it cannot be trusted or created."""
    path = folder()
    if path is None:
        return None
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.mkdir(path, readers())
    except FileExistsError:
        pass
    except OSError:
        return None
    return path if _is_ours(path) else None


def _is_ours(path: str) -> bool:
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and is_private(status)

"""Replacing a file atomically, keeping its permissions.

All goes to a draft beside it, which takes its place at the end and not before; a link stays one.
What is no file (a pipe, `/dev/stdout`) is written to as it goes.
"""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import BinaryIO, Self

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.words.say import text

LONGEST = 59
"""characters of a path that are shown: its end says more than its beginning"""
PRIVATE, USUAL = 0o600, 0o666
WHY = {
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "folder",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EROFS: "forbidden",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.ENAMETOOLONG: "long-name",
}

NO_FILE = (OSError, ValueError, RuntimeError)
"""what is raised of a place: a name with a NUL, a link that leads to itself are no `OSError`"""


class Draft:
    """A file being written; leaving it with an error keeps the previous one.

    A new file that is `private` can be read by its owner alone.
    """

    file: BinaryIO

    def __init__(self, target: Path, *, private: bool = False) -> None:
        self.target = target
        self.finished = False
        try:
            self.draft = _beside(target)
            self.whole = target.resolve()
            mode = PRIVATE if private else USUAL
            how = os.O_WRONLY | (os.O_CREAT | os.O_EXCL if self.draft else 0)
            self.file = os.fdopen(os.open(self.draft or target, how, mode), "wb")
        except NO_FILE as error:
            raise unwritable(target, error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.finish()
                self._place()
        except OSError as failed:
            error = failed
        finally:
            self._drop()
        if isinstance(error, OSError):
            raise unwritable(self.target, error) from None

    def finish(self) -> None:
        """Flush it to the disk; only renaming is left to do."""
        if not self.finished:
            self.file.flush()
            if self.draft:
                os.fsync(self.file.fileno())
            self.file.close()
            self.finished = True

    def _place(self) -> None:
        if self.draft is None:
            return
        if self.whole.exists() and not _as_before(self.whole, self.draft):
            shutil.copyfile(self.draft, self.whole)  # its owner stays, who is somebody else
        else:
            self.draft.replace(self.whole)

    def _drop(self) -> None:
        try:
            self.file.close()
        except OSError:  # what was said already: the disk is full
            pass
        finally:
            if self.draft:
                self.draft.unlink(missing_ok=True)


def _beside(target: Path) -> Path | None:
    """The name of a draft; None for what is no file. OSError where the place may not be written."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if target.exists() and not os.access(target, os.W_OK, effective_ids=EFFECTIVE):
        raise PermissionError(errno.EACCES, "")
    if target.exists() and not target.is_file():
        return None
    whole = target.resolve()  # not before: a pipe such as `/dev/stdout` lies nowhere
    return whole.with_name(f".{whole.name[:80]}{token_hex(8)}")


EFFECTIVE = os.access in os.supports_effective_ids


def _as_before(former: Path, draft: Path) -> bool:
    """Give a draft the permissions and owner of what it replaces; False if that fails."""
    shutil.copymode(former, draft)
    old, new = former.stat(), draft.stat()
    if (old.st_uid, old.st_gid) == (new.st_uid, new.st_gid):
        return True
    try:
        os.chown(draft, old.st_uid, old.st_gid)
    except OSError:
        return False
    shutil.copymode(former, draft)
    return True


def put(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Write a file, replacing any other. UsageError if that fails."""
    with Draft(path, private=private) as draft:
        draft.file.write(content.encode() if isinstance(content, str) else content)


def check_writable(target: Path) -> None:
    """Refuse early a path that cannot be written to."""
    try:
        draft = _beside(target)
        if draft and not draft.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "")
        if draft and not os.access(draft.parent, os.W_OK, effective_ids=EFFECTIVE):
            raise PermissionError(errno.EACCES, "")
    except NO_FILE as error:
        raise unwritable(target, error) from None


def unwritable(path: Path, error: Exception) -> UsageError:
    """Say that a file cannot be written, and why, in words of ours."""
    why = text(f"findings.unwritten.{WHY.get(getattr(error, 'errno', 0) or 0, 'else')}")
    name = str(path)
    words = {"file": shown(name if len(name) <= LONGEST else f"…{name[-LONGEST:]}"), "why": why}
    return UsageError([Finding("unwritable-file", Place(Source(path.name)), words)])


def check_apart(target: Path, sources: Iterable[Path]) -> None:
    """Refuse to overwrite what is read, by whatever path."""
    for source in sources:
        same = os.path.realpath(source) == os.path.realpath(target)
        if same or _is_one_file(source, target):
            words = {"file": shown(target.name)}
            raise UsageError([Finding("output-is-input", Place(Source(target.name)), words)])


def _is_one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, or cannot be under such a name
        return False

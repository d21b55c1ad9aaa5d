"""Reading files and folders, and explaining why one cannot be read."""

import errno
import os
from typing import TYPE_CHECKING

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.folders import is_hidden
from iiz_rules.language.text.document import LIMITS
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from iiz_rules.findings.errors import IizError

WHY = {
    errno.ENOENT: "absent",
    errno.ENOTDIR: "absent",
    errno.EISDIR: "folder",
    errno.EACCES: "forbidden",
    errno.ENAMETOOLONG: "long-name",
    errno.ELOOP: "circle",
}


def why(error: Exception) -> Text:
    """Why the system refuses a file or folder."""
    return text(f"findings.file.{WHY.get(getattr(error, 'errno', 0), 'else')}")


def read_file(path: "str | Path", name: str) -> bytes | Finding:
    """Read a file, or as much of it as shows that it is too large; a finding where it cannot be."""
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LIMITS.size:
                too_large = {"size": size, "limit": LIMITS.size}
                return Finding("file-too-large", Place(Source(name)), too_large)
            return file.read(LIMITS.size + 1)
    except (OSError, ValueError) as error:  # no file can have a name with a NUL
        return unreadable(name, error)


def file_bytes(path: "str | Path", name: str, error: "type[IizError]") -> bytes:
    """The bytes of a file; raises `error` if it cannot be read."""
    data = read_file(path, name)
    if isinstance(data, Finding):
        raise error([data])
    return data


def yaml_files(folder: "Path") -> "list[Path]":
    """The YAML files in a folder, but for hidden ones; none where there is no such folder."""
    try:
        inside = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [path for path in inside if path.match("*.y*ml") and not is_hidden(path.name)]


def unreadable(name: str, error: Exception) -> Finding:
    """A finding that a file or folder cannot be read, with the reason in our words."""
    words = {"file": shown(name), "why": why(error)}
    return Finding("unreadable-file", Place(Source(name)), words)

"""A disk whose power can be cut: of each file it keeps what was synchronised, and nothing else.

SQLite writes through a layer of its own, where one may look: what it writes goes to the file at
once, as to the memory of an operating system, and to the platter when it asks for that. That a
file is gone is on the platter once the folder is synchronised, with the first of a new file.
"""

from pathlib import Path
from typing import Any

import apsw


class Disk(apsw.VFS):
    """The layer. `connect` takes the place of the one in `sqlite3`."""

    def __init__(self) -> None:
        self.platter: dict[str, bytes] = {}
        self.deleted: set[str] = set()
        super().__init__("disk", "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - its name
        return _File(self, name, flags)

    def xDelete(self, name: str, synchronised: bool) -> None:  # noqa: N802 - its name
        super().xDelete(name, synchronised)
        self.deleted.add(name)

    def synchronised(self, name: str) -> None:
        if name not in self.platter:
            for gone in self.deleted:
                self.platter.pop(gone, None)
            self.deleted.clear()
        self.platter[name] = Path(name).read_bytes()

    def connect(self, name: str, **_: Any) -> apsw.Connection:
        return apsw.Connection(name, vfs="disk")

    def cut(self, folder: Path) -> Path:
        """Cut the power: give the database as a machine finds it that starts again."""
        folder.mkdir()
        for name, content in self.platter.items():
            (folder / Path(name).name).write_bytes(content)
        return folder / "cases.db"


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.disk, self.path = disk, name if isinstance(name, str) else name.filename()

    def xSync(self, flags: int) -> None:  # noqa: N802 - its name
        super().xSync(flags)
        self.disk.synchronised(self.path)

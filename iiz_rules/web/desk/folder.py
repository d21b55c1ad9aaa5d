"""The folders that the desk may write to: reading and saving their files.

No name reaches outside of them, and nothing that somebody else changed is overwritten.
"""

import hashlib
import shutil
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from weakref import finalize

from iiz_rules.editor.canton import CantonText
from iiz_rules.findings.errors import IizError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.editions import Folder, find_folder, read_canton
from iiz_rules.language.folders import check_own, is_hidden
from iiz_rules.language.text.files import file_bytes
from iiz_rules.language.text.putting import put
from iiz_rules.web.faults import refused
from iiz_rules.words.text import Language

NEW = ""
"""the digest of a file that does not exist yet"""
LONGEST_NAME = 255
"""bytes of a file's name that disks commonly take"""


def digest_of(data: bytes | None) -> str:
    """The digest of a file's content."""
    return NEW if data is None else hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class FileChange:
    """A change of a file: its path, the digest of the state changed, the new content."""

    path: Path
    was: str
    data: bytes


@dataclass(frozen=True)
class DeskCanton:
    """The folder of a canton that may be written to."""

    name: str
    folder: Folder
    _writing: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _opened: list[Path] = field(default_factory=list, repr=False)

    def label(self, language: Language) -> str:
        """The label of the canton; its name if that cannot be read."""
        try:
            return str(read_canton(self.folder).label.text[language])
        except IizError:
            return self.name

    def place(self, name: str) -> Path:
        """The path of an existing or new file of the canton; NotFoundError for any other name."""
        parts = PurePosixPath(name).parts
        odd = any(
            part in ("", ".", "..") or is_hidden(part) or len(part.encode()) > LONGEST_NAME
            for part in parts
        )
        path = self.folder.path.joinpath(*parts)
        kind, edition = ("", "") if odd or not parts else self.text().kind_of(path)
        known = {"", *(one.id for one in self.text().entries)}
        if "\\" in name or "\0" in name or not kind or edition not in known:
            raise refused("not-on-desk", file=name[:100])
        if path.resolve() != path:  # a link, of the file or on the way to it
            raise refused("not-on-desk", file=name[:100])
        return path

    def text(self, *unsaved: FileChange) -> CantonText:
        """The canton with some unsaved changes."""
        written = {one.path: one.data for one in unsaved}
        return CantonText(Folder(self.folder.path, self.folder.name, written))

    def read(self, path: Path) -> bytes | None:
        """The content of a file; None if it does not exist. UsageError if it cannot be read."""
        if not path.exists():
            return None
        return file_bytes(path, self.folder.shown(path), UsageError)

    def name_of(self, path: Path) -> str:
        """The name of a file within the folder."""
        return path.relative_to(self.folder.path).as_posix()

    def changed_meanwhile(self, changes: Iterable[FileChange]) -> list[FileChange]:
        """The changes whose file has been changed by somebody else."""
        return [one for one in changes if digest_of(self.read(one.path)) != one.was]

    def save(self, *changes: FileChange) -> bool:
        """Save changes, all or none; False if somebody else changed a file meanwhile."""
        with self._writing:
            if self.changed_meanwhile(changes):
                return False
            before = [(one.path, self.read(one.path)) for one in changes]
            self._keep()
            try:
                tables = {one.path for one in self.text().tables}
                for change in changes:
                    if change.path not in tables or change.path.resolve() != change.path:
                        self.place(self.name_of(change.path))
                    change.path.parent.mkdir(parents=True, exist_ok=True)
                    put(change.path, change.data)
            except BaseException:
                _put_back(before)
                raise
        return True

    def opened_text(self) -> CantonText:
        """The canton as it was before the first change saved here."""
        if not self._opened:
            return self.text()
        return CantonText(Folder(self._opened[0], self.folder.name))

    def _keep(self) -> None:
        """Copy the canton before the first change, to compare with later."""
        if not self._opened:
            folder = mkdtemp(prefix="iiz-desk-")
            finalize(self, shutil.rmtree, folder, ignore_errors=True)
            copy = Path(folder).resolve() / "canton"
            shutil.copytree(self.folder.path, copy, ignore=shutil.ignore_patterns(".*"))
            self._opened.append(copy)


def _put_back(before: Iterable[tuple[Path, bytes | None]]) -> None:
    """Restore files, removing those that did not exist."""
    for path, data in before:
        if data is not None:
            put(path, data)
        else:
            path.unlink(missing_ok=True)


def desk_of(folders: Iterable[str | Path]) -> Mapping[str, DeskCanton]:
    """The desks of some folders, by name; UsageError for a canton of the package."""
    desks: dict[str, DeskCanton] = {}
    for one in folders:
        known = find_folder(one)
        check_own(known.path, known.name)
        folder = Folder(known.path.resolve(), known.path.resolve().name)
        read_canton(folder)
        if folder.name in desks:
            raise UsageError(
                [Finding("desk-twice", Place(Source("--desk")), {"name": folder.name})]
            )
        desks[folder.name] = DeskCanton(folder.name, folder)
    return desks


def labels(desks: Mapping[str, DeskCanton], language: Language) -> dict[str, str]:
    """The labels of the desks, with the name added where two are alike."""
    called = {name: desk.label(language) for name, desk in desks.items()}
    alike = [*called.values()]
    return {
        name: label if alike.count(label) == 1 or label == name else f"{label} ({name})"
        for name, label in called.items()
    }

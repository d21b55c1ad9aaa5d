"""The files with cases and stories of an edition, and warnings about those not read."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near
from iiz_rules.language.folders import CATALOGUES, is_hidden
from iiz_rules.language.text.files import unreadable
from iiz_rules.language.text.putting import EFFECTIVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iiz_rules.language.editions import Folder
    from iiz_rules.language.layers import Layer

CASES = "cases"
STORIES = "stories"
FOLDERS = (CASES, STORIES)
CASE = re.compile(r".+\.ya?ml")
TABLE = re.compile(r".+\.(csv|xlsx)")
LOOKS_LIKE_ONE = re.compile(r".+\.(ya?ml|json)(\.txt)?", re.IGNORECASE)
LOOKS_LIKE_TABLE = re.compile(
    r".+\.(csv|tsv|xls[xmb]?|ods|numbers|parquet|ndjson|jsonl)", re.IGNORECASE
)


def story_files(layer: Layer) -> tuple[list[Path], list[Finding]]:
    """The stories of a layer, in whatever folder below `stories`, and what is not read for one."""
    return _files(layer, STORIES)


def table_files(layer: Layer) -> list[Path]:
    """The tables of cases of a layer: a case in each row."""
    return tables_below(layer.path / CASES)


def tables_below(folder: Path) -> list[Path]:
    """The tables in a folder, and in the folders in it, that can be read for cases."""
    return sorted(path for path in _tables(folder) if TABLE.fullmatch(path.name))


def _tables(inside: Path) -> Iterator[Path]:
    """What looks like a table in a folder; `files_below` reports unreadable folders."""
    named = (Path(place, name) for place, _, names in os.walk(inside) for name in names)
    for path in named:
        if LOOKS_LIKE_TABLE.fullmatch(path.name) and not is_hidden(path.name):
            yield path


def _other_tables(inside: Path, folder: str) -> Iterator[Path]:
    """The tables in a folder of cases or stories that are not read for cases."""
    for path in _tables(inside):
        if folder != CASES or not TABLE.fullmatch(path.name):
            yield path


@contextmanager
def table_as_written(folder: Folder, path: Path) -> Iterator[Path]:
    """A table as a file; an unsaved one is copied, since libraries only read files."""
    unsaved = folder.unsaved.get(path.resolve())
    if unsaved is None:
        yield path
        return
    with TemporaryDirectory(prefix="iiz-table-") as place:
        copy = Path(place, path.name)
        copy.write_bytes(unsaved)
        yield copy


def case_files(layer: Layer) -> tuple[list[Path], list[Finding]]:
    """The cases of a layer, in whatever folder below `cases`, and what is not read for one."""
    cases, findings = _files(layer, CASES)
    return cases, [*findings, *(_shown(layer, finding) for finding in _misnamed(layer.path))]


def _files(layer: Layer, folder: str) -> tuple[list[Path], list[Finding]]:
    files, findings = files_below(layer.path / folder)
    files = sorted({*files, *layer.folder.unsaved_below(layer.path / folder)})
    findings += [_not_read(file, file.name) for file in files if not CASE.fullmatch(file.name)]
    findings += map(_unread_table, sorted(_other_tables(layer.path / folder, folder)))
    cases = [file for file in files if CASE.fullmatch(file.name)]
    return cases, [_shown(layer, finding) for finding in findings]


def files_below(folder: Path) -> tuple[list[Path], list[Finding]]:
    """What looks like a case in a folder and the folders in it; those that cannot be read."""
    findings: list[Finding] = []

    def locked(error: OSError) -> None:
        if not isinstance(error, (FileNotFoundError, NotADirectoryError)) and _open(folder.parent):
            findings.append(unreadable(os.fspath(error.filename), error))

    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=locked):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        odd = [name for name in folders if CASE.fullmatch(name)]  # a folder called like a case
        known = [name for name in (*names, *odd) if not is_hidden(name)]
        files += [Path(place, name) for name in known if LOOKS_LIKE_ONE.fullmatch(name)]
    return sorted(files), findings


def _open(folder: Path) -> bool:
    """Whether a folder can be listed; if not, it is reported itself, not its content."""
    return os.access(folder, os.X_OK, effective_ids=EFFECTIVE)


def _misnamed(inside: Path) -> Iterator[Finding]:
    """Folders of an edition with files that nothing reads: `Cases`, `fälle`."""
    try:
        folders = sorted(path for path in inside.iterdir() if path.is_dir())
    except OSError:  # told with the edition
        return
    for folder in folders:
        foreseen = folder.name in (*FOLDERS, CATALOGUES) or is_hidden(folder.name)
        if not foreseen and files_below(folder)[0]:
            yield _not_read(folder, f"{folder.name}/")


def _not_read(path: Path, name: str) -> Finding:
    meant = near(name.removesuffix("/"), (*FOLDERS, CATALOGUES)) if path.is_dir() else ""
    words = {"file": name, "near": meant}
    return Finding("unexpected-file", Place(Source(os.fspath(path))), words, "warning")


def _unread_table(path: Path) -> Finding:
    """A table that nothing reads: of another program, or with a name in capitals (`A.XLSX`)."""
    plain = f"{path.stem}{path.suffix.lower()}"
    meant = plain if plain != path.name and TABLE.fullmatch(plain) else ""
    words = {"file": path.name, "near": meant}
    return Finding("unread-table", Place(Source(os.fspath(path))), words, "warning")


def _shown(layer: Layer, finding: Finding) -> Finding:
    """A finding with the canton's name in place of the path on the disk."""
    name = layer.folder.shown(Path(finding.place.source.name))
    words = finding.words if "why" not in finding.words else {**finding.words, "file": name}
    return Finding(finding.code, Place(Source(name)), words, finding.severity)

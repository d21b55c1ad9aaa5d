"""Which cantons a command is about: those named, those of the current folder, or the packaged."""

from collections.abc import Sequence
from pathlib import Path

from iiz_rules.language.editions import Folder, find_folder
from iiz_rules.language.folders import known_cantons
from iiz_rules.testing.case_files import FOLDERS, files_below, tables_below

Meant = tuple[Folder, list[Path]]
"""A canton, and the single cases of it that are meant; all of them where none is named."""


def cantons_meant(paths: Sequence[str]) -> list[Meant]:
    """Find the cantons that are meant, each once. UsageError for what is no canton."""
    meant: dict[Path, Meant] = {}
    for path in paths or _default():
        for folder, cases in _meant(path):
            _, others = meant.get(folder.path.resolve(), (folder, cases))
            both = [*others, *cases] if others and cases else []
            meant[folder.path.resolve()] = (folder, both)
    return list(meant.values())


def _default() -> list[str]:
    if Path("canton.yaml").is_file():
        return ["."]
    return [str(folder) for folder in _inside(Path())] or known_cantons()


def _inside(folder: Path) -> list[Path]:
    """Find the cantons in a folder, or in its folder `cantons`."""
    files = [*folder.glob("*/canton.yaml"), *folder.glob("cantons/*/canton.yaml")]
    return sorted(file.parent for file in files)


def _meant(name: str) -> list[Meant]:
    """Find the cantons in a folder, the canton around a file, or the one of this name."""
    path = Path(name)
    if path.is_dir() and not (path / "canton.yaml").is_file() and (inside := _inside(path)):
        return [(find_folder(folder), []) for folder in inside]
    for folder in (path, *path.parents) if path.exists() else ():
        if (folder / "canton.yaml").is_file():
            return [(find_folder(folder), _cases(path, folder))]
    return [(find_folder(name), [])]


def _cases(path: Path, canton: Path) -> list[Path]:
    """Find the cases and stories named by a path: one, or all of a folder of them or in one."""
    if not {*FOLDERS} & {*path.resolve().relative_to(canton.resolve()).parts}:
        return []
    return [path] if path.is_file() else [*files_below(path)[0], *tables_below(path)]

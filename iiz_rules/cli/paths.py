"""Which cantons a command is about: those named, those of the current folder, or the packaged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from iiz_rules.language.editions import Folder, find_folder, known_cantons


@dataclass
class Chosen:
    """A canton, and the single files of it that were named."""

    folder: Folder
    files: list[Path] = field(default_factory=list)


def chosen(paths: Sequence[str], here: Path = Path()) -> list[Chosen]:
    """Give the cantons that are meant, each once. UsageError for what is no canton."""
    found: dict[Path, Chosen] = {}
    for path in paths or _default(here):
        for one in _meant(path):
            first = found.setdefault(one.folder.path.resolve(), one)
            first.files += one.files if first is not one else []
    return list(found.values())


def _default(here: Path) -> list[str]:
    if (here / "canton.yaml").is_file():
        return [str(here)]
    inside = sorted({*here.glob("*/canton.yaml"), *here.glob("cantons/*/canton.yaml")})
    return [str(path.parent) for path in inside] or known_cantons()


def _meant(name: str) -> list[Chosen]:
    """Give the cantons in a folder, the canton around a file, or the one of this name."""
    path = Path(name)
    if path.is_dir():
        inside = sorted([*path.glob("*/canton.yaml"), *path.glob("cantons/*/canton.yaml")])
        if inside and not (path / "canton.yaml").is_file():
            return [Chosen(find_folder(one.parent)) for one in inside]
    if path.exists():
        around = [path, *path.parents] if path.is_dir() else list(path.parents)
        for folder in around:
            if (folder / "canton.yaml").is_file():
                return [Chosen(find_folder(folder), _cases(path))]
    return [Chosen(find_folder(name))]


def _cases(path: Path) -> list[Path]:
    """Give the cases named by a path: one, or all of a folder of cases."""
    if path.is_dir() and path.name == "cases":
        return sorted(path.glob("*.y*ml"))
    return [path] if path.is_file() and path.parent.name == "cases" else []

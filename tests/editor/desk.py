"""A canton in an editor: a file with something written into it, and the cursor in it."""

from pathlib import Path
from typing import NamedTuple

from iiz_rules.editor.canton import CantonText, TextFile
from iiz_rules.editor.completion import complete
from iiz_rules.editor.hover import hover
from iiz_rules.editor.names import CantonNames
from iiz_rules.language.editions import Folder, find_folder
from iiz_rules.words.text import Language

ZURICH = find_folder("zurich")
RULES = "2014-04-01/eligibility.yaml"


class Desk(NamedTuple):
    """What is known of the canton, the file, and the cursor: line and column from 1."""

    names: CantonNames
    file: TextFile
    line: int
    column: int

    def proposed(self, language: Language = "de") -> dict[str, str]:
        """What may be written here, with what it is called."""
        return {one.name: one.label for one in complete(*self, language).proposals}

    def said(self, language: Language = "de") -> str:
        """What is said of what stands here."""
        said = hover(*self, language)
        return said.text if said else ""


def at(old: str, new: str = "", file: str = RULES, folder: Folder = ZURICH) -> Desk:
    """The cursor at the sign `|` of `new`, which stands in place of `old`; else within `old`."""
    path = (folder.path / file).resolve()
    text = path.read_text("utf-8")
    assert old in text
    start = text.index(old)
    cursor = start + (new.index("|") if new else 1)
    text = text.replace(old, new.replace("|", "", 1), 1) if new else text
    before = text[:cursor]
    canton = CantonText(Folder(folder.path, folder.name, {path: text.encode()}))
    opened = canton.file(path)
    assert opened is not None
    column = len(before) - before.rfind("\n")
    return Desk(CantonNames(canton), opened, before.count("\n") + 1, column)


def case(name: str) -> str:
    """One of the canton's own cases."""
    [path] = (ZURICH.path / "2014-04-01" / "cases").rglob(name)
    return path.relative_to(ZURICH.path).as_posix()


def path_of(file: str) -> Path:
    """Where a file is."""
    return (ZURICH.path / file).resolve()

"""Stories, scenarios and cases outside of a canton's folder: their kind, and their canton.

A file names the canton it is about (`canton:`), or else is about the nearest one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from iiz_rules.editor.canton import TextFile
from iiz_rules.findings.errors import UsageError
from iiz_rules.language.editions import Folder, find_folder
from iiz_rules.language.folders import CANTON, is_hidden, known_cantons

KIND = re.compile(r"\$schema=\S*?([a-z-]+)\.schema\.json")
KEYS = {"story": "events", "case": "facts", "scenario": "(?:payers|fund|assume|risk)"}
"""keys by which a file without a schema line is recognised"""
OUTSIDE = ("story", "case", "scenario", "roster", "population", "catalogue")
NAMED = re.compile(r"^canton:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
MOST = 2000
"""files searched for those about a canton, at most"""


def kind_of(text: str) -> str:
    r"""The kind of file a text is, by its schema or else its keys; empty if not one of ours.

    >>> kind_of("case: VS-1\nevents:\n"), kind_of("a: 1\n")
    ('story', '')
    """
    named = KIND.search(text.partition("\n")[0])
    if named:
        return named[1] if named[1] in OUTSIDE else ""
    kinds = (kind for kind, key in KEYS.items() if re.search(rf"^{key}:", text, re.MULTILINE))
    return next(kinds, "")


def canton_of(path: Path, text: str) -> Folder | None:
    """The canton a file is about; None if it names none, and none or several are near."""
    named = NAMED.search(text)
    places = [path.parent / named[1]] if named else []
    for place in (one for one in places if (one / CANTON).is_file()):
        return Folder(place.resolve(), place.resolve().name)
    if named and named[1] in known_cantons():
        return find_folder(named[1])
    for above in path.parents if named is None else ():
        near = [*above.glob(f"*/{CANTON}"), *above.glob(f"cantons/*/{CANTON}")]
        if near:
            canton = near[0].parent.resolve()
            return Folder(canton, canton.name) if len(near) == 1 else None
    return None


def guest(path: Path, text: str) -> TextFile | None:
    """A file outside of a canton as one of its files; None if its kind is unknown."""
    kind = kind_of(text)
    return TextFile(path, path.name, kind, "", text.encode()) if kind else None


def guests_below(root: Path, canton: Path) -> Iterator[Path]:
    """The files in a folder that are about a canton and lie outside of it."""
    for number, path in enumerate(sorted(root.rglob("*.yaml"))):
        if number >= MOST:
            return
        inside = path.relative_to(root).parts
        if path.is_relative_to(canton) or any(is_hidden(part) for part in inside):
            continue
        try:
            text = path.read_text("utf-8-sig")
            about = canton_of(path, text) if kind_of(text) else None
        except (OSError, UnicodeDecodeError, UsageError):
            continue
        if about and about.path.resolve() == canton:
            yield path

"""`iiz upgrade`: a canton of an older form of the language in the newest, with the same answers."""

import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, fault, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.editions import Folder, find_folder, read_canton
from iiz_rules.language.folders import CANTON, check_own
from iiz_rules.language.model.sources import FORM
from iiz_rules.language.text.putting import put
from iiz_rules.language.translations import NAME
from iiz_rules.language.upgrading import upgrade as rewrite
from iiz_rules.testing.suite import EditionRun, run_canton

Changes = dict[Path, tuple[str, str]]
"""files by their path in the canton's folder: the content before and after"""


@command()
@argument("folder", "upgrade.folder")
@option("--dry-run", "dry", help="upgrade.dry", is_flag=True)
def upgrade(screen: Screen, folder: str, dry: bool) -> int:
    """Rewrite a canton's files; 1 where an answer would be another, and nothing is written then."""
    canton = find_folder(folder)
    if read_canton(canton).language == FORM:
        screen.print(screen.say("upgrade.newest", form=FORM))
        return 0
    with TemporaryDirectory() as above:
        copy = Folder(_copied(canton.path, Path(above, "canton")), canton.name)
        read = _contents(copy.path)
        rewrite(copy)
        findings = list(_differing(list(run_canton(canton)), list(run_canton(copy)), canton.name))
        changes = _changes(read, _contents(copy.path))
    if findings:
        screen.report(findings)
        screen.complain(screen.say("texts.kept"))
        return 1
    if not dry:
        check_own(canton.path, canton.name)
    for path, (before, _) in changes.items() if not dry else ():
        if _content(canton.path / path) != before:  # somebody wrote it meanwhile
            raise fault("changed-meanwhile", file=f"{canton.name}/{path.as_posix()}")
    for path, (before, after) in changes.items():
        if not dry:
            put(canton.path / path, after)
        lines = {"before": before.count("\n"), "after": after.count("\n")}
        screen.print(screen.say("upgrade.file", file=f"{canton.name}/{path.as_posix()}", **lines))
    screen.print(screen.say("upgrade.planned" if dry else "upgrade.done"))
    return 0


def _copied(folder: Path, to: Path) -> Path:
    """Copy a canton; the copy can be written even where the canton cannot."""
    shutil.copytree(folder, to)
    for path in (to, *to.rglob("*")):
        path.chmod(0o700)
    return to


def _contents(folder: Path) -> dict[Path, str]:
    files = (path for path in sorted(folder.rglob("*.yaml")) if path.is_file())
    return {path.relative_to(folder): _content(path) for path in files}


def _changes(before: dict[Path, str], after: dict[Path, str]) -> Changes:
    """What changes, in the order of writing: translations before the files that they were in.

    So nothing is lost where the writing ends halfway; canton.yaml, which names the form, is last.
    """
    order = sorted(after, key=lambda name: (name.name == CANTON, not NAME.fullmatch(name.name)))
    changes = {name: (before.get(name, ""), after[name]) for name in order}
    return {name: (old, new) for name, (old, new) in changes.items() if old != new}


def _content(path: Path) -> str:
    return path.read_bytes().decode(errors="surrogateescape") if path.exists() else ""


def _differing(before: list[EditionRun], after: list[EditionRun], name: str) -> Iterator[Finding]:
    """Report editions whose meaning or whose cases' answers differ."""
    for old, new in zip(before, after, strict=True):
        same_rules = _meaning(old.program) == _meaning(new.program)
        if not same_rules or _answers(old) != _answers(new):
            edition = old.program.edition if old.program else ""
            yield Finding("upgrade-differs", Place(Source(name)), {"edition": edition})
        yield from (one for one in new.findings if one.severity == "error")


def _answers(run: EditionRun) -> list[tuple[str, str, str]]:
    """What the edition's own cases compare, and what is answered."""
    compared = (one for case in run.cases for one in case.comparisons)
    return [(one.rule, one.part, one.actual) for one in compared]


def _meaning(value: Any) -> Any:
    """A program as plain values, without places and the digest of its files."""
    if isinstance(value, Place):
        return None
    if is_dataclass(value):
        named = [field.name for field in fields(value) if field.name != "digest"]
        return type(value).__name__, [_meaning(getattr(value, name)) for name in named]
    if isinstance(value, dict):
        return [(key, _meaning(inner)) for key, inner in value.items()]
    return [_meaning(inner) for inner in value] if isinstance(value, (tuple, list)) else value

"""`iiz set`: change one value of a file, by its path; nothing else in the file changes."""

from pathlib import Path

from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, check_known, fault, wrong
from iiz_rules.cli.screen import Screen
from iiz_rules.editor.canton import CantonText
from iiz_rules.editor.setting import ReachedPlace, reached, with_value, written_as
from iiz_rules.editor.spots import spots_of
from iiz_rules.findings.errors import UsageError
from iiz_rules.language.editions import find_folder
from iiz_rules.language.folders import CANTON, check_own
from iiz_rules.language.text.files import file_bytes, read_file
from iiz_rules.language.text.putting import put
from iiz_rules.language.text.retyped import as_shown
from iiz_rules.language.text.yaml import read_yaml


@command()
@argument("file", "file.metavar")
@argument("way", "set.way")
@argument("value", "set.value")
def set(screen: Screen, file: str, way: str, value: str) -> int:
    """Put a value in place of another, or add a key; `iiz check` says whether it is right."""
    path = Path(file)
    data = file_bytes(path, file, UsageError)
    _check_own(path)
    root = read_yaml(data, file).faultless(UsageError)
    place = reached(root, [step for step in way.split("/") if step])
    _check_place(screen, path, place)
    words = written_as(value, None if place.left else place.node)
    text = as_shown(data)
    after = with_value(data, text, place, words) if words is not None and text else data
    if words is None or read_yaml(after, file).findings:
        raise wrong(screen.say("set.value"), value, known="40, true, [ZH, SZ], {fact: …, is: …}")
    if read_file(path, file) != data:
        raise fault("changed-meanwhile", file=file)
    put(path, after)
    screen.print(screen.say("set.done", file=file, line=place.node.line, way=way, value=words))
    return 0


def _check_own(path: Path) -> None:
    """Refuse what lies in a canton that comes with the package."""
    for above in path.resolve().parents:
        if (above / CANTON).is_file():
            folder = find_folder(above)
            check_own(folder.path, folder.name)


def _check_place(screen: Screen, path: Path, place: ReachedPlace) -> None:
    """Refuse a path that leads nowhere, and a key that is not allowed there."""
    name = screen.say("set.way")
    if not place.is_place:
        check_known(name, place.left[0], place.known)
    possible = _possible(path, place)
    if place.left and possible:
        check_known(name, place.left[0], possible)


def _possible(path: Path, place: ReachedPlace) -> list[str]:
    """The keys that may stand in a mapping, as the schema of its file says; nothing of others."""
    whole = path.resolve()
    for above in whole.parents:
        if (above / CANTON).is_file():
            file = CantonText(find_folder(above)).file(whole)
            at = (place.node.line, place.node.column)
            keys = (
                key
                for spot in (spots_of(file) if file else ())
                if spot.is_key and (spot.around.node.line, spot.around.node.column) == at
                for schema in spot.inside
                for key in schema.get("properties", {})
            )
            return [*dict.fromkeys(keys)]
    return []

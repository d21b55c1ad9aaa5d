"""`iiz new canton NAME`: a small canton that works, commented, to be replaced step by step.

Its files stand in `skeleton/`. Lines of one language begin with `#de `, `#fr ` or `#en ` there, so
that the three stand side by side; the rest is the same for all.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

import click

from iiz_rules.cli.asking import today
from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, argument, check_alone, fault, option, wrong
from iiz_rules.cli.schema import write
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.names import shown
from iiz_rules.language.dates import parse_date
from iiz_rules.language.editions import Folder, find_folder
from iiz_rules.language.folders import CANTON, is_hidden, known_cantons
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.model.names import ID
from iiz_rules.language.text.putting import put
from iiz_rules.schemas import schemas_of
from iiz_rules.words.text import Language

SKELETON = Path(__file__).parent / "skeleton"
# What the skeleton calls itself; a canton's own name, edition and first day take the place of it.
NAME, LABEL, EDITION, START = "neuland", "Neuland", "2024", "2024-01-01"
ELIDED = re.compile("(?<=^label: Canton )de (?=[AEIOU])", re.MULTILINE)
"""In French a canton whose name begins with a vowel is `Canton d'Uri`."""
_SCHEMA = re.compile(r"(\$schema=)(?:\.\./)*schemas/")
_NAME = re.compile(r"^(canton: *)[^\s#]+", re.MULTILINE)
_OF_ONE_LANGUAGE = re.compile(r"^( *)#(de|fr|en) (.*\n)", re.MULTILINE)
OF_FILES = tuple(name.removesuffix(".yaml") for name in FILES)
AMENDMENTS = tuple(f"{name}-amendment" for name in OF_FILES)
SCHEMAS_OF_FILES = (
    *("canton", *OF_FILES, *AMENDMENTS, "texts", "roster"),
    *("case", "story", "declared-change", "scenario"),
)


@command()
@click.argument("kind", type=KeywordType(["canton"]), metavar="canton")
@argument("name", "schema.name")
@option("--into", help="new.into", type=click.Path(), word="new.folder")
@option("--edition", help="new.edition", word="new.day")
@option("--from", "model", help="new.from", word="canton.metavar")
def new(
    screen: Screen,
    kind: str,  # noqa: ARG001
    name: str,
    into: str | None,
    edition: str | None,
    model: str | None,
) -> int:
    """Write the files of a new canton, unless there is one of that name already."""
    check_alone("--from", "--edition")
    edition = edition or str(today().year)
    if first_day(edition) is None:
        raise wrong("--edition", edition, known="2026, 2026-07-01")
    if not re.fullmatch(ID, name):
        raise fault("bad-form", got=shown(name), expected=screen.say("new.name"))
    folder = Path(into or ".") / name
    files = copied(model, name) if model else new_canton(name, edition, screen.language)
    try:
        mistaken = name in known_cantons() and not (model and into)  # a copy of it on trial is not
        if mistaken or os.path.lexists(folder):
            raise fault("already-there", folder=shown(folder))
        with _whole_or_not(folder):
            _write(folder, files, screen.language, copy=model is not None)
    except OSError:
        raise fault("unwritable-folder", folder=shown(folder)) from None
    screen.print(_next(screen, folder, files, "new.copied" if model else "new.written"))
    return 0


def copied(model: str, name: str) -> dict[str, str]:
    """The files of a canton under another name, by their paths: what it is called stays."""
    canton = find_folder(model)
    files: dict[str, str] = {}
    for path in sorted(canton.path.rglob("*.yaml")):
        place = path.relative_to(canton.path)
        if not any(is_hidden(part) for part in place.parts):
            up = "../" * (len(place.parts) - 1)
            files[place.as_posix()] = _SCHEMA.sub(rf"\1{up}schemas/", path.read_text("utf-8"))
    files[CANTON] = _NAME.sub(rf"\1{name}", files[CANTON], count=1)
    return files


def first_day(edition: str) -> str | None:
    """Tell the first day of an edition named by its year or by that day; None for other names.

    >>> first_day("2026"), first_day("2026-07-01"), first_day("2026-13-01"), first_day("new")
    ('2026-01-01', '2026-07-01', None, None)
    """
    text = f"{edition}-01-01" if re.fullmatch(r"[0-9]{4}", edition) else edition
    return text if parse_date(text) else None


def new_canton(name: str, edition: str, language: Language) -> dict[str, str]:
    """Fill in the skeleton: the files of a new canton by their paths.

    >>> new_canton("musterland", "2026", "de")["canton.yaml"].splitlines()[-1]
    '  - {id: "2026", source: concept, valid_from: 2026-01-01}'
    """
    start = first_day(edition)
    assert start is not None  # checked where the name came from
    files = {}
    for path in sorted(SKELETON.rglob("*.yaml")):
        text = in_one_language(path.read_text("utf-8"), language).replace(START, start)
        if path.name == "canton.yaml":
            text = text.replace(f'"{EDITION}"', f'"{edition}"')
            text = ELIDED.sub("d'", text.replace(NAME, name).replace(LABEL, name.title()))
        place = path.relative_to(SKELETON).as_posix()
        files[place.replace(f"{EDITION}/", f"{edition}/", 1)] = text
    return files


def in_one_language(text: str, language: Language) -> str:
    r"""Keep the lines that are for all, and those of one language without their mark.

    >>> in_one_language("#de # eins\n#en # one\na: 1\n", "en")
    '# one\na: 1\n'
    """

    def kept(line: re.Match[str]) -> str:
        return line[1] + line[3] if line[2] == language else ""

    return _OF_ONE_LANGUAGE.sub(kept, text)


@contextmanager
def _whole_or_not(folder: Path) -> Iterator[None]:
    """Leave nothing of a folder that was begun and could not be finished."""
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write(folder: Path, files: Mapping[str, str], language: Language, *, copy: bool) -> None:
    """Write the files, and the schemas that editors complete by where there are none nearby.

    Those beside a canton have its own names in them.
    """
    up = "" if copy else _shared_schemas(folder)
    for place, text in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, text.replace("$schema=", f"$schema={up or ''}"))
    if copy or up is None:
        made = schemas_of(Folder(folder, folder.name), language)
        write(folder / "schemas", {name: made[name] for name in SCHEMAS_OF_FILES})


def _shared_schemas(folder: Path) -> str | None:
    """Find the way from a canton up to schemas that several cantons share; None without any."""
    for steps, above in enumerate(Path(os.path.realpath(folder)).parents[:2], 1):
        if (above / "schemas" / "canton.schema.json").is_file():
            return "../" * steps
    return None


def _next(screen: Screen, folder: Path, files: Mapping[str, str], written: str) -> str:
    case = next(folder / place for place in files if "/cases/" in place)
    canton = quote(folder.as_posix())
    calls = {
        "check": f"iiz check {canton}",
        "test": f"iiz test {canton}",
        "assess": f"iiz assess {quote(case.as_posix())} --canton {canton}",
    }
    heading = screen.say(written, folder=folder.as_posix(), n=len(files))
    paper = screen.paper
    lines = [paper.heading(heading), ""]
    for key, call in calls.items():
        lines += [f"  {call}", *paper.block("    ", screen.say(f"new.{key}"), "dim")]
    lines += ["", *paper.block("", screen.say("new.order"))]
    return "\n".join(lines)

"""Where cantons are: in the package, or in folders of the user.

A process that finds its edition in the cache reads no more of the language than this.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CANTON = "canton.yaml"
CATALOGUES = "catalogues"
"""the folder of the catalogues of an edition"""
WITHIN = "//"
"""Between the name of a layer of an edition and that of its file; no file has it in its name."""
PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def schema_line(canton: Path, kind: str, below: int) -> str:
    """The first line of a new file, `below` so many folders of a canton: where its schema lies.

    The schema is taken to lie beside that of canton.yaml; empty if that names none.
    """
    head = (canton / CANTON).read_text("utf-8-sig").partition("\n")[0].rstrip()
    before, named, path = head.partition("$schema=")
    schema = path.replace("canton.schema", f"{kind}.schema")
    return f"{before}{named}{'../' * below}{schema}" if named else ""


def home() -> str:
    """The folder that holds `cantons/` and `schemas/`: in a wheel, or in a checkout."""
    inside = f"{PACKAGE}/_data"
    return inside if os.path.isdir(inside) else os.path.dirname(PACKAGE)


def known_cantons() -> list[str]:
    """The cantons that come with the package, by name.

    >>> known_cantons()
    ['valais', 'zurich']
    """
    return cantons_in(f"{home()}/cantons")


def cantons_in(folder: str) -> list[str]:
    """The cantons that stand in a folder, by name."""
    return sorted(name for name in os.listdir(folder) if _is_canton(f"{folder}/{name}"))


def find_canton(canton: str | Path) -> tuple[str, str]:
    """The folder of a canton, by name or path, and its name in messages.

    UsageError where there is none.
    """
    path = os.fspath(canton)
    if isinstance(canton, str) and canton in known_cantons():
        packaged = f"{home()}/cantons/{canton}"
        if _is_canton(path) and not os.path.samefile(path, packaged):  # whose rules are meant?
            raise _refusal("ambiguous-canton", canton, canton=canton)
        return packaged, f"cantons/{canton}"
    try:
        os.stat(f"{path}/{CANTON}")
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise _refused(path) from None
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise _refused(path, error) from None
    if not _is_canton(path):
        raise _refused(path)
    return path, _shown(path)


def check_own(path: str | Path, name: str) -> None:
    """Refuse to write into a canton of the package with UsageError.

    In a checkout its folder is one's own where it is given as a path.
    """
    canton = os.path.basename(os.path.realpath(path))
    by_name = name == f"cantons/{canton}" and os.fspath(path) == f"{home()}/{name}"
    if by_name or os.path.realpath(path).startswith(f"{PACKAGE}{os.sep}"):
        raise _refusal("packaged-canton", name, canton=canton)


def find_law(canton: str, name: str) -> tuple[str, str] | None:
    """The folder of the law above a canton, and its name in messages: beside it, or packaged."""
    beside = f"{os.path.dirname(os.path.abspath(canton))}/{name}"
    for path, known in ((beside, name), (f"{home()}/cantons/{name}", f"cantons/{name}")):
        if _is_canton(path):
            return path, known
    return None


def is_hidden(name: str) -> bool:
    """Whether a file is one of the system or of an editor, and no part of a canton.

    >>> [*map(is_hidden, ("._a.yaml", ".#a.yaml", "#a.yaml#", "a.yaml~", "a.yaml"))]
    [True, True, True, True, False]
    """
    return name.startswith((".", "#", "~")) or name.endswith("~")


def _is_canton(folder: str) -> bool:
    return os.path.isfile(f"{folder}/{CANTON}")


def _shown(path: str) -> str:
    """Write a path for messages, always with forward slashes and no more of them than needed."""
    parts = [part for part in path.split(os.sep) if part not in ("", ".")]
    return ("/" if os.path.isabs(path) else "") + "/".join(parts) or "."


def _refusal(code: str, at: str, **words: str) -> Exception:
    from iiz_rules.findings.errors import UsageError
    from iiz_rules.findings.finding import Finding, Place, Source

    return UsageError([Finding(code, Place(Source(at)), words)])


def _refused(canton: str, error: OSError | None = None) -> Exception:
    from iiz_rules.findings.errors import UsageError
    from iiz_rules.findings.finding import Finding, Place, Source
    from iiz_rules.findings.names import near
    from iiz_rules.language.text.files import unreadable

    place, known = Place(Source(canton)), known_cantons()
    if error is not None:
        return UsageError([unreadable(canton, error)])
    if os.path.isdir(canton):
        return UsageError([Finding("not-a-canton", place, {"folder": canton})])
    words = {"canton": canton, "known": ", ".join(known), "near": near(canton, known)}
    return UsageError([Finding("unknown-canton", place, words)])

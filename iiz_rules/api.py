"""The front door: load a canton."""

from __future__ import annotations

import os

from iiz_rules.loading import load_edition
from iiz_rules.policy import Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from iiz_rules.policy import EngineName

CANTON = "canton.yaml"
LENGTH = len("2024-03-05")


def load(
    canton: str | Path,
    on: str | date | None = None,
    interpretations: Mapping[str, str] | None = None,
    *,
    engine: EngineName = "compiled",
) -> Policy:
    """Load a canton by its name, or the folder of your own, as of a date.

    Without a date the newest edition is loaded and each question needs its own `on`. The engine
    `interpreter` is the definition of all answers; `compiled` gives the same ones sooner; with
    `forward` every verdict is also found by durable-rules, and has to be the same.
    Raises LoadError with all findings where the files have faults, UsageError for an unknown
    canton or a date outside all editions.

    >>> load("zurich", on="2024-03-05").program.edition
    '2014-04-01'
    """
    day = None if on is None else _day(on)
    loaded = load_edition(*_found(canton), day)
    if interpretations:
        from iiz_rules.questions import chosen

        interpretations = chosen(loaded.program, interpretations)
    return Policy.loaded(loaded, day, interpretations or {}, engine)


def _day(on: str | date) -> date:
    """Read the date of a question; the plain case here, all others where the messages are."""
    from datetime import date

    if type(on) is date:
        return on
    if isinstance(on, str) and on.isascii() and len(on) == LENGTH and on[4] == on[7] == "-":
        try:
            return date.fromisoformat(on)
        except ValueError:
            pass
    from iiz_rules.questions import read_day

    return read_day(on)


def _found(canton: str | Path) -> tuple[str, str]:
    """Find a canton's folder, and the name it goes by in messages.

    A canton that comes with the package and a plain path are found here, all else where the
    messages are.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    inside = f"{package}/_data"
    home = inside if os.path.isdir(inside) else os.path.dirname(package)
    name = os.fspath(canton)
    if name.isidentifier() and os.path.isfile(f"{home}/cantons/{canton}/{CANTON}"):
        return f"{home}/cantons/{canton}", f"cantons/{canton}"
    if os.path.normpath(name) == name and os.path.isfile(f"{name}/{CANTON}"):
        return name, name
    from iiz_rules.language.editions import find_folder

    folder = find_folder(canton)
    return str(folder.path), folder.name

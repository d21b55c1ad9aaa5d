"""A canton with everything that is about who acts: bodies, staffing, ways, dates, costs."""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import iiz_rules as iiz
from iiz_rules.language.dates import parse_date
from iiz_rules.language.editions import Folder, entry_on, read_canton
from iiz_rules.loading import read_program
from iiz_rules.policy import Policy

LAKE = Path(__file__).parent / "lake"


@cache
def lake(on: str = "2024-02-29", **readings: str) -> Policy:
    """The canton of the lake on a day, some places read otherwise: `lake(A_XX_01="two")`.

    The same one each time: nothing that a policy answers changes it.
    """
    folder = Folder(LAKE, "lake")
    program, findings = read_program(folder, entry_on(read_canton(folder), None, "lake"))
    assert program is not None, findings
    chosen = {name.replace("_", "-"): option for name, option in readings.items()}
    return Policy.of(program, folder, parse_date(on), chosen)


def rewritten(
    folder: Path, changes: Mapping[str, tuple[str, str]], engine: Any = "compiled"
) -> Policy:
    """The canton of the lake with other rules: in each file a text takes the place of another."""
    copy = Path(shutil.copytree(LAKE, folder / "lake"))
    for name, (old, new) in changes.items():
        path = copy / "2024" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return iiz.load(copy, on="2024-02-29", engine=engine)

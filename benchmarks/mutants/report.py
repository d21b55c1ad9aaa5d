"""Writing `benchmarks/MUTANTS.md`: how many were killed in each area, who survived, and why."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.mutants import DECIDING
from benchmarks.mutants.operators import Mutant

HEAD = """# Mutants: do the tests notice?

Written by `scripts/mutate` (see its `--help`). It plants small faults, one at a time, in the code
that decides, and runs the tests nearest to each. The sample is seeded and spread over the modules:
one fault in each, then a second in each. An endless loop counts as killed. A survivor is a missing
test, unless its reason says why no answer depends on it; that column is written by hand and kept.

If fewer faults were tried than drawn, the next run continues with those that survived the first
second; until then the share is too high. The tests of a survivor had a few seconds, so some would
be killed given more (`--again --limit 60`). The brackets give the confidence interval of the share
over all faults, drawn or not (Wilson, 95 %). `mutants.jsonl` names the test that failed; a line
without one is older, when a crashing library counted as well.
"""
Tried = tuple[Mutant, dict[str, str] | None]
ROW = re.compile(r"^\| (`.*) \| ([^|]*) \|$")


def write(root: Path, tried: list[Tried]) -> None:
    """Write the table of the areas and the list of the survivors."""
    path = root / "benchmarks" / "MUTANTS.md"
    reasons = _reasons(path)
    rows = [
        "| area | drawn | tried | killed | survived | share |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    rows += [_area(name, tried) for name in DECIDING] + [_total(tried)]
    left = sorted(_survivor(mutant, reasons) for mutant, end in tried if _survived(end))
    parts = [HEAD, *rows, "\n## Survivors\n", "| mutant | reason |", "|---|---|", *left]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _survived(end: dict[str, str] | None) -> bool:
    return end is not None and end["end"] in ("survived", "broken")


def _area(name: str, tried: list[Tried]) -> str:
    folder = DECIDING[name] + "/"
    return _row(f"{name}", [one for one in tried if one[0].file.startswith(folder)])


def _total(tried: list[Tried]) -> str:
    return _row("**together**", tried)


def _row(name: str, tried: list[Tried]) -> str:
    ended = [end for _, end in tried if end]
    left = sum(map(_survived, ended))
    share = _share(len(ended) - left, len(ended)) if ended else "–"
    return f"| {name} | {len(tried)} | {len(ended)} | {len(ended) - left} | {left} | {share} |"


def _share(killed: int, tried: int) -> str:
    """The share killed, and the interval of Wilson around it.

    >>> _share(236, 248), _share(5, 5)
    ('95% (92–97)', '100% (57–100)')
    """
    z, share = 1.96, killed / tried
    middle = share + z**2 / (2 * tried)
    width = z * ((share * (1 - share) + z**2 / (4 * tried)) / tried) ** 0.5
    low, high = ((middle + side) / (1 + z**2 / tried) for side in (-width, width))
    return f"{share:.0%} ({low * 100:.0f}–{high * 100:.0f})"


def _survivor(mutant: Mutant, reasons: dict[str, str]) -> str:
    shown = _shown(mutant)
    return f"| {shown} | {reasons.get(shown, '')} |"


def _shown(mutant: Mutant) -> str:
    place = f"`{mutant.file.removeprefix('iiz_rules/')}` `{mutant.function}`"
    before, after = _short(mutant.before), _short(mutant.after)
    return f"{place}: {mutant.operator}: `{before}` → `{after}`"


def _short(text: str) -> str:
    text = " ".join(text.split()).replace("|", "¦").replace("`", "'")
    return text if len(text) < 120 else f"{text[:116]} …"


def _reasons(path: Path) -> dict[str, str]:
    """Read the reasons that stand there."""
    if not path.exists():
        return {}
    rows = map(ROW.match, path.read_text(encoding="utf-8").splitlines())
    return {row[1]: row[2].strip() for row in rows if row and row[2].strip()}

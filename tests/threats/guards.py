"""Does each threat's test see its guard? One after the other is taken out: `scripts/threats`."""

import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.mutants import trying

ROOT = Path(__file__).parents[2]
LIMIT = 120
"""seconds of processor time for one test"""


class Guard(NamedTuple):
    """What stands against a threat, and the test that goes red without it."""

    row: int
    what: str
    file: str = ""
    guard: str = ""
    without: str = ""
    test: str = ""
    later: str = ""
    """why it cannot be tried yet"""

    @property
    def text(self) -> str:
        """The file without the guard."""
        text = (ROOT / self.file).read_text(encoding="utf-8")
        assert text.count(self.guard) == 1, f"row {self.row}: {self.guard!r} in {self.file}"
        return text.replace(self.guard, self.without)


def guards() -> list[Guard]:
    """Read the table, in the order of its rows."""
    text = Path(__file__).with_name("guards.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.safe_load(text)
    return sorted((Guard(**entry) for entry in entries), key=lambda guard: guard.row)


def main(rows: list[int]) -> int:
    """Try all guards, or those of some rows; 1 where a test stays green without its guard."""
    chosen = [guard for guard in guards() if not rows or guard.row in rows]
    trying.warm()
    ends = set()
    with trying.copied(ROOT) as tree:
        os.environ["IIZ_CACHE"] = str(tree.parent / "cache")
        for guard in chosen:
            end = guard.later or _without(guard, tree)
            ends.add(end)
            print(f"{guard.row:2}  {guard.what}: {end}", flush=True)
    return int(not ends.isdisjoint({"GREEN", "cannot run"}))


def _without(guard: Guard, tree: Path) -> str:
    """Try the test as it is, and without the guard."""
    whole = (ROOT / guard.file).read_text(encoding="utf-8")
    if trying.tried(tree, guard.file, whole, LIMIT, [guard.test]) != trying.SURVIVED:
        return "cannot run"
    end = trying.tried(tree, guard.file, guard.text, LIMIT, [guard.test])
    return {trying.SURVIVED: "GREEN", trying.BROKEN: "cannot run"}.get(end, "red")


if __name__ == "__main__":
    sys.exit(main([int(row) for row in sys.argv[1:]]))

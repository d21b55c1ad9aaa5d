"""A policy of two thousand lines: the measured one with its thresholds several times over."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
LINES = 2_000


def write(folder: Path) -> int:
    """Write it into a folder, and give the number of its lines."""
    shutil.copytree(HERE / "policy", folder)
    file = folder / "2024-01-01" / "escalation.yaml"
    text = file.read_text("utf-8")
    duties = text[text.index("  - id: r01") :]
    copy = 0
    while lines(folder) < LINES:
        copy += 1
        again = re.sub(r"^  - id: r", f"  - id: copy{copy}-r", duties, flags=re.MULTILINE)
        file.write_text(file.read_text("utf-8") + again, encoding="utf-8")
    return lines(folder)


def lines(folder: Path) -> int:
    """Count the lines of all files."""
    return sum(len(file.read_text("utf-8").splitlines()) for file in folder.rglob("*.yaml"))

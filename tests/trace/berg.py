"""An invented canton in which everything that can be traced happens once, and cases put to it."""

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from iiz_rules.language.editions import Folder, find_folder
from iiz_rules.testing.suite import CaseRun, EditionRun, run_edition
from iiz_rules.testing.trace.branches import CaseCoverage, coverage
from iiz_rules.testing.trace.exercised import determining

BERG = Path(__file__).parent / "canton"
EDITION = "2024-01-01"


@cache
def berg() -> EditionRun:
    """The canton with its own cases."""
    return run_edition(find_folder(BERG), None)


def ran(facts: dict[str, Any], expected: dict[str, Any], enough: int = 2) -> EditionRun:
    """The canton with a single case; `enough` of the signs are needed for access."""
    case = {"title": "x", "date": "2024-03-05", "facts": facts, **expected}
    with TemporaryDirectory() as place:
        folder = Path(place) / "berg"
        shutil.copytree(BERG, folder)
        shutil.rmtree(folder / EDITION / "cases")
        (folder / EDITION / "cases").mkdir()
        access = folder / EDITION / "eligibility.yaml"
        needed = access.read_text("utf-8").replace("at_least: 2", f"at_least: {enough}")
        access.write_text(needed, "utf-8")
        (folder / EDITION / "cases" / "x.yaml").write_text(json.dumps(case), "utf-8")
        return run_edition(Folder(folder, "berg"), None)


def only(run: EditionRun) -> CaseRun:
    """The single case, which passes."""
    (case,) = run.cases
    assert case.passed, (case.findings, case.failures)
    return case


def decided(facts: dict[str, Any], expected: dict[str, Any], enough: int = 2) -> set[str]:
    """What is determining in what a case compares."""
    comparisons = only(ran(facts, expected, enough)).comparisons
    return {name for one in comparisons for name in determining(one)}


def covered(facts: dict[str, Any], expected: dict[str, Any]) -> CaseCoverage:
    """What a single case covers."""
    run = ran(facts, expected)
    only(run)
    assert run.program
    return coverage(run.program, run)

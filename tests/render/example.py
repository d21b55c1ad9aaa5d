"""The canton of these tests: one fact of each type, one condition of each kind."""

from functools import cache
from pathlib import Path
from typing import Any

import iiz_rules as iiz
from iiz_rules.case.documents import CaseDocument, read_example

CANTON = Path(__file__).parent / "canton"
CASES = sorted(path.stem for path in CANTON.glob("new/cases/*.yaml"))


@cache
def policy() -> iiz.Policy:
    """The canton's newest edition."""
    return iiz.load(CANTON)


@cache
def case(name: str) -> CaseDocument:
    """One of its cases."""
    path = CANTON / "new" / "cases" / f"{name}.yaml"
    found, findings = read_example(path.read_bytes(), path.name)
    assert found is not None, findings
    return found


def decide(name: str, rule: str = "eligibility", **chosen: str) -> iiz.Decision:
    """The answer to one rule for one case; `chosen` are readings by the end of their id."""
    readings = {f"A-XX-{number.removeprefix('a')}": option for number, option in chosen.items()}
    asked = case(name)
    how: dict[str, Any] = {"on": asked.on, "known_on": asked.known_on, "interpretations": readings}
    return policy().ask(rule, asked.facts, **how)

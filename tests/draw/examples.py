"""A tiny canton with everything that is drawn, and the two real ones."""

from functools import cache
from pathlib import Path

import iiz_rules as iiz
from iiz_rules.language.compiler.program import compile_edition
from iiz_rules.language.program.rules import Program
from tests.checks.canton import edition

CANTONS = ("zurich", "valais")
FILES = ("organisation", "escalation")


@cache
def tiny() -> Program:
    texts = {name: (Path(__file__).parent / f"{name}.yaml").read_text("utf-8") for name in FILES}
    found, findings = edition(**texts)
    assert found, findings
    return compile_edition(found)


@cache
def canton(name: str) -> Program:
    return iiz.load(name).program

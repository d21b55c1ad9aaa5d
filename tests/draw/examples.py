"""A tiny canton with everything that is drawn, and the two real ones."""

from functools import cache
from pathlib import Path

import iiz_rules as iiz
from iiz_rules.language.program.rules import Program
from tests.checks.canton import program

CANTONS = ("zurich", "valais")
FILES = ("organisation", "escalation")


HERE = Path(__file__).parent


@cache
def tiny() -> Program:
    return written()


def written(**changed: str) -> Program:
    """The tiny canton, with other texts for some of its files."""
    texts = {name: (HERE / f"{name}.yaml").read_text("utf-8") for name in FILES}
    return program(**{**texts, **changed})


@cache
def canton(name: str) -> Program:
    return iiz.load(name).program

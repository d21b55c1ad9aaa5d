"""A mutant: one rule of a program, changed by one small step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from iiz_rules.findings.finding import Place
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.rules import Program


@dataclass(frozen=True)
class Mutant:
    """A fault in a rule or an event: of which kind, in which line, and the program that has it."""

    kind: str
    """the key of the sentence that describes it"""
    about: str
    """the rule, term, trigger, event or way"""
    at: Place
    words: Mapping[str, Any]
    make: Callable[[], Program] = field(repr=False, compare=False)
    was: Condition | None = field(default=None, repr=False, compare=False)
    becomes: Condition | None = field(default=None, repr=False, compare=False)
    """the condition that stands in the place of another one, where it is about a condition"""

    @property
    def name(self) -> str:
        """Its unique name within the edition."""
        words = " ".join(f"{key}={_said(value)}" for key, value in sorted(self.words.items()))
        return f"{self.about} {self.kind} {self.at} {words}"


def _said(value: Any) -> str:
    return str(value.at) if isinstance(value, Condition) else str(value)

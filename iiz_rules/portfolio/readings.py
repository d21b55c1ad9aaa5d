"""The readings that stand behind who pays and who decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.rules import Program, Rule


@dataclass(frozen=True)
class InForce:
    """An interpretation, the option that is in force, and whether a scenario chose it."""

    reading: Interpretation
    option: str

    @property
    def default(self) -> bool:
        """Whether it is the option that the edition takes by itself."""
        return self.option == self.reading.default


def readings(program: Program, options: Mapping[str, str]) -> tuple[InForce, ...]:
    """The readings on which payers, routes and the bodies that decide rest."""
    names = set(_named(program))
    read = (one for name, one in program.interpretations.items() if name in names)
    return tuple(InForce(one, one.in_force(options)) for one in read)


def _named(program: Program) -> Iterator[str]:
    if program.waterfall:
        payers, rounding = program.waterfall.payers, program.waterfall.rounding
        values = (*(payer.covers for payer in payers), rounding)
        yield from (one.interpretation for one in values if isinstance(one, ByInterpretation))
    for rule in _rules(program):
        for node in reachable(program, rule.node):
            if isinstance(node, conditions.Choice):
                yield node.interpretation


def _rules(program: Program) -> Iterator[Rule]:
    for rule in program.rules.values():
        if rule.kind in ("payer", "funding"):
            yield rule
        body = rule.actors.get("decided_by")
        for kind in ("composition", "quorum", "majority"):
            if f"{body}.{kind}" in program.rules:
                yield program.rules[f"{body}.{kind}"]

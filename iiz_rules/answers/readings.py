"""The interpretations that matter for who pays and for whether a body can decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.rules import Program, Rule


@dataclass(frozen=True)
class InForce:
    """An interpretation and the option in force."""

    reading: Interpretation
    option: str

    @property
    def default(self) -> bool:
        """Whether it is the option that the edition takes by default."""
        return self.option == self.reading.default


def readings(program: Program, options: Mapping[str, str]) -> tuple[InForce, ...]:
    """The readings on which payers, routes and the bodies that decide rest."""
    bodies = (node for rule in _deciding(program) for node in _choices(program, rule))
    names = {*_named(program), *(node.interpretation for node in bodies)}
    read = (one for name, one in program.interpretations.items() if name in names)
    return tuple(InForce(one, one.in_force(options)) for one in read)


def dividing(program: Program) -> set[str]:
    """The interpretations that matter for who pays what and whether a decision is needed."""
    derived = reachable(program, *program.derived.values())
    choices = (node for node in derived if isinstance(node, conditions.Choice))
    return {*_named(program), *(node.interpretation for node in choices)}


def taking_part(program: Program, options: Mapping[str, str], route: str) -> tuple[InForce, ...]:
    """The interpretations that matter for who may take part in a decision on a route."""
    own = {node.interpretation for node in _choices(program, program.rules[route])}
    acting = (program.rules[name] for name in program.rules[route].actions)
    names = {node.interpretation for rule in acting for node in _choices(program, rule)} - own
    return tuple(
        InForce(interpretation, interpretation.in_force(options))
        for name, interpretation in program.interpretations.items()
        if name in names
    )


def _choices(program: Program, rule: Rule) -> Iterator[conditions.Choice]:
    nodes = reachable(program, rule.node)
    yield from (node for node in nodes if isinstance(node, conditions.Choice))


def _named(program: Program) -> Iterator[str]:
    if program.waterfall:
        payers, rounding = program.waterfall.payers, program.waterfall.rounding
        values = (*(payer.covers for payer in payers), rounding)
        yield from (one.interpretation for one in values if isinstance(one, ByInterpretation))
    for rule in program.rules.values():
        if rule.kind in ("payer", "funding"):
            yield from (node.interpretation for node in _choices(program, rule))


def _deciding(program: Program) -> Iterator[Rule]:
    """The rules that say whether the deciding bodies can decide."""
    for rule in program.rules.values():
        body = rule.actors.get("decided_by")
        for kind in ("composition", "quorum", "majority"):
            if f"{body}.{kind}" in program.rules:
                yield program.rules[f"{body}.{kind}"]

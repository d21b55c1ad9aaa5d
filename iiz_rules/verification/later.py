"""A later state of a case: facts that events bring and days move may differ, the rest stays."""

from collections.abc import Iterator

from iiz_rules.language.program.events import EventDay
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value
from iiz_rules.verification.encoding import Encoder, read_off
from iiz_rules.verification.second import SecondCase
from iiz_rules.verification.variables import Flags, Model
from iiz_rules.verification.witness import Case


class LaterCase:
    """A second case that the first may become.

    Its facts that are `moving` have to be free to be otherwise.
    """

    def __init__(self, program: Program, first: Encoder, second: SecondCase) -> None:
        self.moving = moving(program)
        self.first, self.second = first, second
        for name, values in set_alone(program).items():
            self._only(name, values)

    def _only(self, name: str, values: set[Value]) -> None:
        """Restrict a fact to its value or one of these."""
        before, after = self.first.facts[name], self.second.facts[name]
        gates, known = self.first.gates, self.first.known[name]
        if not isinstance(after, Flags):
            stays = gates.cnf.all_of([known, gates.equal(before.bits, after.bits)])
            set_to = (after.between(value, value) for value in values)
            gates.cnf.require(-self.second.known[name], stays, *set_to)

    def staying(self, case: Case) -> list[int]:
        """The literals of the facts of a case that stay."""
        facts = {name: one for name, one in case.facts.items() if name not in self.moving}
        return [*self.first.telling(Case(facts, case.on, case.options))]

    def read_off(self, model: Model) -> Case:
        """The later case of a model."""
        return read_off(self.second, model)


def moving(program: Program) -> set[str]:
    """The facts that can change: those that events bring, dates, and years counted from them.

    An edition without events says of nothing how it can change.
    """
    brought = {name for event in program.events.values() for name in event.brings}
    days = {one.id for one in program.facts.values() if one.domain.type == "date" or one.sources}
    return (brought | days) & program.facts.keys()


def set_alone(program: Program) -> dict[str, set[Value]]:
    """The facts that events bring by setting them, and in no other way: what they are set to."""
    values: dict[str, set[Value]] = {}
    freely = {fact.id for fact in program.facts.values() if fact.sources}
    for name, value in _settings(program):
        if isinstance(value, EventDay):
            freely.add(name)
        else:
            values.setdefault(name, set()).add(value)
    for event in program.events.values():
        freely |= {*event.payload, *event.needs, *event.adds}
    return {name: one for name, one in values.items() if name not in freely}


def _settings(program: Program) -> Iterator[tuple[str, Value | EventDay]]:
    for event in program.events.values():
        yield from event.sets.items()
        yield from ((name, value) for name, value in event.anew.items() if value is not None)

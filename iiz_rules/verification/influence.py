"""What does change something: the rules whose answer hangs on a fact, or on a reading.

`questions/idle.py` reports what changes nothing; this is the other side, asked of the same search.
"""

from collections.abc import Iterator, Mapping

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.language.program.conditions import Choice, Condition
from iiz_rules.language.program.rules import Program
from iiz_rules.verification.prover import Budget, SpentError, need_solver
from iiz_rules.verification.questions.asking import asked, facts_read
from iiz_rules.verification.search import CaseSearch
from iiz_rules.words.frozen import frozen


@frozen
class Influence:
    """The rules, by id, of which a fact or a reading can turn the answer, in declared order.

    What changes an amount, a day or who judges, and no answer, is not among them.
    """

    facts: Mapping[str, tuple[str, ...]]
    readings: Mapping[str, tuple[str, ...]]


def influence_in(program: Program, budget: Budget | None = None) -> Influence | None:
    """What changes which answers, proved; None where the budget does not suffice.

    UsageError where the solver is not installed.
    """
    need_solver()
    search = CaseSearch(program, budget=budget)
    facts: dict[str, list[str]] = {name: [] for name in program.facts}
    readings: dict[str, list[str]] = {name: [] for name in program.interpretations}
    try:
        for rule in asked(program):
            for fact in facts_read(program, rule.node):
                if program.facts[fact].given and search.matters(rule.node, fact):
                    facts[fact].append(rule.id)
            for reading in dict.fromkeys(_readings_of(program, rule.node)):
                if search.reading_matters(reading, [rule.node]):
                    readings[reading].append(rule.id)
    except SpentError:
        assert budget is not None  # nothing else is spent
        budget.unasked["influence"] += 1
        return None
    return Influence(_told(facts), _told(readings))


def _readings_of(program: Program, node: Condition) -> Iterator[str]:
    nodes = reachable(program, node)
    return (inner.interpretation for inner in nodes if isinstance(inner, Choice))


def _told(rules: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(turned) for name, turned in rules.items() if turned}

"""What follows from an answer: the next question, the judgements awaited, the readings used."""

from iiz_rules import ir
from iiz_rules.engine.candidates import candidates
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.engine.relevance import relevant, unknown
from iiz_rules.result import Answer, Missing, Pending, Used
from iiz_rules.truth import Truth


def missing(program: ir.Program, situation: Situation, found: Answer) -> tuple[Missing, ...]:
    """Give the facts that can still change the verdict, the most telling one first.

    A fact comes first the more of its values decide the verdict at once, then the fewer facts stay
    unknown after it on average, then as the edition asks for it. None when the verdict is decided.
    """
    facts = [name for name in _matter(program, situation, found) if not _judged(program, name)]
    ranked: list[tuple[float, float, int, Missing]] = []
    for position, name in enumerate(facts):
        power, left = _power(program, situation, found.rule, name)
        ranked.append((-power, left, position, _missing(program.facts[name], power)))
    return tuple(entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:3]))


def _missing(fact: ir.Fact, power: float) -> Missing:
    instead = tuple(name for name in (fact.years_since, fact.years_at) if name)
    return Missing(fact.id, fact.label, fact.question, fact.held_by, power, instead)


def _power(
    program: ir.Program, situation: Situation, rule: ir.Rule, fact: str
) -> tuple[float, float]:
    """Give the share of values that decide at once, and how many facts stay open on average."""
    values = candidates(program, rule.node, fact, situation)
    answers = [answer(program, rule.id, situation.knowing(fact, value)) for value in values]
    decided = sum(one.verdict.decided for one in answers)
    left = sum(len(unknown(one.step)) for one in answers)
    return decided / len(answers), left / len(answers)


def _judged(program: ir.Program, name: str) -> bool:
    return program.facts[name].domain.type == "judgement"


def _matter(program: ir.Program, situation: Situation, found: Answer) -> list[str]:
    """Give the unknown facts and judgements that can still change the verdict, as read."""
    if found.verdict.decided:
        return []
    matter = relevant(program, situation, found.step)
    return [name for name in unknown(found.step) if name in matter]


def pending(program: ir.Program, situation: Situation, found: Answer) -> tuple[Pending, ...]:
    """Give the judgements that can still change the verdict, and who may give each."""
    matter = _matter(program, situation, found)
    judges: dict[str, dict[str, None]] = {}
    for leaf in found.step.open_leaves:
        if isinstance(leaf.node, ir.Judgement) and leaf.node.fact in matter:
            judges.setdefault(leaf.node.fact, {}).update(dict.fromkeys(leaf.node.by))
    return tuple(_pending(program.facts[name], tuple(by)) for name, by in judges.items())


def _pending(fact: ir.Fact, by: tuple[str, ...]) -> Pending:
    return Pending(fact.id, fact.label, fact.question, by)


def used(program: ir.Program, situation: Situation, found: Answer) -> tuple[Used, ...]:
    """Give the interpretations read on the way, and what each of their options would answer."""
    nodes = (step.node for step in found.step.walk())
    names = dict.fromkeys(node.interpretation for node in nodes if isinstance(node, ir.Choice))
    return tuple(_used(program, situation, found.rule.id, program.readings[one]) for one in names)


def _used(program: ir.Program, situation: Situation, rule: str, reading: ir.Reading) -> Used:
    chosen = situation.options.get(reading.id, reading.default)
    verdicts: dict[str, Truth] = {}
    for option in reading.options:
        options = {**situation.options, reading.id: option}
        trial = Situation(situation.facts, situation.on, options)
        verdicts[option] = answer(program, rule, trial).verdict
    return Used(reading.id, reading.label, chosen, verdicts, reading.clauses)

"""What follows from an answer: the next question, the judgements awaited, the readings used."""

from collections.abc import Iterator

from iiz_rules.engine import interpreter
from iiz_rules.engine.asking.candidates import candidates
from iiz_rules.engine.asking.relevance import relevant
from iiz_rules.engine.deadlines import due
from iiz_rules.engine.holders import candidates as candidates_of
from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.result import Answer, Missing, Outcome, Pending, Used
from iiz_rules.engine.shares import shares
from iiz_rules.engine.waterfall import PaidPart, flow
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.truth import Truth


def missing(program: Program, situation: Situation, answer: Answer) -> tuple[Missing, ...]:
    """The facts that can still change the verdict, the most telling one first.

    A fact comes first the more of its values decide the verdict at once, then the fewer facts stay
    unknown after it on average, then as the edition asks for it. None when the verdict is decided.
    """
    ranked: list[tuple[float, float, Missing]] = []
    for name in _matter(program, situation, answer):
        fact = program.facts[name]
        if fact.domain.type != "judgement":
            power, left = _power(program, situation, answer.rule, name)
            instead = tuple(other for other in (fact.years_since, fact.years_at) if other)
            one = Missing(fact.id, fact.label, fact.question, fact.held_by, power, instead)
            ranked.append((-power, left, one))
    return tuple(one for *_, one in sorted(ranked, key=lambda entry: entry[:2]))


def _power(program: Program, situation: Situation, rule: Rule, fact: str) -> tuple[float, float]:
    """The share of values that decide at once, and how many facts stay open on average."""
    values = candidates(program, rule.node, fact, situation)
    answers = [
        interpreter.answer(program, rule.id, situation.knowing(fact, value)) for value in values
    ]
    decided = sum(one.verdict.decided for one in answers)
    left = sum(len(one.step.unknown) for one in answers)
    return decided / len(answers), left / len(answers)


def _matter(program: Program, situation: Situation, answer: Answer) -> list[str]:
    """The unknown facts and judgements that can still change the verdict, as read."""
    if answer.verdict.decided:
        return []
    matter = relevant(program, situation, answer.step)
    return [name for name in answer.step.unknown if name in matter]


def pending(program: Program, situation: Situation, answer: Answer) -> tuple[Pending, ...]:
    """The judgements that can still change the verdict, and who may give each."""
    matter = _matter(program, situation, answer)
    judges: dict[str, dict[str, None]] = {}
    for leaf in answer.step.open_leaves:
        if isinstance(leaf.node, conditions.Judgement) and leaf.node.fact in matter:
            judges.setdefault(leaf.node.fact, {}).update(dict.fromkeys(leaf.node.by))
    asked = ((program.facts[name], tuple(by)) for name, by in judges.items())
    return tuple(Pending(fact.id, fact.label, fact.question, by) for fact, by in asked)


def used(program: Program, situation: Situation, answer: Answer) -> tuple[Used, ...]:
    """The interpretations read on the way, and what each of their options would answer."""
    names = dict.fromkeys(_read(program, situation, answer))
    return tuple(_used(program, situation, answer.rule.id, name) for name in names)


def _read(program: Program, situation: Situation, answer: Answer) -> Iterator[str]:
    """Name the interpretations behind the verdict, who acts, by when, and who bears what."""
    before = _payers(program, situation, answer)
    steps = (answer.step, *answer.holders, *(part.answer.step for part in before))
    nodes = (step.node for part in steps if part for step in part.walk())
    yield from (node.interpretation for node in nodes if isinstance(node, conditions.Choice))
    values: list[object] = [part.payer.covers for part in before]
    values += [program.waterfall.rounding] if before and program.waterfall else []
    values.append(program.deadlines.get(answer.rule.id))
    split = program.splits.get(answer.rule.id)
    values += [split.bearers, split.rounding] if split else []
    yield from (value.interpretation for value in values if isinstance(value, ByInterpretation))


def _payers(program: Program, situation: Situation, answer: Answer) -> tuple[PaidPart, ...]:
    """A payer and those before it, on whom its part hangs; nothing where it is no payer."""
    if answer.rule.kind != "payer":
        return ()
    portions = flow(program, situation)
    last = next(n for n, portion in enumerate(portions, 1) if portion.payer.rule == answer.rule.id)
    return portions[:last]


def outcome(program: Program, situation: Situation, answer: Answer) -> Outcome:
    """What an answer comes to; where it is no, nobody acts and nothing is due."""
    rule = answer.rule.id
    if answer.verdict is Truth.NO:
        return Outcome(answer.verdict)
    actors = tuple((holder.role, holder.of) for holder in candidates_of(answer))
    parts = shares(program, rule, situation) if rule in program.splits else None
    borne = [*(parts or {}).items()]
    for paid in _payers(program, situation, answer)[-1:]:
        borne += [(paid.payer.actor, paid.part.low), (paid.payer.actor, paid.part.high)]
    day = due(program, rule, situation)
    return Outcome(answer.verdict, actors, day, tuple(borne), answer.regulated)


def _used(program: Program, situation: Situation, rule: str, name: str) -> Used:
    interpretation = program.interpretations[name]
    outcomes: dict[str, Outcome] = {}
    for option in interpretation.options:
        options = {**situation.options, name: option}
        trial = Situation(situation.facts, situation.on, options)
        outcomes[option] = outcome(program, trial, interpreter.answer(program, rule, trial))
    label, clauses = interpretation.label, interpretation.clauses
    return Used(name, label, interpretation.in_force(situation.options), outcomes, clauses)

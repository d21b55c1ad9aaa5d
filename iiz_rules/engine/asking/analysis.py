"""What follows from an answer: the next question, the judgements awaited, the readings used."""

from collections.abc import Iterator

from iiz_rules.engine.asking.candidates import candidates
from iiz_rules.engine.asking.relevance import relevant, unknown
from iiz_rules.engine.deadlines import due
from iiz_rules.engine.holders import candidates as candidates_of
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.engine.result import Answer, Missing, Outcome, Pending, Used
from iiz_rules.engine.shares import shares
from iiz_rules.engine.waterfall import Portion, flow
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.rules import Fact, Program, Rule
from iiz_rules.language.truth import Truth


def missing(program: Program, situation: Situation, found: Answer) -> tuple[Missing, ...]:
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


def _missing(fact: Fact, power: float) -> Missing:
    instead = tuple(name for name in (fact.years_since, fact.years_at) if name)
    return Missing(fact.id, fact.label, fact.question, fact.held_by, power, instead)


def _power(program: Program, situation: Situation, rule: Rule, fact: str) -> tuple[float, float]:
    """Give the share of values that decide at once, and how many facts stay open on average."""
    values = candidates(program, rule.node, fact, situation)
    answers = [answer(program, rule.id, situation.knowing(fact, value)) for value in values]
    decided = sum(one.verdict.decided for one in answers)
    left = sum(len(unknown(one.step)) for one in answers)
    return decided / len(answers), left / len(answers)


def _judged(program: Program, name: str) -> bool:
    return program.facts[name].domain.type == "judgement"


def _matter(program: Program, situation: Situation, found: Answer) -> list[str]:
    """Give the unknown facts and judgements that can still change the verdict, as read."""
    if found.verdict.decided:
        return []
    matter = relevant(program, situation, found.step)
    return [name for name in unknown(found.step) if name in matter]


def pending(program: Program, situation: Situation, found: Answer) -> tuple[Pending, ...]:
    """Give the judgements that can still change the verdict, and who may give each."""
    matter = _matter(program, situation, found)
    judges: dict[str, dict[str, None]] = {}
    for leaf in found.step.open_leaves:
        if isinstance(leaf.node, conditions.Judgement) and leaf.node.fact in matter:
            judges.setdefault(leaf.node.fact, {}).update(dict.fromkeys(leaf.node.by))
    return tuple(_pending(program.facts[name], tuple(by)) for name, by in judges.items())


def _pending(fact: Fact, by: tuple[str, ...]) -> Pending:
    return Pending(fact.id, fact.label, fact.question, by)


def used(program: Program, situation: Situation, found: Answer) -> tuple[Used, ...]:
    """Give the interpretations read on the way, and what each of their options would answer."""
    names = dict.fromkeys(_read(program, situation, found))
    return tuple(
        _used(program, situation, found.rule.id, program.interpretations[one]) for one in names
    )


def _read(program: Program, situation: Situation, found: Answer) -> Iterator[str]:
    """Name the interpretations behind the verdict, who acts, by when, and who bears what."""
    before = _payers(program, situation, found)
    steps = (found.step, *(step for step in found.holders if step))
    steps += tuple(one.answer.step for one in before)
    nodes = (step.node for one in steps for step in one.walk())
    yield from (node.interpretation for node in nodes if isinstance(node, conditions.Choice))
    sizes: tuple[object, ...] = tuple(one.payer.covers for one in before)
    sizes += (program.waterfall.rounding,) if before and program.waterfall else ()
    yield from (one.interpretation for one in sizes if isinstance(one, ByInterpretation))
    split = program.splits.get(found.rule.id)
    values = (
        program.deadlines.get(found.rule.id),
        *((split.bearers, split.rounding) if split else ()),
    )
    yield from (one.interpretation for one in values if isinstance(one, ByInterpretation))


def _payers(program: Program, situation: Situation, found: Answer) -> tuple[Portion, ...]:
    """Give a payer and those before it, on whom its part hangs; nothing where it is no payer."""
    if found.rule.kind != "payer":
        return ()
    portions = flow(program, situation)
    last = next(n for n, one in enumerate(portions, 1) if one.payer.rule == found.rule.id)
    return portions[:last]


def outcome(program: Program, situation: Situation, found: Answer) -> Outcome:
    """Give what an answer comes to; where it is no, nobody acts and nothing is due."""
    rule = found.rule.id
    if found.verdict is Truth.NO:
        return Outcome(found.verdict)
    actors = tuple((one.role, one.of) for one in candidates_of(found))
    parts = shares(program, rule, situation) if rule in program.splits else None
    paid = _payers(program, situation, found)[-1:]
    bounds = [(one.payer.actor, amount) for one in paid for amount in (one.part.low, one.part.high)]
    day = due(program, rule, situation)
    borne = (*(parts or {}).items(), *bounds)
    return Outcome(found.verdict, actors, day, borne, found.regulated)


def _used(
    program: Program, situation: Situation, rule: str, interpretation: Interpretation
) -> Used:
    outcomes: dict[str, Outcome] = {}
    for option in interpretation.options:
        options = {**situation.options, interpretation.id: option}
        trial = Situation(situation.facts, situation.on, options)
        outcomes[option] = outcome(program, trial, answer(program, rule, trial))
    return Used(
        interpretation.id,
        interpretation.label,
        interpretation.in_force(situation.options),
        outcomes,
        interpretation.clauses,
    )

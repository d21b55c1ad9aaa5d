"""What follows from an answer: the next question, the judgements awaited, the readings used."""

from collections.abc import Iterator, Sequence

from iiz_rules.engine import interpreter
from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.asking.relevance import relevant
from iiz_rules.engine.asking.trials import Trials, one_by_one
from iiz_rules.engine.deadlines import due
from iiz_rules.engine.holders import candidates as candidates_of
from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.result import Answer, Missing, Outcome, Pending, Used
from iiz_rules.engine.shares import shares
from iiz_rules.engine.waterfall import PaidPart, flow
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.truth import Truth

MOST_TRIED = 5_000
"""values by which facts are put in order; of more only every so many is tried"""


def open_facts(program: Program, situation: Situation, answer: Answer) -> tuple[str, ...]:
    """The unknown facts and judgements that can still change the verdict, as read."""
    if answer.verdict.decided:
        return ()
    matter = relevant(program, situation, answer.step)
    return tuple(name for name in answer.step.unknown if name in matter)


def missing(
    program: Program, situation: Situation, answer: Answer, matter: Sequence[str] | None = None
) -> tuple[Missing, ...]:
    """The facts that can still change the verdict, the most telling one first.

    A fact comes first the more of its values decide the verdict at once, then the fewer facts stay
    unknown after it on average, then as the edition asks for it. None when the verdict is decided.
    `matter` is what `open_facts` gave, where it was asked before.
    """
    if matter is None:
        matter = open_facts(program, situation, answer)
    facts = [program.facts[name] for name in matter]
    days = {fact.domain.day for fact in facts}  # asked for with what happened on them
    asked = [fact for fact in facts if fact.domain.type != "judgement" and fact.id not in days]
    ranked: list[tuple[float, float, Missing]] = []
    for fact, (power, left) in zip(asked, _powers(program, situation, answer, asked), strict=True):
        following = (fact.years_since, fact.years_at, fact.known_by)
        instead = tuple(other for other in following if other)
        day = fact.domain.day
        telling = day if day and day in matter else fact.known_by
        question = program.facts[telling].question if telling else fact.question
        one = Missing(fact.id, fact.label, question, fact.held_by, power, instead)
        ranked.append((-power, left, one))
    return tuple(one for *_, one in sorted(ranked, key=lambda entry: entry[:2]))


def _powers(
    program: Program, situation: Situation, answer: Answer, facts: Sequence[Fact]
) -> Iterator[tuple[float, float]]:
    """For each fact the share of values that decide, and how many facts stay open on average."""
    node = answer.rule.node
    nodes = tuple(reachable(program, node))
    values = {fact.id: candidates(program, nodes, fact.id, situation) for fact in facts}
    every = -(-sum(map(len, values.values())) // MOST_TRIED)
    tried, count = one_by_one({name: own[:: every or 1] for name, own in values.items()})
    trials = Trials(program, situation, tried, count)
    yes, no = trials.truth(node)
    unknown = trials.unknown(node).values()
    for own in tried.values():
        here = sum(trial for _, trial in own)
        left = sum((open_in & here).bit_count() for open_in in unknown)
        yield ((yes | no) & here).bit_count() / len(own), left / len(own)


def pending(
    program: Program, situation: Situation, answer: Answer, matter: Sequence[str] | None = None
) -> tuple[Pending, ...]:
    """The judgements that can still change the verdict, and who may give each."""
    if matter is None:
        matter = open_facts(program, situation, answer)
    judges: dict[str, dict[str, None]] = {}
    for leaf in answer.step.open_leaves:
        if isinstance(leaf.node, conditions.Judgement) and leaf.node.fact in matter:
            judges.setdefault(leaf.node.fact, {}).update(dict.fromkeys(leaf.node.by))
    asked = ((program.facts[name], tuple(by)) for name, by in judges.items())
    return tuple(Pending(fact.id, fact.label, fact.question, by) for fact, by in asked)


def used(program: Program, situation: Situation, answer: Answer) -> tuple[Used, ...]:
    """The interpretations read on the way, and what each of their options would answer."""
    names = dict.fromkeys(_read(program, situation, answer))
    return tuple(_used(program, situation, answer, name) for name in names)


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


def _used(program: Program, situation: Situation, answer: Answer, name: str) -> Used:
    interpretation = program.interpretations[name]
    now = interpretation.in_force(situation.options)
    outcomes: dict[str, Outcome] = {}
    for option in interpretation.options:
        if option == now:
            outcomes[option] = outcome(program, situation, answer)
            continue
        trial = Situation(situation.facts, situation.on, {**situation.options, name: option})
        other = interpreter.answer(program, answer.rule.id, trial)
        outcomes[option] = outcome(program, trial, other)
    return Used(name, interpretation.label, now, outcomes, interpretation.clauses)

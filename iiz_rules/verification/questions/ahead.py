"""What can become of a case: duties without an end, access that leads to no step."""

from collections.abc import Iterator, Sequence

from iiz_rules.language.program import conditions
from iiz_rules.language.program.claims import Whatever
from iiz_rules.language.program.rules import ROUTE, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.encoding import read_off
from iiz_rules.verification.later import moving
from iiz_rules.verification.questions.asking import ProofQuestion, finding, its_own, shown
from iiz_rules.verification.search import USUAL, CaseSearch, confirmed, of_rule
from iiz_rules.verification.witness import Case, Wish, smallest
from iiz_rules.verification.witnessed import WitnessedFinding

MOST_TRIED = 500
"""kinds of cases that are looked at before it is said that nothing was proved"""


def without_end(search: CaseSearch, duty: Rule) -> Iterator[WitnessedFinding]:
    """Duties that nothing that can happen, and no day, brings to an end."""
    owed, (_, ended) = search.encoder.rule(duty.id)[0], search.later.second.rule(duty.id)
    if search.prover.possible(owed) and not search.prover.possible(owed, ended):
        case = search.smallest([Wish(of_rule(duty.id), Truth.YES)])
        assert case is not None  # it was possible
        told = finding("duty-without-end", duty.at, duty=duty.id)
        yield shown(search, told, case, of_rule(duty.id))


def lasting(program: Program) -> Iterator[Rule]:
    """The duties that no closing ends, or of which a date passes; what is claimed to stay is meant.

    What an edition without events says nothing about is not asked.
    """
    closes = any(event.closes for event in program.events.values())
    holds = [claim.holds for claim in program.claims]
    meant = [one.keeps for one in holds if isinstance(one, Whatever)]
    for rule in program.rules.values() if program.events else ():
        dated = rule.id in program.deadlines
        if rule.kind == "duty" and (dated or not closes) and of_rule(rule.id) not in meant:
            yield rule


def nowhere(search: CaseSearch, steps: Sequence[Rule]) -> Iterator[WitnessedFinding]:
    """Who has access, no step that is open or done, and will have none whatever happens."""
    later, prover = search.later, search.prover
    access = of_rule("eligibility")
    here = [*search.literals(_without(steps)), search.complete, search.encoder.pair(access)[0]]
    there = search.space.cnf.any_of(
        later.second.pair(node)[0] for step in steps for node in _ahead(step)
    )
    for _ in range(MOST_TRIED):
        model = prover.model(*here, *search.under(USUAL))
        if model is None:
            return
        case = read_off(search.encoder, model)
        model_after = prover.model(there, later.second.present, *later.staying(case))
        if model_after is None:
            yield _stranded(search, case, steps, there)
            return
        here.append(-search.space.cnf.all_of(_leading(search, later.read_off(model_after), steps)))
    yield WitnessedFinding(finding("question-open", steps[0].at, rule="eligibility"))


def _without(steps: Sequence[Rule]) -> list[Wish]:
    return [Wish(node, Truth.NO) for step in steps for node in _ahead(step)]


def _ahead(step: Rule) -> list[conditions.Condition]:
    """What has to be so for a step to be open, or done."""
    return [of_rule(step.id), *([step.done] if step.done else [])]


def _leading(search: CaseSearch, case: Case, steps: Sequence[Rule]) -> list[int]:
    """The literals of what stays and makes a step open or done in a case."""
    nodes = [node for step in steps for node in _ahead(step)]
    met = next(node for node in nodes if search.judge.truth(case, node) is Truth.YES)
    bearing = search.judge.bearing(case, [met])
    return [
        literal
        for name, value in case.facts.items()
        if name in bearing - search.later.moving
        for literal in search.encoder.said(name, value)
    ]


def _stranded(
    search: CaseSearch, case: Case, steps: Sequence[Rule], there: int
) -> WitnessedFinding:
    access = of_rule("eligibility")
    wishes = [Wish(access, Truth.YES), *_without(steps)]

    def test(smaller: Case) -> bool:
        stays = search.later.staying(smaller)
        return search.judge.confirms(smaller, wishes) and not search.prover.possible(there, *stays)

    case = smallest(search.program, confirmed(case, test), test)
    told = finding("never-a-step", steps[0].at, steps=", ".join(step.id for step in steps))
    return shown(search, told, case, access)


def open_now(search: CaseSearch, steps: Sequence[Rule]) -> Iterator[WitnessedFinding]:
    """Who has access, and no step that is open or behind them."""
    access = of_rule("eligibility")
    case = search.smallest([Wish(access, Truth.YES), *_without(steps)])
    if case:
        words = {"steps": ", ".join(step.id for step in steps)}
        yield shown(search, finding("no-step-open", steps[0].at, **words), case, access)


def _route(program: Program) -> Iterator[list[Rule]]:
    steps = [program.rules[name] for name in program.ways.get(ROUTE, ())]
    if "eligibility" in program.rules and steps:
        yield steps


def _route_over_time(program: Program) -> Iterator[list[Rule]]:
    """The same where it is said how anything can change."""
    return _route(program) if program.events else iter(())


def _of_later(program: Program, rules: Sequence[Rule] | Rule) -> Iterator[object]:
    yield tuple(sorted(moving(program)))
    yield from program.events.values()
    for rule in [rules] if isinstance(rules, Rule) else rules:
        yield from its_own(program, rule)
        yield rule.done
    if "eligibility" in program.rules:
        yield program.rules["eligibility"].node


WITHOUT_END = ProofQuestion("without-end", lasting, without_end, _of_later)
NOWHERE = ProofQuestion("nowhere", _route_over_time, nowhere, _of_later)
OPEN_NOW = ProofQuestion("open-now", _route, open_now, _of_later)

"""What two of a kind claim at once: payers, costs of one amount, steps of one way."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.questions.asking import ProofQuestion, finding, its_own, shown
from iiz_rules.verification.search import CaseSearch, of_rule
from iiz_rules.verification.witness import Case, Wish
from iiz_rules.verification.witnessed import WitnessedFinding

Two = tuple[Rule, Rule]


def both_pay(search: CaseSearch, payers: Two) -> Iterator[WitnessedFinding]:
    """Two payers that can pay for the same measure, so that their order decides."""
    case = _both(search, payers)
    if case:
        words = {"payer": payers[0].id, "other": payers[1].id}
        yield _shown(search, "payers-together", payers, case, **words)


def _payers(program: Program) -> Iterator[Two]:
    payers = program.waterfall.payers if program.waterfall else ()
    return combinations([program.rules[payer.rule] for payer in payers], 2)


def borne_twice(search: CaseSearch, costs: Two) -> Iterator[WitnessedFinding]:
    """The same amount, borne by two rules at once."""
    case = _both(search, costs)
    if case:
        words = {"cost": costs[0].id, "other": costs[1].id}
        yield _shown(search, "borne-twice", costs, case, **words)


def _costs(program: Program) -> Iterator[Two]:
    splits = program.splits
    for one, other in combinations(splits, 2):
        if splits[one].amount == splits[other].amount:
            yield program.rules[one], program.rules[other]


def open_together(search: CaseSearch, way: str) -> Iterator[WitnessedFinding]:
    """Steps of a way that can be open at once, with none of the two done."""
    steps = [search.program.rules[name] for name in search.program.ways[way]]
    pairs = [two for two in combinations(steps, 2) if search.possible(_open(two))]
    if pairs:
        case = search.smallest(_open(pairs[0]))
        assert case is not None  # it was possible
        told = ", ".join(f"`{one.id}` + `{other.id}`" for one, other in pairs)
        yield _shown(search, "steps-together", pairs[0], case, steps=told)


def _open(steps: Sequence[Rule]) -> list[Wish]:
    done = (Wish(step.done, Truth.NO) for step in steps if step.done)
    return [*(Wish(step.node, Truth.YES) for step in steps), *done]


def _both(search: CaseSearch, rules: Two) -> Case | None:
    return search.smallest([Wish(of_rule(rule.id), Truth.YES) for rule in rules])


def _shown(search: CaseSearch, code: str, rules: Two, case: Case, **words: str) -> WitnessedFinding:
    nodes = (of_rule(rule.id) for rule in rules)
    return shown(search, finding(code, rules[1].at, **words), case, *nodes)


def _of_two(program: Program, rules: Two) -> Iterator[object]:
    for rule in rules:
        yield from its_own(program, rule)


def _of_way(program: Program, way: str) -> Iterator[object]:
    for name in program.ways[way]:
        yield from (program.rules[name].node, program.rules[name].done)


PAYERS_TOGETHER = ProofQuestion("payers-together", _payers, both_pay, _of_two)
BORNE_TWICE = ProofQuestion("borne-twice", _costs, borne_twice, _of_two)
STEPS_TOGETHER = ProofQuestion(
    "steps-together", lambda program: program.ways, open_together, _of_way
)

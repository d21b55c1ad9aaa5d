"""What is asked of every policy: what no case reaches, who never acts, what changes nothing.

Each question is a function that yields what it found, with a page of its own among the findings.
`HINTS` are about what disturbs nobody: what is said twice, or may well be meant.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.claims import Never
from iiz_rules.language.program.conditions import Condition, Not, walk
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import (
    GROUP,
    OF_ORGANISATION,
    ROUTE,
    TERM,
    TRIGGER,
    Program,
    Rule,
)
from iiz_rules.language.truth import Truth
from iiz_rules.verification.found import Found, Witness, told
from iiz_rules.verification.search import CaseSearch, of_rule
from iiz_rules.verification.space import roots
from iiz_rules.verification.witness import Case, Wish

ALWAYS = ("eligibility", "exchange", "step", "duty", "payer", "funding", "cost", "delegation")
"""Kinds of rules that are there to divide the cases."""
Question = Callable[[CaseSearch], Iterator[Found]]


def examine(program: Program, *, hints: bool = False) -> Iterator[Found]:
    """Ask every question of a program; UsageError where the solver is not installed.

    What a claim says never to hold is meant.
    """
    meant = {claim.holds.what for claim in program.claims if isinstance(claim.holds, Never)}
    parts = ((*QUESTIONS, *(HINTS if hints else ())), (facts_in_vain, *(LONG if hints else ())))
    for questions in parts:
        search = CaseSearch(program)
        for found in (found for question in questions for found in question(search)):
            if of_rule(str(found.finding.words.get("rule"))) not in meant:
                yield found


def asked(program: Program) -> Iterator[Rule]:
    """The rules that are asked as such: no terms, triggers or groups."""
    aside = (TERM, TRIGGER, GROUP)
    return (rule for rule in program.rules.values() if rule.kind not in aside)


def finding(code: str, place: Place, **words: object) -> Finding:
    """What a question finds is a warning: it may be meant."""
    return Finding(code, place, words, "warning")


def shown(search: CaseSearch, finding: Finding, case: Case, *nodes: Condition) -> Found:
    """A finding with the case that shows it, and what some conditions come to in it."""
    situation = search.judge.situation(case)
    assert situation is not None  # the case was confirmed
    answers = tuple(told(search.program, nodes, situation))
    return Found(finding, Witness(search.program, case, answers))


# ------------------------------------------------------------------------- what is never reached


def rules_never_met(search: CaseSearch) -> Iterator[Found]:
    """Rules that are no whatever is known, under every reading."""
    for rule in asked(search.program):
        if not search.completed(rule.node, Truth.YES, Truth.OPEN):
            yield Found(finding("rule-never-met", rule.at, rule=rule.id))


def rules_always_met(search: CaseSearch) -> Iterator[Found]:
    """Rules that are yes whatever is known, under every reading."""
    for rule in asked(search.program):
        if rule.kind in ALWAYS and not search.completed(rule.node, Truth.NO, Truth.OPEN):
            yield Found(finding("rule-always-met", rule.at, rule=rule.id))


def branches_never_taken(search: CaseSearch) -> Iterator[Found]:
    """Cases of a `by_case`, and alternatives of an `any`, that no case meets."""
    seen: set[tuple[Place, type[Condition]]] = set()
    for node in (inner for root in roots(search.program) for inner in walk(root)):
        for branch in _branches(node):
            fixed = isinstance(branch, (conditions.Constant, conditions.Silent))
            if fixed or (branch.at, type(branch)) in seen or not branch.at.line:
                continue
            seen.add((branch.at, type(branch)))
            if not search.completed(branch, Truth.YES, Truth.OPEN):
                yield Found(finding("branch-never-taken", branch.at))


def _branches(node: Condition) -> tuple[Condition, ...]:
    match node:
        case conditions.Any(parts=parts):
            return parts
        case conditions.ByCase(when=when):
            return when, Not(when, at=when.at)
    return ()


# ------------------------------------------------------------------------------------- who acts


def never_acting(search: CaseSearch) -> Iterator[Found]:
    """Those of whom somebody listed before them always acts."""
    for rule in asked(search.program):
        before: list[Wish] = [Wish(rule.node, Truth.YES)]
        for holder in rule.holders:
            node = holder.node or conditions.Constant(True)
            if not search.possible([*before, Wish(node, Truth.YES)]):
                at, words = holder.node.at if holder.node else rule.at, {"rule": rule.id}
                yield Found(finding("never-acts", at, actor=holder.role, **words))
            before.append(Wish(node, Truth.NO))


# --------------------------------------------------------------------------- what changes nothing


def facts_in_vain(search: CaseSearch) -> Iterator[Found]:
    """Facts that a rule asks for, and that never change what it answers.

    It takes a second case for each fact, which makes a search long: it gets one of its own.
    """
    rules = (rule for rule in asked(search.program) if rule.kind not in OF_ORGANISATION)
    return (found for rule in rules for found in _in_vain(search, rule))


def actions_in_vain(search: CaseSearch) -> Iterator[Found]:
    """The same of the questions of who may act, and of bodies."""
    rules = (rule for rule in asked(search.program) if rule.kind in OF_ORGANISATION)
    return (found for rule in rules for found in _in_vain(search, rule))


def _in_vain(search: CaseSearch, rule: Rule) -> Iterator[Found]:
    facts = [search.program.facts[name] for name in _read(search.program, rule.node)]
    for fact in facts:
        if fact.is_date or not fact.given or search.matters(rule.node, fact.id):
            continue
        case = search.asked_for(rule.node, fact.id)
        if case:
            found = finding("fact-in-vain", rule.at, rule=rule.id, fact=fact.id)
            yield shown(search, found, case, of_rule(rule.id))


def readings_idle(search: CaseSearch) -> Iterator[Found]:
    """Readings of which no option changes what any condition comes to, who judges, or any value."""
    program = search.program
    valued = {*_of_values(program)}
    criteria = (one.node for rule in program.rules.values() for one in rule.criteria)
    nodes = [*roots(program), *criteria]
    for name, reading in program.interpretations.items():
        inside = [(node, [*_choices(node, name)]) for node in nodes]
        reading_it = [(node, choices) for node, choices in inside if choices]
        judged = any(_judges(choice) for _, choices in reading_it for choice in choices)
        if not reading_it or judged or name in valued or len(reading.options) < 2:
            continue
        if not search.reading_matters(name, [node for node, _ in reading_it]):
            at = reading_it[0][1][0].at
            yield Found(finding("reading-idle", at, interpretation=name))


def _choices(node: Condition, name: str) -> Iterator[conditions.Choice]:
    choices = (one for one in walk(node) if isinstance(one, conditions.Choice))
    return (one for one in choices if one.interpretation == name)


def _judges(choice: conditions.Choice) -> bool:
    """Whether its options name others to judge."""
    by = {
        tuple(inner.by for inner in walk(option) if isinstance(inner, conditions.Judgement))
        for _, option in choice.options
    }
    return len(by) > 1


def _of_values(part: object) -> Iterator[str]:
    """The readings on which values hang, wherever in a program they stand."""
    match part:
        case ByInterpretation(interpretation=name):
            yield name
        case Mapping():
            yield from (name for inner in part.values() for name in _of_values(inner))
        case tuple():
            yield from (name for inner in part for name in _of_values(inner))
        case _ if not isinstance(part, Condition):
            fields = getattr(part, "__match_args__", ())
            yield from (name for one in fields for name in _of_values(getattr(part, one)))


def _read(program: Program, node: Condition) -> tuple[str, ...]:
    """The facts that a condition reads, directly or through others."""
    names = (name for inner in reachable(program, node) for name in conditions.facts_of(inner))
    return tuple(dict.fromkeys(names))


# ------------------------------------------------------------------------------------------ hints


def criteria_idle(search: CaseSearch) -> Iterator[Found]:
    """Criteria that are met wherever all the others of their rule are."""
    for rule in asked(search.program):
        needed = [one for one in rule.criteria if one.mode != "indicative"]
        if not search.possible([Wish(rule.node, Truth.YES)]):
            continue  # the source is silent
        for criterion in needed if len(needed) > 1 else ():
            others = [Wish(one.node, Truth.YES) for one in needed if one is not criterion]
            if not search.possible([*others, Wish(criterion.node, Truth.NO)]):
                words = {"criterion": criterion.id, "rule": rule.id}
                yield Found(finding("criterion-idle", criterion.node.at, **words))


def payers_together(search: CaseSearch) -> Iterator[Found]:
    """Payers that can both pay for the same measure, so that their order decides."""
    waterfall = search.program.waterfall
    rules = [of_rule(payer.rule) for payer in waterfall.payers] if waterfall else []
    for number, first in enumerate(rules):
        for second in rules[number + 1 :]:
            case = search.smallest([Wish(first, Truth.YES), Wish(second, Truth.YES)])
            if case:
                one, other = (search.program.rules[_name(node)] for node in (first, second))
                words = {"payer": one.id, "other": other.id}
                yield shown(
                    search, finding("payers-together", other.at, **words), case, first, second
                )


def nowhere_to_go(search: CaseSearch) -> Iterator[Found]:
    """Who has access, and no step that is open or behind them."""
    program = search.program
    steps = [program.rules[name] for name in program.ways.get(ROUTE, ())]
    if "eligibility" not in program.rules or not steps:
        return
    access = of_rule("eligibility")
    closed = [Wish(step.node, Truth.NO) for step in steps]
    done = [Wish(step.done, Truth.NO) for step in steps if step.done]
    case = search.smallest([Wish(access, Truth.YES), *closed, *done])
    if case:
        words = {"steps": ", ".join(step.id for step in steps)}
        yield shown(search, finding("no-step-open", steps[0].at, **words), case, access)


def _name(node: Condition) -> str:
    assert isinstance(node, conditions.Reference)
    return node.name.partition(":")[2]


QUESTIONS: Sequence[Question] = (
    rules_never_met,
    rules_always_met,
    branches_never_taken,
    never_acting,
    readings_idle,
)
HINTS: Sequence[Question] = (criteria_idle, payers_together, nowhere_to_go)
LONG: Sequence[Question] = (actions_in_vain,)

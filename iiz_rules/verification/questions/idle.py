"""What changes nothing: useless facts, interpretations without effect, implied criteria."""

from collections.abc import Iterator, Mapping, Sequence

from iiz_rules.findings.finding import Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Condition, walk
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.rules import OF_ORGANISATION, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.questions.asking import (
    ProofQuestion,
    asked,
    facts_read,
    finding,
    its_own,
    of_cases,
    shown,
)
from iiz_rules.verification.search import CaseSearch, of_rule
from iiz_rules.verification.space import roots
from iiz_rules.verification.witness import Wish
from iiz_rules.verification.witnessed import WitnessedFinding
from iiz_rules.words.text import Text

Read = tuple[Interpretation, Sequence[Condition]]
"""A reading, and the conditions that hang on it."""


def in_vain(search: CaseSearch, rule: Rule) -> Iterator[WitnessedFinding]:
    """Facts that a rule asks for, and that never change what it answers."""
    facts = [search.program.facts[name] for name in facts_read(search.program, rule.node)]
    for fact in facts:
        if fact.is_date or not fact.given or search.matters(rule.node, fact.id):
            continue
        case = search.asked_for(rule.node, fact.id)
        if case:
            vain = finding("fact-in-vain", rule.at, rule=rule.id, fact=fact.id)
            yield shown(search, vain, case, of_rule(rule.id))


def _of_organisation(program: Program) -> Iterator[Rule]:
    return (rule for rule in asked(program) if rule.kind in OF_ORGANISATION)


def reading_idle(search: CaseSearch, subject: Read) -> Iterator[WitnessedFinding]:
    """Readings of which no option changes what any condition comes to, who judges, or any value."""
    reading, reading_it = subject
    choices = [choice for node in reading_it for choice in _choices(node, reading.id)]
    if not choices or any(map(_judges, choices)):
        return
    if not search.reading_matters(reading.id, reading_it):
        yield WitnessedFinding(finding("reading-idle", choices[0].at, interpretation=reading.id))


def _readings(program: Program) -> Iterator[Read]:
    """The readings with several options, on which no value hangs, with what reads them."""
    valued, reading_it = _of_values(program), dict[str, list[Condition]]()
    criteria = (one.node for rule in program.rules.values() for one in rule.criteria)
    chosen: dict[int, frozenset[str]] = {}
    for node in (*roots(program), *criteria):
        for name in sorted(_chosen(node, chosen)):
            reading_it.setdefault(name, []).append(node)
    for name, interpretation in program.interpretations.items():
        if len(interpretation.options) > 1 and name not in valued:
            yield interpretation, reading_it.get(name, [])


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


def _chosen(node: Condition, known: dict[int, frozenset[str]]) -> frozenset[str]:
    """The readings that are chosen inside of a condition; `known` is what was gone into."""
    if id(node) not in known:
        own = {node.interpretation} if isinstance(node, conditions.Choice) else ()
        inner = (_chosen(part, known) for part in conditions.parts(node))
        known[id(node)] = frozenset(own).union(*inner)
    return known[id(node)]


def _of_values(program: Program) -> set[str]:
    """The readings on which values hang, wherever in a program they stand."""
    names, ahead = set[str](), list[object]([program])
    while ahead:
        part = ahead.pop()
        if part is None or isinstance(part, (str, int, Condition, Text, Place)):
            continue
        if isinstance(part, ByInterpretation):
            names.add(part.interpretation)
        elif isinstance(part, tuple):
            ahead += part
        elif isinstance(part, Mapping):
            ahead += part.values()
        else:
            ahead += [getattr(part, name) for name in getattr(part, "__match_args__", ())]
    return names


def criteria_idle(search: CaseSearch, rule: Rule) -> Iterator[WitnessedFinding]:
    """Criteria that are met wherever all the others of their rule are."""
    needed = [one for one in rule.criteria if one.mode != "indicative"]
    if len(needed) < 2 or not search.possible([Wish(rule.node, Truth.YES)]):
        return  # or the source is silent
    for criterion in needed:
        others = [Wish(one.node, Truth.YES) for one in needed if one is not criterion]
        if not search.possible([*others, Wish(criterion.node, Truth.NO)]):
            words = {"criterion": criterion.id, "rule": rule.id}
            yield WitnessedFinding(finding("criterion-idle", criterion.node.at, **words))


IN_VAIN = ProofQuestion("in-vain", of_cases, in_vain, its_own)
ACTIONS_IN_VAIN = ProofQuestion("in-vain", _of_organisation, in_vain, its_own)
READING_IDLE = ProofQuestion(
    "reading-idle",
    _readings,
    reading_idle,
    lambda _, subject: (subject[0], *subject[1]),
)
CRITERIA_IDLE = ProofQuestion("criteria-idle", asked, criteria_idle, its_own)

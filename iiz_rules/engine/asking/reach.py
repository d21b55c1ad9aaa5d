"""Can each criterion be met, and can it fail? Tried over all worlds that conditions tell apart.

All readings and all values are tried together (`inquiry`): what a condition can come to is worked
out once for all criteria that it stands in. Where that is too much, or more can be found on another
day of the question, one case after the other is tried: a fact after another is given each of its
telling values until the verdict is decided, which learning more can never revoke. Where that takes
too many steps nothing is claimed: the outcome is "not proved", never "passed".

What is proved of conditions also tells rules that no case meets although each criterion can be met,
steps that no case completes, and duties that nobody bears.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations, product
from operator import and_
from typing import Literal, NamedTuple

from iiz_rules.engine.asking.candidates import candidates, complete, reachable
from iiz_rules.engine.asking.days import days_of
from iiz_rules.engine.asking.grounds import Grounds
from iiz_rules.engine.asking.inquiry import CaseInquiry
from iiz_rules.engine.asking.many import Many, Pair
from iiz_rules.engine.asking.meaning import Meaning
from iiz_rules.engine.asking.worlds import Years, binding, following, possible
from iiz_rules.engine.compiled.numbering import Numbering
from iiz_rules.engine.interpreter import Situation
from iiz_rules.findings.finding import Finding, Severity
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import TERM, Criterion, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import settled

Nodes = tuple[conditions.Condition, ...]
MOST_STEPS = 50_000
"""steps that the proof of one criterion may take if cases are tried one by one"""
MOST_IN_ALL = 500_000
"""steps for all criteria of an edition together, which are proved on every load"""
MOST_UNPROVED = 2
"""days without a proof after which no other is tried"""
Outcome = Literal["both", "never-met", "always-met", "silent", "not-proved"]
"""`silent`: the source does not regulate some cases, and decides all others alike."""
SEVERITIES: dict[Outcome, Severity] = {
    "never-met": "error",
    "always-met": "warning",
    "not-proved": "warning",
}
BOTH = frozenset({Truth.YES, Truth.NO})
TRUTHS = {(1, 0): Truth.YES, (0, 1): Truth.NO, (0, 0): Truth.OPEN}
"""the truth by the pair of a single world"""


@dataclass(frozen=True)
class Reach:
    """The outcome for one criterion of a rule."""

    rule: str
    criterion: Criterion
    outcome: Outcome


def reach(program: Program, proof: Proof | None = None) -> Iterator[Reach]:
    """Examine every criterion of every rule; terms are examined where they are used."""
    proof = proof or Proof(program)
    for rule in (one for one in program.rules.values() if one.kind != TERM):
        for criterion in rule.criteria:
            outcome = _outcome(*proof.truths(criterion.node))
            left_open = outcome == "not-proved" and _unregulated(criterion.node)
            yield Reach(rule.id, criterion, "silent" if left_open else outcome)


def _unregulated(node: conditions.Condition) -> bool:
    """Whether a condition can never be met, because the source does not regulate a part of it."""
    match node:
        case conditions.Silent():
            return True
        case conditions.All(parts=parts):
            return any(map(_unregulated, parts))
    return False


def _outcome(truths: frozenset[Truth], exhaustive: bool) -> Outcome:
    """The outcome, as far as it was found out."""
    if truths >= BOTH:
        return "both"
    if not exhaustive or not truths:
        return "not-proved"
    [*only] = truths
    return _ONE_SIDED.get(only[0], "silent") if len(only) == 1 else "silent"


_ONE_SIDED: dict[Truth, Outcome] = {Truth.YES: "always-met", Truth.NO: "never-met"}


def unreachable(program: Program, proof: Proof | None = None) -> list[Finding]:
    """A finding for each criterion that does not, or not provably, divide the cases.

    Where one can never be met, nothing that builds on it can be met or easily be proved: that is
    said once the fault is mended.
    """
    faulty = [reached for reached in reach(program, proof) if reached.outcome in SEVERITIES]
    never = {id(one.criterion.node) for one in faulty if one.outcome == "never-met"}
    if never:
        faulty = [one for one in faulty if one.outcome != "not-proved"]
        faulty = [one for one in faulty if not never & _built_on(program, one.criterion.node)]
    return [
        Finding(
            reached.outcome,
            reached.criterion.node.at,
            {"criterion": reached.criterion.id, "rule": reached.rule},
            severity=SEVERITIES[reached.outcome],
        )
        for reached in faulty
    ]


def _built_on(program: Program, node: conditions.Condition) -> set[int]:
    """The conditions inside one, by identity, without itself."""
    return {id(part) for part in reachable(program, node)} - {id(node)}


class Proved(NamedTuple):
    """What a condition can come to, whether that is all, and the steps it took."""

    truths: tuple[str, ...]
    exhaustive: bool
    steps: int


class Proof:
    """What conditions of a program can come to, in some possible case and under some reading.

    What was `proved` before is not again; all that is `asked` for now is, with what it took.
    """

    def __init__(self, program: Program, proved: Mapping[str, Proved] | None = None) -> None:
        self.program, self.left = program, MOST_IN_ALL
        self.meaning = None if proved is None else Meaning(program)
        self.proved, self.asked = proved or {}, dict[str, Proved]()
        self.numbering = Numbering(program)
        circuit = self.numbering.circuit()
        for node in _nobody(program).values():
            self.numbering.number(node)
        circuit = circuit._replace(conditions=tuple(self.numbering.conditions))
        self.grounds = Grounds(program, circuit)
        readings = circuit.interpretations.items()
        self.readings = {name: options for name, (_, options) in readings}
        self.inquiries: dict[date, CaseInquiry] = {}
        self.found: dict[int, tuple[frozenset[Truth], bool]] = {}

    def truths(self, node: conditions.Condition) -> tuple[frozenset[Truth], bool]:
        """What a condition can come to once all is known, and whether that is proved complete."""
        number = self.numbering.number(node)
        if number not in self.found:
            self.found[number] = self._known(node) if self.meaning else self._tried(node)
        return self.found[number]

    def _known(self, node: conditions.Condition) -> tuple[frozenset[Truth], bool]:
        """The same, from an earlier proof if there is one."""
        assert self.meaning is not None
        digest = self.meaning.digest(node)
        known = self.proved.get(digest)
        if known is not None and known.steps < self.left:
            self.left -= known.steps
        else:
            left = self.left
            truths, exhaustive = self._tried(node)
            known = Proved(tuple(sorted(map(str, truths))), exhaustive, left - self.left)
        if self.left > 0:  # else more might have been found out
            self.asked[digest] = known
        return frozenset(map(Truth, known.truths)), known.exhaustive

    def _tried(self, node: conditions.Condition) -> tuple[frozenset[Truth], bool]:
        number, nodes = self.numbering.number(node), tuple(reachable(self.program, node))
        days, exhaustive = days_of(self.grounds.world, nodes)
        truths: set[Truth] = set()
        unproved = 0
        for day in days:
            here, proved = self._on(day, number, nodes)
            truths |= here
            exhaustive &= proved
            unproved += not proved
            if truths >= BOTH or unproved > MOST_UNPROVED:
                break
        return frozenset(truths), exhaustive

    def _on(self, day: date, number: int, nodes: Nodes) -> tuple[set[Truth], bool]:
        """What it can come to on a day, as far as the remaining steps allow."""
        if self.left <= 0:
            return set(), False
        self.left -= len(nodes)
        if number < len(self.grounds.circuit.conditions):
            reached = self._inquiry(day).found(number)
            if reached.exact:
                can = zip((reached.yes, reached.no, reached.rests), Truth, strict=True)
                return {truth for is_so, truth in can if is_so}, True
        search = Search(self, number, nodes, min(self.left, MOST_STEPS))
        truths: set[Truth] = set()
        for truth in search.found(day):
            truths.add(truth)
            if truths >= BOTH:
                break
        self.left -= search.steps
        return truths, search.exhaustive

    def _inquiry(self, day: date) -> CaseInquiry:
        """The inquiry into a case of which nothing is known, under every reading."""
        if day not in self.inquiries:
            situation = Situation(following(self.grounds.world, {}, day), day)
            truths = self.grounds.truths(situation, Agreed)
            self.inquiries[day] = CaseInquiry(self.grounds, situation, truths, self.readings)
        return self.inquiries[day]


class Agreed(Many):
    """Truths that hold under every option of every reading."""

    def _chosen(self, _: str, by_option: dict[str, int]) -> Pair:
        yes, no = zip(*map(self.truth, by_option.values()), strict=True)
        return reduce(and_, yes), reduce(and_, no)


class Search:
    """Searches, case by case, for those that meet a condition and those that do not."""

    def __init__(self, proof: Proof, number: int, nodes: Nodes, most: int) -> None:
        self.grounds, self.program = proof.grounds, proof.program
        self.conditions = proof.numbering.conditions
        self.number, self.nodes = number, nodes
        self.most = most
        self.steps = 0
        self.exhaustive = True
        self.read = {name for one in nodes for name in conditions.facts_of(one)}
        self.learned: set[str] = set()
        self.world = binding(self.grounds.world, self.read)

    def found(self, day: date) -> Iterator[Truth]:
        """The truths of case after case, asked about on a day."""
        test = self.grounds.testing(self.conditions, day)
        for options in _chosen(self.nodes):
            ahead = [Situation(following(self.world, {}, day), day, options)]
            while ahead:
                self.steps += len(self.nodes)
                if self.steps > self.most:
                    self.exhaustive = False
                    return
                situation = ahead.pop()
                many = Many(self.conditions, 1, {}, test(situation.facts), options)
                fact = self._next(next(self._unknown(many, situation), None), situation)
                if fact is None:
                    yield TRUTHS[many.truth(self.number)]
                else:
                    ahead += self._learning(fact, situation)

    def _unknown(self, many: Many, situation: Situation) -> Iterator[str]:
        """The unknown facts that keep the condition open, in reading order."""
        ahead, seen = [self.number], {self.number}
        while ahead:
            number = ahead.pop()
            if many.truth(number) == (0, 0):
                read = self.grounds.reads(self.conditions[number])
                yield from (fact for fact in read if settled(situation.facts.get(fact)) is None)
                inside = [part for part, counts in many.inside(number, 1) if counts]
                ahead += [part for part in inside[::-1] if part not in seen]
                seen.update(inside)

    def _next(self, unknown: str | None, situation: Situation) -> str | None:
        """The fact to learn next: first the days from which the years of another are counted."""
        for tie in self.world.ties if unknown else ():
            if isinstance(tie, Years) and tie.fact == unknown:
                days = [day for day in (tie.since, tie.at) if day in self.read]
                return next((day for day in days if day not in situation.facts), unknown)
        return unknown

    def _learning(self, fact: str, situation: Situation) -> Iterator[Situation]:
        """The situation with each possible telling value of a fact."""
        if fact not in self.learned:
            self.learned.add(fact)
            self.exhaustive &= complete(self.program, self.nodes, fact)
        for value in candidates(self.program, self.nodes, fact, situation):
            learned = {**situation.facts, fact: value}
            known = following(self.world, learned, situation.on)
            if possible(self.world, known, situation.on):
                yield Situation(known, situation.on, situation.options)


def _chosen(nodes: Iterable[conditions.Condition]) -> Iterator[dict[str, str]]:
    """All choices of the interpretations that are read, those first that differ in few.

    A criterion for one reading alone is found to hold before too many others have been tried.
    """
    read = {one.interpretation: one for one in nodes if isinstance(one, conditions.Choice)}
    options = {name: [option for option, _ in one.options] for name, one in read.items()}
    usual = {name: first for name, (first, *_) in options.items()}
    for count in range(len(options) + 1):
        for others in combinations(options, count):
            for chosen in product(*(options[name][1:] for name in others)):
                yield usual | dict(zip(others, chosen, strict=True))


def impossible(program: Program, proof: Proof | None = None) -> Iterator[Finding]:
    """Warn of criteria that contradict each other, and of steps that are never done."""
    proof = proof or Proof(program)
    for rule in (one for one in program.rules.values() if one.kind != TERM):
        if len(rule.criteria) > 1 and _never(proof, rule.node):
            yield _contradicting(proof, rule)
        if rule.done is not None and _never(proof, rule.done):
            yield Finding("never-done", rule.done.at, {"step": rule.id}, "warning")


def _never(proof: Proof, node: conditions.Condition) -> bool:
    """Whether it is proved that a condition is never met and not always open."""
    truths, exhaustive = proof.truths(node)
    return exhaustive and truths == {Truth.NO}


def _contradicting(proof: Proof, rule: Rule) -> Finding:
    """A finding that names the two contradicting criteria, or all if it takes more."""
    needed = [one for one in rule.criteria if one.mode != "indicative"]
    pairs = [*combinations(needed, 2)]
    both = (pair for pair in pairs if _never(proof, conditions.All((pair[0].node, pair[1].node))))
    named = next(both, rule.criteria)
    words = {"criteria": ", ".join(f"`{one.id}`" for one in named), "rule": rule.id}
    return Finding("criteria-contradict", named[-1].node.at, words, "warning")


def unborne(program: Program, proof: Proof | None = None) -> Iterator[Finding]:
    """Warn of duties that some case owes and nobody in it; where such a case was found.

    It may be open whether there is another kind of case; what is found is a proof.
    """
    proof = proof or Proof(program)
    for duty, node in _nobody(program).items():
        if Truth.YES in proof.truths(node)[0]:
            yield Finding("no-bearer", program.rules[duty].at, {"duty": duty}, "warning")


def _nobody(program: Program) -> dict[str, conditions.Condition]:
    """The conditions that a duty is owed and nobody named for it bears it."""
    nobody: dict[str, conditions.Condition] = {}
    for duty in program.of_kind("duty"):
        rule = program.rules[duty]
        applies = [holder.node for holder in rule.holders if holder.node]
        if len(applies) == len(rule.holders):
            nobody[duty] = conditions.All((rule.node, *map(conditions.Not, applies)))
    return nobody

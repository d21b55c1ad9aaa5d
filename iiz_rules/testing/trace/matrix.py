"""The matrix: every clause with what carries it out and the cases that try it, and back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from iiz_rules.findings.finding import Place
from iiz_rules.language.program.clauses import Clause, Mention, Status
from iiz_rules.language.program.rules import ASIDE, TERM, Program, Rule
from iiz_rules.testing.suite import CaseRun, EditionRun
from iiz_rules.testing.trace.exercised import criterion_name, determining, rule_name
from iiz_rules.words.text import Text

COMPLETE = ("tested", "reasoned")


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    n: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded down: 100 is all of them; all of none is 100."""
        return 100 * self.n // self.of if self.of else 100


@dataclass(frozen=True)
class Carrier:
    """Something that cites clauses and can determine an answer. `name` is unique in a program.

    A criterion also has the label of the rule that it is `of`.
    """

    name: str
    kind: str
    id: str
    label: Text
    clauses: tuple[str, ...]
    at: Place = field(compare=False, repr=False)
    of: Text | None = None


@dataclass(frozen=True)
class TracedClause:
    """A clause with everything that cites it, and the cases in which one of its rules decided."""

    clause: Clause
    carriers: tuple[Carrier, ...]
    mentions: tuple[Mention, ...]
    cases: tuple[CaseRun, ...]

    @property
    def status(self) -> Status:
        """Whether it is carried out and tried, or accounted for by a reason."""
        if self.clause.executable == "none":
            return "reasoned" if self.clause.reason else "unaccounted"
        if not self.carriers:
            return "missing"
        return "tested" if self.cases else "untested"


@dataclass(frozen=True)
class Trace:
    """One edition traced. A case counts where all its answers are as expected.

    So does one of an edition that this one stands on; `inherited` are all of those. `exercised`
    says, by the name of a carrier, in which cases it was determining.
    """

    program: Program
    cases: tuple[CaseRun, ...]
    failed: int
    carriers: tuple[Carrier, ...]
    exercised: dict[str, tuple[CaseRun, ...]]
    inherited: tuple[CaseRun, ...] = ()

    def cases_of(self, carrier: Carrier) -> tuple[CaseRun, ...]:
        """The cases in which a carrier was determining."""
        return self.exercised.get(carrier.name, ())

    def clauses_of(self, case: CaseRun) -> tuple[str, ...]:
        """Name the clauses that a case tries, in the order of the register."""
        return tuple(
            traced.clause.id
            for traced in self.clauses
            if any(case is other for other in traced.cases)
        )

    @property
    def untested(self) -> tuple[Carrier, ...]:
        """The carriers that were determining in no case."""
        return tuple(one for one in self.carriers if one.name not in self.exercised)

    @property
    def determining(self) -> Share:
        """How many of the carriers are determining in some case."""
        return Share(len(self.carriers) - len(self.untested), len(self.carriers))

    @cached_property
    def clauses(self) -> tuple[TracedClause, ...]:
        """Every clause of the register, in its order."""
        return tuple(self._traced(one) for one in self.program.register.clauses.values())

    def _traced(self, clause: Clause) -> TracedClause:
        carrying = tuple(one for one in self.carriers if clause.id in one.clauses)
        mentions = tuple(one for one in self.program.register.mentions if clause.id in one.clauses)
        names = {case.name for one in carrying for case in self.cases_of(one)}
        cases = tuple(case for case in self.cases if case.name in names)
        return TracedClause(clause, carrying, mentions, cases)

    def accounted(self, *executable: str) -> Share:
        """Count the clauses of some kinds that are carried by a tested rule, or have a reason."""
        asked = [one for one in self.clauses if one.clause.executable in executable]
        return Share(sum(one.status in COMPLETE for one in asked), len(asked))

    @property
    def complete(self) -> bool:
        """Whether every clause is accounted for."""
        return all(one.status in COMPLETE for one in self.clauses)


def trace(program: Program, run: EditionRun) -> Trace:
    """Trace an edition from the run of its cases."""
    passed = tuple(case for case in (*run.cases, *run.inherited) if case.passed)
    exercised: dict[str, list[CaseRun]] = {}
    for case in passed:
        compared = (name for one in case.comparisons for name in determining(one))
        for name in dict.fromkeys(compared):
            exercised.setdefault(name, []).append(case)
    return Trace(
        program,
        passed,
        sum(not case.passed for case in run.cases),
        carriers(program),
        {name: tuple(cases) for name, cases in exercised.items()},
        run.inherited,
    )


def carriers(program: Program) -> tuple[Carrier, ...]:
    """All carriers: each rule before its criteria, then the terms.

    Triggers and the groups of statistics are tried by stories and not by cases: the register lists
    them as what cites clauses.
    """
    rules = (rule for rule in program.rules.values() if rule.kind not in ASIDE | {TERM})
    carrying = [carrier for rule in rules for carrier in _of_rule(rule)]
    for term in program.definitions.values():
        kind, _, name = term.name.partition(":")
        if kind == "term":
            carrying.append(Carrier(term.name, kind, name, term.label, term.clauses, term.at))
    return tuple(carrying)


def _of_rule(rule: Rule) -> Iterator[Carrier]:
    """A rule and its criteria; an action is no more than the entries about it."""
    action = rule.kind == "competence"
    if not action:
        yield Carrier(rule_name(rule), rule.kind, rule.id, rule.label, rule.clauses, rule.at)
    for criterion in rule.criteria:
        name, cited = criterion_name(rule, criterion), (criterion.clauses, criterion.at)
        if action:
            yield Carrier(name, "competence", criterion.id, criterion.label, *cited)
        else:
            name_in = f"{rule.id}/{criterion.id}"
            yield Carrier(name, "criterion", name_in, criterion.label, *cited, rule.label)

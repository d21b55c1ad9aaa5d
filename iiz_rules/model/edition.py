"""An edition whole: all files of one state of a canton's rules, joined."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from iiz_rules.model.base import Part
from iiz_rules.model.conditions import parts
from iiz_rules.model.facts import CodeList, Fact, FactsFile
from iiz_rules.model.organisation import (
    Competence,
    Institution,
    OrganisationFile,
    Role,
)
from iiz_rules.model.rules import (
    EligibilityFile,
    EscalationFile,
    NamedRule,
    Rule,
    Term,
)
from iiz_rules.model.sources import (
    CantonFile,
    Clause,
    ClausesFile,
    EditionEntry,
    Interpretation,
    InterpretationsFile,
)
from iiz_rules.values import Domain

FILES: dict[str, type[Part]] = {
    "facts.yaml": FactsFile,
    "clauses.yaml": ClausesFile,
    "organisation.yaml": OrganisationFile,
    "interpretations.yaml": InterpretationsFile,
    "eligibility.yaml": EligibilityFile,
    "escalation.yaml": EscalationFile,
}


@dataclass(frozen=True)
class Edition:
    """The joined files. A file that the canton did not write is None or empty."""

    canton: CantonFile
    entry: EditionEntry
    digest: str
    facts_file: FactsFile
    clauses_file: ClausesFile
    organisation: OrganisationFile = field(default_factory=OrganisationFile)
    interpretations_file: InterpretationsFile | None = None
    eligibility: EligibilityFile | None = None
    escalation: EscalationFile = field(default_factory=EscalationFile)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The vocabulary, by id."""
        return {fact.id: fact for fact in self.facts_file.facts}

    @cached_property
    def code_lists(self) -> dict[str, CodeList]:
        """The closed lists, by id."""
        return {codes.id: codes for codes in self.facts_file.code_lists}

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """The clause register, by id."""
        return {clause.id: clause for clause in self.clauses_file.clauses}

    @cached_property
    def interpretations(self) -> dict[str, Interpretation]:
        """The declared interpretations, by id."""
        found = self.interpretations_file.interpretations if self.interpretations_file else ()
        return {item.id: item for item in found}

    @cached_property
    def actors(self) -> dict[str, Role | Institution]:
        """Roles and institutions, by id."""
        found: dict[str, Role | Institution] = {one.id: one for one in self.organisation.roles}
        return found | {one.id: one for one in self.organisation.institutions}

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The named conditions of all files, by id."""
        found = (*(self.eligibility.terms if self.eligibility else ()), *self.escalation.terms)
        return {term.id: term for term in found}

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """All rules by id, in the order in which they are answered."""
        named: tuple[NamedRule, ...] = (
            *self.escalation.steps,
            *self.escalation.duties,
            *self.escalation.delegations,
        )
        first: dict[str, Rule] = {"eligibility": self.eligibility} if self.eligibility else {}
        return first | {rule.id: rule for rule in named}

    @cached_property
    def actions(self) -> dict[str, tuple[Competence, ...]]:
        """What somebody may do, with the entries about it."""
        found: dict[str, tuple[Competence, ...]] = {}
        for one in self.organisation.competences:
            found[one.of] = (*found.get(one.of, ()), one)
        return found

    def domain(self, fact_id: str) -> Domain:
        """What a declared fact may be; a list that is not declared counts as empty."""
        fact = self.facts[fact_id]
        codes = self.code_lists.get(fact.code_list or "")
        members = frozenset(item.id for item in codes.codes) if codes else frozenset()
        return Domain(fact.type, members, fact.at_least, fact.at_most)

    @cached_property
    def conditions(self) -> tuple[Part, ...]:
        """Every condition of the edition, the inner ones after the outer."""
        roots = [term.when for term in self.terms.values()]
        roots += [one.when for rule in self.rules.values() for one in rule.criteria]
        roots += [one.when for one in self.organisation.competences if one.when]
        return tuple(inner for root in roots for inner in walk(root))


def walk(condition: Part) -> Iterator[Part]:
    """Give a condition and every condition inside it."""
    yield condition
    for inner in parts(condition):
        yield from walk(inner)

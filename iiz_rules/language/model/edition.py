"""An edition whole: all files of one state of a canton's rules, joined."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from iiz_rules.language.model.base import UNWRITTEN, Label, Part, label_of, walk
from iiz_rules.language.model.bodies import Body, Quality
from iiz_rules.language.model.catalogues import (
    LISTED,
    CatalogueFile,
    listing_terms,
    named_measures,
)
from iiz_rules.language.model.claims import ClaimsFile
from iiz_rules.language.model.conditions import OfGroup
from iiz_rules.language.model.escalation import Duty, EscalationFile, Step
from iiz_rules.language.model.events import EventsFile
from iiz_rules.language.model.facts import QUESTION_DATE, CodeList, Fact, FactsFile, day_of
from iiz_rules.language.model.funding import FundingFile, Payer
from iiz_rules.language.model.organisation import Actor, Competence, Group, OrganisationFile
from iiz_rules.language.model.rules import (
    Holder,
    HolderByFact,
    NamedRule,
    Rule,
    RuleFile,
    Term,
)
from iiz_rules.language.model.sources import (
    CantonFile,
    Clause,
    ClausesFile,
    EditionEntry,
    Interpretation,
    InterpretationsFile,
    SourceText,
)
from iiz_rules.language.model.statistics import StatisticsFile
from iiz_rules.language.program.organisation import everybody
from iiz_rules.language.values import Domain

Kind = TypeVar("Kind", bound=Part)
FILES: dict[str, type[Part]] = {
    "facts.yaml": FactsFile,
    "clauses.yaml": ClausesFile,
    "organisation.yaml": OrganisationFile,
    "interpretations.yaml": InterpretationsFile,
    "eligibility.yaml": RuleFile,
    "exchange.yaml": RuleFile,
    "escalation.yaml": EscalationFile,
    "events.yaml": EventsFile,
    "funding.yaml": FundingFile,
    "statistics.yaml": StatisticsFile,
    "claims.yaml": ClaimsFile,
}


DAY = Fact(
    id="question-date",
    type="date",
    computed="question-date",
    label=label_of("rules.day.label"),
    question=label_of("rules.day.question"),
)
"""The fact that dated catalogues read, where the edition declares none of its kind."""


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
    eligibility: RuleFile | None = None
    exchange: RuleFile | None = None
    escalation: EscalationFile = field(default_factory=EscalationFile)
    funding: FundingFile = field(default_factory=FundingFile)
    events: EventsFile = field(default_factory=EventsFile)
    statistics: StatisticsFile = field(default_factory=StatisticsFile)
    claims_file: ClaimsFile = field(default_factory=ClaimsFile)
    catalogues: tuple[CatalogueFile, ...] = ()
    written_in: Mapping[str, SourceText] = field(default_factory=dict)
    """the document of a clause, where it is another than that of the edition"""
    derived: Mapping[str, Part] = field(default_factory=dict)
    """facts that a condition answers where a case does not; only scenarios have any"""

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The vocabulary, by id: what is dated has its day beside it.

        Dated catalogues need the date of the question in it.
        """
        written: dict[str, Fact] = {}
        for fact in self.facts_file.facts:
            written[fact.id] = fact
            if fact.day:
                written.setdefault(fact.day, day_of(fact))
        dated = any(one.dated for one in self.catalogues)
        return written if question_date(written) or not dated else written | {DAY.id: DAY}

    @cached_property
    def code_lists(self) -> dict[str, CodeList]:
        """The closed lists, by id."""
        return {codes.id: codes for codes in self.facts_file.code_lists}

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """The clause register, by id."""
        return {clause.id: clause for clause in self.clauses_file.clauses}

    def document_of(self, clause: Clause) -> SourceText | None:
        """The document that says a clause; None where that is not clear."""
        named = (clause.source,) if clause.source else self.entry.documents
        own = (one for one in self.canton.sources if [one.id] == [*named])
        return self.written_in.get(clause.id) or next(own, None)

    @cached_property
    def interpretations(self) -> dict[str, Interpretation]:
        """The declared interpretations, by id."""
        declared = self.interpretations_file.interpretations if self.interpretations_file else ()
        return {item.id: item for item in declared}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Everybody who can act: institutions, roles, bodies and groups, by id."""
        file = self.organisation
        listed: tuple[Actor, ...] = (*file.roles, *file.institutions, *file.bodies, *file.groups)
        return {actor.id: actor for actor in listed}

    @cached_property
    def groups(self) -> dict[str, Group]:
        """The groups of actors, by id."""
        return {one.id: one for one in self.organisation.groups}

    def everybody(self, name: str) -> tuple[str, ...]:
        """An actor and whoever belongs to it: of a group its members, also through other groups."""
        return everybody({one.id: one.members for one in self.organisation.groups}, name)

    def members(self, group: str) -> tuple[str, ...]:
        """The members of a group that are no groups themselves."""
        return tuple(name for name in self.everybody(group) if name not in self.groups)

    def listed(self, operand: Any) -> tuple[Any, ...]:
        """The values that a comparison lists, one by one or as a group; of others none."""
        if isinstance(operand, OfGroup):
            return self.members(operand.group) if operand.group in self.groups else ()
        return operand if isinstance(operand, tuple) else ()

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """The bodies, by id."""
        return {one.id: one for one in self.organisation.bodies}

    @cached_property
    def qualities(self) -> dict[str, Quality]:
        """What members of bodies may have to have, by id."""
        return {one.id: one for one in self.organisation.qualities}

    @cached_property
    def rule_files(self) -> dict[str, RuleFile]:
        """The files that are one rule, by the name of the rule."""
        files = {"eligibility": self.eligibility, "exchange": self.exchange}
        return {name: file for name, file in files.items() if file}

    @cached_property
    def all_terms(self) -> tuple[Term, ...]:
        """The named conditions of all files, also those that share a name."""
        first = tuple(term for file in self.rule_files.values() for term in file.terms)
        return (*first, *self.escalation.terms, *self.funding.terms)

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The named conditions of all files, by id, and those that the catalogues make."""
        measure = self.funding.measure
        day = question_date(self.facts)
        made = listing_terms(self.catalogues, measure.kind if measure else None, day)
        return made | {term.id: term for term in self.all_terms}

    @cached_property
    def payers(self) -> tuple[Payer, ...]:
        """The payers, with everything that has to be met written out as criteria."""
        return tuple(payer.asked() for payer in self.funding.payers)

    @cached_property
    def steps(self) -> dict[str, Step]:
        """The steps and the rungs of ladders, by id."""
        rungs = tuple(rung for ladder in self.escalation.ladders for rung in ladder.rungs)
        return {step.id: step for step in (*self.escalation.steps, *rungs)}

    @cached_property
    def written_rules(self) -> tuple[tuple[str, Rule], ...]:
        """Each rule as the canton wrote it, with its name."""
        flow, money = self.escalation, self.funding
        rungs = tuple(rung for ladder in flow.ladders for rung in ladder.rungs)
        acts = (*flow.steps, *flow.duties, *flow.delegations, *rungs)
        named = (*acts, *money.payers, *money.routes, *money.costs)
        return (*self.rule_files.items(), *((rule.id, rule) for rule in named))

    @cached_property
    def named_rules(self) -> tuple[NamedRule, ...]:
        """The rules that stand in a file with others, in the order in which they are answered."""
        flow, money = self.escalation, self.funding
        rungs = tuple(rung for ladder in flow.ladders for rung in ladder.rungs)
        acts = (*flow.steps, *flow.duties, *flow.delegations, *rungs)
        return (*acts, *self.payers, *money.routes, *money.costs)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """All rules by id, in the order in which they are answered."""
        first: dict[str, Rule] = dict(self.rule_files)
        return first | {rule.id: rule for rule in self.named_rules}

    @cached_property
    def actions(self) -> dict[str, tuple[Competence, ...]]:
        """What somebody may do, with the entries about it."""
        entries: dict[str, tuple[Competence, ...]] = {}
        for competence in self.organisation.competences:
            entries[competence.of] = (*entries.get(competence.of, ()), competence)
        return entries

    def domain(self, fact_id: str) -> Domain:
        """What a declared fact may be; a list that is not declared counts as empty.

        What a measure costs is never less than nothing.
        """
        fact, measure = self.facts[fact_id], self.funding.measure
        codes = self.code_lists.get(fact.code_list or "")
        members = frozenset(item.id for item in codes.codes) if codes else frozenset()
        low = fact.at_least
        if measure and measure.amount == fact_id:
            low = max(0, low or 0)
        most, until_question = fact.at_most, fact.at_most == QUESTION_DATE
        high = most if most != QUESTION_DATE else None
        return Domain(fact.type, members, low, high, until_question, fact.day, fact.sensitive)

    def dates(self, fact_id: str) -> bool:
        """Whether a fact can be a date: it is one, or it happens on one."""
        fact = self.facts[fact_id]
        return fact.type == "date" or fact.dated

    def date_of(self, fact_id: str) -> str:
        """The fact that has the date, where a date is asked of what happened on one."""
        return self.facts[fact_id].day or fact_id

    def names_of(self, fact_id: str) -> dict[str, Label]:
        """What values of a fact are called that has no list: measures, where it says which it is.

        Of several names of one measure the first; that they differ is a finding.
        """
        measure, names = self.funding.measure, dict[str, Label]()
        if measure and measure.kind == fact_id and self.facts[fact_id].type == "text":
            for one in named_measures(self.catalogues, measure.unlisted):
                names.setdefault(one.code, one.label or UNWRITTEN)
        return names

    def codes_of(self, fact_id: str) -> tuple[str, ...]:
        """The codes that a fact can have, in the order of its list."""
        fact = self.facts.get(fact_id)
        codes = self.code_lists.get(fact.code_list or "") if fact else None
        return tuple(item.id for item in codes.codes) if codes else ()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Everything that the canton wrote, and the conditions that the language makes of it.

        But for its claims: what they name is used by nothing.
        """
        money = self.funding
        made = [one.when for one in self.terms.values() if one.id.startswith(LISTED)]
        written = (
            (self.canton, self.facts_file, self.clauses_file, *self.rule_files.values()),
            (self.escalation, self.events, self.statistics, *self.catalogues),
            (self.interpretations_file, self.organisation),
            (money.terms, money.measure, self.payers, money.routes, money.costs),
        )
        return tuple(walk((written, tuple(made), dict(self.derived))))

    @cached_property
    def all_parts(self) -> tuple[Part, ...]:
        """The same with its claims, which have to be right as well."""
        return (*self.parts, *walk(self.claims_file))

    def every(self, *kinds: type[Kind]) -> Iterator[Kind]:
        """The parts of some kinds, wherever they stand."""
        return (part for part in self.all_parts if isinstance(part, kinds))


def holders_of(rule: Rule) -> tuple[Holder | HolderByFact, ...]:
    """Who provides a step or owes a duty, in the order in which they are considered."""
    match rule:
        case Step(provider=str(role)) | Duty(bearer=str(role)):
            return (Holder(role=role),)
        case Step(provider=tuple(several)) | Duty(bearer=tuple(several)):
            return several
        case Step(provider=Part() as single) | Duty(bearer=Part() as single):
            return (single,)
    return ()


def question_date(facts: Mapping[str, Fact]) -> str | None:
    """The fact that is the date of the question; None where none is."""
    return next((one.id for one in facts.values() if one.computed == "question-date"), None)

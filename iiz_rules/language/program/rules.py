"""The program: an edition ready to be asked, with its facts and its rules."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Literal

from iiz_rules.findings.finding import Place
from iiz_rules.language.program.claims import Claim
from iiz_rules.language.program.clauses import Register
from iiz_rules.language.program.conditions import NOWHERE, All, AtLeast, Choice, Condition
from iiz_rules.language.program.events import Deadline, Event, Statistics, Trigger
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.money import Catalogue, Split, Waterfall
from iiz_rules.language.program.organisation import (
    Actor,
    Body,
    Competence,
    Staffing,
    everybody,
)
from iiz_rules.language.values import Domain, Value
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text


@frozen
class Fact:
    """What the program knows about one fact.

    `years_since`, `years_at` and `is_date` say how it follows from other facts or from the date;
    what has a `day` in its domain has happened where that is known, and so is what is `known_by`
    another fact.
    `given` is false for what the edition does not declare: counted from members, staff, who acts.
    """

    id: str
    domain: Domain
    label: Text
    question: Text
    unit: Text | None = None
    codes: Mapping[str, Text] = field(default_factory=dict)
    names: Mapping[str, Text] = field(default_factory=dict)
    """the labels of some values of a text, which may have any other too"""
    held_by: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    years_since: str | None = None
    years_at: str | None = None
    is_date: bool = False
    given: bool = True
    known_by: str | None = None
    commune: str | None = None
    """the commune that says by its number which place this is"""
    ech: str | None = None
    """the elements of a register's message in which it stands"""

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The facts that it follows from, if they are known."""
        named = (self.years_since, self.years_at, self.told_by, self.commune)
        return tuple(one for one in named if one)

    @property
    def counted_from(self) -> tuple[str, ...]:
        """The sources that conditions may ask about as well; of a commune only its places are."""
        return tuple(one for one in self.sources if one != self.commune)

    @cached_property
    def told_by(self) -> str | None:
        """The fact whose being known makes this one a yes: its day, or another."""
        return self.domain.day or self.known_by

    def __repr__(self) -> str:
        return f"<Fact {self.id}: {self.domain.type}>"


@frozen
class Criterion:
    """One criterion of a rule, its condition compiled."""

    id: str
    label: Text
    mode: Literal["required", "indicative", "judgement"]
    clauses: tuple[str, ...]
    node: Condition
    at: Place = field(default=NOWHERE, compare=False, repr=False)

    def __repr__(self) -> str:
        return f"<Criterion {self.id}>"


Kind = Literal[
    "eligibility",
    "exchange",
    "step",
    "duty",
    "delegation",
    "rung",
    "payer",
    "funding",
    "cost",
    "competence",
    "composition",
    "quorum",
    "majority",
    "meetings",
    "staffing",
    "trigger",
    "group",
    "term",
]


OF_ORGANISATION = frozenset(
    {"competence", "composition", "quorum", "majority", "meetings", "staffing"}
)
"""the kinds of rules about the organisation rather than a case"""


TRIGGER: Literal["trigger"] = "trigger"
"""the kind of rule that is evaluated when an event arrives"""


GROUP: Literal["group"] = "group"
"""the kind of rule that says whether a case belongs to a group of the statistics"""


ASIDE = frozenset({TRIGGER, GROUP})
"""the kinds of rules that cannot be asked by name"""


TERM: Literal["term"] = "term"
"""the kind of rule of a term that is asked by name"""


ACTOR = "actor"
"""The fact that says who acts, in the questions of who may do what."""


STEPS = 50_000
"""steps a question may take; loading refuses an edition that could take more"""
ROUTE = "route"
"""the way made of the steps; the other ways are the ladders"""


@frozen
class Holder:
    """Who acts in a step or owes a duty, where `node` holds; None where nothing is asked.

    Whose role it is `of` may be said by a fact of the case, `of_fact`. Where a fact names who acts
    there is one for each that it can name, and `named_by` is the fact.
    """

    role: str
    of: str | None
    node: Condition | None
    named_by: str | None = None
    of_fact: str | None = None


@frozen
class Rule:
    """A question with its criteria.

    `actors` are the roles by their part in it; `holders` those of whom the first that applies is
    the one, in the part `part`. `done` says of a step that it lies behind the case.
    """

    id: str
    kind: Kind
    label: Text
    clauses: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    enough: int | ByInterpretation = 0
    actors: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    holders: tuple[Holder, ...] = ()
    done: Condition | None = None
    actions: tuple[str, ...] = ()
    informs: tuple[str, ...] = ()
    body: str | None = None
    at: Place = field(default=NOWHERE, compare=False, repr=False)

    def __repr__(self) -> str:
        return f"<Rule {self.id}: {self.kind}>"

    @property
    def speaks(self) -> tuple[Condition, ...]:
        """The indicative criteria."""
        return tuple(one.node for one in self.criteria if one.mode == "indicative")

    @cached_property
    def node(self) -> Condition:
        """The rule as one condition: everything required, then enough indicative criteria."""
        needed = tuple(one.node for one in self.criteria if one.mode != "indicative")
        return All((*needed, self._enough) if self.speaks else needed)

    @property
    def _enough(self) -> Condition:
        """Enough indicative criteria; how many may depend on an interpretation."""
        if isinstance(self.enough, int):
            return AtLeast(self.enough, self.speaks)
        numbers = self.enough.options.items()
        options = tuple((option, AtLeast(int(str(n)), self.speaks)) for option, n in numbers)
        return Choice(self.enough.interpretation, options)


@frozen
class Definition:
    """A named condition that others refer to."""

    name: str
    label: Text
    clauses: tuple[str, ...]
    node: Condition
    at: Place = field(default=NOWHERE, compare=False, repr=False)

    def __repr__(self) -> str:
        return f"<Definition {self.name}>"


@frozen
class Program:
    """An edition ready to be asked. `digest` covers exactly the documents it was made from."""

    canton: str
    label: Text
    edition: str
    digest: str
    valid_from: date | None
    valid_to: date | None
    dated: date | None
    facts: Mapping[str, Fact]
    interpretations: Mapping[str, Interpretation]
    definitions: Mapping[str, Definition]
    rules: Mapping[str, Rule]
    actors: Mapping[str, Text]
    assumed_after: str | None = None
    """the edition that this one is assumed to have replaced, if neither has a date"""
    people: Mapping[str, Actor] = field(default_factory=dict)
    competences: tuple[Competence, ...] = ()
    derived: Mapping[str, Condition] = field(default_factory=dict)
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    way_labels: Mapping[str, Text] = field(default_factory=dict)
    way_clauses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline | ByInterpretation] = field(default_factory=dict)
    splits: Mapping[str, Split] = field(default_factory=dict)
    waterfall: Waterfall | None = None
    catalogues: tuple[Catalogue, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    staffing: Mapping[str, Staffing] = field(default_factory=dict)
    announced: tuple[str, date] | None = None
    """the edition that will replace this one, and from when"""
    register: Register = field(default_factory=Register)
    initially: Mapping[str, Value] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    triggers: Mapping[str, Trigger] = field(default_factory=dict)
    statistics: Statistics = field(default_factory=Statistics)
    kept: str | None = None
    """how long a case is kept after its closing"""
    claims: tuple[Claim, ...] = ()
    """the claims about all cases"""

    def __repr__(self) -> str:
        return f"<Program {self.canton} {self.edition}: {len(self.rules)} rules>"

    @property
    def questions(self) -> tuple[str, ...]:
        """The rules that are questions about a case: not about the organisation, nor auxiliary."""
        apart = OF_ORGANISATION | ASIDE | {TERM}
        return tuple(one.id for one in self.rules.values() if one.kind not in apart)

    def everybody(self, actor: str) -> tuple[str, ...]:
        """An actor and whoever belongs to it: of a group its members, also through other groups."""
        return everybody({name: one.members for name, one in self.people.items()}, actor)

    def of_kind(self, *kinds: Kind) -> tuple[str, ...]:
        """The rules of some kinds, kind by kind."""
        rules = self.rules.values()
        return tuple(rule.id for kind in kinds for rule in rules if rule.kind == kind)

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions somebody may take; being informed is none."""
        return tuple(one.id for one in self.rules.values() if one.kind == "competence")

    @cached_property
    def computed(self) -> tuple[Fact, ...]:
        """The facts that follow from others or from the date of the question."""
        return tuple(one for one in self.facts.values() if one.is_date or one.sources)

    @cached_property
    def following(self) -> frozenset[str]:
        """The facts that need not be given, because they follow from others."""
        return frozenset([*self.derived, *(fact.id for fact in self.computed)])

    @cached_property
    def sensitive(self) -> frozenset[str]:
        """The facts that the canton calls sensitive, and what is computed from one."""
        named = {name for name, fact in self.facts.items() if fact.domain.sensitive}
        return frozenset([*named, *(one.id for one in self.computed if named & {*one.sources})])

    @cached_property
    def beside_reasons(self) -> dict[str, tuple[str, ...]]:
        """What of each rule's answer its reasons do not determine, by the names in a decision."""
        return {name: tuple(self._beside(rule)) for name, rule in self.rules.items()}

    def _beside(self, rule: Rule) -> Iterator[str]:
        if rule.id in self.deadlines:
            yield from ("due", "due_hangs_on")
        if any(holder.of_fact for holder in rule.holders):
            yield "actors"
        if rule.kind == "payer" or rule.id in self.splits:
            yield from ("parts", "part_bounds", "bearers")

    @cached_property
    def counting(self) -> dict[str, list[Fact]]:
        """The years that are counted from or to a day, by that day."""
        counting: dict[str, list[Fact]] = {}
        for years in self.computed:
            for day in {years.years_since, years.years_at} - {None, ""}:
                counting.setdefault(str(day), []).append(years)
        return counting

    @cached_property
    def communes(self) -> tuple[Fact, ...]:
        """The facts that are the number of a commune."""
        return tuple(one for one in self.facts.values() if one.domain.type == "commune")

    @cached_property
    def until_question(self) -> tuple[Fact, ...]:
        """The dates that cannot lie after that of the question."""
        return tuple(one for one in self.facts.values() if one.domain.until_question)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The names that group facts: `person` and `person.residence` of the fact below them."""
        steps = (fact.split(".")[:-1] for fact in self.facts)
        return frozenset(".".join(path[: i + 1]) for path in steps for i in range(len(path)))

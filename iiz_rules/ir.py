"""The program: conditions as plain data, with nothing left to look up in the YAML.

Fourteen kinds of node, shared by all engines. Every node has an address (`at`), which plays no part
in equality. Sets of values are sorted tuples, so that a program has one spelling.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from iiz_rules import tables
from iiz_rules.diagnostics import Place, Source, Text
from iiz_rules.register import Register
from iiz_rules.values import Domain, Value

NOWHERE = Place(Source("<python>"))
Sign = Literal["==", "<=", ">=", "<", ">"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has: where it was written."""

    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class All(Node):
    """Yes when all parts are yes."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any(Node):
    """Yes when one part is yes."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Yes when the part is no."""

    part: Node


@dataclass(frozen=True, slots=True)
class AtLeast(Node):
    """Yes when at least `n` parts are yes."""

    n: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """Yes or no, whatever the case says."""

    value: bool


@dataclass(frozen=True, slots=True)
class Silent(Node):
    """Open, whatever the case says: the source does not regulate it. `hint` says what to know."""

    hint: Text


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """The fact has one of the values."""

    fact: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Range(Node):
    """The fact (int, chf, date) lies from `low` to `high`, both included; None is no limit."""

    fact: str
    low: Value | None
    high: Value | None


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """The fact stands in a relation to another fact of the same type."""

    fact: str
    sign: Sign
    other: str


@dataclass(frozen=True, slots=True)
class Within(Node):
    """The date lies at most `stretch` before (`last`) or after (`next`) the question's date.

    With `same`, the stretch is a calendar month, quarter or year, and both dates lie in it.
    """

    fact: str
    side: Literal["last", "next", "same"]
    stretch: str


@dataclass(frozen=True, slots=True)
class Members(Node):
    """From `low` to `high` members of the set are among `codes` (None: any member counts)."""

    fact: str
    codes: tuple[str, ...] | None
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Judgement(Node):
    """A judgement that one of the roles `by` gives."""

    fact: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """The outcome of a definition: a term or another rule."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """The condition that belongs to the chosen option of an interpretation."""

    interpretation: str
    options: tuple[tuple[str, Node], ...]


@dataclass(frozen=True)
class Fact:
    """What the program knows about one fact.

    `years_since`, `years_at` and `is_date` say how it follows from other facts or from the date.
    `given` is false for what the edition does not declare: counted from members, staff, who acts.
    """

    id: str
    domain: Domain
    label: Text
    question: Text
    unit: Text | None = None
    codes: Mapping[str, Text] = field(default_factory=dict)
    held_by: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    years_since: str | None = None
    years_at: str | None = None
    is_date: bool = False
    given: bool = True


@dataclass(frozen=True)
class Reading:
    """An interpretation as the program reads it."""

    id: str
    label: Text
    question: Text
    options: Mapping[str, Text]
    default: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Criterion:
    """One criterion of a rule, its condition compiled."""

    id: str
    label: Text
    mode: Literal["required", "indicative", "judgement"]
    clauses: tuple[str, ...]
    node: Node
    at: Place = field(default=NOWHERE, compare=False, repr=False)


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
    "staffing",
    "trigger",
    "group",
]
OF_ORGANISATION = frozenset({"competence", "composition", "quorum", "majority", "staffing"})
"""The kinds of rules that are about who there is and who acts, and not about a case."""
TRIGGER: Literal["trigger"] = "trigger"
"""The kind of rule that is asked when an event arrives, and not of a case as such."""
GROUP: Literal["group"] = "group"
"""The kind of rule that says whether a case is counted in a group."""
ASIDE = frozenset({TRIGGER, GROUP})
"""The kinds of rules that nobody asks by name."""
ACTOR = "actor"
"""The fact that says who acts, in the questions of who may do what."""
ROUTE = "route"
"""The path made of the steps; the other paths are the ladders."""


@dataclass(frozen=True)
class Holder:
    """Who acts in a step or owes a duty, where `node` holds; None where nothing is asked."""

    role: str
    of: str | None
    node: Node | None


@dataclass(frozen=True)
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
    enough: int = 0
    actors: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    holders: tuple[Holder, ...] = ()
    done: Node | None = None
    actions: tuple[str, ...] = ()
    informs: tuple[str, ...] = ()
    body: str | None = None
    at: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def speaks(self) -> tuple[Node, ...]:
        """The indicative criteria."""
        return tuple(one.node for one in self.criteria if one.mode == "indicative")

    @cached_property
    def node(self) -> Node:
        """The rule as one condition: all that is needed, then enough of what speaks for it."""
        needed = tuple(one.node for one in self.criteria if one.mode != "indicative")
        return All((*needed, AtLeast(self.enough, self.speaks)) if self.speaks else needed)


@dataclass(frozen=True)
class Definition:
    """A named condition that others refer to."""

    name: str
    label: Text
    clauses: tuple[str, ...]
    node: Node
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Program:
    """An edition ready to be asked. `digest` is over exactly the documents it was made from."""

    canton: str
    label: Text
    edition: str
    digest: str
    valid_from: date | None
    valid_to: date | None
    dated: date | None
    facts: Mapping[str, Fact]
    readings: Mapping[str, Reading]
    definitions: Mapping[str, Definition]
    rules: Mapping[str, Rule]
    actors: Mapping[str, Text]
    people: Mapping[str, tables.Actor] = field(default_factory=dict)
    competences: tuple[tables.Competence, ...] = ()
    derived: Mapping[str, Node] = field(default_factory=dict)
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    way_labels: Mapping[str, Text] = field(default_factory=dict)
    way_clauses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deadlines: Mapping[str, tables.Deadline | tables.Choice] = field(default_factory=dict)
    splits: Mapping[str, tables.Split] = field(default_factory=dict)
    waterfall: tables.Waterfall | None = None
    catalogues: tuple[tables.Catalogue, ...] = ()
    bodies: Mapping[str, tables.Body] = field(default_factory=dict)
    staffing: Mapping[str, tables.Staffing] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    initially: Mapping[str, Value] = field(default_factory=dict)
    events: Mapping[str, tables.Event] = field(default_factory=dict)
    triggers: Mapping[str, tables.Trigger] = field(default_factory=dict)
    statistics: tables.Statistics = field(default_factory=tables.Statistics)

    @property
    def questions(self) -> tuple[str, ...]:
        """The rules that are asked of a case as such, not of who there is and who acts."""
        apart = OF_ORGANISATION | ASIDE
        return tuple(one.id for one in self.rules.values() if one.kind not in apart)

    @property
    def actions(self) -> tuple[str, ...]:
        """What somebody may do; where people are only informed, nobody acts."""
        return tuple(one.id for one in self.rules.values() if one.kind == "competence")

    @cached_property
    def computed(self) -> tuple[Fact, ...]:
        """The facts that follow from others or from the date of the question."""
        return tuple(one for one in self.facts.values() if one.is_date or one.years_since)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The names that group facts: `person` and `person.residence` of the fact below them."""
        steps = (fact.split(".")[:-1] for fact in self.facts)
        return frozenset(".".join(path[: i + 1]) for path in steps for i in range(len(path)))


def parts(node: Node) -> tuple[Node, ...]:
    """Give the nodes directly inside a node."""
    match node:
        case All(parts=inner) | Any(parts=inner) | AtLeast(parts=inner):
            return inner
        case Not(part=part):
            return (part,)
        case Choice(options=options):
            return tuple(option for _, option in options)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Give a node and every node inside it."""
    yield node
    for inner in parts(node):
        yield from walk(inner)

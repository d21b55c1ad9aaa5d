"""A case at a moment, and the changes that led there, as immutable data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import picked
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.words.text import Text

ChangeKind = Literal[
    "arose",
    "settled",
    "lapsed",
    "unsure",
    "due",
    "missed",
    "moved",
    "passed-on",
    "entered",
    "left",
    "holds",
    "fails",
    "open",
    "notified",
    "requested",
]
"""What can be told: of a duty up to `passed-on`, of a way, of other rules, then of triggers."""


class Decisions(Mapping[str, Decision]):
    """The evaluations that decided some rules, each as a decision when somebody looks at it.

    Of a case that was taken up only the days are known yet: `make` then evaluates anew.
    """

    def __init__(
        self,
        decisions: Mapping[str, Evaluation | date] | None = None,
        make: Callable[[str, date], Evaluation] | None = None,
    ) -> None:
        self._found, self._make = dict(decisions or {}), make

    @property
    def days(self) -> dict[str, date]:
        """On which day each rule was last asked."""
        return {
            rule: known if isinstance(known, date) else known.on
            for rule, known in self._found.items()
        }

    def also(self, evaluation: Evaluation, rules: Iterable[str]) -> "Decisions":
        """These decisions, but of some rules those of another evaluation."""
        return Decisions({**self._found, **dict.fromkeys(rules, evaluation)}, self._make)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the evaluations, making those not made yet."""
        return Decisions, ({rule: self._evaluation(rule) for rule in self._found},)

    def _evaluation(self, rule: str) -> Evaluation:
        decided = self._found[rule]
        if isinstance(decided, date):
            assert self._make  # days alone stand only in what was taken up
            decided = self._found[rule] = self._make(rule, decided)
        return decided

    def __getitem__(self, rule: str) -> Decision:
        """The decision of a rule."""
        return Decision(self._evaluation(rule), rule)

    def done(self, rule: str) -> Truth | None:
        """Whether a step lies behind the case; None where the edition does not say when it does."""
        return self._evaluation(rule).done(rule)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        unmade = sum(isinstance(found, date) for found in self._found.values())
        return f"<Decisions of {len(self)} rules, {len(self) - unmade} made>"


class Consequence:
    """Something that rests on a decision, with the evaluation that decided it."""

    __slots__ = ()
    decision: Decision

    @property
    def program(self) -> Program:
        """The edition that decided."""
        return self.decision.program

    @property
    def label(self) -> Text:
        """What the duty, step, delegation or trigger is called."""
        return self.decision.label

    @property
    def clauses(self) -> tuple[str, ...]:
        """On which clauses."""
        return self.decision.clauses

    @property
    def links(self) -> dict[str, Text]:
        """Where these can be read, where the canton says so."""
        return self.program.register.links(self.clauses)


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty that is owed."""

    duty: str
    since: date
    bearer: str | None = None
    """who owes it; None while that is open"""
    of: str | None = None
    """the institution whose role it is, where that is said"""
    due: date | None = None
    """by when; None where the text sets no date, or it is not known"""
    counted: date | None = None
    """the day that a trigger counted from an event, in place of the duty's own"""

    def late(self, on: date) -> bool:
        """Whether its date has passed."""
        return self.due is not None and self.due < on


@dataclass(frozen=True, slots=True)
class Change(Consequence):
    """One thing told of a case: a duty arose, a step is next, somebody is informed.

    `decision` stands in no comparison, because the same may be told for other values.
    """

    kind: ChangeKind
    on: date
    rule: str
    decision: Decision = field(compare=False)
    actor: str | None = None
    """who owes or provides; None while that is open, or nobody does"""
    of: str | None = None
    """the institution whose role it is, where that is said"""
    due: date | None = None
    to: tuple[str, ...] = ()
    """whom a trigger tells, or those who may do what it asks for"""
    way: str | None = None
    action: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The change as JSON-ready data."""
        names = ("on", "kind", "rule", "actor", "of", "due", "to", "action", "clauses", "links")
        return picked(self, *names)

    def __repr__(self) -> str:
        return f"<Change {self.on}: {self.rule} {self.kind}>"


@dataclass(frozen=True, slots=True)
class State:
    """A case at a moment: what replaying its events and passing the days since gives."""

    on: date
    facts: Mapping[str, Value]
    situation: Situation
    """the facts with those that follow from them on that day"""
    verdicts: Mapping[str, Truth]
    """what each rule that is followed comes to"""
    decisions: Decisions = field(compare=False)
    """the evaluations that decided so, each of the day on which its rule was last asked"""
    owed: Mapping[str, tuple[Owed, ...]]
    """what is owed by each duty, the first date first: what was missed, then what runs"""
    position: Mapping[str, str | None]
    """the next step of each way, where it can be taken"""
    begun: bool = False
    closed: bool = False

    def __repr__(self) -> str:
        stands = "closed" if self.closed else "open" if self.begun else "not begun"
        return f"<State {self.on}: {stands}, {len(self.all_owed)} owed>"

    @property
    def all_owed(self) -> tuple[Owed, ...]:
        """All that is owed, duty by duty."""
        return tuple(owed for duty in self.owed.values() for owed in duty)

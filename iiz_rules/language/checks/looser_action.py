"""Actions that belong to a step, a rung or a route, and are open to somebody where it is not.

Who asks for a step, or refers to whoever acts in it, does so before it is open: that is no fault.
Who acts in it and asks for something else does so within it.
"""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model import conditions
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.edition import Edition, holders_of
from iiz_rules.language.model.escalation import Step
from iiz_rules.language.model.funding import Route
from iiz_rules.language.model.organisation import Competence
from iiz_rules.language.model.rules import Holder, Rule
from iiz_rules.language.program.organisation import ASKING


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of entries about an action that do not ask for a rule to which the action belongs."""
    belonging: dict[str, list[tuple[Step | Route, int]]] = {}
    for _, rule in edition.written_rules:
        if isinstance(rule, (Step, Route)):
            for position, action in enumerate(rule.actions):
                belonging.setdefault(action, []).append((rule, position))
    for action, places in belonging.items():
        rules = [rule for rule, _ in places]
        for entry in edition.actions.get(action, ()):
            ahead = not entry.acts or any(_leads(entry, rule) for rule in rules)
            if not ahead and not _asks(edition, entry, {rule.id for rule in rules}):
                first, position = places[0]
                words = {"entry": entry.id, "rules": ", ".join(rule.id for rule in rules)}
                place = first.place_of("actions", position)
                yield Finding("looser-action", place, words, "warning")


def _leads(entry: Competence, rule: Step | Route) -> bool:
    """Whether it asks for the step, or refers to whoever acts in it."""
    holders = (one.role for one in holders_of(rule) if isinstance(one, Holder))
    acting = {rule.decided_by} if isinstance(rule, Route) else {rule.body, *holders}
    within = bool(entry.by) and set(entry.by or ()) <= acting
    asking = entry.capacity in ASKING and not within
    return asking or (entry.to is not None and entry.to in acting)


def _asks(edition: Edition, entry: Competence, rules: set[str]) -> bool:
    return entry.when is not None and Implied(edition, rules).by(entry.when)


class Implied:
    """Tells whether a condition can only hold if one of some rules is a yes."""

    def __init__(self, edition: Edition, rules: set[str]) -> None:
        self.edition, self.rules = edition, rules
        self.named: dict[str, bool] = {}

    def by(self, condition: Part) -> bool:
        """Whether it cannot hold without one of the rules; what is not seen so is not told."""
        match condition:
            case conditions.RuleCondition(rule=name):
                return name in self.rules or self._by_name(f"rule:{name}", self._needed(name))
            case conditions.TermCondition(term=name):
                term = self.edition.terms.get(name)
                return self._by_name(f"term:{name}", (term.when,) if term else ())
            case conditions.ConstantCondition(is_met=met):
                return not met
            case conditions.NotRegulatedCondition():
                return True  # it never holds
            case conditions.AllCondition(all=parts):
                return any(map(self.by, parts))
            case conditions.AnyCondition(any=parts):
                return all(map(self.by, parts))
            case conditions.ByCaseCondition(by_case=branches):
                return all(any(map(self.by, branch.parts)) for branch in branches)
            case conditions.InterpretationCondition(choose=options) if options:
                return all(map(self.by, options.values()))
        return False

    def _needed(self, name: str) -> tuple[Part, ...]:
        """What another rule needs."""
        rule: Rule | None = self.edition.rules.get(name)
        criteria = rule.criteria if rule else ()
        return tuple(one.when for one in criteria if one.mode != "indicative")

    def _by_name(self, name: str, parts: tuple[Part, ...]) -> bool:
        """Whether a definition asks for one of them; one in a circle does not."""
        if name not in self.named:
            self.named[name] = False
            self.named[name] = any(map(self.by, parts))
        return self.named[name]

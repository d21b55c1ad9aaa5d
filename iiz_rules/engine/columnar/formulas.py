"""A program as formulas: what its nodes come to once date, readings and columns are settled.

Equal conditions become one and the same formula, so that each is evaluated once. What is decided
whatever the rows say is left out; what no column tells stays, as it has to be named as missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.deadlines import chosen
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.rules import Rule

Kind = Literal["all", "any", "not", "count", "atom", "absent", "sure", "possible", "null"]
"""`sure`, `possible` and `null` say of a formula that it is yes, not no, or open, and are never
open themselves. An `absent` atom reads a fact that no column gives."""


@dataclass(frozen=True, eq=False, slots=True)
class Formula:
    """One condition; the same one is never made twice, so that `is` compares."""

    kind: Kind
    parts: tuple["Formula", ...] = ()
    n: int = 0
    node: conditions.Condition | None = None
    never: bool = False
    """whether it is open in every row"""
    decided: bool = False
    """whether it is open in no row, because every fact that it reads is known in all of them"""

    def walk(self, seen: set["Formula"]) -> Iterator["Formula"]:
        """The formulas below and this one, each once, parts first."""
        if self not in seen:
            seen.add(self)
            for part in self.parts:
                yield from part.walk(seen)
            yield self


Folded = Formula | bool
"""A formula, or an answer that is the same in every row."""


class Folding:
    """Makes formulas of the nodes of one program, for one date and one choice of readings."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.program = inputs.program
        self.situation = inputs.situation
        self.made: dict[object, Formula] = {}
        self.defined: dict[str, Folded] = {}

    def make(
        self,
        kind: Kind,
        parts: tuple[Formula, ...] = (),
        n: int = 0,
        node: conditions.Condition | None = None,
    ) -> Formula:
        """The formula with these parts, the same one each time."""
        key = (kind, parts, n, type(node), node)
        if key not in self.made:
            if node is not None:
                never = kind == "absent"
                decided = not never and all(map(self.inputs.known, facts_of(node)))
            else:
                certain = kind in ("sure", "possible", "null")
                never = not certain and all(part.never for part in parts)
                decided = certain or all(part.decided for part in parts)
            self.made[key] = Formula(kind, parts, n, node, never, decided)
        return self.made[key]

    def fold(self, node: conditions.Condition) -> Folded:
        """What a node comes to."""
        match node:
            case conditions.Constant(value=value):
                return value
            case conditions.All(parts=parts):
                return self.all(self.fold(part) for part in parts)
            case conditions.Any(parts=parts):
                return self.any(self.fold(part) for part in parts)
            case conditions.AtLeast(n=n, parts=parts):
                return self.at_least(n, [self.fold(part) for part in parts])
            case conditions.Not(part=part):
                return self.negate(self.fold(part))
            case conditions.ByCase():
                return self.by_case(*map(self.fold, conditions.parts(node)))
            case conditions.Reference(name=name):
                return self.definition(name, self.program.definitions[name].node)
            case conditions.Choice(interpretation=name, options=options):
                option = self.program.interpretations[name].in_force(self.situation.options)
                return self.fold(dict(options)[option])
            case conditions.Joined():
                return self.fold(conditions.spelled(node))
        return self.leaf(node)

    def leaf(self, node: conditions.Condition) -> Folded:
        """What a leaf comes to; a fact that a scenario derives is told by its condition."""
        facts = facts_of(node)
        has_columns = not isinstance(node, conditions.Silent) and all(map(self.inputs.given, facts))
        own = self.make("atom" if has_columns else "absent", node=node)
        fact = next(iter(facts), "")
        if fact not in self.program.derived:
            return own
        follows = self.definition(f"derived:{fact}", self.program.derived[fact])
        if isinstance(node, conditions.OneOf) and node.values == (False,):
            follows = self.negate(follows)
        return self.any([self.certain("sure", own), self.all([self.certain("null", own), follows])])

    def chosen(self, value: object) -> Any:
        """A value of the program, by the option in force where it depends on a reading."""
        return chosen(self.program, self.situation, value)

    def definition(self, name: str, node: conditions.Condition) -> Folded:
        """What a formula or a rule comes to."""
        if name not in self.defined:
            self.defined[name] = self.fold(node)
        return self.defined[name]

    def rule(self, rule: Rule) -> Folded:
        """What a rule comes to."""
        return self.definition(f"rule:{rule.id}", rule.node)

    def all(self, parts: Iterable[Folded]) -> Folded:
        """Conjoin."""
        return self._joined("all", parts)

    def any(self, parts: Iterable[Folded]) -> Folded:
        """Disjoin."""
        return self._joined("any", parts)

    def _joined(self, kind: Literal["all", "any"], parts: Iterable[Folded]) -> Folded:
        neutral = kind == "all"
        joined: dict[Formula, None] = {}
        for part in parts:
            if isinstance(part, bool):
                if part is not neutral:
                    return part
            else:
                joined |= dict.fromkeys(part.parts if part.kind == kind else (part,))
        if len(joined) < 2:
            return next(iter(joined), neutral)
        return self.make(kind, tuple(joined))

    def negate(self, part: Folded) -> Folded:
        """Negate."""
        if isinstance(part, bool):
            return not part
        return part.parts[0] if part.kind == "not" else self.make("not", (part,))

    def at_least(self, n: int, parts: list[Folded]) -> Folded:
        """Ask for at least `n` of the parts."""
        n -= sum(part is True for part in parts)
        left = [part for part in parts if isinstance(part, Formula)]
        if n <= 0 or n > len(left):
            return n <= 0
        if n in (1, len(left)):
            return self.any(left) if n == 1 else self.all(left)
        return self.make("count", tuple(left), n)

    def by_case(self, when: Folded, then: Folded, otherwise: Folded) -> Folded:
        """Ask one of two branches, or both while it is open which of them counts."""
        either = self.all([self.certain("null", when), then, otherwise])
        return self.any([self.all([when, then]), self.all([self.negate(when), otherwise]), either])

    def certain(self, kind: Literal["sure", "possible", "null"], part: Folded) -> Folded:
        """Ask whether a formula is yes, is not no, or is open: a question with only two answers."""
        if isinstance(part, bool):
            return part and kind != "null"
        if part.decided:
            return part if kind != "null" else False
        return kind != "sure" if part.never else self.make(kind, (part,))

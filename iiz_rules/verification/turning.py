"""A case that meets a condition and, with some facts changed, does not: made small."""

from collections.abc import Sequence
from dataclasses import replace

from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.verification.witness import Case, Judge, Wish, smallest


class Turning:
    """Two cases that answer a condition yes and no, as the first one and what changes in it.

    Of `growing` facts the second case has more. A fact that one of the two alone knows is learned
    or forgotten; both are tried without that.
    """

    def __init__(
        self, judge: Judge, node: Condition, cases: tuple[Case, Case], growing: Sequence[str]
    ) -> None:
        self.judge, self.node, self.growing = judge, node, growing
        self.before, after = cases
        known, later = self.before.facts, after.facts
        self.changes = {name: new for name, new in later.items() if known.get(name) != new}
        self.learned = self.changes.keys() - known.keys()
        self.forgotten = known.keys() - later.keys()

    def after(self, case: Case) -> Case:
        """The case after these changes."""
        stays = {name: known for name, known in case.facts.items() if name not in self.forgotten}
        changing = self.changes.keys() & (case.facts.keys() | self.learned)
        return replace(case, facts={**stays, **{name: self.changes[name] for name in changing}})

    def shows(self, case: Case) -> bool:
        """Whether the changes turn the answer in a case."""
        grown = all(
            name in case.facts and _is_more(case.facts[name], self.changes[name])
            for name in self.growing
        )
        yes, no = [Wish(self.node, Truth.YES)], [Wish(self.node, Truth.NO)]
        confirms = self.judge.confirms
        return grown and confirms(case, yes) and confirms(self.after(case), no)

    def smallest(self) -> tuple[Case, Case]:
        """Both cases, with as few facts, and as little that changes, as show it."""
        self._spare(self.forgotten)  # what is known may mostly stay so
        self.before = smallest(self.judge.program, self.before, self.shows)
        self._spare(self.learned)
        self._fewer_members()
        return self.before, self.after(self.before)

    def _spare(self, names: set[str]) -> None:
        """Take out of some names those without which it is shown as well."""
        for name in sorted(names):
            names.remove(name)
            if not self.shows(self.before):
                names.add(name)

    def _fewer_members(self) -> None:
        """Let a set change to as few members as show it."""
        for name, new in list(self.changes.items()):
            for member in sorted(new) if isinstance(new, frozenset) else ():
                whole = self.changes[name]
                assert isinstance(whole, frozenset)
                self.changes[name] = whole - {member}
                if not self.shows(self.before):
                    self.changes[name] = whole


def _is_more(one: Value, other: Value) -> bool:
    """Whether the other value is at least the one, of its kind; a set with all its members."""
    return bool(one <= other)  # type: ignore[operator] # both are of one type

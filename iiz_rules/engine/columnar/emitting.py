"""Formulas → expressions. A formula that is needed more than once becomes a column."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import reduce
from operator import add, and_, or_

import narwhals as nw

from iiz_rules.engine.columnar.formulas import Folded, Formula
from iiz_rules.engine.columnar.layers import Layered, Layers

Atom = Callable[[Formula], Layered]


class Emitter:
    """Gives the expressions of formulas."""

    def __init__(self, layers: Layers, atom: Atom, roots: Iterable[Folded]) -> None:
        self.layers = layers
        self.atom = atom
        self.uses = _uses(roots)
        self.placed: dict[Formula, Layered] = {}

    def emit(self, formula: Folded) -> Layered:
        """The expression of a formula: a nullable boolean."""
        if isinstance(formula, bool):
            return Layered(nw.lit(formula))
        if formula not in self.placed:
            plain = self._plain(formula)
            shared = self.uses[formula] > 1 and not plain.bare and not formula.never
            self.placed[formula] = self.layers.keep(plain) if shared else plain
        return self.placed[formula]

    def _plain(self, formula: Formula) -> Layered:
        if formula.never:
            return Layered(_unknown())
        if formula.kind == "atom":
            return self.atom(formula)
        parts = [self.emit(part) for part in formula.parts]
        level = max(part.level for part in parts)
        return Layered(_join(formula, [part.expr for part in parts]), level)


def _join(formula: Formula, parts: list[nw.Expr]) -> nw.Expr:
    match formula.kind:
        case "all":
            return reduce(and_, parts)
        case "any":
            return reduce(or_, parts)
        case "not":
            return ~parts[0]
        case "sure" | "possible":
            return parts[0].fill_null(formula.kind == "possible")
        case "null":
            return parts[0].is_null()
    sure = reduce(add, [part.fill_null(False).cast(nw.Int16) for part in parts])
    possible = reduce(add, [part.fill_null(True).cast(nw.Int16) for part in parts])
    # yes from `n` sure ones on, no below `n` possible ones, between them nothing is known
    return (sure >= formula.n) | ((possible >= formula.n) & _unknown())


def _unknown() -> nw.Expr:
    return nw.lit(None, dtype=nw.Boolean)


def _uses(roots: Iterable[Folded]) -> Counter[Formula]:
    """Count in how many places each formula is needed."""
    formulas = [root for root in roots if isinstance(root, Formula)]
    uses, seen = Counter(formulas), set[Formula]()
    for root in formulas:
        for formula in root.walk(seen):
            uses.update(formula.parts)
    return uses

"""Terms → expressions. A term that is needed more than once becomes a column."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING

from iiz_rules.engine.columnar.layers import Layers, Placed
from iiz_rules.engine.columnar.terms import Folded, Term

if TYPE_CHECKING:
    import narwhals as nw

Atom = Callable[[Term], Placed]


class Emitter:
    """Gives the expressions of terms."""

    def __init__(self, layers: Layers, atom: Atom, roots: Iterable[Folded]) -> None:
        self.layers = layers
        self.atom = atom
        self.uses = _uses(roots)
        self.placed: dict[Term, Placed] = {}

    def emit(self, term: Folded) -> Placed:
        """Give the expression of a term: a nullable boolean."""
        import narwhals as nw

        if isinstance(term, bool):
            return Placed(nw.lit(term))
        if term not in self.placed:
            plain = self._plain(term)
            shared = self.uses[term] > 1 and not plain.bare and not term.never
            self.placed[term] = self.layers.keep(plain) if shared else plain
        return self.placed[term]

    def _plain(self, term: Term) -> Placed:
        if term.never:
            return Placed(_unknown())
        if term.kind == "atom":
            return self.atom(term)
        parts = [self.emit(part) for part in term.parts]
        level = max(part.level for part in parts)
        return Placed(_join(term, [part.expr for part in parts]), level)


def _join(term: Term, parts: list["nw.Expr"]) -> "nw.Expr":
    import narwhals as nw

    match term.kind:
        case "all":
            return reduce(and_, parts)
        case "any":
            return reduce(or_, parts)
        case "not":
            return ~parts[0]
        case "sure" | "possible":
            return parts[0].fill_null(term.kind == "possible")
        case "null":
            return parts[0].is_null()
    sure = reduce(add, [part.fill_null(False).cast(nw.Int16) for part in parts])
    possible = reduce(add, [part.fill_null(True).cast(nw.Int16) for part in parts])
    # yes from `n` sure ones on, no below `n` possible ones, between them nothing is known
    return (sure >= term.n) | ((possible >= term.n) & _unknown())


def _unknown() -> "nw.Expr":
    import narwhals as nw

    return nw.lit(None, dtype=nw.Boolean)


def _uses(roots: Iterable[Folded]) -> Counter[Term]:
    """Count in how many places each term is needed."""
    asked = [root for root in roots if isinstance(root, Term)]
    uses, seen = Counter(asked), set[Term]()
    for root in asked:
        for term in root.walk(seen):
            uses.update(term.parts)
    return uses

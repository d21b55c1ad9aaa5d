"""What an answer is as columns: verdicts, criteria, what is missing, who acts, what is next.

A column is described before it is made: by the formulas it needs, so that what several columns need
is evaluated once, and by how it is put together from their expressions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import narwhals as nw

from iiz_rules.engine.columnar.emitting import Emitter
from iiz_rules.engine.columnar.formulas import Folded, Folding, Formula
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.rules import Holder, Rule

Make = Callable[..., nw.Expr]
WORDS = NO, OPEN, YES = "no", "open", "yes"


@dataclass(frozen=True)
class Output:
    """A column of the answer. `make` gets one expression for each of the formulas."""

    name: str
    formulas: tuple[Folded, ...]
    make: Make

    def column(self, emitter: Emitter) -> nw.Expr:
        """Make the column."""
        made = self.make(*(emitter.emit(formula).expr for formula in self.formulas))
        return made.alias(self.name)


@dataclass(frozen=True)
class Style:
    """How answers are written: truths as words or as nullable booleans, on which kind of frame."""

    words: bool
    kind: str

    def word(self, word: str | None, known: Sequence[str]) -> nw.Expr:
        """One of a few words: of an enumeration in Polars, where text costs ten times more."""
        if self.kind == "polars":
            return nw.lit(word, dtype=nw.Enum(list(dict.fromkeys(known))))
        return nw.lit(word, dtype=nw.String)


def truth(name: str, formula: Folded, style: Style) -> Output:
    """A truth: as a word, or as a nullable boolean where null is open."""
    if not style.words:
        return Output(name, (formula,), lambda known: known)
    no, open_, yes = (style.word(word, WORDS) for word in WORDS)

    def worded(known: nw.Expr) -> nw.Expr:
        decided = nw.when(known).then(yes).otherwise(no)
        return nw.when(known.is_null()).then(open_).otherwise(decided)

    return Output(name, (formula,), worded)


def verdict(folding: Folding, rule: Rule, style: Style) -> Iterator[Output]:
    """The verdict of a rule."""
    yield truth(f"{rule.id}:verdict", folding.rule(rule), style)


def where_possible(folding: Folding, rule: Rule, name: str, value: nw.Expr) -> Output:
    """A value of the rows in which a rule is not answered with no."""
    possible = folding.certain("possible", folding.rule(rule))
    return Output(name, (possible,), lambda possible: nw.when(possible).then(value))


def criteria(folding: Folding, rule: Rule, style: Style) -> Iterator[Output]:
    """The verdict of each criterion."""
    for criterion in rule.criteria:
        yield truth(f"{rule.id}:criterion:{criterion.id}", folding.fold(criterion.node), style)


def missing(folding: Folding, rule: Rule, _: Style) -> Iterator[Output]:
    """Name the facts not known that keep a rule open: those of leaves that are open all the way up.

    A fact in the list need not be enough, and may turn out not to matter once another is known;
    one that is not in it changes nothing.
    """
    yield _listed(f"{rule.id}:missing", _gates(folding, rule, judged=False))


def pending(folding: Folding, rule: Rule, _: Style) -> Iterator[Output]:
    """Name the judgements not given that keep a rule open, in the same sense."""
    gates = _gates(folding, rule, judged=True)
    if gates:
        yield _listed(f"{rule.id}:pending", gates)


def _gates(folding: Folding, rule: Rule, judged: bool) -> dict[str, Folded]:
    facts, gates = folding.program.facts, _keeping_open(folding, folding.rule(rule))
    waiting = [fact for fact in gates if (facts[fact].domain.type == "judgement") is judged]
    return {fact: gates[fact] for fact in waiting}


def _listed(name: str, gated: Mapping[str, Folded]) -> Output:
    def listed(*gates: nw.Expr) -> nw.Expr:
        if not gates:
            return nw.lit("")
        named = [nw.when(gate).then(nw.lit(fact)) for gate, fact in zip(gates, gated, strict=True)]
        return nw.concat_str(*named, separator=", ", ignore_nulls=True)

    return Output(name, tuple(gated.values()), listed)


def _keeping_open(folding: Folding, root: Folded) -> dict[str, Folded]:
    """Each fact that a formula reads with the condition under which it keeps it open."""
    if isinstance(root, bool):
        return {}
    order = list(root.walk(set()))
    gates: dict[Formula, list[Folded]] = {formula: [] for formula in order}
    gates[root].append(True)
    leaves = [formula.node for formula in order if formula.node]  # as the facts are read
    open_: dict[str, list[Folded]] = {fact: [] for leaf in leaves for fact in facts_of(leaf)}
    for formula in reversed(order):  # what holds a formula before the formula itself
        gate = folding.all([folding.any(gates[formula]), folding.certain("null", formula)])
        for part in formula.parts:
            gates[part].append(gate)
        for fact in facts_of(formula.node) if formula.node else ():
            open_[fact].append(folding.all([gate, _unknown(folding, formula, fact)]))
    return {fact: folding.any(conditions) for fact, conditions in open_.items()}


def _unknown(folding: Folding, formula: Formula, fact: str) -> Folded:
    """Whether one fact of a leaf that is open is the one not known."""
    if not isinstance(formula.node, conditions.Compare):
        return True  # also an amount of which bounds are known
    known: conditions.Condition = conditions.Range(fact, None, None)
    if folding.inputs.bounded(fact):  # of an amount between two it is open whether it is itself
        known = conditions.Compare(fact, "==", fact)
    return folding.certain("null", folding.fold(known))


def actor(folding: Folding, rule: Rule, style: Style) -> Iterator[Output]:
    """Name who provides or owes; null while that is open, or nobody does."""
    if rule.holders:
        cases = dict(acting(folding, rule))
        make = partial(first, style, list(cases))
        yield Output(f"{rule.id}:actor", tuple(cases.values()), make)


def acting(folding: Folding, rule: Rule) -> Iterator[tuple[str, Folded]]:
    """Each actor with the condition under which it is settled that it is the one.

    It applies, and whoever is listed before and is somebody else surely does not.
    """
    settled_by: dict[str, list[Folded]] = {}
    before: list[tuple[Holder, Folded]] = []
    for holder in rule.holders:
        applies: Folded = True if holder.node is None else folding.fold(holder.node)
        others = (
            folding.negate(folding.certain("possible", formula))
            for earlier, formula in before
            if (earlier.role, earlier.of) != (holder.role, holder.of)
        )
        settled = folding.all([folding.certain("sure", applies), *others])
        settled_by.setdefault(holder.role, []).append(settled)
        before.append((holder, applies))
    for role, cases in settled_by.items():
        yield role, folding.any(cases)


def first(style: Style, names: Sequence[str], *cases: nw.Expr) -> nw.Expr:
    """The first of some names whose condition holds; null where none does."""
    chosen = style.word(None, names)
    for name, condition in reversed(list(zip(names, cases, strict=True))):
        chosen = nw.when(condition).then(style.word(name, names)).otherwise(chosen)
    return chosen


def decided_by(folding: Folding, rule: Rule, style: Style) -> Iterator[Output]:
    """Name the body that may decide, or still may; null where there is nothing to decide."""
    if rule.kind == "funding":
        body = rule.actors["decided_by"]
        yield where_possible(folding, rule, f"{rule.id}:decided_by", style.word(body, [body]))


OF_TRUTHS: Mapping[str, Callable[[Folding, Rule, Style], Iterator[Output]]] = {
    "verdict": verdict,
    "criteria": criteria,
    "missing": missing,
    "pending": pending,
    "actor": actor,
    "decided_by": decided_by,
}
"""What can be given of a rule that is worked out from truths."""

"""What changed and nobody declared, and what was declared and did not change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import partial

from iiz_rules.findings.finding import NOTHING, Finding, Place, Source
from iiz_rules.language.folders import CANTON
from iiz_rules.language.model.changes import Direction
from iiz_rules.language.truth import Truth
from iiz_rules.policy import Policy
from iiz_rules.testing.declared import DeclaredChange, declared
from iiz_rules.verification.difference.beside import claims
from iiz_rules.verification.difference.changes import AnswerChange, Side
from iiz_rules.verification.difference.difference import difference
from iiz_rules.verification.difference.elsewhere import OtherReading, other_readings
from iiz_rules.verification.difference.own import follows, own_changes
from iiz_rules.verification.difference.proved import Difference
from iiz_rules.verification.prover import Budget
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

SIZE = "pays-most"
"""of a payer only the direction has to be declared, not the amount"""
RANKS = {str(Truth.NO): 0, str(Truth.OPEN): 1, str(Truth.YES): 2}


@frozen
class ChangeGate:
    """The result of the gate: what passes and what does not."""

    sides: tuple[Side, Side]
    changes: tuple[AnswerChange, ...]
    declared: tuple[DeclaredChange, ...]
    """what is declared and happens"""
    undeclared: tuple[tuple[str, Direction], ...]
    findings: tuple[Finding, ...]
    unasked: Mapping[str, int] = field(default_factory=dict)
    """what the budget did not suffice for, with the number of rules or ways"""
    other_readings: tuple[OtherReading, ...] = ()

    @property
    def difference(self) -> Difference:
        """The whole difference."""
        return Difference(self.sides, self.changes, self.unasked, self.other_readings)

    @property
    def passed(self) -> bool:
        """Whether nothing is undeclared, missing, wrong, or not proved."""
        return all(one.severity != "error" for one in self.findings)


def gate(before: Policy, after: Policy, on: date, budget: Budget | None = None) -> ChangeGate:
    """Compare two states of a canton, and what the later one declares, as of a day.

    Within a `budget`, of a minute where none is given: what it does not suffice for does not pass.
    UsageError where the solver is not installed.
    """
    budget = budget or Budget()
    sides = Side(before.program, before.options), Side(after.program, after.options)
    programs = [side.program for side in sides]
    one_folder = before.folder.path.resolve() == after.folder.path.resolve()
    earlier = None if one_folder else before.folder  # of two editions in one, nothing was before
    open_effects, findings = declared(after.folder, programs, earlier)
    same = before.digest == after.digest and before.options == after.options
    changes = () if same else (*difference(*sides, budget), *claims(sides))
    happening = {(one.name, direction(one)) for one in changes}
    expected = {(one.rule, one.direction) for one in open_effects}
    to_declare = _to_declare(sides, changes)
    undeclared = [effect for effect in to_declare if effect not in expected]
    findings += [_undeclared(sides, *effect, to_declare[effect]) for effect in undeclared]
    unproved = {name: count for name, count in budget.unasked.items() if name != SIZE}
    if unproved:  # then a declared effect may happen as well
        findings.append(_unproved(after, unproved))
    else:
        findings += _missing(open_effects, happening, on)
    covered = [one for one in open_effects if (one.rule, one.direction) in happening]
    told = tuple(covered), tuple(undeclared), tuple(findings)
    unasked = dict(budget.unasked)
    return ChangeGate(sides, changes, *told, unasked, other_readings(*sides, changes, budget))


def _unproved(after: Policy, unasked: Mapping[str, int]) -> Finding:
    """That it is not proved whether more changes."""
    asked = [(text(f"verification.asked.{name}"), count) for name, count in unasked.items()]
    questions = Text.listed([said.map(partial(_counted, count)) for said, count in asked])
    place = Place(Source(after.folder.shown(after.folder.path / CANTON)))
    return Finding("effect-not-proved", place, {"questions": questions})


def _counted(count: int, _: str, said: str) -> str:
    return f"{said} ({count})"


def direction(change: AnswerChange) -> Direction:
    """The direction of a change."""
    match change.kind:
        case "verdict":
            return "more" if RANKS[change.after] > RANKS[change.before] else "less"
        case "pays":
            return "less" if change.after.startswith("-") else "more"
        case "new" | "event-new" | "part-new":
            return "new"
        case "dropped" | "event-dropped" | "claim-dropped" | "part-dropped":
            return "dropped"
    return "otherwise"


def _to_declare(
    sides: tuple[Side, Side], changes: Sequence[AnswerChange]
) -> dict[tuple[str, Direction], list[AnswerChange]]:
    """The effects that have to be declared, each with the changes that it is.

    All but those that only go with others.
    """
    own = own_changes(*sides)
    effects: dict[tuple[str, Direction], list[AnswerChange]] = {}
    for change in changes:
        if not follows(sides, change, own):
            effects.setdefault((change.name, direction(change)), []).append(change)
    return effects


def _undeclared(
    sides: tuple[Side, Side], rule: str, towards: Direction, changes: Sequence[AnswerChange]
) -> Finding:
    first = changes[0]
    words = {
        "rule": rule,
        "label": first.label or _label(sides, rule),
        "direction": Text.listed([text(key) for key in dict.fromkeys(map(_said, changes))]),
        "kind": towards,
    }
    return Finding("undeclared-effect", _place(sides, first), words)


def _said(change: AnswerChange) -> str:
    """The key of what a change is: whoever declares one of a direction declares all of it."""
    ends = {"verdict": f".{change.before}-{change.after}", "pays": f".{direction(change)}"}
    return f"verification.gate.kind.{change.kind}{ends.get(change.kind, '')}"


def _place(sides: tuple[Side, Side], change: AnswerChange) -> Place:
    """Where a change is decided, else where its rule stands."""
    if change.places:
        return change.places[-1]
    for side in reversed(sides):
        program = side.program
        names = (change.name, *program.ways.get(change.name, ()))
        for rule in (program.rules[name] for name in names if name in program.rules):
            return rule.at
    raise AssertionError(change.name)  # what changes is a rule or a way of one of both


def _label(sides: tuple[Side, Side], name: str) -> Text:
    for side in reversed(sides):
        rule = side.program.rules.get(name)
        label = rule.label if rule else side.program.way_labels.get(name)
        if label:
            return label
    return NOTHING


def _towards(towards: Direction) -> Text:
    return text(f"verification.gate.{towards}")


def _missing(
    effects: Sequence[DeclaredChange], happening: set[tuple[str, Direction]], on: date
) -> Iterator[Finding]:
    """What is declared and does not happen: a warning as long as it is announced for later."""
    for effect in effects:
        if (effect.rule, effect.direction) in happening:
            continue
        words = {"rule": effect.rule, "direction": _towards(effect.direction), "says": effect.says}
        if effect.due(on):
            yield Finding("effect-missing", effect.place, words)
        else:
            yield Finding(
                "effect-announced", effect.place, {**words, "on": effect.first}, "warning"
            )

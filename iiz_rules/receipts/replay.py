"""Replaying a receipt: whether the answer is the same and, if not, where it differs first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import plain
from iiz_rules.answers.needed import given_facts
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.findings.errors import UsageError, known_language
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import BOUNDS, Between, Problem, Value, read_value
from iiz_rules.receipts.canonical import portable
from iiz_rules.receipts.making import answers, hushed
from iiz_rules.receipts.receipt import Receipt
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Language

Point = Literal["fact", "gone", "verdict", "outcome", "criterion", "values", "reason"]
OUTCOME = (
    *("actors", "candidates", "due", "parts", "part_bounds", "bearers", "done", "regulated"),
    *("actor_hangs_on", "due_hangs_on"),
)
REASON = ("unknown", "enough", "clauses", "kind")
RANKS: tuple[Point, ...] = ("gone", "verdict", "outcome", "criterion", "values", "reason")
"""which of several differences comes first"""


@frozen
class FirstDifference:
    """One point in which the answer, or what was known, is another now than it was then."""

    point: Point
    rule: str
    """the rule whose answer differs, or the name of a fact"""
    part: str
    """which outcome or reason, or which criterion; empty where the point says it"""
    then: Any
    now: Any

    def to_dict(self) -> dict[str, Any]:
        """The difference as JSON-ready data."""
        return {name: getattr(self, name) for name in ("point", "rule", "part", "then", "now")}


class Replay:
    """What a receipt's question is answered now, beside what it was answered then."""

    receipt: Receipt
    program: Program
    """the edition that answers now"""
    on: date
    """the day of the question now"""
    decisions: tuple[Decision, ...]
    """the answers now; the receipt has the earlier ones"""
    facts: tuple[FirstDifference, ...]
    """facts known differently than then; empty if no case was given"""
    dropped: tuple[str, ...]
    """facts and options of the receipt that the edition does not have, or not with this value"""
    withheld: tuple[str, ...]
    """sensitive facts that the receipt withholds and no case was given for"""
    again: bool
    """whether asked about a case as known now rather than the facts of the receipt"""

    def __init__(
        self,
        receipt: Receipt,
        evaluation: Evaluation,
        dropped: Iterable[str],
        again: bool,
        salt: bytes | None,
    ) -> None:
        self.receipt, self.program, self.on = receipt, evaluation.program, evaluation.on
        self.decisions = tuple(Decision(evaluation, rule) for rule in evaluation.rules)
        hidden = receipt.content["inputs"]["sensitive"]
        self.again = again
        self.dropped, self.withheld = tuple(dropped), () if again else tuple(hidden)
        self.facts = tuple(_facts(receipt, self.decisions, salt)) if again else ()

    @property
    def same_edition(self) -> bool:
        """Whether it was answered from the same documents, byte for byte."""
        then = self.receipt
        return (self.program.edition, self.program.digest) == (then.edition, then.digest)

    @property
    def same_answer(self) -> bool:
        """Whether neither a verdict nor a reason differs."""
        return not self.differences

    @cached_property
    def differences(self) -> tuple[FirstDifference, ...]:
        """All differences between the answers, the weightiest first."""
        now = {one["rule"]: one for one in portable(answers(self.decisions))}
        then = self.receipt.content["answers"]
        dated = frozenset(fact.id for fact in self.program.facts.values() if fact.is_date)
        each = (point for one in then for point in _between(one, now.get(one["rule"]), dated))
        return tuple(sorted(each, key=lambda one: RANKS.index(one.point)))

    @property
    def first(self) -> FirstDifference | None:
        """The weightiest difference; None if the answer is the same."""
        return next(iter(self.differences), None)

    def explain(self, language: Language = "de") -> str:
        """A few sentences on what is the same and what is not."""
        from iiz_rules.receipts.telling import told

        return "\n".join(told(self, known_language(language)))

    def to_dict(self) -> dict[str, Any]:
        """The result of the replay as JSON-ready data."""
        return {
            "format": 1,
            "receipt": self.receipt.id,
            "edition": self.program.edition,
            "digest": self.program.digest,
            "on": self.on.isoformat(),
            "same_edition": self.same_edition,
            "same_answer": self.same_answer,
            "facts": [one.to_dict() for one in self.facts],
            "differences": [one.to_dict() for one in self.differences],
            "dropped": list(self.dropped),
            "withheld": list(self.withheld),
        }

    def __repr__(self) -> str:
        said = "same answer" if self.same_answer else "another answer"
        return f"<Replay of {self.receipt.reference} on {self.on}: {said}>"


def replay(
    receipt: Receipt,
    program: Program,
    evaluate: Callable[[tuple[str, ...], Any, Mapping[str, Value]], Evaluation],
    case: Any = None,
    salt: bytes | None = None,
) -> Replay:
    """Ask again what a receipt asked: about its facts, or about a case as it is known now."""
    chosen = receipt.content["question"]["chosen"]
    dropped = sorted(chosen.keys() - readings(receipt, program).keys())
    declared, counted, strange = _inputs(receipt, program)
    rules = tuple(rule for rule in receipt.rules if rule in program.rules)
    if case is None:
        evaluation = evaluate(rules, declared, counted)
        return Replay(receipt, evaluation, [*dropped, *strange], False, salt)
    return Replay(receipt, evaluate(rules, case, counted), dropped, True, salt)


def readings(receipt: Receipt, program: Program) -> dict[str, str]:
    """The options that a receipt's caller had chosen, as far as an edition has them."""
    chosen: Mapping[str, str] = receipt.content["question"]["chosen"]
    known = program.interpretations
    return {
        reading: chosen[reading]
        for reading in chosen
        if reading in known and chosen[reading] in known[reading].options
    }


def _inputs(
    receipt: Receipt, program: Program
) -> tuple[dict[str, Any], dict[str, Value], list[str]]:
    """The facts of a case, those counted of members and staff, and what an edition has not."""
    declared: dict[str, Any] = {}
    counted: dict[str, Value] = {}
    dropped: list[str] = []
    for name, written in receipt.content["inputs"]["facts"].items():
        fact = program.facts.get(name)
        value = None if fact is None else _value(written, fact.domain.type)
        if fact is None or isinstance(_read(value, program, name), Problem):
            dropped.append(name)
        elif fact.given:
            declared[name] = value
        else:
            counted[name] = _read(value, program, name)
    return declared, counted, dropped


def _value(kept: Any, kind: str) -> Any:
    """A value as a case gives it: what JSON does not hold exactly was kept as text."""
    long = kind == "int" and isinstance(kept, str) and kept.lstrip("-").isdecimal()
    return int(kept) if long else kept


def _read(value: Any, program: Program, name: str) -> Any:
    """Read a value; of what is counted only bounds may be known."""
    domain = program.facts[name].domain
    if domain.type != "int" or not isinstance(value, dict):
        return read_value(value, domain)
    low, high = (read_value(value[end], domain) for end in BOUNDS)
    if isinstance(low, int) and isinstance(high, int) and low <= high:
        return Between(low, high)
    return Problem("empty-range", {})


def _facts(
    receipt: Receipt, decisions: tuple[Decision, ...], salt: bytes | None
) -> Iterator[FirstDifference]:
    """What a case tells otherwise than the receipt; of sensitive facts as far as a salt tells."""
    if not decisions:
        return
    program, inputs = decisions[0].program, receipt.content["inputs"]
    stated = given_facts(program, decisions[0].situation)
    hidden = program.sensitive | {*inputs["sensitive"]}
    now = {name: portable(plain(value)) for name, value in stated.items()}
    for name in sorted({*now, *inputs["facts"]} - hidden):
        if now.get(name) != inputs["facts"].get(name):
            yield FirstDifference("fact", name, "", inputs["facts"].get(name), now.get(name))
    for name, hashed in sorted(inputs["sensitive"].items()):
        if salt is not None and hashed is not None:
            again = hushed(salt, receipt.reference, name, stated[name]) if name in stated else None
            if again != hashed:
                yield FirstDifference("fact", name, "", "•••", "•••")


def _between(
    then: Mapping[str, Any], now: Mapping[str, Any] | None, dated: frozenset[str]
) -> Iterator[FirstDifference]:
    """The points in which two answers of a rule differ."""
    rule = then["rule"]
    if now is None:
        yield FirstDifference("gone", rule, "", then["verdict"], None)
        return
    if then["verdict"] != now["verdict"]:
        yield FirstDifference("verdict", rule, "", then["verdict"], now["verdict"])
    fields: tuple[tuple[Point, tuple[str, ...]], ...] = (("outcome", OUTCOME), ("reason", REASON))
    for point, names in fields:
        for name in names:
            if then.get(name) != now.get(name):
                yield FirstDifference(point, rule, name, then.get(name), now.get(name))
    was, is_now = ({one["id"]: one for one in side["criteria"]} for side in (then, now))
    for name in dict.fromkeys((*was, *is_now)):
        before, after = was.get(name, {}), is_now.get(name, {})
        verdicts = before.get("verdict"), after.get("verdict")
        if verdicts[0] != verdicts[1]:
            yield FirstDifference("criterion", rule, name, *verdicts)
        elif changed := next(_rests_on(before, after, dated), None):
            yield FirstDifference("values", rule, name, *changed)


def _rests_on(
    before: Mapping[str, Any], after: Mapping[str, Any], dated: frozenset[str]
) -> Iterator[tuple[Any, Any]]:
    """What a criterion rested on then and now, where that differs; the day of the question may."""
    for name in ("values", "readings"):
        sides = before[name], after[name]
        names = [one for one in dict.fromkeys((*sides[0], *sides[1])) if one not in dated]
        other = [one for one in names if sides[0].get(one) != sides[1].get(one)]
        if other:
            then, now = ({one: side.get(one) for one in other} for side in sides)
            yield then, now
    for name in ("clauses", "mode"):
        if before[name] != after[name]:
            yield before[name], after[name]


def other_canton(receipt: Receipt, canton: str) -> UsageError:
    """The error about a receipt of another canton's answer."""
    words = {"canton": receipt.canton, "other": canton}
    return UsageError([Finding("receipt-of-other", Place(Source(receipt.reference)), words)])

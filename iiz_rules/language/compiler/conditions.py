"""One condition of the model → one node of the program. The edition has been checked before."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from iiz_rules.findings.finding import Place
from iiz_rules.language.model import conditions as model
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.chosen import Chosen
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.values import Domain, Value, read_value

Branches = tuple[model.CaseBranch, ...]


def compile_condition(edition: Edition, condition: Part) -> conditions.Condition:
    """Compile a condition and all inside it."""

    def inner(parts: tuple[Part, ...]) -> tuple[conditions.Condition, ...]:
        return tuple(compile_condition(edition, part) for part in parts)

    at = condition.place
    match condition:
        case model.AllCondition(all=parts):
            return conditions.All(inner(parts), at=at)
        case model.AnyCondition(any=parts):
            return conditions.Any(inner(parts), at=at)
        case model.AtLeastCondition(at_least=threshold):
            return conditions.AtLeast(threshold.n, inner(threshold.of), at=at)
        case model.NotCondition(not_=part):
            return conditions.Not(compile_condition(edition, part), at=at)
        case model.ByCaseCondition(by_case=branches):
            return _by_case(edition, branches, at)
        case model.ConstantCondition(is_met=value):
            return conditions.Constant(value, at=at)
        case model.NotRegulatedCondition(not_regulated=hint):
            return conditions.Silent(hint.text, at=at)
        case model.TermCondition(term=name):
            return conditions.Reference(f"term:{name}", at=at)
        case model.RuleCondition(rule=name):
            return conditions.Reference(f"rule:{name}", at=at)
        case model.JudgementCondition(judgement=fact):
            return conditions.Judgement(fact, by=_judges(edition, condition), at=at)
        case model.InterpretationCondition():
            return _choice(edition, condition)
        case model.FactCondition():
            return _fact(edition, condition)
    raise TypeError(type(condition).__name__)


def _by_case(edition: Edition, branches: Branches, at: Place) -> conditions.Condition:
    """Make a branch of the first, and of those behind it what counts otherwise."""
    first, *behind = branches
    if first.otherwise is not None:
        return compile_condition(edition, first.otherwise)
    when, then = (compile_condition(edition, part) for part in first.parts)
    return conditions.ByCase(when, then, _by_case(edition, tuple(behind), at), at=at)


def _judges(edition: Edition, condition: model.JudgementCondition) -> tuple[str, ...]:
    return (condition.by,) if condition.by else edition.facts[condition.judgement].by


def _choice(edition: Edition, condition: model.InterpretationCondition) -> conditions.Condition:
    """`is` is short for a choice that is met under one option and not under the others."""
    options = [option.id for option in edition.interpretations[condition.interpretation].options]

    def branch(option: str) -> conditions.Condition:
        if condition.choose:
            return compile_condition(edition, condition.choose[option])
        return conditions.Constant(option == condition.is_, at=condition.place)

    chosen = tuple((option, branch(option)) for option in options)
    return conditions.Choice(condition.interpretation, chosen, at=condition.place)


def _fact(edition: Edition, condition: model.FactCondition) -> conditions.Condition:
    """Build the node for the one comparison of a fact."""
    [(name, operand)] = condition.comparisons.items()
    operand = _named(edition, operand)
    other = operand.of if isinstance(operand, model.Count) else operand
    if len(condition.facts) > 1 or (name in _OF_SETS and isinstance(other, model.OtherFact)):
        return _joined(edition, condition, name, operand)
    [fact] = condition.facts
    others = [operand.fact] if isinstance(operand, model.OtherFact) else []
    happened = [one for one in (fact, *others) if condition.asks_day and edition.facts[one].dated]
    if happened:
        fact, *others = map(edition.date_of, (fact, *others))
    node: conditions.Condition
    if others:
        plus = operand.plus if isinstance(operand, model.ComparedFact) else None
        node = conditions.Compare(fact, _SIGNS[name], others[0], plus, at=condition.place)
    else:
        node = _FactComparison(fact, edition.domain(fact), condition.place).build(name, operand)
    return _where_happened(happened, node)


def _where_happened(facts: list[str], node: conditions.Condition) -> conditions.Condition:
    """What is asked of days holds where what they belong to has happened, and else does not."""
    if not facts:
        return node
    happened = (conditions.OneOf(fact, (True,), at=node.at) for fact in dict.fromkeys(facts))
    return conditions.All((*happened, node), at=node.at)


def _named(edition: Edition, operand: Any) -> Any:
    """The operand of a comparison, with groups expanded to their members."""
    if isinstance(operand, model.Count) and isinstance(operand.of, model.OfGroup):
        return operand.model_copy(update={"of": edition.listed(operand.of)})
    return edition.listed(operand) if isinstance(operand, model.OfGroup) else operand


def _joined(
    edition: Edition, condition: model.FactCondition, name: str, operand: Any
) -> conditions.Condition:
    """Build the node for several sets taken together, or for one beside another."""
    facts, at = condition.facts, condition.place
    codes = tuple(sorted(edition.domain(facts[0]).codes))
    members = operand.of if isinstance(operand, model.Count) else operand
    if not isinstance(members, model.OtherFact):
        built = _FactComparison(facts[0], edition.domain(facts[0]), at).build(name, operand)
        assert isinstance(built, conditions.Members)  # as sets can be compared with nothing else
        return conditions.Joined(facts, built.codes or codes, built.low, built.high, at=at)
    low, high, lacking = 1, None, name == "contains_all"
    if isinstance(operand, model.Count):
        low, high = operand.at_least or 0, operand.at_most
    elif lacking:  # none of its members is outside
        low, high = 0, 0
    return conditions.Joined(facts, codes, low, high, members.fact, lacking, at=at)


class _FactComparison:
    """Builds the node for one comparison of one fact with what is written."""

    def __init__(self, fact: str, domain: Domain, at: Place) -> None:
        self.fact, self.at = fact, at
        # A member of a set is read as one code.
        self.domain = Domain("code" if domain.type == "codes" else domain.type, domain.codes)

    def build(self, name: str, raw: Any) -> conditions.Condition:
        match name:
            case "is":
                return self.one_of((raw,))
            case "is_one_of":
                return self.one_of(raw)
            case "at_least":
                return self.range(self.value(raw), None)
            case "at_most":
                return self.range(None, self.value(raw))
            case "between":
                return self.range(self.value(raw[0]), self.value(raw[1]))
            case "before" | "after":
                return self.beyond(raw, 1 if name == "after" else -1)
            case "within":
                [side] = raw.sides
                return conditions.Within(self.fact, side, getattr(raw, side), at=self.at)
            case "count":
                return self.members(raw.of, raw.at_least or 0, raw.at_most)
            case "contains":
                return self.members((raw,), 1, None)
        return self.members(raw, len(raw) if name == "contains_all" else 1, None)

    def value(self, raw: Any) -> Any:
        return read_value(raw, self.domain)

    def values(self, raw: tuple[Any, ...]) -> tuple[Value, ...]:
        return tuple(sorted({self.value(one) for one in raw}))

    def one_of(self, raw: tuple[Any, ...]) -> conditions.Condition:
        return conditions.OneOf(self.fact, self.values(raw), at=self.at)

    def range(self, low: Value | None, high: Value | None) -> conditions.Condition:
        return conditions.Range(self.fact, low, high, at=self.at)

    def members(
        self, raw: tuple[Any, ...] | None, low: int, high: int | None
    ) -> conditions.Condition:
        codes = None if raw is None else tuple(str(one) for one in self.values(raw))
        return conditions.Members(self.fact, codes, low, high, at=self.at)

    def beyond(self, raw: Any, days: int) -> conditions.Condition:
        """Everything before (-1) or after (+1) a date; nothing at the calendar's end."""
        day: date = self.value(raw)
        if day == (date.min if days < 0 else date.max):
            return conditions.Constant(False, at=self.at)
        edge = day + timedelta(days=days)
        return self.range(edge, None) if days > 0 else self.range(None, edge)


_OF_SETS = model.SUITED["codes"]
_SIGNS: dict[str, conditions.Sign] = {
    "is": "==",
    "at_least": ">=",
    "at_most": "<=",
    "before": "<",
    "after": ">",
}


def chosen_node(
    value: Any, build: Callable[[Any], conditions.Condition], at: Place
) -> conditions.Condition:
    """Build the node for a value, or a choice with the node for each option's value."""
    if not isinstance(value, Chosen):
        return build(value)
    options = tuple((option, build(one)) for option, one in value.choose.items())
    return conditions.Choice(value.interpretation, options, at=at)


def chosen_value(value: Any, build: Callable[[Any], Any] = lambda part: part) -> Any:
    """Build the program's value, or the choice between several."""
    if not isinstance(value, Chosen):
        return build(value)
    options = {option: build(part) for option, part in value.choose.items()}
    return ByInterpretation(value.interpretation, options)

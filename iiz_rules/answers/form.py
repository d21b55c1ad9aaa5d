"""Answers as data that is ready for JSON; `schemas/decision.schema.json` is made from it.

Dates are ISO, amounts are text with two decimals, sets are sorted lists, unknown values are null.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from iiz_rules.engine.waterfall import Bounds
from iiz_rules.findings.finding import Place
from iiz_rules.findings.form import DayText, Form, LabelData
from iiz_rules.language.program.rules import Kind
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import plain_amount, plain_value
from iiz_rules.words.text import Text

if TYPE_CHECKING:  # these modules ask this one for their data form
    from iiz_rules.answers.funding import Competent, Funding, PayerPart
    from iiz_rules.answers.way import Way

Verdict = Literal["yes", "no", "open"]
Plain = bool | int | str | list[str] | None
FORMAT: Literal[1] = 1


@dataclass(frozen=True)
class RangeData(Form):
    """From how many to how many there are, where not all is known."""

    at_least: int
    at_most: int


@dataclass(frozen=True)
class PartBoundsData(Form):
    """Between which amounts an amount or a part lies."""

    at_least: str
    at_most: str


@dataclass(frozen=True)
class PlaceData(Form):
    """Where something is written."""

    file: str
    line: int


@dataclass(frozen=True)
class CriterionData(Form):
    """One criterion with its own verdict and the values it read; null is not known.

    Of a value of which only bounds are known these two are given.
    """

    id: str
    label: LabelData
    mode: Literal["required", "indicative", "judgement"]
    verdict: Verdict
    clauses: list[str]
    place: PlaceData
    values: dict[str, Plain | RangeData | PartBoundsData]


@dataclass(frozen=True)
class OriginData(Form):
    """Where a value of a dated history comes from; null is not said."""

    since: DayText
    attested_by: str | None
    learned_on: DayText | None


@dataclass(frozen=True)
class MissingData(Form):
    """A fact still to be asked for; `power` is the share of its values that would decide."""

    fact: str
    label: LabelData
    question: LabelData
    held_by: list[str]
    instead: list[str]
    power: float


@dataclass(frozen=True)
class PendingData(Form):
    """A judgement still to be given, and the roles that may give it."""

    judgement: str
    label: LabelData
    question: LabelData
    by: list[str]


@dataclass(frozen=True)
class InterpretationData(Form):
    """A reading the answer rests on, and what each option would answer.

    `decisive`: another option would decide otherwise. `opening`: options that need more facts.
    `changing`: options with which someone else acts, the date or a part is another.
    """

    id: str
    label: LabelData
    option: str
    verdicts: dict[str, Verdict]
    decisive: bool
    opening: list[str]
    changing: list[str]
    clauses: list[str]


@dataclass(frozen=True)
class DecisionData(Form):
    """The answer to one question about one case, with all its reasons.

    `sifted`: each of what is `missing` and `pending` can change the verdict; false where there were
    too many possibilities to look at all of them, so that one or the other may change nothing.
    `enough` is how many of the indicative criteria are needed; null where there are none. `sources`
    are the documents of the clauses cited, where the edition carries out several, and `links` where
    they can be read, where the canton says so.
    """

    format: Literal[1]
    canton: str
    edition: str
    digest: str
    dated: str | None
    on: DayText
    known_on: DayText | None
    rule: str
    kind: Kind
    label: LabelData
    verdict: Verdict
    clauses: list[str]
    criteria: list[CriterionData]
    enough: int | None
    missing: list[MissingData]
    pending: list[PendingData]
    interpretations: list[InterpretationData]
    actors: dict[str, str]
    candidates: list[str]
    actor_hangs_on: list[str]
    informs: list[str]
    done: Verdict | None
    due: DayText | None
    parts: dict[str, str]
    regulated: bool
    silences: list[LabelData]
    origins: dict[str, OriginData]
    part_bounds: dict[str, PartBoundsData]
    sources: dict[str, LabelData]
    assumed_after: str | None
    bearers: dict[str, str]
    done_hangs_on: list[str]
    sifted: bool
    links: dict[str, LabelData] = field(default_factory=dict)


written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""How any answer is written as JSON."""


def data(form: type, answer: object, **given: Any) -> dict[str, Any]:
    """The fields of a form, each as given or else the attribute of the answer of that name."""
    return picked(answer, *form.__annotations__, **given)


def picked(answer: object, *names: str, **given: Any) -> dict[str, Any]:
    """Some attributes of an answer, ready for JSON; `given` values take precedence.

    Texts and lists are copies, which the caller may change.
    """
    picked_values = {
        name: given[name] if name in given else getattr(answer, name) for name in names
    }
    for name, value in picked_values.items():
        kind = type(value)
        if kind not in READY:
            make = PLAIN.get(kind)
            picked_values[name] = _rarer(value) if make is None else make(value)
    return picked_values


def plain(value: Any) -> Any:
    """A value of an answer, ready for JSON."""
    kind = type(value)
    if kind in READY:
        return value
    make = PLAIN.get(kind)
    return _rarer(value) if make is None else make(value)


READY = frozenset({str, bool, int, type(None)})
PLAIN: dict[type, Callable[[Any], Any]] = {
    Truth: lambda truth: truth._value_,  # `value` looks for it in three places
    Text: lambda text: text.by_language,
    Place: lambda place: {"file": place.source.name, "line": place.line},
    dict: lambda inner: {name: plain(one) for name, one in inner.items()} if inner else {},
    list: lambda inner: [plain(one) for one in inner] if inner else [],
    tuple: lambda inner: [plain(one) for one in inner] if inner else [],
    Fraction: plain_amount,
}
"""How each common class of values is written; `_rarer` handles the others."""


def _rarer(value: Any) -> Any:
    match value:
        case Bounds():
            high = None if value.high.is_infinite() else plain_amount(value.high)
            return {"at_least": plain_amount(value.low), "at_most": high}
        case Mapping():
            return {name: plain(inner) for name, inner in value.items()}
    return plain_value(value)


@dataclass(frozen=True)
class CountsData(Form):
    """The members with a vote in numbers; `needed` is null where no one number is."""

    voting: int
    recused: int
    present: int | RangeData
    needed: int | None
    in_favour: int | RangeData
    against: int | RangeData
    abstained: int | RangeData


@dataclass(frozen=True)
class CompositionData(Form):
    """Whether a body can decide, and has: `verdict` is whether it is properly composed.

    `rule` is how it decides (simple, absolute, unanimous) and `tie_broken_by` the seat whose vote
    decides on a tie, or `rejected`; null where that is not regulated. Members are named by person,
    or by for whom they sit there.
    """

    format: Literal[1]
    body: str
    label: LabelData
    can_decide: Verdict
    verdict: Verdict
    quorate: Verdict
    carried: Verdict
    regulated: bool
    counts: CountsData
    rule: str | None
    tie: Verdict
    tie_broken_by: str | None
    missing: list[str]
    duplicate: list[str]
    surplus: int
    without_seat: list[str]
    unqualified: list[str]
    unproved: list[str]
    advisory: list[str]
    advising: list[str]
    recused: list[str]
    decisions: list[DecisionData]


@dataclass(frozen=True)
class WayData(Form):
    """The steps of the model (`route`) or the rungs of a ladder, and the next of them.

    `next` is null where none is left, `actor` while it is open who acts, or nobody does.
    """

    way: str
    label: LabelData
    steps: list[str]
    next: str | None
    actor: str | None
    regulated: bool


def way_data(way: "Way") -> dict[str, Any]:
    """A way as plain data; its decisions stand beside it, by the id of the step."""
    following = way.next.rule if way.next else None
    return data(WayData, way, way=way.id, steps=[one.rule for one in way.steps], next=following)


@dataclass(frozen=True)
class OverviewData(Form):
    """All decisions about one case, as `decide` gives them, and the ways that they are steps of."""

    format: Literal[1]
    decisions: list[DecisionData]
    ways: list[WayData]


@dataclass(frozen=True)
class FlipData(Form):
    """Values of facts with which a rule is answered otherwise, and how it is then."""

    rule: str
    changes: dict[str, Any]
    verdict: Literal["yes", "no"]


@dataclass(frozen=True)
class CaseData(Form):
    """One case with the answers to all that was asked of it.

    `bodies` are the answers of `iiz composition`; their decisions stand among the others as well.
    `flips` are the smallest changes that turn an answer, where `--flips` asks for them.
    """

    case: str
    decisions: list[DecisionData]
    ways: list[WayData]
    bodies: list[CompositionData]
    flips: list[FlipData]


@dataclass(frozen=True)
class AssessmentData(Form):
    """What `iiz assess --format json` prints."""

    format: Literal[1]
    cases: list[CaseData]


@dataclass(frozen=True)
class BoundsData(Form):
    """Between which amounts one lies; null where nothing limits it."""

    at_least: str
    at_most: str | None


@dataclass(frozen=True)
class PayerData(Form):
    """One payer in its place: whether it pays, how much, what remains after it."""

    rule: str
    payer: str
    verdict: Verdict
    part: BoundsData
    left: BoundsData
    routes: list[str]


@dataclass(frozen=True)
class CompetentData(Form):
    """A decision that a body has to take; `quorum` is null where it is not one number."""

    route: str
    body: str
    may: Verdict
    quorum: int | None
    advance: bool
    repaid_by: str | None


@dataclass(frozen=True)
class FundingData(Form):
    """Who pays what of a measure, by whose decision, and who bears which other cost."""

    format: Literal[1]
    cost: BoundsData
    payers: list[PayerData]
    left: BoundsData
    competent: list[CompetentData]
    decisions: list[DecisionData]


def funding_data(funding: "Funding") -> dict[str, Any]:
    """Who pays what, as plain data; an unlimited amount is null."""
    return picked(
        funding,
        *("format", "cost", "payers", "left", "competent", "decisions"),
        format=FORMAT,
        payers=[_payer(payer) for payer in funding.payers],
        competent=[_competent(competent) for competent in funding.competent],
        decisions=(),
    ) | {"decisions": [decision.to_dict() for decision in funding.decisions]}


def _payer(payer: "PayerPart") -> dict[str, Any]:
    names = ("rule", "payer", "verdict", "part", "left", "routes")
    routes = [route.rule for route in payer.routes]
    return picked(payer, *names, rule=payer.decision.rule, routes=routes)


def _competent(competent: "Competent") -> dict[str, Any]:
    names = ("route", "body", "may", "quorum", "advance", "repaid_by")
    return picked(competent, *names, route=competent.route.rule)

"""Answers as data that is ready for JSON; `schemas/decision.schema.json` is made from it.

Dates are ISO, amounts are text with two decimals, sets are sorted lists, unknown values are null.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from iiz_rules.engine.result import Missing, Pending, Used
from iiz_rules.engine.waterfall import Bounds
from iiz_rules.findings.finding import Place
from iiz_rules.language.program.rules import Kind
from iiz_rules.language.values import plain_amount, plain_value
from iiz_rules.words.text import Text

if TYPE_CHECKING:  # these modules ask this one for their data form
    from iiz_rules.answers.decision import CriterionResult, Decision
    from iiz_rules.answers.funding import Competent, Funding, PayerPart
    from iiz_rules.answers.way import Way

Verdict = Literal["yes", "no", "open"]
Plain = bool | int | str | list[str] | None
FORMAT: Literal[1] = 1


@dataclass(frozen=True)
class LabelData:
    """A text in the three languages."""

    de: str
    fr: str
    en: str


@dataclass(frozen=True)
class PlaceData:
    """Where something is written."""

    file: str
    line: int


@dataclass(frozen=True)
class CriterionData:
    """One criterion with its own verdict and the values it read; null is not known."""

    id: str
    label: LabelData
    mode: Literal["required", "indicative", "judgement"]
    verdict: Verdict
    clauses: list[str]
    place: PlaceData
    values: dict[str, Plain]


@dataclass(frozen=True)
class OriginData:
    """Where a value of a dated history comes from; null is not said."""

    since: str
    attested_by: str | None
    learned_on: str | None


@dataclass(frozen=True)
class MissingData:
    """A fact still to be asked for; `power` is the share of its values that would decide."""

    fact: str
    label: LabelData
    question: LabelData
    held_by: list[str]
    instead: list[str]
    power: float


@dataclass(frozen=True)
class PendingData:
    """A judgement still to be given, and the roles that may give it."""

    judgement: str
    label: LabelData
    question: LabelData
    by: list[str]


@dataclass(frozen=True)
class InterpretationData:
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
class DecisionData:
    """The answer to one question about one case, with all its reasons."""

    format: Literal[1]
    canton: str
    edition: str
    digest: str
    dated: str | None
    on: str
    known_on: str | None
    rule: str
    kind: Kind
    label: LabelData
    verdict: Verdict
    clauses: list[str]
    criteria: list[CriterionData]
    missing: list[MissingData]
    pending: list[PendingData]
    interpretations: list[InterpretationData]
    actors: dict[str, str]
    candidates: list[str]
    actor_hangs_on: list[str]
    informs: list[str]
    done: Verdict | None
    due: str | None
    parts: dict[str, str]
    regulated: bool
    silences: list[LabelData]
    origins: dict[str, OriginData]


def decision_data(decision: "Decision") -> dict[str, Any]:
    """A decision as plain data. New keys may be added; `format` counts every other change."""
    program, rule = decision.program, decision.answer.rule
    return asdict(
        DecisionData(
            format=FORMAT,
            canton=program.canton,
            edition=decision.edition,
            digest=decision.digest,
            dated=_day(program.dated),
            on=decision.on.isoformat(),
            known_on=_day(decision.known_on),
            rule=rule.id,
            kind=rule.kind,
            label=label_data(decision.label),
            verdict=decision.verdict.value,
            clauses=list(decision.clauses),
            criteria=[_criterion(criterion) for criterion in decision.criteria],
            missing=[_missing(fact) for fact in decision.missing],
            pending=[_pending(judgement) for judgement in decision.pending],
            interpretations=[_interpretation(used) for used in decision.interpretations],
            actors=decision.actors,
            candidates=[holder.role for holder in decision.candidates],
            actor_hangs_on=list(decision.actor_hangs_on),
            informs=list(rule.informs),
            done=None if decision.done is None else decision.done.value,
            due=_day(decision.due),
            parts={actor: plain_amount(part) for actor, part in decision.parts.items()},
            regulated=decision.regulated,
            silences=[label_data(silence.hint) for silence in decision.silences],
            origins=_origins(decision),
        )
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _origins(decision: "Decision") -> dict[str, OriginData]:
    """Where the dated values that were read come from."""
    read = dict.fromkeys(fact for criterion in decision.criteria for fact in criterion.values)
    dated = {fact: decision.origins[fact] for fact in read if fact in decision.origins}
    return {
        fact: OriginData(origin.since.isoformat(), origin.attested_by, _day(origin.learned_on))
        for fact, origin in dated.items()
    }


def label_data(text: Text) -> LabelData:
    """A text in its three languages."""
    return LabelData(text.de, text.fr, text.en)


def place_data(place: Place) -> PlaceData:
    """The file and line of a place."""
    return PlaceData(place.source.name, place.line)


def _criterion(criterion: "CriterionResult") -> CriterionData:
    return CriterionData(
        id=criterion.id,
        label=label_data(criterion.label),
        mode=criterion.criterion.mode,
        verdict=criterion.verdict.value,
        clauses=list(criterion.clauses),
        place=place_data(criterion.place),
        values={fact: plain_value(value) for fact, value in criterion.values.items()},
    )


def _missing(missing: Missing) -> MissingData:
    return MissingData(
        missing.fact,
        label_data(missing.label),
        label_data(missing.question),
        list(missing.held_by),
        list(missing.instead),
        round(missing.power, 4),
    )


def _pending(pending: Pending) -> PendingData:
    label, question = label_data(pending.label), label_data(pending.question)
    return PendingData(pending.judgement, label, question, list(pending.by))


def _interpretation(used: Used) -> InterpretationData:
    return InterpretationData(
        id=used.id,
        label=label_data(used.label),
        option=used.option,
        verdicts={option: truth.value for option, truth in used.verdicts.items()},
        decisive=used.decisive,
        opening=list(used.opening),
        changing=list(used.changing),
        clauses=list(used.clauses),
    )


@dataclass(frozen=True)
class WayData:
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
    """A way as plain data; its decisions stand beside it, by the ids of its steps."""
    following = way.next.rule if way.next else None
    steps = [step.rule for step in way.steps]
    label = label_data(way.label)
    return asdict(WayData(way.id, label, steps, following, way.actor, way.regulated))


@dataclass(frozen=True)
class CaseData:
    """One case with the answers to all that was asked of it."""

    case: str
    decisions: list[DecisionData]
    ways: list[WayData]


@dataclass(frozen=True)
class AssessmentData:
    """What `iiz assess --format json` prints."""

    format: Literal[1]
    cases: list[CaseData]


def funding_data(funding: "Funding") -> dict[str, Any]:
    """Who pays what, as plain data; an amount without a limit is null."""
    return {
        "format": FORMAT,
        "cost": _bounds(funding.cost),
        "payers": [_payer(payer) for payer in funding.payers],
        "left": _bounds(funding.left),
        "competent": [_competent(competent) for competent in funding.competent],
        "decisions": [decision_data(decision) for decision in funding.decisions],
    }


def _bounds(bounds: Bounds) -> dict[str, str | None]:
    high = None if bounds.high.is_infinite() else plain_amount(bounds.high)
    return {"at_least": plain_amount(bounds.low), "at_most": high}


def _payer(payer: "PayerPart") -> dict[str, Any]:
    return {
        "rule": payer.decision.rule,
        "payer": payer.payer,
        "verdict": payer.verdict.value,
        "part": _bounds(payer.part),
        "left": _bounds(payer.left),
        "routes": [route.rule for route in payer.routes],
    }


def _competent(competent: "Competent") -> dict[str, Any]:
    return {
        "route": competent.route.rule,
        "body": competent.body,
        "may": competent.may.value,
        "quorum": competent.quorum,
        "advance": competent.advance,
        "repaid_by": competent.repaid_by,
    }

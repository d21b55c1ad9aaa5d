"""A decision as data and as JSON; what does not differ between cases is made only once."""

import json
from collections.abc import Callable, Sequence
from operator import is_
from typing import TYPE_CHECKING, Any

from iiz_rules.answers.form import (
    FORMAT,
    CriterionData,
    DecisionData,
    InterpretationData,
    MissingData,
    OriginData,
    PendingData,
    data,
    picked,
    plain,
    written,
)

if TYPE_CHECKING:  # these modules ask this one for their data form
    from iiz_rules.answers.criterion import CriterionResult
    from iiz_rules.answers.decision import Decision
    from iiz_rules.engine.result import Missing, Pending, Used

LASTING: dict[int, tuple[object, dict[str, Any]]] = {}
"""the constant data of rules, criteria and findings, by the identity of the object kept with it"""
MOST_LASTING = 8_192
"""entries of `LASTING`; beyond that it is emptied"""


def _lasting(of: object, form: type, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """A form with its constant fields filled in and the others empty.

    The constant part is made once; every caller gets texts and lists of their own.
    """
    entry = LASTING.get(id(of))
    if entry is None or entry[0] is not of:
        if len(LASTING) >= MOST_LASTING:
            LASTING.clear()
        told = dict.fromkeys(form.__annotations__) | plain(make())
        entry = LASTING[id(of)] = of, told
    return {
        name: value.copy() if type(value) in COPIED else value for name, value in entry[1].items()
    }


COPIED = frozenset({dict, list})


def _criterion(result: "CriterionResult") -> dict[str, Any]:
    """One criterion: what it is, its verdict and the values it read."""
    criterion = result.criterion

    def make() -> dict[str, Any]:
        what = {"id": criterion.id, "label": criterion.label, "mode": criterion.mode}
        return {**what, "clauses": criterion.clauses, "place": criterion.at}

    data_of_it = _lasting(criterion, CriterionData, make)
    data_of_it["verdict"], data_of_it["values"] = plain(result.verdict), plain(result.values)
    return data_of_it


def _of_a_rule(decision: "Decision") -> dict[str, Any]:
    rule = decision.answer.rule
    what = {"format": FORMAT, "rule": rule.id, "kind": rule.kind, "label": rule.label}
    return {**what, "clauses": decision.clauses, "informs": rule.informs}


OF_A_RULE = {"format", "rule", "kind", "label", "clauses", "informs"}
INSIDE = {"criteria", "missing", "pending", "interpretations"}
OF_A_CASE = tuple(name for name in DecisionData.__annotations__ if name not in OF_A_RULE | INSIDE)
"""what differs from decision to decision"""


def decision_data(decision: "Decision") -> dict[str, Any]:
    """A decision as plain data. New keys may be added; `format` counts every other change."""
    text = _kept(decision)
    if text is not None:
        data_of_it: dict[str, Any] = json.loads(text)
        return data_of_it
    data_of_it = _decision_data(decision)
    if _is_lasting(decision):
        _keep(decision, written(data_of_it))
    return data_of_it


def decision_json(decision: "Decision") -> str:
    """The same as JSON, written once for all cases in which the rule read the same."""
    kept = _kept(decision)
    return _keep(decision, _decision_written(decision)) if kept is None else kept


WRITTEN = "decision"
"""the key of what is kept of a whole decision"""


def _keep(decision: "Decision", text: str) -> str:
    """Keep the text for decisions that read the same."""
    if _is_lasting(decision):
        decision.answer.told[WRITTEN] = *_beside(decision), text
    return text


def _kept(decision: "Decision") -> str | None:
    """The text kept for this decision, if everything in it still holds."""
    entry = decision.answer.told.get(WRITTEN) if _is_lasting(decision) else None
    if entry is None:
        return None
    reasons, *then, text = entry
    beside, *now = _beside(decision)
    same = reasons == beside and all(map(is_, then, now))
    return str(text) if same else None


def _is_lasting(decision: "Decision") -> bool:
    """Whether the text depends on nothing in the case but what the rule read."""
    return not (decision.origins or decision.known_on)


def _beside(decision: "Decision") -> tuple[object, ...]:
    """What is told beside the reasons; equal findings are the same object."""
    beside = decision.beside_reasons, decision.sifted
    return beside, decision.missing, decision.pending, decision.interpretations


def _decision_written(decision: "Decision") -> str:
    """A decision as JSON; each criterion is written once for the same values."""
    fields = _decision_data(decision, ())
    names = [*fields]
    place = names.index("criteria")
    before = {name: fields[name] for name in names[:place]}
    after = {name: fields[name] for name in names[place + 1 :]}
    criteria = map(_criterion_written, decision.criteria)
    return f'{written(before)[:-1]},"criteria":[{",".join(criteria)}],{written(after)[1:]}'


def _criterion_written(result: "CriterionResult") -> str:
    def tell() -> str:
        return written(_criterion(result))

    return result.alike("data", tell)


def _decision_data(
    decision: "Decision", criteria: Sequence["CriterionResult"] | None = None
) -> dict[str, Any]:
    program, answer = decision.program, decision.answer
    fields = _lasting(answer.rule, DecisionData, lambda: _of_a_rule(decision))
    fields |= picked(
        decision,
        *OF_A_CASE,
        canton=program.canton,
        dated=program.dated,
        assumed_after=program.assumed_after,
        **_documents(decision, fields["clauses"]),
        enough=answer.enough,
        candidates=[holder.role for holder in decision.candidates],
        silences=[silence.hint for silence in decision.silences],
        origins=_origins(decision),
    )
    listed = decision.criteria if criteria is None else criteria
    fields["criteria"] = [_criterion(one) for one in listed]
    fields["missing"] = [_same(MissingData, one) for one in decision.missing]
    fields["pending"] = [_same(PendingData, one) for one in decision.pending]
    fields["interpretations"] = [_same(InterpretationData, one) for one in decision.interpretations]
    return fields


def _same(form: type, learned: "Missing | Pending | Used") -> dict[str, Any]:
    """The data of a finding shared by all cases of which the same is known."""

    def make() -> dict[str, Any]:
        told = {name: getattr(learned, name) for name in form.__annotations__}
        return told | {"power": round(told["power"], 4)} if "power" in told else told

    return _lasting(learned, form, make)


def _documents(decision: "Decision", cited: Sequence[str]) -> dict[str, Any]:
    """The documents of the cited clauses, if there are several, and where to read them."""
    register = decision.program.register
    read = (name for reading in decision.interpretations for name in reading.clauses)
    return {"sources": register.sources(cited), "links": register.links((*cited, *read))}


def _origins(decision: "Decision") -> dict[str, Any]:
    """Where the dated values that were read come from."""
    if not decision.origins:
        return {}
    read = dict.fromkeys(fact for criterion in decision.criteria for fact in criterion.values)
    dated = {fact: decision.origins[fact] for fact in read if fact in decision.origins}
    return {fact: data(OriginData, origin) for fact, origin in dated.items()}

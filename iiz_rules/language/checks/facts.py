"""facts.yaml: what a fact may have by its type, and whether its type suits where it is named."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.mentions import mentions
from iiz_rules.language.checks.wording import type_words
from iiz_rules.language.communes import strange, uncovered
from iiz_rules.language.model.conditions import ComparedFact, OtherFact
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import DateOf
from iiz_rules.language.model.facts import QUESTION_DATE, Computed, Fact, Known, PlaceOfCommune
from iiz_rules.language.model.funding import InFull
from iiz_rules.language.model.rules import Holder, HolderByFact

_LIMITED = ("int", "chf")
_LISTED = ("code", "codes")
_TYPES: dict[str, tuple[str, ...]] = {
    "code_list": _LISTED,
    "at_least": _LIMITED,
    "by": ("judgement",),
    "dated": ("bool",),
}


def naming_actors(edition: Edition) -> Iterator[OtherFact | HolderByFact]:
    """The places where a fact names who acts or bears a cost."""
    yield from edition.every(HolderByFact)
    yield from (one.of for one in edition.every(Holder) if isinstance(one.of, OtherFact))
    for competence in edition.organisation.competences:
        yield from competence.facts
    costs = (one.in_full for one in edition.every(InFull))
    yield from (one for one in costs if isinstance(one, OtherFact))


def check(edition: Edition) -> Iterator[Finding]:
    """Report what the type of a fact requires or forbids, and unsuitable types."""
    for fact in edition.facts_file.facts:
        words = {"fact": fact.id, "type": type_words(fact.type)}
        if fact.type in _LISTED and not fact.code_list:
            yield Finding("list-missing", fact.place_of("type"), words)
        for key, types in _TYPES.items():
            if key in fact.model_fields_set and fact.type not in types:
                words = {**words, "key": key, "types": ", ".join(types)}
                yield Finding("unfit-key", fact.place_of_key(key), words)
        low, high = fact.at_least, fact.at_most
        suited = ("date",) if high == QUESTION_DATE else _LIMITED
        if high is not None and fact.type not in suited:
            words = {**words, "key": "at_most", "types": ", ".join(suited)}
            yield Finding("unfit-key", fact.place_of_key("at_most"), words)
        if low is not None and isinstance(high, int) and low > high:
            yield Finding("empty-range", fact.place_of("at_most"), {"low": low, "high": high})
    for code, needs in (("computed-type", _computed), ("unsuited-fact", _needed)):
        for named, needed, place in needs(edition):
            is_day = needed == "date" and named is not None and named.dated
            if named and named.type != needed and not is_day:
                words = {"fact": named.id, "type": type_words(named.type)}
                yield Finding(code, place, {**words, "needed": type_words(needed)})
    yield from _nobody(edition)
    yield from _places(edition)


def _places(edition: Edition) -> Iterator[Finding]:
    """Report lists of places that leave out communes, or name something else."""
    for fact in edition.facts_file.facts:
        listed = edition.code_lists.get(fact.code_list or "")
        if not isinstance(fact.computed, PlaceOfCommune) or listed is None:
            continue
        codes = [code.id for code in listed.codes]
        for code in strange(codes):
            place = listed.codes[codes.index(code)].place
            yield Finding("no-such-place", place, {"got": code, "list": listed.id})
        if missing := uncovered(codes):
            words = {"list": listed.id, "cantons": ", ".join(missing)}
            yield Finding("places-not-covered", listed.place, words)


def _nobody(edition: Edition) -> Iterator[Finding]:
    """Report facts that can name somebody not in organisation.yaml."""
    for naming in naming_actors(edition):
        codes = edition.codes_of(naming.fact)
        others = [code for code in codes if code not in edition.actors]
        if others:
            words = {"fact": naming.fact, "codes": ", ".join(others)}
            yield Finding("code-no-actor", naming.place_of("fact"), words)


Need = tuple[Fact | None, str, Place]
"""a declared fact, the type it must have, and the place that needs it"""


def _computed(edition: Edition) -> Iterator[Need]:
    """The computed facts, which hold the result, and their sources: dates, or a code."""
    for fact in edition.facts_file.facts:
        if fact.computed == "question-date":
            yield fact, "date", fact.place_of("type")
        elif isinstance(fact.computed, Known):
            yield fact, "bool", fact.place_of("type")
            known = fact.computed
            yield edition.facts.get(known.known), "code", known.place_of("known")
        elif isinstance(fact.computed, PlaceOfCommune):
            yield fact, "code", fact.place_of("type")
            yield edition.facts.get(fact.computed.commune), "commune", fact.computed.place
    for fact, computed in computed_years(edition):
        yield fact, "int", fact.place_of("type")
        for source in mentions([computed], "fact"):
            yield edition.facts.get(source.name), "date", source.place


def computed_years(edition: Edition) -> Iterator[tuple[Fact, Computed]]:
    """The facts that are completed years since the date of another fact."""
    for fact in edition.facts_file.facts:
        if isinstance(fact.computed, Computed):
            yield fact, fact.computed


def _needed(edition: Edition) -> Iterator[Need]:
    """The facts that are named where a date, an amount or a bearer is needed."""
    for day in edition.every(DateOf):
        yield edition.facts.get(day.fact), "date", day.place_of("fact")
    for other in edition.every(ComparedFact):
        if other.plus:
            yield edition.facts.get(other.fact), "date", other.place_of("fact")
    for cost in edition.funding.costs:
        yield edition.facts.get(cost.amount), "chf", cost.place_of("amount")
    repaying = (one.repaid_by for one in edition.funding.routes if one.repaid_by)
    for naming in (*naming_actors(edition), *repaying):
        yield edition.facts.get(naming.fact), "code", naming.place_of("fact")
    measure = edition.funding.measure
    if measure:
        yield edition.facts.get(measure.amount), "chf", measure.place_of("amount")
        kind = edition.facts.get(measure.kind or "")
        if kind and kind.type != "text":  # its name may be a word of a list or a text
            yield kind, "code", measure.place_of("kind")

"""Who pays for a measure and who bears a cost, as tables of the program."""

from iiz_rules.language.compiler.conditions import chosen_value
from iiz_rules.language.model.conditions import OtherFact
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.funding import (
    ByKey,
    Cost,
    Coverage,
    EqualParts,
    Fixed,
    InFull,
    Payer,
    Portion,
)
from iiz_rules.language.program import money
from iiz_rules.language.program.money import Bearers, Catalogue, NamedBearer, Split, Waterfall


def waterfall(edition: Edition) -> Waterfall | None:
    """The payers in order; None if the edition declares none."""
    measure, file = edition.funding.measure, edition.funding
    if measure is None or not file.payers:
        return None
    return Waterfall(
        measure.amount,
        measure.kind,
        chosen_value(measure.rounding),
        tuple(map(_payer, file.payers)),
        {one.id: one.repaid_by.fact for one in file.routes if one.repaid_by},
    )


def _payer(payer: Payer) -> money.Payer:
    return money.Payer(payer.id, payer.payer, chosen_value(payer.covers, coverage), payer.routes)


def coverage(written: Coverage) -> money.Coverage:
    """How much is paid; a fixed amount is all of it up to that amount."""
    match written:
        case Fixed(amount=amount):
            return money.Coverage(cap=amount)
        case Portion(share=share, of=of, cap=cap):
            return money.Coverage(share, of == "whole", cap)
    return money.Coverage()


def catalogues(edition: Edition) -> tuple[Catalogue, ...]:
    """The catalogues as they can be named."""
    return tuple(
        Catalogue(
            catalogue.id,
            catalogue.label.text,
            catalogue.source.label.text,
            catalogue.source.dated,
            catalogue.source.invented,
            tuple(dict.fromkeys(one.code for one in catalogue.measures)),
        )
        for catalogue in edition.catalogues
    )


def splits(edition: Edition) -> dict[str, Split]:
    """Who bears each cost."""
    return {cost.id: _split(edition, cost) for cost in edition.funding.costs}


def _split(edition: Edition, cost: Cost) -> Split:
    bearers = chosen_value(cost.borne_by, lambda written: _bearers(edition, written))
    return Split(cost.amount, bearers, chosen_value(cost.rounding))


def _bearers(edition: Edition, written: InFull | EqualParts | ByKey) -> Bearers:
    """The bearers with their weights, or the fact that says who bears all."""
    if isinstance(written, EqualParts):
        return dict.fromkeys(edition.members(written.equal_parts), 1)
    if isinstance(written, ByKey):
        return written.by_key
    bearer = written.in_full
    return NamedBearer(bearer.fact) if isinstance(bearer, OtherFact) else {bearer: 1}

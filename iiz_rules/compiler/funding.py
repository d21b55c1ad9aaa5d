"""Who pays for a measure and who bears a cost, as tables of the program."""

from iiz_rules import tables
from iiz_rules.compiler.chosen import chosen_value
from iiz_rules.model.conditions import OtherFact
from iiz_rules.model.coverage import Coverage, Fixed, Portion
from iiz_rules.model.edition import Edition
from iiz_rules.model.funding import ByKey, Cost, EqualParts, InFull, Payer


def waterfall(edition: Edition) -> tables.Waterfall | None:
    """Give the payers in order; None where the edition declares none."""
    measure, file = edition.funding.measure, edition.funding
    if measure is None or not file.payers:
        return None
    return tables.Waterfall(
        measure.amount,
        measure.kind,
        chosen_value(measure.rounding),
        tuple(map(_payer, file.payers)),
        {one.id: one.repaid_by.fact for one in file.routes if one.repaid_by},
    )


def _payer(one: Payer) -> tables.Payer:
    return tables.Payer(one.id, one.payer, chosen_value(one.covers, coverage), one.routes)


def coverage(written: Coverage) -> tables.Coverage:
    """Give how much is paid; a fixed amount is all of it up to that amount."""
    match written:
        case Fixed(amount=amount):
            return tables.Coverage(cap=amount)
        case Portion(share=share, of=of, cap=cap):
            return tables.Coverage(share, of == "whole", cap)
    return tables.Coverage()


def catalogues(edition: Edition) -> tuple[tables.Catalogue, ...]:
    """Give the catalogues as they can be named."""
    return tuple(
        tables.Catalogue(
            one.id,
            one.label.text,
            one.source.label.text,
            one.source.dated,
            one.source.invented,
        )
        for one in edition.catalogues
    )


def splits(edition: Edition) -> dict[str, tables.Split]:
    """Give who bears each cost."""
    return {cost.id: _split(edition, cost) for cost in edition.funding.costs}


def _split(edition: Edition, cost: Cost) -> tables.Split:
    bearers = chosen_value(cost.borne_by, lambda written: _bearers(edition, written))
    return tables.Split(cost.amount, bearers, chosen_value(cost.rounding))


def _bearers(edition: Edition, written: InFull | EqualParts | ByKey) -> tables.Bearers:
    """Give the bearers with their weights, or the fact that says who bears all."""
    if isinstance(written, EqualParts):
        return dict.fromkeys(edition.groups[written.equal_parts].members, 1)
    if isinstance(written, ByKey):
        return written.by_key
    bearer = written.in_full
    return tables.Named(bearer.fact) if isinstance(bearer, OtherFact) else {bearer: 1}

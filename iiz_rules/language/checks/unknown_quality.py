"""A quality that no body may ask for, because it is not declared."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.bodies import Seat
from iiz_rules.language.model.chosen import Chosen
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report qualities that a seat requires and organisation.yaml does not declare."""
    yield from unknown("unknown-quality", "quality", _required(edition), edition.qualities)


def _required(edition: Edition) -> Iterator[Mention]:
    for body in edition.organisation.bodies:
        for seat in body.seats:
            for path, names in _lists(seat).items():
                for position, name in enumerate(names):
                    yield Mention(name, seat, ("requires", *path, position))


def _lists(seat: Seat) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give the qualities that each reading requires, by the way to where they are written."""
    if isinstance(seat.requires, Chosen):
        return {("choose", option): names for option, names in seat.requires.choose.items()}
    return {(): seat.requires}

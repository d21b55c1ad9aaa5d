"""A quality that no body may ask for, because it is not declared."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.bodies import Seat
from iiz_rules.language.model.chosen import Chosen
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-quality",
    message=Text(
        de="Eigenschaft `{quality}` ist nicht definiert",
        fr="la qualité `{quality}` n'est pas déclarée",
        en="quality `{quality}` is not declared",
    ),
    label=Text(
        de="nicht unter `qualities`",
        fr="absente de `qualities`",
        en="not among the `qualities`",
    ),
    help=Text(
        de="den Namen berichtigen oder die Eigenschaft unter `qualities` aufnehmen",
        fr="corriger le nom ou ajouter la qualité à `qualities`",
        en="correct the name or add the quality to `qualities`",
    ),
    why=Text(
        de="Was ein Mitglied mitbringen muss, steht mit Ziffer und Bezeichnung unter "
        "`qualities`. So nennt eine Antwort beim Namen, was fehlt.",
        fr="Ce qu'un membre doit réunir figure sous `qualities`, avec son chiffre et sa "
        "désignation. Ainsi, une réponse nomme ce qui manque.",
        en="What a member has to bring along is listed under `qualities`, with its clause and "
        "label. Thus an answer names what is lacking.",
    ),
    bad=examples.body("requires: [experiencd]"),
    good=examples.body("requires: [experienced]"),
    file="organisation.yaml",
)


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

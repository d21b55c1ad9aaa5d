"""A payer who is to pay by a decision that is none."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import suggest
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.funding import Route
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-a-route",
    message=Text(
        de="`{rule}` ist kein Weg der Finanzierung",
        fr="`{rule}` n'est pas une voie de financement",
        en="`{rule}` is no way of funding",
    ),
    label=Text(de="nicht unter `routes`", fr="absent de `routes`", en="not among the `routes`"),
    help=Text(
        de="einen Weg aus `routes` in funding.yaml nennen, oder die Bedingung unter `criteria` "
        "schreiben",
        fr="nommer une voie de `routes` dans funding.yaml, ou écrire la condition sous `criteria`",
        en="name one of the `routes` of funding.yaml, or write the condition below `criteria`",
    ),
    why=Text(
        de="Unter `routes` eines Kostenträgers stehen die Entscheide, auf die hin er zahlt. Nur "
        "bei einem solchen Weg steht, wer darüber entscheidet.",
        fr="Sous `routes` d'un payeur figurent les décisions à la suite desquelles il paie. Seule "
        "une telle voie dit qui en décide.",
        en="Below the `routes` of a payer stand the decisions upon which it pays. Only such a way "
        "says who decides.",
    ),
    bad=examples.payer("routes: [entry]"),
    good=examples.payer(),
    file="funding.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report rules below `routes` that are none; `unknown-rule` is about those that are nothing."""
    routes = [name for name, rule in edition.rules.items() if isinstance(rule, Route)]
    for payer in edition.funding.payers:
        for position, name in enumerate(payer.routes):
            if name in edition.rules and name not in routes:
                words = {"rule": name, "near": suggest(name, routes)}
                yield Finding("not-a-route", payer.place_of("routes", position), words)

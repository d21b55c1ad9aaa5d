"""An interpretation that no condition reads."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import interpreting
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unread-interpretation",
    message=Text(
        de="Auslegung `{interpretation}` wird von keiner Bedingung gelesen",
        fr="aucune condition ne lit l'interprétation `{interpretation}`",
        en="no condition reads interpretation `{interpretation}`",
    ),
    label=Text(de="ohne Wirkung", fr="sans effet", en="without effect"),
    help=Text(
        de="in einer Bedingung mit `interpretation: {interpretation}` lesen",
        fr="la lire dans une condition avec `interpretation: {interpretation}`",
        en="read it in a condition with `interpretation: {interpretation}`",
    ),
    why=Text(
        de="Eine andere Option zu wählen, würde an keiner Antwort etwas ändern. Vielleicht fehlt"
        " die Regel noch, oder die Lesart steckt unsichtbar in einer Bedingung.",
        fr="Choisir une autre option ne changerait aucune réponse. Peut-être la règle "
        "manque-t-elle encore, ou la lecture est-elle cachée dans une condition.",
        en="Choosing another option would not change any answer. Perhaps the rule is still "
        "missing, or the reading is hidden inside a condition.",
    ),
    bad=examples.interpretations(
        examples.interpretation("A-XX-01"), examples.interpretation("A-XX-02")
    ),
    good=examples.interpretations(examples.interpretation("A-XX-01")),
    file="interpretations.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of interpretations that no condition reads."""
    read = {one.interpretation for one in interpreting(edition)}
    for one in edition.interpretations.values():
        if one.id not in read:
            words = {"interpretation": one.id}
            yield Finding("unread-interpretation", one.place_of("id"), words, "warning")

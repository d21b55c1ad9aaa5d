"""Indicative criteria without a number that are enough."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import rules
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="indicative-threshold",
    message=Text(
        de="Kriterien, die nur dafür sprechen: {count}; wie viele genügen, ist nicht gesagt",
        fr="critères qui ne sont que des indices : {count} ; rien ne dit combien suffisent",
        en="criteria that merely speak for it: {count}; nothing says how many are enough",
    ),
    label=Text(de="`indicative` fehlt", fr="`indicative` manque", en="`indicative` is missing"),
    help=Text(
        de="bei der Regel eine Zeile `indicative: {{at_least: …}}` ergänzen",
        fr="ajouter à la règle une ligne `indicative: {{at_least: …}}`",
        en="add a line `indicative: {{at_least: …}}` to the rule",
    ),
    why=Text(
        de="Kriterien mit `mode: indicative` müssen nicht alle erfüllt sein. Wie viele genügen, "
        "ist ein Entscheid des Kantons und wird nicht geraten.",
        fr="Les critères en `mode: indicative` ne doivent pas tous être remplis. Combien "
        "suffisent est une décision du canton et ne se devine pas.",
        en="Criteria with `mode: indicative` need not all be met. How many are enough is for the"
        " canton to decide and is not guessed.",
    ),
    bad=examples.eligibility(examples.criterion(examples.AGE, mode="indicative")),
    good=examples.eligibility(
        examples.criterion(examples.AGE, mode="indicative"), more="indicative: {at_least: 1}\n"
    ),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report rules with indicative criteria that do not say how many are enough."""
    for rule in rules(edition):
        indicative = [one for one in rule.criteria if one.mode == "indicative"]
        if indicative and rule.indicative is None:
            place = indicative[0].place_of("mode")
            yield Finding("indicative-threshold", place, {"count": len(indicative)})

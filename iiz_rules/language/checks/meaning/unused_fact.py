"""A fact that nothing reads."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import facts_read
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unused-fact",
    message=Text(
        de="Angabe `{fact}` wird nirgends gelesen",
        fr="la donnée `{fact}` n'est lue nulle part",
        en="fact `{fact}` is read nowhere",
    ),
    label=Text(de="ohne Wirkung", fr="sans effet", en="without effect"),
    help=Text(
        de="in einer Bedingung verwenden oder löschen",
        fr="l'utiliser dans une condition ou la supprimer",
        en="use it in a condition or delete it",
    ),
    why=Text(
        de="Niemand wird je nach dieser Angabe gefragt, und sie ändert keine Antwort. Daten, die"
        " nichts entscheiden, soll man auch nicht erheben.",
        fr="Personne ne sera jamais interrogé sur cette donnée, et elle ne change aucune "
        "réponse. Des données qui ne décident rien n'ont pas à être recueillies.",
        en="Nobody will ever be asked for this fact, and it changes no answer. What decides "
        "nothing should not be collected either.",
    ),
    bad=examples.facts(examples.fact("person.shoe-size", "int")),
    good=examples.facts(),
    file="facts.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of facts that neither a condition nor another fact reads."""
    read = {mention.name for mention in facts_read(edition)}
    for fact in edition.facts.values():
        if fact.id not in read:
            yield Finding("unused-fact", fact.place_of("id"), {"fact": fact.id}, "warning")

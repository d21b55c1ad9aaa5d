"""A fact that the vocabulary does not declare."""

from collections.abc import Iterator
from itertools import chain

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import facts_brought, facts_read
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-fact",
    message=Text(
        de="Angabe `{fact}` ist nicht definiert",
        fr="la donnée `{fact}` n'est pas déclarée",
        en="fact `{fact}` is not declared",
    ),
    label=Text(de="nicht in facts.yaml", fr="absente de facts.yaml", en="not in facts.yaml"),
    help=Text(
        de="den Namen berichtigen oder die Angabe in facts.yaml aufnehmen",
        fr="corriger le nom ou ajouter la donnée à facts.yaml",
        en="correct the name or add the fact to facts.yaml",
    ),
    why=Text(
        de="Regeln und Fälle können nur Angaben verwenden, die in `facts.yaml` stehen. Ein "
        "falsch geschriebener Name würde sonst als nicht bekannt gelten, und die Antwort "
        "bliebe für immer offen.",
        fr="Les règles et les cas ne peuvent utiliser que les données de `facts.yaml`. Sinon, un"
        " nom mal écrit passerait pour inconnu, et la réponse resterait toujours ouverte.",
        en="Rules and cases can use only the facts of `facts.yaml`. Otherwise a misspelt name "
        "would count as not known, and the answer would stay open for ever.",
    ),
    bad=examples.when("{fact: person.agee, at_least: 16}"),
    good=examples.when(examples.AGE),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts that something reads or an event brings, and nobody declares."""
    mentions = chain(facts_read(edition), facts_brought(edition))
    yield from unknown("unknown-fact", "fact", mentions, edition.facts)

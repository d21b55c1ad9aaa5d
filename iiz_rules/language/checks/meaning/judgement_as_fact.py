"""A judgement is compared as if it were a known fact."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import compared_facts
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="judgement-as-fact",
    message=Text(
        de="`{fact}` ist eine Beurteilung und wird nicht verglichen",
        fr="`{fact}` est une appréciation et ne se compare pas",
        en="`{fact}` is a judgement and is not compared",
    ),
    label=Text(de="eine Beurteilung", fr="une appréciation", en="a judgement"),
    help=Text(
        de="schreiben: `judgement: {fact}`",
        fr="écrire : `judgement: {fact}`",
        en="write: `judgement: {fact}`",
    ),
    why=Text(
        de="Eine Beurteilung gibt eine bestimmte Rolle ab; das Programm rechnet sie nie aus. Mit"
        " `judgement` bleibt in der Antwort sichtbar, wer sie noch abgeben muss oder "
        "abgegeben hat.",
        fr="Une appréciation est donnée par un rôle précis ; le programme ne la calcule jamais. "
        "Avec `judgement`, la réponse montre qui doit encore la donner ou l'a donnée.",
        en="A judgement is given by a certain role; the program never computes it. With "
        "`judgement` the answer keeps showing who has yet to give it or has given it.",
    ),
    bad=examples.when("{fact: case.complex, is: true}"),
    good=examples.when("{judgement: case.complex}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report comparisons with a fact of type judgement."""
    judgements = {fact.id for fact in edition.facts.values() if fact.type == "judgement"}
    for mention in compared_facts(edition):
        if mention.name in judgements:
            yield Finding("judgement-as-fact", mention.place, {"fact": mention.name})

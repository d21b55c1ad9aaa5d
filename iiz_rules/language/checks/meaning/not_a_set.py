"""An event that adds members to a fact which is no set."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-a-set",
    message=Text(
        de="`{fact}` ist keine Menge, der etwas beitreten kann",
        fr="`{fact}` n'est pas un ensemble auquel on puisse ajouter",
        en="`{fact}` is no set that anything can be added to",
    ),
    label=Text(de="keine Menge von Wörtern", fr="pas un ensemble de mots", en="not a set of words"),
    help=Text(
        de="`sets` statt `adds` verwenden",
        fr="utiliser `sets` au lieu de `adds`",
        en="use `sets` instead of `adds`",
    ),
    why=Text(
        de="`adds` fügt einer Menge Mitglieder hinzu und lässt die bisherigen stehen. "
        "Eine einzelne Angabe wird mit `sets` gesetzt.",
        fr="`adds` ajoute des membres à un ensemble et garde les précédents. Une donnée "
        "simple se fixe avec `sets`.",
        en="`adds` adds members to a set and leaves those that are there. A single fact "
        "is set with `sets`.",
    ),
    bad=examples.events("adds: {person.note: [x]}"),
    good=examples.events("adds: {person.problems: [work]}"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report members added to facts that are no sets."""
    for event in edition.events.events:
        for name in event.adds:
            fact = edition.facts.get(name)
            if fact and fact.type != "codes":
                yield Finding("not-a-set", event.place_of_key(name, "adds"), {"fact": name})

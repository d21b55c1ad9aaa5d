"""An event that brings a fact which is computed."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import facts_brought
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="computed-in-event",
    message=Text(
        de="`{fact}` wird berechnet und kann nicht mit einem Ereignis kommen",
        fr="`{fact}` est calculé et ne peut pas accompagner un événement",
        en="`{fact}` is computed and cannot come with an event",
    ),
    label=Text(
        de="folgt aus anderen Angaben", fr="découle d'autres données", en="follows from other facts"
    ),
    help=Text(
        de="die Angabe nennen, aus der es folgt, wie das Geburtsdatum statt des Alters",
        fr="indiquer la donnée dont il découle, comme la date de naissance au lieu de l'âge",
        en="name the fact that it follows from, such as the date of birth instead of the age",
    ),
    why=Text(
        de="Ein Alter ändert sich mit den Tagen. Einmal mit einem Ereignis gekommen, "
        "bliebe es stehen, und Fristen, die am Alter hängen, gingen verloren.",
        fr="Un âge change avec les jours. Une fois venu avec un événement, il resterait "
        "figé, et les délais qui dépendent de l'âge se perdraient.",
        en="An age changes with the days. Once it had come with an event it would stand "
        "still, and dates that hang on the age would be lost.",
    ),
    bad=examples.events("payload: [person.age]"),
    good=examples.events("payload: [person.born]"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report computed facts among those that events bring."""
    for mention in facts_brought(edition):
        fact = edition.facts.get(mention.name)
        if fact and fact.computed:
            yield Finding("computed-in-event", mention.place, {"fact": fact.id})

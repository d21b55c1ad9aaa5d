"""A fact whose name is also the group of another one."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="fact-name-conflict",
    message=Text(
        de="`{fact}` kann nicht Angabe und zugleich Gruppe von `{other}` sein",
        fr="`{fact}` ne peut pas être à la fois une donnée et le groupe de `{other}`",
        en="`{fact}` cannot be a fact and also the group of `{other}`",
    ),
    label=Text(de="zugleich eine Gruppe", fr="aussi un groupe", en="also a group"),
    help=Text(
        de="einen der beiden Namen ändern, etwa `{fact}.value`",
        fr="changer l'un des deux noms, par exemple `{fact}.value`",
        en="change one of the two names, for instance `{fact}.value`",
    ),
    why=Text(
        de="Der Punkt im Namen bildet Gruppen: `person.age` steht im Fall unter `person`. An "
        "derselben Stelle kann nicht zugleich ein Wert stehen.",
        fr="Le point dans le nom forme des groupes : dans le cas, `person.age` se trouve sous "
        "`person`. Une valeur ne peut pas figurer au même endroit.",
        en="The dot in a name makes groups: in a case `person.age` stands below `person`. A "
        "value cannot stand in the same place.",
    ),
    bad=examples.facts(examples.fact("person", "text")),
    good=examples.facts(examples.fact("person.name", "text")),
    file="facts.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts whose name begins with the whole name of another fact and a dot."""
    for other in edition.facts:
        for end in (at for at, char in enumerate(other) if char == "."):
            fact = edition.facts.get(other[:end])
            if fact:
                words = {"fact": fact.id, "other": other}
                yield Finding("fact-name-conflict", fact.place_of("id"), words)

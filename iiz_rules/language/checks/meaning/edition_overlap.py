"""Two editions in force on the same day."""

from collections.abc import Iterator
from datetime import date

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.days import validity
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="edition-overlap",
    message=Text(
        de="Ausgabe `{edition}` gilt zugleich mit `{other}`",
        fr="l'édition `{edition}` est en vigueur en même temps que `{other}`",
        en="edition `{edition}` is in force at the same time as `{other}`",
    ),
    label=Text(
        de="gleichzeitig in Kraft",
        fr="en vigueur en même temps",
        en="in force at the same time",
    ),
    help=Text(
        de="bei der älteren Ausgabe mit `valid_to` den letzten Tag angeben",
        fr="indiquer le dernier jour de l'ancienne édition avec `valid_to`",
        en="give the last day of the older edition with `valid_to`",
    ),
    why=Text(
        de="An jedem Tag darf höchstens eine Ausgabe gelten; sonst hinge die Antwort vom Zufall "
        "ab. Eine Ausgabe ohne `valid_from` gilt seit jeher, eine ohne `valid_to` für immer.",
        fr="Chaque jour, une seule édition au plus peut être en vigueur ; sinon la réponse "
        "dépendrait du hasard. Sans `valid_from`, une édition vaut depuis toujours, sans "
        "`valid_to` pour toujours.",
        en="On any day at most one edition may be in force; otherwise the answer would depend on"
        " chance. An edition without `valid_from` holds since ever, one without `valid_to` "
        "for ever.",
    ),
    bad=examples.canton(
        "id: 2023-01-01, source: concept, valid_from: 2023-01-01",
        "id: 2024-01-01, source: concept, valid_from: 2024-01-01",
    ),
    good=examples.canton(
        "id: 2023-01-01, source: concept, valid_from: 2023-01-01, valid_to: 2023-12-31",
        "id: 2024-01-01, source: concept, valid_from: 2024-01-01",
    ),
    file="canton.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report editions that begin while another one is still in force."""
    dated = [(days, entry) for entry in edition.canton.editions if (days := validity(entry))]
    until, last = date.min, ""
    for (first, end), entry in sorted(dated, key=lambda pair: pair[0]):
        if last and first <= until:
            words = {"edition": entry.id, "other": last}
            yield Finding("edition-overlap", entry.place_of("id"), words)
        if not last or end > until:
            until, last = end, entry.id

"""A history without entries."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="empty-history",
    message=Text(
        de="der Verlauf von `{fact}` ist leer",
        fr="l'historique de `{fact}` est vide",
        en="the history of `{fact}` is empty",
    ),
    label=Text(de="kein Eintrag", fr="aucune entrée", en="no entry"),
    help=Text(
        de="einen Eintrag mit `from` und `value` angeben oder die Angabe weglassen",
        fr="donner une entrée avec `from` et `value`, ou omettre la donnée",
        en="give an entry with `from` and `value`, or leave the fact out",
    ),
    why=Text(
        de="Ein Verlauf sagt, was von welchem Tag an galt. Ohne Eintrag sagt er nichts; gemeint "
        "ist wohl, dass nichts bekannt ist, und das sagt man, indem die Angabe fehlt oder `null` "
        "ist.",
        fr="Un historique dit ce qui valait à partir de quel jour. Sans entrée, il ne dit rien ; "
        "sans doute veut-on dire que rien n'est connu, et cela se dit en omettant la donnée ou "
        "avec `null`.",
        en="A history says what held from which day on. Without an entry it says nothing; most "
        "likely nothing is known, and that is said by leaving the fact out or with `null`.",
    ),
    bad="title: Umzug\ndate: 2024-03-05\nfacts:\n  person:\n    canton: []\n",
    good=(
        "title: Umzug\ndate: 2024-03-05\nfacts:\n  person:\n    canton:\n"
        "      - {from: 2020-01-01, value: ZH}\n"
    ),
    file="case.yaml",
)

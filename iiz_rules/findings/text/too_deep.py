"""Lists and mappings are nested too deep."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="too-deep",
    message=Text(
        de="mehr als {limit} Ebenen ineinander",
        fr="plus de {limit} niveaux imbriqués",
        en="nested more than {limit} levels deep",
    ),
    label=Text(de="hier zu tief", fr="trop profond ici", en="too deep here"),
    help=Text(
        de="Bedingungen als benannte Begriffe auslagern",
        fr="sortir des conditions sous forme de notions nommées",
        en="move conditions out into named terms",
    ),
    why=Text(
        de="So tief verschachtelte Regeln kann niemand lesen, und sie dienen dazu, Programme "
        "zum Absturz zu bringen.",
        fr="Personne ne peut lire des règles aussi imbriquées, et elles servent à faire planter "
        "des programmes.",
        en="No one can read rules nested that deep, and they are used to crash programs.",
    ),
    bad="a: " + "[" * 40 + "]" * 40 + "\n",
    good="a: [[]]\n",
)

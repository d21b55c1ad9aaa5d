"""A list begins on the line of its key."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="misplaced-dash",
    message=Text(
        de="eine Liste mit `- ` beginnt auf einer neuen Zeile",
        fr="une liste avec `- ` commence sur une nouvelle ligne",
        en="a list with `- ` begins on a new line",
    ),
    label=Text(de="dieser Strich", fr="ce tiret", en="this dash"),
    help=Text(
        de="auf eine neue Zeile setzen oder `[a, b]` schreiben; einen Text in Anführungszeichen "
        "setzen",
        fr="passer à la ligne ou écrire `[a, b]` ; mettre un texte entre guillemets",
        en="move it to a new line or write `[a, b]`; put a text in quotes",
    ),
    why=Text(
        de="Ein Strich mit Leerzeichen beginnt einen Listeneintrag. Nach einem Schlüssel auf "
        "derselben Zeile wäre unklar, wozu der Eintrag gehört.",
        fr="Un tiret suivi d'un espace ouvre une entrée de liste. Après une clé sur la même "
        "ligne, on ne saurait à quoi elle appartient.",
        en="A dash with a space begins a list entry. After a key on the same line it would be "
        "unclear what the entry belongs to.",
    ),
    bad="clauses: - ZH-1\n",
    good="clauses:\n  - ZH-1\n",
)

"""A value is marked with a type of its own."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="tag",
    message=Text(
        de="Typangabe `{tag}` ist nicht erlaubt",
        fr="l'indication de type `{tag}` n'est pas admise",
        en="type mark `{tag}` is not allowed",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="die Typangabe löschen; beginnt ein Text mit `!`, diesen in Anführungszeichen setzen",
        fr="supprimer l'indication ; si un texte commence par `!`, le mettre entre guillemets",
        en="delete the mark; if a text begins with `!`, put it in quotes",
    ),
    why=Text(
        de="Ein Ausrufezeichen am Anfang heisst in YAML: der folgende Wert hat einen besonderen "
        "Typ. Damit liesse sich in manchen Programmen fremder Code starten. Den Typ bestimmt "
        "hier allein die Sprache der Regeln.",
        fr="Un point d'exclamation au début annonce en YAML un type particulier. Dans certains "
        "programmes, cela permettrait de lancer du code étranger. Ici, seul le langage des "
        "règles fixe le type.",
        en="An exclamation mark at the start means in YAML: the value that follows has a "
        "special type. In some programs that can start foreign code. Here the language of "
        "the rules alone decides on types.",
    ),
    bad="label: !important text\n",
    good='label: "!important text"\n',
)

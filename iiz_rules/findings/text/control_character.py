"""A control character stands in a text."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="control-character",
    message=Text(
        de="Steuerzeichen {character}",
        fr="caractère de commande {character}",
        en="control character {character}",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(de="das Zeichen löschen", fr="supprimer le caractère", en="delete the character"),
    why=Text(
        de="Steuerzeichen sind unsichtbar und können Bildschirme und Protokolle verändern. In "
        "Regeln haben sie keine Bedeutung; meist sind sie beim Kopieren hineingeraten.",
        fr="Les caractères de commande sont invisibles et peuvent modifier l'affichage et les "
        "journaux. Ils n'ont aucun sens dans des règles et proviennent en général d'un "
        "copier-coller.",
        en="Control characters cannot be seen and can change screens and logs. They mean "
        "nothing in rules; mostly they came in by copying.",
    ),
    bad="label: resi\x1bdence\n",
    good="label: residence\n",
)

"""A comma with nothing before it."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="stray-comma",
    message=Text(
        de="vor diesem Komma steht kein Eintrag",
        fr="aucune entrée avant cette virgule",
        en="no entry stands before this comma",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="das Komma löschen oder den Eintrag ergänzen",
        fr="supprimer la virgule ou ajouter l'entrée",
        en="delete the comma or add the entry",
    ),
    why=Text(
        de="Das Komma trennt Einträge in Klammern. Fehlt davor der Eintrag, ist vielleicht "
        "etwas verloren gegangen.",
        fr="La virgule sépare les entrées entre crochets. Si l'entrée manque, quelque chose "
        "s'est peut-être perdu.",
        en="The comma parts entries inside brackets. Where the entry before it is missing, "
        "something may have got lost.",
    ),
    bad="clauses: [ZH-1, , ZH-2]\n",
    good="clauses: [ZH-1, ZH-2]\n",
)

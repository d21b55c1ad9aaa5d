"""A second document begins in the same file."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="second-document",
    message=Text(
        de="hier beginnt ein zweites Dokument; eine Datei enthält genau eines",
        fr="un second document commence ici ; un fichier n'en contient qu'un",
        en="a second document begins here; a file holds just one",
    ),
    label=Text(
        de="ab hier würde es überlesen",
        fr="serait ignoré à partir d'ici",
        en="from here on it would be passed over",
    ),
    help=Text(
        de="die Zeile `---` oder `...` löschen oder den Rest in eine eigene Datei legen",
        fr="supprimer la ligne `---` ou `...`, ou mettre la suite dans un autre fichier",
        en="delete the line `---` or `...`, or put the rest in a file of its own",
    ),
    why=Text(
        de="Viele Programme lesen nur das erste Dokument einer Datei. Alle Regeln danach gälten "
        "dann nicht, ohne dass es jemand merkt.",
        fr="Beaucoup de programmes ne lisent que le premier document d'un fichier. Les règles "
        "suivantes ne vaudraient pas, sans que personne s'en aperçoive.",
        en="Many programs read only the first document of a file. All rules after it would not "
        "apply, and no one would notice.",
    ),
    bad="criteria: []\n---\nterms: []\n",
    good="criteria: []\nterms: []\n",
)

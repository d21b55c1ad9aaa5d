"""A line that tells YAML readers how to read."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="directive",
    message=Text(
        de="Anweisungen, die mit `%` beginnen, sind nicht erlaubt",
        fr="les directives commençant par `%` ne sont pas admises",
        en="directives that begin with `%` are not allowed",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(de="die Zeile löschen", fr="supprimer la ligne", en="delete the line"),
    why=Text(
        de="Solche Zeilen ändern, wie der Rest gelesen wird. Alle Dateien werden gleich gelesen.",
        fr="Ces lignes changent la lecture de tout le reste. Tous les fichiers se lisent de la "
        "même façon.",
        en="Such lines change how the rest is read. All files are read in the same way.",
    ),
    bad="%YAML 1.1\n---\ncriteria: []\n",
    good="criteria: []\n",
)

"""A tab stands in the file."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="tab",
    message=Text(
        de="Tabulator statt Leerzeichen (in dieser Datei: {count})",
        fr="tabulation au lieu d'espaces (dans ce fichier : {count})",
        en="tab instead of spaces (in this file: {count})",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="durch Leerzeichen ersetzen; die meisten Editoren können das in einem Schritt",
        fr="remplacer par des espaces ; la plupart des éditeurs le font en une fois",
        en="replace by spaces; most editors do it in one step",
    ),
    why=Text(
        de="Die Einrückung bestimmt, was wozu gehört. Ein Tabulator ist je nach Editor zwei, "
        "vier oder acht Spalten breit, so dass alle etwas anderes sähen.",
        fr="Le retrait dit ce qui appartient à quoi. Une tabulation occupe deux, quatre ou huit "
        "colonnes selon l'éditeur, et chacun verrait autre chose.",
        en="Indentation says what belongs to what. A tab is two, four or eight columns wide, "
        "depending on the editor, so that everyone would see something else.",
    ),
    bad="criteria:\n\t- id: residence\n",
    good="criteria:\n  - id: residence\n",
)

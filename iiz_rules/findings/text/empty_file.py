"""The file holds nothing."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="empty-file",
    message=Text(
        de="die Datei ist leer oder besteht nur aus Kommentaren",
        fr="le fichier est vide ou ne contient que des commentaires",
        en="the file is empty or holds only comments",
    ),
    help=Text(
        de="Inhalt einfügen oder die Datei löschen",
        fr="y mettre un contenu ou supprimer le fichier",
        en="put something in or delete the file",
    ),
    why=Text(
        de="Eine leere Datei ist meist beim Speichern oder Kopieren entstanden. Sie still als "
        "«keine Regeln» zu lesen, wäre gefährlich.",
        fr="Un fichier vide provient en général d'un enregistrement ou d'une copie manqués. Le "
        "lire sans rien dire comme « aucune règle » serait dangereux.",
        en="An empty file mostly comes from saving or copying gone wrong. To read it silently "
        "as “no rules” would be dangerous.",
    ),
    bad="# nothing\n",
    good="criteria: []\n",
)

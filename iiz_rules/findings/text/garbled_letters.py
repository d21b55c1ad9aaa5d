"""UTF-8 was read as Windows-1252 and saved again."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="garbled-letters",
    message=Text(
        de="verstümmelte Buchstaben: `{shown}` statt `{meant}` (in dieser Datei: {count})",
        fr="lettres altérées : `{shown}` au lieu de `{meant}` (dans ce fichier : {count})",
        en="garbled letters: `{shown}` instead of `{meant}` (in this file: {count})",
    ),
    label=Text(
        de="gemeint ist wohl `{meant}`", fr="sans doute `{meant}`", en="probably meant as `{meant}`"
    ),
    help=Text(
        de="eine frühere Fassung nehmen oder die Buchstaben ersetzen",
        fr="reprendre une version antérieure ou remplacer les lettres",
        en="take an earlier version or replace the letters",
    ),
    why=Text(
        de="Ein Programm hat die Datei mit der falschen Kodierung geöffnet und wieder "
        "gespeichert. Aus jedem Umlaut oder Akzent wurden so zwei Zeichen.",
        fr="Un programme a ouvert le fichier avec le mauvais encodage puis l'a enregistré. "
        "Chaque lettre accentuée est ainsi devenue deux caractères.",
        en="A program opened the file with the wrong encoding and saved it again. Each umlaut "
        "or accent became two characters.",
    ),
    bad="label: ZÃ¼rich\n",
    good="label: Zürich\n",
)

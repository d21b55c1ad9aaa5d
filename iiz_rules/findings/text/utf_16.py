"""The file is stored with two or four bytes a character."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="utf-16",
    message=Text(
        de="die Datei ist als UTF-16 oder UTF-32 gespeichert, nicht als UTF-8",
        fr="le fichier est enregistré en UTF-16 ou UTF-32, et non en UTF-8",
        en="the file is saved as UTF-16 or UTF-32, not as UTF-8",
    ),
    help=Text(
        de="die Datei als UTF-8 speichern",
        fr="enregistrer le fichier en UTF-8",
        en="save the file as UTF-8",
    ),
    why=Text(
        de="Manche Windows-Programme nennen UTF-16 «Unicode» und speichern so. Im Menü "
        "«Speichern unter» ist UTF-8 zu wählen.",
        fr="Certains programmes Windows appellent l'UTF-16 « Unicode » et enregistrent ainsi. "
        "Dans « Enregistrer sous », il faut choisir UTF-8.",
        en="Some Windows programs call UTF-16 “Unicode” and save like that. Choose UTF-8 under "
        "“save as”.",
    ),
    bad_bytes=b"\xff\xfec\x00r\x00i\x00t\x00e\x00r\x00i\x00a\x00:\x00 \x00[\x00]\x00\n\x00",
    good="criteria: []\n",
)

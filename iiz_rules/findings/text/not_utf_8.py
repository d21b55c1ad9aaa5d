"""A letter is stored in another way than UTF-8."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-utf-8",
    message=Text(
        de="Byte {byte} ist kein UTF-8",
        fr="l'octet {byte} n'est pas de l'UTF-8",
        en="byte {byte} is not UTF-8",
    ),
    label=Text(
        de="hier stand wohl `{guess}`", fr="sans doute `{guess}`", en="probably meant as `{guess}`"
    ),
    help=Text(
        de="die Datei als UTF-8 speichern",
        fr="enregistrer le fichier en UTF-8",
        en="save the file as UTF-8",
    ),
    why=Text(
        de="Umlaute und Akzente werden je nach Programm verschieden gespeichert. Nur mit UTF-8 "
        "sehen alle denselben Text; im Editor heisst die Auswahl meist «Speichern unter … "
        "Kodierung UTF-8».",
        fr="Les lettres accentuées sont enregistrées différemment selon les programmes. Seul "
        "l'UTF-8 donne à tous le même texte ; dans l'éditeur, le choix s'appelle en général "
        "« Enregistrer sous… encodage UTF-8 ».",
        en="Umlauts and accents are stored in different ways by different programs. Only with "
        "UTF-8 does everyone see the same text; editors call the choice “save as … encoding "
        "UTF-8”.",
    ),
    bad_bytes=b"label: Z\xfcrich\n",
    good="label: Zürich\n",
)

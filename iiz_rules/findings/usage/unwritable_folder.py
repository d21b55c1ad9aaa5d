"""A folder into which nothing can be written."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unwritable-folder",
    message=Text(
        de="in den Ordner `{folder}` lässt sich nicht schreiben",
        fr="impossible d'écrire dans le dossier `{folder}`",
        en="cannot write into the folder `{folder}`",
    ),
    label=Text(
        de="nicht geschrieben",
        fr="non écrit",
        en="not written",
    ),
    help=Text(
        de="einen anderen Ordner angeben oder die Zugriffsrechte prüfen",
        fr="donner un autre dossier ou vérifier les droits d'accès",
        en="give another folder, or check the access rights",
    ),
    why=Text(
        de="Unter diesem Namen gibt es eine Datei, oder das Programm darf in diesem Ordner nichts "
        "anlegen. Es wurde nichts überschrieben.",
        fr="Un fichier porte ce nom, ou le programme n'a pas le droit d'écrire dans ce dossier. "
        "Rien n'a été écrasé.",
        en="There is a file of this name, or the program may not write into this folder. Nothing "
        "was overwritten.",
    ),
    bad="iiz schema --to README.md\n",
    good="iiz schema --to schemas\n",
    file="terminal",
)

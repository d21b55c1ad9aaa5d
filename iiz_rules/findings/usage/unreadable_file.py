"""A file that cannot be opened."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unreadable-file",
    message=Text(
        de="`{file}` lässt sich nicht lesen: {why}",
        fr="impossible de lire `{file}` : {why}",
        en="cannot read `{file}`: {why}",
    ),
    label=Text(de="nicht gelesen", fr="non lu", en="not read"),
    help=Text(
        de="Pfad und Zugriffsrechte prüfen",
        fr="vérifier le chemin et les droits d'accès",
        en="check the path and the access rights",
    ),
    why=Text(
        de="Die Datei gibt es unter diesem Pfad nicht, sie ist ein Ordner, oder das Programm "
        "darf sie nicht öffnen. Der Pfad gilt ab dem Ordner, in dem der Befehl läuft.",
        fr="Le fichier n'existe pas à cet endroit, c'est un dossier, ou le programme n'a pas le "
        "droit de l'ouvrir. Le chemin part du dossier où la commande est lancée.",
        en="The file does not exist at this path, it is a folder, or the program may not open "
        "it. The path begins at the folder in which the command runs.",
    ),
    bad="iiz assess cases.yaml --canton zurich --on 2024-03-05\n",
    good="iiz assess case.yaml --canton zurich --on 2024-03-05\n",
    file="terminal",
)

"""A file that cannot be written."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unwritable-file",
    message=Text(
        de="die Datei `{file}` lässt sich nicht schreiben",
        fr="impossible d'écrire le fichier `{file}`",
        en="cannot write the file `{file}`",
    ),
    label=Text(
        de="nicht geschrieben",
        fr="non écrit",
        en="not written",
    ),
    help=Text(
        de="eine andere Datei in einem vorhandenen Ordner angeben oder die Zugriffsrechte prüfen",
        fr="donner un autre fichier dans un dossier existant ou vérifier les droits d'accès",
        en="give another file in a folder that exists, or check the access rights",
    ),
    why=Text(
        de="Den Ordner gibt es nicht, unter diesem Namen gibt es einen Ordner, das Programm darf "
        "hier nicht schreiben, oder der Datenträger ist voll.",
        fr="Le dossier n'existe pas, un dossier porte ce nom, le programme n'a pas le droit "
        "d'écrire ici, ou le support est plein.",
        en="The folder does not exist, there is a folder of this name, the program may not "
        "write here, or the disk is full.",
    ),
    bad="iiz trace --canton zurich -o nirgends/spur.html\n",
    good="iiz trace --canton zurich -o spur.html\n",
    file="terminal",
)

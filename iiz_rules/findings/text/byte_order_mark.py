"""A JSON file begins with a byte order mark."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="byte-order-mark",
    message=Text(
        de="die Datei beginnt mit einer Bytereihenfolge-Marke, die in JSON nicht stehen darf",
        fr="le fichier commence par un indicateur d'ordre des octets, interdit en JSON",
        en="the file begins with a byte order mark, which JSON does not allow",
    ),
    label=Text(
        de="unsichtbar vor diesem Zeichen",
        fr="invisible, avant ce caractère",
        en="unseen before this character",
    ),
    help=Text(
        de="als «UTF-8 ohne BOM» speichern",
        fr="enregistrer en « UTF-8 sans BOM »",
        en="save as “UTF-8 without BOM”",
    ),
    why=Text(
        de="Drei unsichtbare Bytes am Anfang zeigen manchen Programmen die Kodierung an. Der "
        "JSON-Standard verbietet sie, und andere Programme in der Kette würden daran "
        "scheitern.",
        fr="Trois octets invisibles au début indiquent l'encodage à certains programmes. La "
        "norme JSON les interdit, et d'autres programmes de la chaîne échoueraient.",
        en="Three unseen bytes at the start tell some programs the encoding. The JSON standard "
        "forbids them, and other programs along the way would fail on them.",
    ),
    bad="\ufeff{}\n",
    good="{}\n",
    file="case.json",
)

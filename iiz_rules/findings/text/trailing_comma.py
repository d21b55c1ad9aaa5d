"""A comma after the last entry in JSON."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="trailing-comma",
    message=Text(
        de="nach dem letzten Eintrag steht ein Komma",
        fr="il y a une virgule après la dernière entrée",
        en="a comma stands after the last entry",
    ),
    label=Text(de="dieses Komma", fr="cette virgule", en="this comma"),
    help=Text(de="das Komma löschen", fr="supprimer la virgule", en="delete the comma"),
    why=Text(
        de="JSON erlaubt kein Komma vor der schliessenden Klammer. Vielleicht ist auch der "
        "Eintrag danach verloren gegangen.",
        fr="JSON n'admet pas de virgule avant le signe fermant. Peut-être l'entrée suivante "
        "s'est-elle perdue.",
        en="JSON allows no comma before the closing bracket. Perhaps the entry after it got lost.",
    ),
    bad='{"age": 30,}\n',
    good='{"age": 30}\n',
    file="case.json",
)

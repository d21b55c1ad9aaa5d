"""Between two entries in brackets a comma is missing."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-comma",
    message=Text(
        de="zwischen zwei Einträgen fehlt ein Komma",
        fr="il manque une virgule entre deux entrées",
        en="a comma is missing between two entries",
    ),
    label=Text(de="davor fehlt `,`", fr="`,` manque avant", en="`,` is missing before this"),
    help=Text(de="ein Komma setzen", fr="mettre une virgule", en="put a comma"),
    why=Text(
        de="In Klammern trennt das Komma die Einträge, auch wenn sie auf verschiedenen Zeilen "
        "stehen.",
        fr="Entre crochets ou accolades, la virgule sépare les entrées, même sur des lignes "
        "différentes.",
        en="Inside brackets the comma parts the entries, also when they stand on different lines.",
    ),
    bad='clauses: ["ZH-1" "ZH-2"]\n',
    good='clauses: ["ZH-1", "ZH-2"]\n',
)

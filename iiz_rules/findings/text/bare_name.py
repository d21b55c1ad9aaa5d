"""A field name in JSON without double quotes."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="bare-name",
    message=Text(
        de="ein Feldname muss in doppelten Anführungszeichen stehen",
        fr="un nom de champ doit être entre guillemets doubles",
        en="a field name must be in double quotes",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de='`"Name": Wert` schreiben', fr='écrire `"nom": valeur`', en='write `"name": value`'
    ),
    why=Text(
        de="JSON kennt weder Namen ohne Anführungszeichen noch einfache Anführungszeichen.",
        fr="JSON ne connaît ni les noms sans guillemets ni les guillemets simples.",
        en="JSON knows neither names without quotes nor single quotes.",
    ),
    bad="{age: 30}\n",
    good='{"age": 30}\n',
    file="case.json",
)

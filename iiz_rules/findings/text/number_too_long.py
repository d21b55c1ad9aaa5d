"""A number has too many digits."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="number-too-long",
    message=Text(
        de="Zahl mit mehr als {limit} Ziffern",
        fr="nombre de plus de {limit} chiffres",
        en="number of more than {limit} digits",
    ),
    label=Text(de="diese Zahl", fr="ce nombre", en="this number"),
    help=Text(
        de="die Zahl prüfen; eine Kennung gehört in Anführungszeichen",
        fr="vérifier le nombre ; un identifiant s'écrit entre guillemets",
        en="check the number; an identifier goes in quotes",
    ),
    why=Text(
        de="Beträge, Fristen und Alter haben nie so viele Ziffern, und Programme runden so "
        "grosse Zahlen still. Auch Zahlen mit Exponent zählen so, wie sie ausgeschrieben "
        "wären.",
        fr="Montants, délais et âges n'ont jamais autant de chiffres, et les programmes "
        "arrondissent en silence de tels nombres. Un nombre à exposant compte comme s'il "
        "était écrit en entier.",
        en="Amounts, deadlines and ages never have that many digits, and programs silently "
        "round such numbers. A number with an exponent counts as if it were written out.",
    ),
    bad="amount: 1234567890123456789\n",
    good="amount: 1234\n",
)

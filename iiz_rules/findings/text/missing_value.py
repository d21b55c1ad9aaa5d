"""Where JSON needs a value, there is none."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-value",
    message=Text(
        de="hier muss ein Wert stehen",
        fr="une valeur doit figurer ici",
        en="a value must stand here",
    ),
    label=Text(de="kein Wert", fr="pas une valeur", en="no value"),
    help=Text(
        de="eine Zahl, `true`, `false`, `null` oder einen Text in doppelten Anführungszeichen "
        "schreiben",
        fr="écrire un nombre, `true`, `false`, `null` ou un texte entre guillemets doubles",
        en="write a number, `true`, `false`, `null` or a text in double quotes",
    ),
    why=Text(
        de="Wörter ohne Anführungszeichen, Zahlen mit `+` davor und leere Stellen sind in JSON "
        "keine Werte.",
        fr="Les mots sans guillemets, les nombres précédés de `+` et les places vides ne sont "
        "pas des valeurs en JSON.",
        en="Words without quotes, numbers with `+` in front and empty places are no values in "
        "JSON.",
    ),
    bad='{"canton": ZH}\n',
    good='{"canton": "ZH"}\n',
    file="case.json",
)

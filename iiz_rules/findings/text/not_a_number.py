"""NaN or infinity where a number should be."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-a-number",
    message=Text(
        de="`{text}` ist keine Zahl",
        fr="`{text}` n'est pas un nombre",
        en="`{text}` is not a number",
    ),
    help=Text(
        de="die Zahl eintragen oder, wenn sie nicht bekannt ist, `null`",
        fr="inscrire le nombre ou, s'il n'est pas connu, `null`",
        en="write the number or, if it is not known, `null`",
    ),
    why=Text(
        de="`NaN` und `Infinity` gehören nicht zu JSON. Sie entstehen, wenn ein Programm mit "
        "fehlenden Werten rechnet; eine fehlende Angabe wird als `null` geschrieben.",
        fr="`NaN` et `Infinity` ne font pas partie de JSON. Ils apparaissent quand un programme "
        "calcule avec des valeurs manquantes ; une donnée manquante s'écrit `null`.",
        en="`NaN` and `Infinity` are no part of JSON. They arise when a program computes with "
        "missing values; a missing fact is written as `null`.",
    ),
    bad='{"income": NaN}\n',
    good='{"income": null}\n',
    file="case.json",
)

"""Reading ended early because so much was wrong."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="too-many-findings",
    message=Text(
        de="mehr als {limit} Fehler, der Rest wurde nicht geprüft",
        fr="plus de {limit} fautes, le reste n'a pas été vérifié",
        en="more than {limit} faults, the rest was not checked",
    ),
    help=Text(
        de="die ersten Fehler beheben und neu prüfen; oft haben sie eine gemeinsame Ursache",
        fr="corriger les premières fautes et vérifier à nouveau ; elles ont souvent une cause "
        "commune",
        en="mend the first faults and check again; often they have one cause",
    ),
    why=Text(
        de="Hunderte Meldungen liest niemand. Meist ist es die falsche Datei oder ein Fehler, "
        "der sich auf jeder Zeile wiederholt.",
        fr="Personne ne lit des centaines de messages. Il s'agit en général d'un mauvais "
        "fichier ou d'une faute répétée à chaque ligne.",
        en="No one reads hundreds of messages. Mostly it is the wrong file, or one fault "
        "repeated on every line.",
    ),
    bad="a: [" + "NO, " * 101 + "]\n",
    good='a: ["NO"]\n',
)

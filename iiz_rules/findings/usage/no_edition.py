"""The date of the question lies outside all editions."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-edition",
    message=Text(
        de="am {on} gilt keine Ausgabe",
        fr="aucune édition n'est en vigueur le {on}",
        en="no edition is in force on {on}",
    ),
    label=Text(
        de="ausserhalb aller Ausgaben",
        fr="hors de toutes les éditions",
        en="outside all editions",
    ),
    help=Text(
        de="ein Datum aus der Geltungszeit wählen: {editions}",
        fr="choisir une date dans la durée de validité : {editions}",
        en="choose a date while one is in force: {editions}",
    ),
    why=Text(
        de="Regeln gelten ab einem Tag und manchmal bis zu einem Tag. Für ein Datum ausserhalb "
        "wird nicht einfach die nächstgelegene Ausgabe genommen: Sie galt damals nicht.",
        fr="Les règles valent à partir d'un jour et parfois jusqu'à un jour. Pour une date hors "
        "de cette durée, l'édition la plus proche n'est pas prise à la place : elle n'était "
        "pas en vigueur.",
        en="Rules hold from a day and sometimes until a day. For a date outside, the nearest "
        "edition is not simply taken instead: it was not in force then.",
    ),
    bad="iiz assess case.yaml --canton zurich --on 2010-01-01\n",
    good="iiz assess case.yaml --canton zurich --on 2024-03-05\n",
    file="terminal",
)

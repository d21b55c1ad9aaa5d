"""A date that the calendar does not have."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="impossible-date",
    message=Text(
        de="das Datum `{got}` gibt es nicht",
        fr="la date `{got}` n'existe pas",
        en="there is no date `{got}`",
    ),
    label=Text(
        de="kein Tag des Kalenders",
        fr="aucun jour du calendrier",
        en="no day of the calendar",
    ),
    help=Text(
        de="Jahr, Monat und Tag prüfen",
        fr="vérifier l'année, le mois et le jour",
        en="check year, month and day",
    ),
    why=Text(
        de="Der Tag kommt im Kalender nicht vor, zum Beispiel der 30. Februar. Welcher Tag "
        "gemeint war, lässt sich nicht erraten, und Fristen hängen davon ab.",
        fr="Ce jour n'existe pas dans le calendrier, comme le 30 février. On ne peut pas deviner"
        " quel jour était visé, et des délais en dépendent.",
        en="The day does not occur in the calendar, such as 30 February. Which day was meant "
        "cannot be guessed, and deadlines depend on it.",
    ),
    bad=("title: Geburt im Februar\ndate: 2024-03-05\nfacts:\n  person:\n    born: 2005-02-30\n"),
    good=("title: Geburt im Februar\ndate: 2024-03-05\nfacts:\n  person:\n    born: 2005-02-28\n"),
    file="case.yaml",
)

"""An event, or a day, before what the case has already seen."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="out-of-order",
    message=Text(
        de="{on} liegt vor dem {last}, bis zu dem der Fall schon geführt ist",
        fr="le {on} précède le {last}, jusqu'auquel le cas est déjà suivi",
        en="{on} lies before {last}, up to which the case has been followed",
    ),
    label=Text(de="nicht in der Reihenfolge", fr="pas dans l'ordre", en="not in order"),
    help=Text(
        de="in der Reihenfolge der Tage vermerken; eine nachträgliche Berichtigung unter"
        " dem Tag, an dem sie bekannt wird",
        fr="enregistrer dans l'ordre des jours ; une rectification porte la date du jour"
        " où elle est connue",
        en="record in the order of the days; a later correction on the day on which it is learned",
    ),
    why=Text(
        de="Was einmal gesagt ist, etwa dass eine Pflicht versäumt wurde, darf ein "
        "später vermerktes Ereignis nicht rückwirkend ändern. Die Geschichte wird nur"
        " fortgeschrieben.",
        fr="Ce qui a été dit, par exemple qu'un délai a été manqué, ne doit pas être "
        "modifié après coup par un événement enregistré plus tard. L'histoire ne fait"
        " que se poursuivre.",
        en="What has been told, that a duty was missed for instance, must not be changed"
        " afterwards by an event recorded later. The history is only ever continued.",
    ),
    bad=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-07, event: entered, facts: {person.born: 1990-01-01}}\n"
        "  - {date: 2024-03-06, event: noted}\n"
    ),
    good=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: entered, facts: {person.born: 1990-01-01}}\n"
        "  - {date: 2024-03-06, event: noted}\n"
    ),
    file="story.yaml",
)

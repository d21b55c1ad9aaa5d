"""An event dated before the case was opened."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="before-case",
    message=Text(
        de="{on} liegt vor der Eröffnung des Falls am {opened}",
        fr="le {on} précède l'ouverture du cas, le {opened}",
        en="{on} lies before the case was opened on {opened}",
    ),
    label=Text(de="vor dem Fall", fr="avant le cas", en="before the case"),
    help=Text(
        de="das Datum berichtigen oder den Fall früher eröffnen",
        fr="corriger la date ou ouvrir le cas plus tôt",
        en="correct the date or open the case earlier",
    ),
    why=Text(
        de="Ein Fall beginnt an dem Tag, an dem er eröffnet wird. Was früher war, kommt "
        "als Angabe mit dem ersten Ereignis.",
        fr="Un cas commence le jour de son ouverture. Ce qui s'est passé auparavant "
        "accompagne le premier événement comme donnée.",
        en="A case begins on the day on which it is opened. What was before comes as a "
        "fact with the first event.",
    ),
    bad=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-04, event: entered, facts: {person.born: 1990-01-01}}\n"
    ),
    good=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: entered, facts: {person.born: 1990-01-01}}\n"
    ),
    file="story.yaml",
)

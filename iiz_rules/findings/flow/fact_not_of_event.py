"""A fact that does not belong to the event with which it comes."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="fact-not-of-event",
    message=Text(
        de="`{fact}` gehört nicht zu `{event}`",
        fr="`{fact}` ne fait pas partie de `{event}`",
        en="`{fact}` does not belong to `{event}`",
    ),
    label=Text(
        de="keine Angabe dieses Ereignisses",
        fr="pas une donnée de cet événement",
        en="no fact of this event",
    ),
    help=Text(
        de="möglich sind: {known}", fr="données possibles : {known}", en="possible facts: {known}"
    ),
    why=Text(
        de="Zu jedem Ereignis sagt events.yaml, welche Angaben mit ihm kommen können. So"
        " ändert sich nichts an einem Fall, ohne dass ein dafür vorgesehenes Ereignis"
        " es erklärt.",
        fr="Pour chaque événement, events.yaml dit quelles données peuvent "
        "l'accompagner. Ainsi rien ne change dans un cas sans qu'un événement prévu "
        "pour cela ne l'explique.",
        en="For each event events.yaml says which facts can come with it. So nothing "
        "changes in a case without an event that is meant for it.",
    ),
    bad=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: entered, facts: {person.born: 1990-01-01}}\n"
        "  - {date: 2024-03-06, event: noted, facts: {person.canton: VS}}\n"
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

"""A first event that cannot begin a case."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-begun",
    message=Text(
        de="`{event}` kann einen Fall nicht beginnen",
        fr="`{event}` ne peut pas ouvrir un cas",
        en="`{event}` cannot begin a case",
    ),
    label=Text(
        de="der Fall hat noch nicht begonnen",
        fr="le cas n'a pas encore commencé",
        en="the case has not begun",
    ),
    help=Text(
        de="zuerst eines davon vermerken: {known}",
        fr="enregistrer d'abord l'un de ceux-ci : {known}",
        en="record one of these first: {known}",
    ),
    why=Text(
        de="Die Ausgabe sagt mit `opens: true`, womit ein Fall beginnt oder wieder "
        "aufgenommen wird.",
        fr="L'édition dit avec `opens: true` ce qui ouvre un cas ou le reprend.",
        en="The edition says with `opens: true` what begins a case or takes it up again.",
    ),
    bad=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: noted}\n"
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

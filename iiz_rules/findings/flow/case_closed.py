"""An event for a case that is closed."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="case-closed",
    message=Text(
        de="der Fall ist abgeschlossen, `{event}` gehört nicht mehr dazu",
        fr="le cas est clos, `{event}` n'en fait plus partie",
        en="the case is closed, `{event}` no longer belongs to it",
    ),
    label=Text(de="nach dem Abschluss", fr="après la clôture", en="after the closing"),
    help=Text(
        de="den Fall wieder aufnehmen, oder in events.yaml `after_closing: true` sagen",
        fr="rouvrir le cas, ou indiquer `after_closing: true` dans events.yaml",
        en="take the case up again, or say `after_closing: true` in events.yaml",
    ),
    why=Text(
        de="Nach dem Abschluss sind nur Ereignisse möglich, von denen die Ausgabe das "
        "sagt, etwa die Mitteilung des Abschlusses, und solche, die den Fall wieder "
        "aufnehmen.",
        fr="Après la clôture ne sont possibles que les événements pour lesquels "
        "l'édition le prévoit, comme la communication de la clôture, et ceux qui "
        "rouvrent le cas.",
        en="After the closing only those events are possible of which the edition says "
        "so, such as the notice of the closing, and those that take the case up "
        "again.",
    ),
    bad=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: entered, facts: {person.born: 1990-01-01}}\n"
        "  - {date: 2024-03-06, event: ended}\n"
        "  - {date: 2024-03-07, event: noted}\n"
    ),
    good=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: entered, facts: {person.born: 1990-01-01}}\n"
        "  - {date: 2024-03-06, event: ended}\n"
    ),
    file="story.yaml",
)

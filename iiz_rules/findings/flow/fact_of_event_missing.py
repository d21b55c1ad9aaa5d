"""An event without a fact that it needs."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="fact-of-event-missing",
    message=Text(
        de="zu `{event}` fehlt die Angabe `{fact}`",
        fr="il manque à `{event}` la donnée `{fact}`",
        en="`{event}` lacks the fact `{fact}`",
    ),
    label=Text(de="nicht angegeben", fr="non indiquée", en="not given"),
    help=Text(
        de="`{fact}` unter `facts` angeben",
        fr="indiquer `{fact}` sous `facts`",
        en="give `{fact}` under `facts`",
    ),
    why=Text(
        de="Manche Ereignisse sagen ohne eine Angabe nichts: eine Vollmacht ohne das "
        "Datum, bis zu dem sie gilt, eine Beurteilung ohne ihr Ergebnis. events.yaml "
        "nennt sie unter `needs`.",
        fr="Certains événements ne disent rien sans une donnée : une procuration sans la"
        " date jusqu'à laquelle elle vaut, une appréciation sans son résultat. "
        "events.yaml les nomme sous `needs`.",
        en="Some events say nothing without a fact: a mandate without the day until "
        "which it is valid, a judgement without its result. events.yaml names them "
        "under `needs`.",
    ),
    bad=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: entered}\n"
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

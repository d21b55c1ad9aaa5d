"""The same event, on the same day, with the same facts, a second time."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="repeated-event",
    message=Text(
        de="`{event}` ist für den {on} schon mit denselben Angaben vermerkt",
        fr="`{event}` est déjà enregistré pour le {on} avec les mêmes données",
        en="`{event}` is already recorded for {on} with the same facts",
    ),
    label=Text(de="ein zweites Mal", fr="une seconde fois", en="a second time"),
    help=Text(
        de="weglassen, oder angeben, worin es sich unterscheidet",
        fr="l'omettre, ou indiquer en quoi il diffère",
        en="leave it out, or say in what it differs",
    ),
    why=Text(
        de="Wer nach einer unterbrochenen Verbindung noch einmal sendet, soll nichts "
        "zweimal vermerken. Der Fall bleibt, wie er war.",
        fr="Qui renvoie après une coupure de connexion ne doit rien enregistrer deux "
        "fois. Le cas reste tel qu'il était.",
        en="Who sends again after a broken connection should not record anything twice. "
        "The case stays as it was.",
    ),
    bad=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: entered, facts: {person.born: 1990-01-01}}\n"
        "  - {date: 2024-03-06, event: noted}\n"
        "  - {date: 2024-03-06, event: noted}\n"
    ),
    good=(
        "title: Beispiel\n"
        "case: C-1\n"
        "opened: 2024-03-05\n"
        "events:\n"
        "  - {date: 2024-03-05, event: entered, facts: {person.born: 1990-01-01}}\n"
        "  - {date: 2024-03-06, event: noted}\n"
        "  - {date: 2024-03-07, event: noted}\n"
    ),
    file="story.yaml",
)

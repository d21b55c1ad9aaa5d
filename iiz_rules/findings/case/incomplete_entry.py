"""An entry of a history that does not say from when, or what."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="incomplete-entry",
    message=Text(
        de="in diesem Eintrag des Verlaufs fehlt `{key}`",
        fr="il manque `{key}` dans cette entrée de l'historique",
        en="this entry of the history lacks `{key}`",
    ),
    label=Text(
        de="`from` und `value` sind nötig",
        fr="`from` et `value` sont nécessaires",
        en="`from` and `value` are needed",
    ),
    help=Text(
        de="`{key}` ergänzen; ist der Wert von da an nicht bekannt, `value: null` schreiben",
        fr="ajouter `{key}` ; si la valeur n'est plus connue dès lors, écrire `value: null`",
        en="add `{key}`; where the value is not known from then on, write `value: null`",
    ),
    why=Text(
        de="Ein Eintrag gilt von einem Tag an und nennt den Wert. Fehlt der Tag, lässt er sich "
        "nicht einordnen; fehlt der Wert, ist unklar, ob er vergessen ging oder von da an nicht "
        "bekannt ist. Nichts davon wird angenommen.",
        fr="Une entrée vaut à partir d'un jour et donne la valeur. Sans le jour, on ne peut pas "
        "la situer ; sans la valeur, on ne sait pas si elle a été oubliée ou si elle n'est plus "
        "connue dès lors. Rien de cela n'est supposé.",
        en="An entry holds from a day on and names the value. Without the day it cannot be put "
        "in order; without the value it is unclear whether it was forgotten or is not known from "
        "then on. Neither is assumed.",
    ),
    bad=(
        "title: Umzug\ndate: 2024-03-05\nfacts:\n  person:\n    canton:\n"
        "      - {from: 2020-01-01, value: ZH}\n      - {from: 2024-05-01}\n"
    ),
    good=(
        "title: Umzug\ndate: 2024-03-05\nfacts:\n  person:\n    canton:\n"
        "      - {from: 2020-01-01, value: ZH}\n      - {from: 2024-05-01, value: null}\n"
    ),
    file="case.yaml",
)

"""An option lacks its value, or has one that it does not take."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="flag-value",
    message=Text(
        de="mit dem Wert von `{flag}` stimmt etwas nicht",
        fr="la valeur de `{flag}` ne va pas",
        en="something is wrong with the value of `{flag}`",
    ),
    label=Text(
        de="Wert fehlt oder ist zu viel",
        fr="valeur manquante ou de trop",
        en="value missing, or one too many",
    ),
    help=Text(
        de="derselbe Befehl mit `--help` zeigt, ob `{flag}` einen Wert braucht",
        fr="la même commande avec `--help` montre si `{flag}` demande une valeur",
        en="the same command with `--help` shows whether `{flag}` takes a value",
    ),
    why=Text(
        de="Manche Optionen brauchen einen Wert, andere sind Schalter und haben keinen. Fehlt der "
        "Wert am Ende, wurde der Befehl vielleicht nicht ganz kopiert.",
        fr="Certaines options demandent une valeur, d'autres sont des interrupteurs et n'en ont "
        "pas. Si la valeur manque à la fin, la commande n'a peut-être pas été copiée en entier.",
        en="Some options need a value, others are switches and have none. Where the value is "
        "missing at the end, the command was perhaps not copied whole.",
    ),
    bad="iiz assess case.yaml --canton\n",
    good="iiz assess case.yaml --canton zurich\n",
    file="terminal",
)

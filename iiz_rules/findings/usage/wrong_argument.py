"""An option was given a value that it cannot have."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="wrong-argument",
    message=Text(
        de="`{got}` geht bei `{name}` nicht",
        fr="`{got}` ne convient pas pour `{name}`",
        en="`{got}` does not do for `{name}`",
    ),
    label=Text(
        de="kein möglicher Wert",
        fr="valeur impossible",
        en="no possible value",
    ),
    help=Text(
        de="möglich ist: {known}",
        fr="valeurs possibles : {known}",
        en="possible: {known}",
    ),
    why=Text(
        de="Die Option kennt nur bestimmte Werte oder eine bestimmte Form. Ein anderer Wert wird "
        "nicht durch den nächstliegenden ersetzt.",
        fr="L'option ne connaît que certaines valeurs ou une certaine forme. Une autre valeur "
        "n'est pas remplacée par la plus proche.",
        en="The option knows only certain values or a certain form. Another value is not replaced "
        "by the nearest one.",
    ),
    bad="iiz assess case.yaml --canton zurich --lang it\n",
    good="iiz assess case.yaml --canton zurich --lang fr\n",
    file="terminal",
)

"""A library that this needs is not installed."""

from iiz_rules.diagnostics import Page, Text

PAGE = Page(
    code="package-needed",
    message=Text(
        de="das Paket `{package}` ist dafür nötig und nicht installiert",
        fr="le paquet `{package}` est nécessaire pour cela et n'est pas installé",
        en="package `{package}` is needed for this and not installed",
    ),
    label=Text(
        de="nicht installiert",
        fr="pas installé",
        en="not installed",
    ),
    help=Text(
        de="`pip install 'iiz-rules[{extra}]'`",
        fr="`pip install 'iiz-rules[{extra}]'`",
        en="`pip install 'iiz-rules[{extra}]'`",
    ),
    why=Text(
        de="Ein einzelner Fall braucht keine Bibliothek für Tabellen; darum wird sie "
        "nicht von selbst installiert.",
        fr="Un seul cas ne demande pas de bibliothèque de tableaux ; elle n'est donc pas "
        "installée d'office.",
        en="A single case needs no library for data frames; so it is not installed by itself.",
    ),
    file="python",
)

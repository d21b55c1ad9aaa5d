"""A case that the store does not have."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-case",
    message=Text(
        de="die Ablage hat keinen Fall `{case}`",
        fr="l'archive n'a pas de cas `{case}`",
        en="the store has no case `{case}`",
    ),
    label=Text(de="nicht in der Ablage", fr="absent de l'archive", en="not in the store"),
    help=Text(de="den Namen berichtigen", fr="corriger le nom", en="correct the name"),
    why=Text(
        de="Ein Fall wird mit `open_case` eröffnet; danach steht er unter seinem Namen "
        "in der Ablage.",
        fr="Un cas s'ouvre avec `open_case`; il figure ensuite sous son nom dans l'archive.",
        en="A case is opened with `open_case`; then it is in the store under its name.",
    ),
    bad='policy.case("VS-2024-71", "cases.db")\n',
    good='policy.case("VS-2024-17", "cases.db")\n',
    file="terminal",
)

"""A key is a number, a truth value, nothing, or a list."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="key-not-text",
    message=Text(
        de="ein Schlüssel muss ein Text sein",
        fr="une clé doit être un texte",
        en="a key must be text",
    ),
    label=Text(de="kein Text", fr="pas un texte", en="not text"),
    help=Text(
        de="in Anführungszeichen schreiben: {quoted}",
        fr="écrire entre guillemets : {quoted}",
        en="write it in quotes: {quoted}",
    ),
    why=Text(
        de="Schlüssel sind Namen. `true`, `12` oder eine leere Stelle vor dem Doppelpunkt sind "
        "keine; in Anführungszeichen wird daraus ein Text.",
        fr="Les clés sont des noms. `true`, `12` ou une place vide devant les deux-points n'en "
        "sont pas ; entre guillemets, cela devient un texte.",
        en="Keys are names. `true`, `12` or an empty place before the colon are none; in quotes "
        "they become text.",
    ),
    bad="12: residence\n",
    good='"12": residence\n',
)

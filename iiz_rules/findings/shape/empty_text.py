"""A text without a single character."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="empty-text",
    message=Text(de="`{key}` ist leer", fr="`{key}` est vide", en="`{key}` is empty"),
    label=Text(
        de="hier gehört ein Text hin",
        fr="un texte est attendu ici",
        en="a text belongs here",
    ),
    help=Text(de="den Text schreiben", fr="écrire le texte", en="write the text"),
    why=Text(
        de="Dieser Text erscheint in Begründungen und Fragen. Wäre er leer, stünde dort nichts, "
        "und niemand wüsste, worum es geht.",
        fr="Ce texte paraît dans les motifs et les questions. S'il était vide, il n'y aurait "
        "rien à lire, et personne ne saurait de quoi il s'agit.",
        en="This text appears in reasons and questions. If it were empty there would be nothing "
        "to read, and nobody would know what it is about.",
    ),
    bad=examples.when(examples.AGE).replace("de: Beispiel", 'de: ""', 1),
    good=examples.when(examples.AGE),
)

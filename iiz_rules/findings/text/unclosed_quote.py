"""A quote is opened and never closed."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unclosed-quote",
    message=Text(
        de="das Anführungszeichen `{quote}` wird nicht geschlossen",
        fr="le guillemet `{quote}` n'est pas refermé",
        en="the quote `{quote}` is not closed",
    ),
    label=Text(de="hier geöffnet", fr="ouvert ici", en="opened here"),
    help=Text(
        de="am Ende des Textes ein `{quote}` setzen",
        fr="mettre un `{quote}` à la fin du texte",
        en="put a `{quote}` at the end of the text",
    ),
    why=Text(
        de="Ohne das zweite Anführungszeichen gehört alles Folgende zum Text. Steht ein "
        "Apostroph im Text, den Text in doppelte Anführungszeichen setzen.",
        fr="Sans le second guillemet, tout ce qui suit fait partie du texte. Si le texte "
        "contient une apostrophe, l'entourer de guillemets doubles.",
        en="Without the second quote all that follows belongs to the text. If the text holds an "
        "apostrophe, put double quotes around it.",
    ),
    bad='label: "residence\n',
    good='label: "residence"\n',
)

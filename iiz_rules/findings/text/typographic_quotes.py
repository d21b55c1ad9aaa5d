"""A text stands in the quotes of a word processor."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="typographic-quotes",
    message=Text(
        de="`{text}` steht in typografischen Anführungszeichen, die hier zum Text gehören",
        fr="`{text}` est entre guillemets typographiques, qui font ici partie du texte",
        en="`{text}` stands in typographic quotes, which are part of the text here",
    ),
    label=Text(
        de="ganz mit Anführungszeichen gelesen",
        fr="lu avec les guillemets",
        en="read with the quotes",
    ),
    help=Text(
        de="gerade Anführungszeichen setzen: `{quoted}`",
        fr="mettre des guillemets droits : `{quoted}`",
        en="use straight quotes: `{quoted}`",
    ),
    why=Text(
        de="Textprogramme ersetzen gerade Anführungszeichen durch geschwungene. YAML kennt nur "
        "die geraden; die anderen würden Teil des Wertes. Sollen sie zum Text gehören, "
        "kommen gerade aussen herum.",
        fr="Les traitements de texte remplacent les guillemets droits. YAML ne connaît que les "
        "droits ; les autres feraient partie de la valeur. S'ils font vraiment partie du "
        "texte, il faut des guillemets droits autour.",
        en="Word processors replace straight quotes by curly ones. YAML knows only the straight "
        "ones; the others would become part of the value. If they belong to the text, put "
        "straight ones around them.",
    ),
    bad="label: “Jobcoach”\n",
    good='label: "Jobcoach"\n',
)

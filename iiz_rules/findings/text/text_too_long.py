"""A text or a key is too long."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="text-too-long",
    message=Text(
        de="Text mit mehr als {limit} Zeichen",
        fr="texte de plus de {limit} caractères",
        en="text of more than {limit} characters",
    ),
    label=Text(de="dieser Text", fr="ce texte", en="this text"),
    help=Text(
        de="den Text kürzen; fehlt vielleicht ein schliessendes Anführungszeichen?",
        fr="raccourcir le texte ; manque-t-il un guillemet fermant ?",
        en="shorten the text; is a closing quote missing?",
    ),
    why=Text(
        de="Bezeichnungen und Begründungen sind kurz. Ein sehr langer Text entsteht meist, weil "
        "ein Anführungszeichen nicht geschlossen wurde. Schlüssel dürfen höchstens 1024 "
        "Zeichen haben.",
        fr="Libellés et motifs sont courts. Un texte très long vient le plus souvent d'un "
        "guillemet non fermé. Une clé compte au plus 1024 caractères.",
        en="Labels and reasons are short. A very long text mostly comes from a quote that was "
        "not closed. Keys may have at most 1024 characters.",
    ),
    bad="label: " + "x" * 16_385 + "\n",
    good="label: x\n",
)

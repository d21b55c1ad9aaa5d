"""More than thirty accents on one letter."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="stacked-marks",
    message=Text(
        de="mehr als 30 Akzente auf einem Buchstaben",
        fr="plus de 30 accents sur une même lettre",
        en="more than 30 accents on one letter",
    ),
    label=Text(de="in diesem Text", fr="dans ce texte", en="in this text"),
    help=Text(de="den Text neu eintippen", fr="retaper le texte", en="type the text again"),
    why=Text(
        de="Keine Sprache schreibt so. Solche Texte verdecken ihre Umgebung und kosten viel "
        "Rechenzeit.",
        fr="Aucune langue ne s'écrit ainsi. De tels textes recouvrent ce qui les entoure et "
        "coûtent beaucoup de calcul.",
        en="No language is written like that. Such texts cover what stands around them and cost "
        "much computing.",
    ),
    bad="label: e" + "\u0301" * 31 + "\n",
    good="label: é\n",
)

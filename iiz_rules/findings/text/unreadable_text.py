"""The text cannot be read on from here."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unreadable-text",
    message=Text(
        de="ab hier ist der Text nicht lesbar",
        fr="le texte n'est plus lisible à partir d'ici",
        en="the text cannot be read from here on",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="Anführungszeichen, Klammern und Einrückung an dieser Stelle prüfen",
        fr="vérifier ici les guillemets, les crochets et le retrait",
        en="check quotes, brackets and indentation at this place",
    ),
    why=Text(
        de="Keiner der häufigen Fehler passt genau. Die Ursache liegt an dieser Stelle oder "
        "kurz davor.",
        fr="Aucune des fautes fréquentes ne correspond exactement. La cause se trouve ici ou "
        "juste avant.",
        en="None of the frequent faults fits exactly. The cause is at this place or shortly "
        "before it.",
    ),
    bad="a: [- b]\n",
    good="a: [b]\n",
)

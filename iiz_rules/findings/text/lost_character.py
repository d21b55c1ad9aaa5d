"""A letter was lost in a conversion."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="lost-character",
    message=Text(
        de="Ersatzzeichen {character}: hier ging ein Buchstabe verloren",
        fr="caractère de remplacement {character} : une lettre s'est perdue ici",
        en="replacement character {character}: a letter was lost here",
    ),
    label=Text(de="welcher Buchstabe?", fr="quelle lettre ?", en="which letter?"),
    help=Text(
        de="den richtigen Buchstaben einsetzen",
        fr="remettre la bonne lettre",
        en="put the right letter back",
    ),
    why=Text(
        de="Ein Programm konnte einen Buchstaben nicht lesen und hat ein Fragezeichen im "
        "Rhombus gespeichert. Was dort stand, weiss nur, wer den Text kennt.",
        fr="Un programme n'a pas su lire une lettre et a enregistré un point d'interrogation "
        "dans un losange. Seule une personne qui connaît le texte sait ce qui s'y trouvait.",
        en="A program could not read a letter and stored a question mark in a diamond. Only "
        "someone who knows the text knows what stood there.",
    ),
    bad="label: Z\ufffdrich\n",
    good="label: Zürich\n",
)

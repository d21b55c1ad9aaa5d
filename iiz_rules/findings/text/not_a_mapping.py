"""The file does not begin with a key."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-a-mapping",
    message=Text(
        de="die Datei muss aus Einträgen der Form `Schlüssel: Wert` bestehen",
        fr="le fichier doit être fait d'entrées de la forme `clé: valeur`",
        en="the file must be made of entries of the form `key: value`",
    ),
    label=Text(
        de="beginnt hier anders", fr="commence autrement ici", en="begins in another way here"
    ),
    help=Text(
        de="mit einem Schlüssel beginnen, zum Beispiel `criteria:`",
        fr="commencer par une clé, par exemple `criteria:`",
        en="begin with a key, for example `criteria:`",
    ),
    why=Text(
        de="Der Schlüssel auf der obersten Ebene sagt, wovon die Datei handelt. Eine Liste oder "
        "ein blosser Text allein sagt es nicht.",
        fr="La clé du premier niveau dit de quoi traite le fichier. Une liste ou un simple "
        "texte ne le dit pas.",
        en="The key on the top level says what the file is about. A list or a mere text alone "
        "does not.",
    ),
    bad="- id: residence\n",
    good="criteria:\n  - id: residence\n",
)

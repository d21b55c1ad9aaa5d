"""More values than any policy or case has."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="too-many-values",
    message=Text(
        de="mehr als {limit} Werte in einer Datei",
        fr="plus de {limit} valeurs dans un fichier",
        en="more than {limit} values in one file",
    ),
    label=Text(
        de="ab hier nicht mehr gelesen", fr="plus lu à partir d'ici", en="not read from here on"
    ),
    help=Text(
        de="die Datei aufteilen oder prüfen, ob es die richtige ist",
        fr="scinder le fichier ou vérifier que c'est le bon",
        en="split the file or check that it is the right one",
    ),
    why=Text(
        de="Regeln eines Kantons haben einige tausend Werte. Viel mehr sind ein Versehen oder "
        "ein Angriff und würden den Speicher füllen.",
        fr="Les règles d'un canton comptent quelques milliers de valeurs. Beaucoup plus relève "
        "de l'erreur ou de l'attaque et remplirait la mémoire.",
        en="The rules of a canton have some thousand values. Many more are an oversight or an "
        "attack and would fill the memory.",
    ),
    bad="a: [" + "1," * 50_000 + "]\n",
    good="a: [1]\n",
)

"""The file is larger than any policy or case."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="file-too-large",
    message=Text(
        de="die Datei hat {size} Bytes, erlaubt sind höchstens {limit}",
        fr="le fichier compte {size} octets, {limit} au plus sont admis",
        en="the file has {size} bytes, at most {limit} are allowed",
    ),
    help=Text(
        de="die Datei aufteilen oder prüfen, ob es die richtige ist",
        fr="scinder le fichier ou vérifier que c'est le bon",
        en="split the file or check that it is the right one",
    ),
    why=Text(
        de="Regeln eines Kantons brauchen einige zehntausend Zeichen. Eine viel grössere Datei "
        "ist fast immer eine falsche Datei und könnte das Programm lahmlegen.",
        fr="Les règles d'un canton tiennent en quelques dizaines de milliers de caractères. Un "
        "fichier bien plus grand est presque toujours un mauvais fichier et pourrait bloquer "
        "le programme.",
        en="The rules of a canton need some ten thousand characters. A much larger file is "
        "nearly always a wrong file, and could bring the program to a halt.",
    ),
    bad="# " + "x" * 1_048_576 + "\n" + "criteria: []\n",
    good="criteria: []\n",
)

"""A value that stands twice in a list of different values."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="duplicate-member",
    message=Text(
        de="`{got}` steht zweimal in der Liste",
        fr="`{got}` figure deux fois dans la liste",
        en="`{got}` stands twice in the list",
    ),
    label=Text(de="hier noch einmal", fr="une seconde fois ici", en="here again"),
    help=Text(
        de="den doppelten Wert löschen oder den gemeinten einsetzen",
        fr="supprimer la valeur en double ou mettre celle qui était voulue",
        en="delete the second one or put the value that was meant",
    ),
    why=Text(
        de="In dieser Liste zählt jeder Wert einmal. Steht einer doppelt, ist meist ein anderer "
        "gemeint, und beim Zählen käme eine falsche Zahl heraus.",
        fr="Dans cette liste, chaque valeur compte une fois. Si l'une figure deux fois, c'est "
        "qu'une autre était voulue, en général, et le décompte serait faux.",
        en="In this list every value counts once. Where one stands twice another was usually "
        "meant, and counting would give a wrong number.",
    ),
    bad=("title: Probleme\ndate: 2024-03-05\nfacts:\n  person:\n    problems: [health, health]\n"),
    good=("title: Probleme\ndate: 2024-03-05\nfacts:\n  person:\n    problems: [health, work]\n"),
    file="case.yaml",
)

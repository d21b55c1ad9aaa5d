"""A word that is not in the closed list of its fact."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-code",
    message=Text(
        de="`{got}` steht nicht in der Liste",
        fr="`{got}` ne figure pas dans la liste",
        en="`{got}` is not in the list",
    ),
    label=Text(de="kein Wort der Liste", fr="aucun mot de la liste", en="no word of the list"),
    help=Text(
        de="möglich sind: {codes}",
        fr="mots possibles : {codes}",
        en="possible words: {codes}",
    ),
    why=Text(
        de="Für diese Angabe hat der Kanton eine abgeschlossene Liste festgelegt. Gross- und "
        "Kleinschreibung zählen; ein ähnliches Wort wird nicht stillschweigend angenommen.",
        fr="Pour cette donnée, le canton a fixé une liste fermée. Les majuscules comptent ; un "
        "mot semblable n'est pas accepté en silence.",
        en="For this fact the canton has laid down a closed list. Capital letters count; a "
        "similar word is not accepted silently.",
    ),
    bad=("title: Wohnsitz\ndate: 2024-03-05\nfacts:\n  person:\n    canton: zh\n"),
    good=("title: Wohnsitz\ndate: 2024-03-05\nfacts:\n  person:\n    canton: ZH\n"),
    file="case.yaml",
)

"""The key << would pull in the entries of another mapping."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="merge-key",
    message=Text(
        de="`<<` übernimmt Einträge von anderswo und ist nicht erlaubt",
        fr="`<<` reprend des entrées d'ailleurs et n'est pas admis",
        en="`<<` takes over entries from elsewhere and is not allowed",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="die Einträge hier ausschreiben",
        fr="écrire les entrées ici en entier",
        en="write the entries out here",
    ),
    why=Text(
        de="Wer eine Regel liest, muss sie ganz vor sich haben. Übernommene Einträge stehen "
        "anderswo und ändern sich mit.",
        fr="Qui lit une règle doit l'avoir tout entière sous les yeux. Les entrées reprises "
        "sont ailleurs et changent avec leur origine.",
        en="Whoever reads a rule must have all of it in view. Entries taken over stand "
        "elsewhere and change along with it.",
    ),
    bad="<<: {mode: required}\n",
    good="mode: required\n",
)

"""`iiz explain` was asked for a code that there is not."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-finding",
    message=Text(
        de="einen Befund `{got}` gibt es nicht",
        fr="il n'y a pas de constat `{got}`",
        en="there is no finding `{got}`",
    ),
    label=Text(
        de="kein Code dieses Namens",
        fr="aucun code de ce nom",
        en="no code of this name",
    ),
    help=Text(
        de="`iiz explain` ohne Code zeigt alle",
        fr="`iiz explain` sans code les montre tous",
        en="`iiz explain` without a code shows them all",
    ),
    why=Text(
        de="Der Code eines Befunds steht in eckigen Klammern vor der Meldung, zum Beispiel "
        "`unknown-fact`. Jeder Code hat eine Seite, die ihn erklärt.",
        fr="Le code d'un constat figure entre crochets devant le message, par exemple "
        "`unknown-fact`. Chaque code a une page qui l'explique.",
        en="The code of a finding stands in square brackets before the message, such as "
        "`unknown-fact`. Every code has a page that explains it.",
    ),
    bad="iiz explain unknown-fakt\n",
    good="iiz explain unknown-fact\n",
    file="terminal",
)

"""A case of another canton than the one whose rules were loaded."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="other-canton",
    message=Text(
        de="der Fall `{case}` ist einer von `{canton}`; geladen ist `{loaded}`",
        fr="le cas `{case}` relève de `{canton}` ; chargé : `{loaded}`",
        en="the case `{case}` is one of `{canton}`; loaded is `{loaded}`",
    ),
    label=Text(de="ein anderer Kanton", fr="un autre canton", en="another canton"),
    help=Text(
        de="den Kanton des Falls laden: `iiz.load('{canton}').case(…)`",
        fr="charger le canton du cas : `iiz.load('{canton}').case(…)`",
        en="load the canton of the case: `iiz.load('{canton}').case(…)`",
    ),
    why=Text(
        de="Eine Ablage kann Fälle mehrerer Kantone führen. Aufgenommen wird ein Fall nur unter "
        "den Regeln seines Kantons.",
        fr="Une archive peut contenir des cas de plusieurs cantons. Un cas n'est repris que sous "
        "les règles de son canton.",
        en="A store can hold cases of several cantons. A case is taken up only under the rules "
        "of its canton.",
    ),
    bad="flow = iiz.load('zurich').case('VS-1', 'cases.db')\n",
    good="flow = iiz.load('valais').case('VS-1', 'cases.db')\n",
    file="terminal",
)

"""A case opened under a name that is taken."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="case-exists",
    message=Text(
        de="den Fall `{case}` gibt es schon",
        fr="le cas `{case}` existe déjà",
        en="there is a case `{case}` already",
    ),
    label=Text(de="schon in der Ablage", fr="déjà dans l'archive", en="already in the store"),
    help=Text(
        de="den Fall aus der Ablage weiterführen oder einen anderen Namen wählen",
        fr="poursuivre le cas de l'archive ou choisir un autre nom",
        en="take the case up from the store or choose another name",
    ),
    why=Text(
        de="Unter einem Namen steht in einer Ablage ein einziger Fall.",
        fr="Sous un nom, une archive contient un seul cas.",
        en="Under one name a store holds one case only.",
    ),
    bad="iiz flow story.yaml --canton valais --store cases.db    (twice)\n",
    good="iiz flow story.yaml --canton valais --store cases.db\n",
    file="terminal",
)

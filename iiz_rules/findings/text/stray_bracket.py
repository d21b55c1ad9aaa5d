"""A closing bracket without an opening one."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="stray-bracket",
    message=Text(
        de="zu `{bracket}` gibt es keine öffnende Klammer",
        fr="rien n'a été ouvert que `{bracket}` puisse fermer",
        en="`{bracket}` closes nothing that was opened",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="die Klammer löschen oder die öffnende ergänzen",
        fr="supprimer ce signe ou ajouter celui qui ouvre",
        en="delete the bracket or add the opening one",
    ),
    why=Text(
        de="Klammern kommen immer paarweise vor und schliessen in umgekehrter Reihenfolge. Soll "
        "ein Text mit einer Klammer beginnen, gehört er in Anführungszeichen.",
        fr="Crochets et accolades vont par paires et se ferment dans l'ordre inverse. Un texte "
        "qui commence par un tel signe se met entre guillemets.",
        en="Brackets come in pairs and close in reverse order. A text that begins with one goes "
        "in quotes.",
    ),
    bad="clauses: [ZH-1]]\n",
    good="clauses: [ZH-1]\n",
)

"""A drawing of what the edition does not say anything about."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="nothing-to-draw",
    message=Text(
        de="die Ausgabe {edition} enthält nichts, was `{what}` zeichnen könnte",
        fr="l'édition {edition} ne contient rien que `{what}` puisse dessiner",
        en="edition {edition} has nothing that `{what}` could draw",
    ),
    label=Text(de="leeres Bild", fr="image vide", en="empty picture"),
    help=Text(
        de="die Datei {source} ergänzen, oder etwas anderes zeichnen",
        fr="compléter le fichier {source}, ou dessiner autre chose",
        en="add to the file {source}, or draw something else",
    ),
    why=Text(
        de="Gezeichnet wird, was die Ausgabe sagt: Gremien, Rollen und Institutionen aus "
        "organisation.yaml; Stufen, Wege, Delegationen und Pflichten aus escalation.yaml. Ein "
        "leeres Bild sähe aus, als gäbe es dort nichts zu regeln.",
        fr="Le dessin montre ce que dit l'édition : organes, fonctions et institutions "
        "d'organisation.yaml ; étapes, voies, délégations et obligations d'escalation.yaml. Une "
        "image vide laisserait croire qu'il n'y a rien à régler.",
        en="What the edition says is drawn: bodies, roles and institutions of organisation.yaml; "
        "steps, ladders, delegations and duties of escalation.yaml. An empty picture would look "
        "as if there were nothing to regulate.",
    ),
    bad="iiz draw steps --canton mein-kanton\n",
    good="iiz draw organisation --canton mein-kanton\n",
    file="terminal",
)

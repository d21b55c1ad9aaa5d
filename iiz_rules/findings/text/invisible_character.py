"""A character that cannot be seen, or that changes the direction of writing."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="invisible-character",
    message=Text(
        de="unsichtbares oder richtungsänderndes Zeichen {character}",
        fr="caractère invisible ou changeant le sens d'écriture {character}",
        en="invisible or direction-changing character {character}",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="das Zeichen löschen oder die Stelle neu eintippen",
        fr="supprimer le caractère ou retaper le passage",
        en="delete the character or type this part again",
    ),
    why=Text(
        de="Zwei Texte, die gleich aussehen, müssen gleich sein. Unsichtbare Zeichen machen aus "
        "einem Namen zwei und können Regeln anders erscheinen lassen, als sie gelten. Meist "
        "kommen sie aus Word oder PDF.",
        fr="Deux textes d'apparence identique doivent être identiques. Un caractère invisible "
        "fait de deux noms semblables deux noms distincts et peut montrer une règle autre "
        "que celle qui s'applique. Il vient en général de Word ou d'un PDF.",
        en="Two texts that look the same must be the same. Invisible characters make two names "
        "out of one and can show a rule other than the one that applies. Mostly they come "
        "from Word or PDF.",
    ),
    bad="label: resi\u200bdence\n",
    good="label: residence\n",
)

"""Something stands after the end of a value."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="text-after-value",
    message=Text(
        de="nach dem Ende des Wertes steht noch etwas",
        fr="il y a encore quelque chose après la fin de la valeur",
        en="something stands after the end of the value",
    ),
    label=Text(
        de="gehört zu keinem Wert", fr="n'appartient à aucune valeur", en="belongs to no value"
    ),
    help=Text(
        de="löschen oder den ganzen Text in Anführungszeichen setzen; ein Apostroph im Text "
        "verlangt aussen doppelte",
        fr="supprimer, ou mettre tout le texte entre guillemets ; une apostrophe dans le texte "
        "exige des guillemets doubles autour",
        en="delete it or put the whole text in quotes; an apostrophe in the text needs double "
        "ones outside",
    ),
    why=Text(
        de="Mit dem schliessenden Anführungszeichen oder der Klammer ist der Wert zu Ende. Oft "
        "fehlt weiter oben ein Anführungszeichen, oder ein Apostroph wie in `'l'avis'` "
        "schliesst den Text zu früh.",
        fr="Le guillemet ou la parenthèse de fin termine la valeur. Souvent, un guillemet "
        "manque plus haut, ou une apostrophe comme dans `'l'avis'` ferme le texte trop tôt.",
        en="With the closing quote or bracket the value has ended. Often a quote is missing "
        "further up, or an apostrophe as in `'l'avis'` closes the text too early.",
    ),
    bad="label: 'l'avis'\n",
    good='label: "l\'avis"\n',
)

"""An interpretation that is not declared."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import Mention, interpreting, unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-interpretation",
    message=Text(
        de="Auslegung `{interpretation}` ist nicht definiert",
        fr="l'interprétation `{interpretation}` n'est pas déclarée",
        en="interpretation `{interpretation}` is not declared",
    ),
    label=Text(
        de="nicht in interpretations.yaml",
        fr="absente d'interpretations.yaml",
        en="not in interpretations.yaml",
    ),
    help=Text(
        de="die Nummer berichtigen oder die Auslegung in interpretations.yaml aufnehmen",
        fr="corriger le numéro ou ajouter l'interprétation à interpretations.yaml",
        en="correct the number or add the interpretation to interpretations.yaml",
    ),
    why=Text(
        de="Wo die Vorlage mehrdeutig ist oder schweigt, erklärt der Kanton, wie er sie liest "
        "und warum. Eine Bedingung darf sich nur auf eine solche Erklärung stützen, damit die"
        " Annahme sichtbar bleibt.",
        fr="Là où le texte est ambigu ou muet, le canton déclare comment il le lit et pourquoi. "
        "Une condition ne peut s'appuyer que sur une telle déclaration, afin que l'hypothèse "
        "reste visible.",
        en="Where the source is ambiguous or silent, the canton declares how it reads it and "
        "why. A condition may rest only on such a declaration, so that the assumption stays "
        "visible.",
    ),
    bad=examples.when("{interpretation: A-XX-11, is: wide}"),
    good=examples.when("{interpretation: A-XX-01, is: wide}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report interpretations that a condition reads and nobody declares."""
    mentions = (
        Mention(one.interpretation, one, ("interpretation",)) for one in interpreting(edition)
    )
    yield from unknown(
        "unknown-interpretation", "interpretation", mentions, edition.interpretations
    )

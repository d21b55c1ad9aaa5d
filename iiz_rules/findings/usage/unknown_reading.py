"""An option is chosen for an interpretation that is not declared."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-reading",
    message=Text(
        de="die Auslegung `{interpretation}` gibt es in dieser Ausgabe nicht",
        fr="l'interprétation `{interpretation}` n'existe pas dans cette édition",
        en="there is no interpretation `{interpretation}` in this edition",
    ),
    label=Text(
        de="nicht in interpretations.yaml",
        fr="absente d'interpretations.yaml",
        en="not in interpretations.yaml",
    ),
    help=Text(
        de="vorhanden sind: {known}",
        fr="interprétations déclarées : {known}",
        en="declared interpretations: {known}",
    ),
    why=Text(
        de="Eine abweichende Lesart lässt sich nur für Stellen wählen, die der Kanton als "
        "auslegungsbedürftig erklärt hat. Eine unbekannte Nummer hätte keine Wirkung, und die"
        " Antwort sähe trotzdem abweichend aus.",
        fr="Une lecture différente ne peut être choisie que pour les passages que le canton a "
        "déclarés sujets à interprétation. Un numéro inconnu n'aurait pas d'effet, et la "
        "réponse paraîtrait pourtant s'écarter.",
        en="Another reading can be chosen only for places that the canton has declared to need "
        "interpretation. An unknown number would have no effect, and the answer would look "
        "different all the same.",
    ),
    bad=("title: Alter\ndate: 2024-03-05\ninterpretations: {A-XX-99: wide}\nfacts: {}\n"),
    good=("title: Alter\ndate: 2024-03-05\ninterpretations: {A-XX-01: wide}\nfacts: {}\n"),
    file="case.yaml",
)

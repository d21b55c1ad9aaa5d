"""A rule is asked that the edition does not have."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-question",
    message=Text(
        de="diese Ausgabe hat keine Regel `{rule}`",
        fr="cette édition n'a pas de règle `{rule}`",
        en="this edition has no rule `{rule}`",
    ),
    label=Text(
        de="keine Regel dieses Namens",
        fr="aucune règle de ce nom",
        en="no rule of this name",
    ),
    help=Text(
        de="beantwortet werden: {known}",
        fr="questions possibles : {known}",
        en="questions that are answered: {known}",
    ),
    why=Text(
        de="Gefragt werden kann nach `eligibility` und nach jeder Regel aus `escalation.yaml`. "
        "Was eine Ausgabe nicht regelt, beantwortet das Programm nicht von sich aus.",
        fr="On peut demander `eligibility` et toute règle d'`escalation.yaml`. Ce qu'une "
        "édition ne règle pas, le programme ne l'invente pas.",
        en="One can ask for `eligibility` and for every rule of `escalation.yaml`. What an "
        "edition does not regulate, the program does not answer of its own accord.",
    ),
    bad='valais.ask("eligibilty", case)\n',
    good='valais.ask("eligibility", case)\n',
    file="python",
)

"""An evaluation that took more steps than any checked edition can need, and was stopped."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

STEPS = 50_000
"""What one question may cost: the load refuses an edition that could take more."""

PAGE = Page(
    code="too-many-steps",
    message=Text(
        de="eine Frage an die Ausgabe `{edition}` wurde nach {most} Schritten abgebrochen",
        fr="une question à l'édition `{edition}` a été interrompue après {most} étapes",
        en="a question to edition `{edition}` was stopped after {most} steps",
    ),
    label=Text(
        de="keine Antwort, auch keine halbe",
        fr="aucune réponse, pas même partielle",
        en="no answer, not even half of one",
    ),
    help=Text(
        de="die Regeln mit `iiz.load` laden, das zu lange Bedingungen mit Ort nennt",
        fr="charger les règles avec `iiz.load`, qui indique où une condition est trop longue",
        en="load the rules with `iiz.load`, which says where a condition is too long",
    ),
    why=Text(
        de="Eine geprüfte Ausgabe kommt nie so weit, denn ihre Kosten werden schon beim Laden "
        "berechnet. Ein von Hand gebautes Programm ist nicht geprüft und soll trotzdem weder "
        "hängen noch eine halbe Antwort geben.",
        fr="Une édition vérifiée n'arrive jamais jusque-là, car son coût est calculé dès le "
        "chargement. Un programme construit à la main n'est pas vérifié ; il ne doit pour autant "
        "ni bloquer ni donner une demi-réponse.",
        en="A checked edition never gets that far, because its cost is computed at load. A program "
        "built by hand is not checked, and still must neither hang nor give half an answer.",
    ),
    bad="answer(program_of_a_million_nodes, 'eligibility', situation)\n",
    good='iiz.load("zurich", on="2024-03-05").eligibility(case)\n',
    file="python",
)

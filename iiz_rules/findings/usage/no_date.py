"""A question without the date for which it is asked."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-date",
    message=Text(
        de="die Frage hat kein Datum",
        fr="la question n'a pas de date",
        en="the question has no date",
    ),
    label=Text(de="für welchen Tag", fr="pour quel jour", en="for which day"),
    help=Text(
        de="das Datum angeben, mit `--on 2024-03-05` oder im Fall mit `date: 2024-03-05`",
        fr="donner la date, avec `--on 2024-03-05` ou dans le cas avec `date: 2024-03-05`",
        en="give the date, with `--on 2024-03-05` or in the case with `date: 2024-03-05`",
    ),
    why=Text(
        de="Welche Regeln gelten, wie alt jemand ist und ob eine Frist läuft, hängt vom Tag ab. "
        "Das Programm schaut nicht auf die Uhr, damit dieselbe Frage auch morgen dieselbe "
        "Antwort gibt.",
        fr="Les règles en vigueur, l'âge d'une personne et les délais dépendent du jour. Le "
        "programme ne consulte pas l'horloge, pour que la même question reçoive demain la "
        "même réponse.",
        en="Which rules hold, how old someone is and whether a deadline is running depend on the"
        " day. The program does not look at the clock, so that the same question gets the "
        "same answer tomorrow.",
    ),
    bad="iiz assess case.yaml --canton zurich\n",
    good="iiz assess case.yaml --canton zurich --on 2024-03-05\n",
    file="terminal",
)

"""A row of a file of cases whose values cannot be, or contradict each other."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="impossible-row",
    message=Text(
        de="die Werte dieser Zeile können nicht stimmen: {fault}",
        fr="les valeurs de cette ligne ne peuvent pas être justes : {fault}",
        en="the values of this row cannot be right: {fault}",
    ),
    label=Text(
        de="die Zeile bleibt weg",
        fr="la ligne est écartée",
        en="the row is left out",
    ),
    help=Text(
        de="die genannte Angabe berichtigen; `iiz explain` erklärt das Wort dahinter",
        fr="corriger la donnée nommée ; `iiz explain` explique le mot qui suit",
        en="correct the fact named; `iiz explain` explains the word behind it",
    ),
    why=Text(
        de="Ein Alter passt nicht zum Geburtsdatum, eine Zahl liegt ausserhalb dessen, "
        "was richtig sein kann. Welche Angabe stimmt, entscheidet nicht das Programm; "
        "die Zeile wird mit ihrer Nummer aufgeführt und nicht beantwortet.",
        fr="Un âge ne s'accorde pas avec la date de naissance, un nombre sort de ce qui "
        "peut être juste. Ce n'est pas au programme de dire quelle donnée est exacte "
        "; la ligne est mentionnée avec son numéro et ne reçoit pas de réponse.",
        en="An age does not agree with the date of birth, a number lies outside what can "
        "be right. Which fact is right is not for the program to decide; the row is "
        "listed with its number and not answered.",
    ),
    file="python",
)

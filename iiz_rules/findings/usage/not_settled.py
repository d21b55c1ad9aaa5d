"""A decision on an amount that is not known."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-settled",
    message=Text(
        de="der Betrag zu `{route}` ist noch offen",
        fr="le montant de `{route}` est encore ouvert",
        en="the amount of `{route}` is still open",
    ),
    label=Text(
        de="zwischen zwei Beträgen",
        fr="entre deux montants",
        en="between two amounts",
    ),
    help=Text(
        de="die Kosten der Massnahme angeben und klären, was die Kostenträger davor zahlen",
        fr="indiquer le coût de la mesure et clarifier ce que paient les organismes précédents",
        en="give the cost of the measure and find out what the payers before pay",
    ),
    why=Text(
        de="Wer über ein finanzielles Risiko entscheidet, muss den Betrag kennen. Er steht "
        "fest, wenn die Kosten und alle Kostenträger davor feststehen.",
        fr="Qui décide d'un risque financier doit connaître le montant. Il est fixé quand le "
        "coût et tous les payeurs précédents sont connus.",
        en="Whoever decides on a financial risk has to know the amount. It is settled when the "
        "cost and all payers before are.",
    ),
    bad='policy.record("takeover", {"measure.useful": True}, members, reasons="…")\n',
    good='policy.record("takeover", case, members, reasons="…")\n',
    file="python",
)

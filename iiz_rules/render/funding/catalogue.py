"""The words of funding, the three languages side by side."""

from iiz_rules.words.text import Language, Text

WORDS = {
    "title": Text("Wer zahlt", "Qui paie", "Who pays"),
    "cost": Text("Kosten der Massnahme", "Coût de la mesure", "Cost of the measure"),
    "unknown": Text("nicht bekannt", "inconnu", "not known"),
    "between": Text("{low} bis {high}", "{low} à {high}", "{low} to {high}"),
    "from": Text("mindestens {low}", "au moins {low}", "at least {low}"),
    "left": Text("Bleibt ungedeckt", "Reste non couvert", "Remains uncovered"),
    "pays": Text("Zahlt: {part}.", "Paie : {part}.", "Pays: {part}."),
    "pays.decided": Text(
        "Zahlt {part}, wenn so entschieden wird.",
        "Paie {part}, s'il en est décidé ainsi.",
        "Pays {part} if it is so decided.",
    ),
    "nothing-left": Text(
        "Müsste zahlen, es bleibt aber nichts.",
        "Devrait payer, mais il ne reste rien.",
        "Would pay, but nothing remains.",
    ),
    "open": Text("Offen, {part}. {why}", "Ouvert, {part}. {why}", "Open, {part}. {why}"),
    "no": Text("Zahlt nicht. {why}", "Ne paie pas. {why}", "Does not pay. {why}"),
    "reason.line": Text("{payer}: {why}", "{payer} : {why}", "{payer}: {why}"),
    "reason.pays": Text("zahlt", "paie", "pays"),
    "reason.no": Text(
        "nicht erfüllt «{criterion}»",
        "non rempli « {criterion} »",
        "not met “{criterion}”",
    ),
    "reason.open": Text(
        "offen «{criterion}»",
        "ouvert « {criterion} »",
        "open “{criterion}”",
    ),
    "decisions": Text("Entscheide", "Décisions", "Decisions"),
    "may.yes": Text(
        "{body} kann entscheiden: {route}.",
        "Peut décider ({body}) : {route}.",
        "{body} can decide: {route}.",
    ),
    "may.open": Text(
        "Noch offen, ob {body} entscheiden kann: {route}. {why}",
        "Pas encore établi si l'organe peut décider ({body}) : {route}. {why}",
        "Still open whether {body} can decide: {route}. {why}",
    ),
    "may.no": Text(
        "{body} kann darüber nicht entscheiden: {route}. {why}",
        "Ne peut pas en décider ({body}) : {route}. {why}",
        "{body} cannot decide: {route}. {why}",
    ),
    "quorum": Text(
        "Anwesend mindestens {n} Mitglieder mit Stimme.",
        "Présence d'au moins {n} membres ayant voix.",
        "At least {n} voting members present.",
    ),
    "quorum.none": Text(
        "Die Beschlussfähigkeit ist nicht geregelt.",
        "Le quorum n'est pas réglé.",
        "The quorum is not regulated.",
    ),
    "advance": Text(
        "Vorschuss, Rückzahlung erwartet von: {who}.",
        "Avance, remboursement attendu de : {who}.",
        "An advance, repayment expected from: {who}.",
    ),
    # reports
    "report": Text(
        "Wer zahlt, und was riskiert der Fonds?",
        "Qui paie, et que risque le fonds ?",
        "Who pays, and what does the fund risk?",
    ),
    "report.plain": Text("Wer zahlt?", "Qui paie ?", "Who pays?"),
    "invented": Text(
        "ERFUNDENE ANGABEN – kein amtliches Dokument",
        "DONNÉES INVENTÉES – document sans valeur officielle",
        "INVENTED DATA – not an official document",
    ),
    "line": Text(
        "Szenario «{scenario}», Stichtag {on}",
        "Scénario « {scenario} », date déterminante {on}",
        "Scenario “{scenario}”, as of {on}",
    ),
    "part.summary": Text("Auf einen Blick", "En bref", "At a glance"),
    "sum.pays": Text(
        "{rows} Massnahmen kosten {cost}; davon kommen {fund} auf den Fonds zu, {left} deckt "
        "niemand.",
        "{rows} mesures coûtent {cost} ; le fonds devrait en payer {fund}, {left} ne sont couverts "
        "par personne.",
        "{rows} measures cost {cost}; the fund would pay {fund} of it, and nobody covers {left}.",
    ),
    "sum.plain": Text(
        "{rows} Massnahmen kosten {cost}; {left} deckt niemand.",
        "{rows} mesures coûtent {cost} ; {left} ne sont couverts par personne.",
        "{rows} measures cost {cost}; nobody covers {left}.",
    ),
    "sum.shortage": Text(
        "Dass der Fonds in den nächsten {months} Monaten mindestens einmal nicht ausreicht, hat "
        "eine "
        "Wahrscheinlichkeit von {share}{when}.",
        "La probabilité que le fonds ne suffise pas au moins une fois dans les {months} prochains "
        "mois est de {share}{when}.",
        "The probability that the fund does not suffice at least once in the next {months} months "
        "is {share}{when}.",
    ),
    "sum.when": Text(
        ", am ehesten zuerst im {month}",
        ", le plus souvent dès {month}",
        ", most likely for the first time in {month}",
    ),
    "sum.lost": Text(
        "Von den Vorschüssen gehen im Mittel {mean} verloren, in einem von zwanzig Verläufen mehr "
        "als {risk}.",
        "En moyenne, {mean} d'avances sont perdus, et plus de {risk} dans une évolution sur vingt.",
        "On average {mean} of the advances are lost, in one course of twenty more than {risk}.",
    ),
    "sum.open": Text(
        "Bei {opened} hängt noch an offenen Angaben, wer zahlt.",
        "Pour {opened}, le payeur dépend encore de données ouvertes.",
        "For {opened} it still hangs on open facts who pays.",
    ),
    "sum.left-out": Text(
        "{n} Zeilen sind weggelassen und zählen nirgends mit; sie stehen am Schluss.",
        "{n} lignes sont écartées et ne comptent nulle part ; elles figurent à la fin.",
        "{n} rows are left out and count nowhere; they are listed at the end.",
    ),
    "part.payers": Text("Wer zahlt", "Qui paie", "Who pays"),
    "cost.all": Text("Kosten der Massnahmen", "Coût des mesures", "Cost of the measures"),
    "chart.waterfall": Text(
        "Was jeder Kostenträger übernimmt; gestrichelt, was noch offen ist",
        "Ce que prend chaque organe payeur ; en traitillé, ce qui est encore ouvert",
        "What each payer takes; dashed, what is still open",
    ),
    "covers.full": Text("was bleibt", "ce qui reste", "what remains"),
    "covers.share": Text("{share} % {of}", "{share} % {of}", "{share}% {of}"),
    "covers.left": Text("dessen, was bleibt", "de ce qui reste", "of what remains"),
    "covers.whole": Text("der ganzen Kosten", "du coût total", "of the whole cost"),
    "covers.cap": Text("höchstens {cap}", "au plus {cap}", "{cap} at most"),
    "part.risk": Text("Was der Fonds riskiert", "Ce que risque le fonds", "What the fund risks"),
    "chart.fan": Text(
        "Bestand des Fonds am Monatsende, in Franken",
        "Avoir du fonds à la fin du mois, en francs",
        "Balance of the fund at the end of the month, in francs",
    ),
    "chart.fan.at": Text(
        "{month}: Mitte {middle}, neun von zehn Verläufen zwischen {low} und {high}",
        "{month} : milieu {middle}, neuf évolutions sur dix entre {low} et {high}",
        "{month}: middle {middle}, nine courses of ten between {low} and {high}",
    ),
    "fan.median": Text("mittlerer Verlauf", "évolution médiane", "middle course"),
    "fan.half": Text("die Hälfte der Verläufe", "la moitié des évolutions", "half of all courses"),
    "fan.most": Text("neun von zehn", "neuf sur dix", "nine of ten"),
    "chart.budget": Text(
        "Wahrscheinlichkeit, dass ein Anfangsbestand (in Franken) nicht ausreicht",
        "Probabilité qu'un avoir initial (en francs) ne suffise pas",
        "Probability that a balance at the beginning (in francs) does not suffice",
    ),
    "chart.tornado": Text(
        "Woran es hängt: mittlerer Tiefststand des Fonds, wenn eine Annahme an ihrer Grenze liegt",
        "Ce qui compte : avoir minimal moyen du fonds quand une hypothèse est à sa limite",
        "What it hangs on: the fund's mean lowest balance with one assumption at its limit",
    ),
    "tornado.low": Text("am unteren Ende", "à la limite basse", "at the lower limit"),
    "tornado.high": Text("am oberen Ende", "à la limite haute", "at the upper limit"),
    "spread.repayment.probability": Text(
        "Anteil, der zurückgezahlt wird{of}", "Part remboursée{of}", "Share that is repaid{of}"
    ),
    "spread.repayment.after.mean": Text(
        "Monate bis zur Rückzahlung{of}",
        "Mois jusqu'au remboursement{of}",
        "Months until repayment{of}",
    ),
    "spread.repayment.after.sd": Text(
        "Streuung der Monate{of}", "Dispersion des mois{of}", "Spread of the months{of}"
    ),
    "spread.overrun.mean": Text("Faktor der Kosten", "Facteur des coûts", "Factor of the costs"),
    "spread.overrun.sd": Text("Streuung der Kosten", "Dispersion des coûts", "Spread of the costs"),
    "spread.arrivals.per_month": Text(
        "Neue Massnahmen im Monat", "Nouvelles mesures par mois", "New measures a month"
    ),
    "of": Text(" ({who})", " ({who})", " ({who})"),
    "part.totals": Text("Summen", "Totaux", "Totals"),
    "totals.sure": Text(
        "Gezählt ist, was sicher ist; was an offenen Angaben hängt, käme hinzu.",
        "Seul compte ce qui est sûr ; ce qui dépend de données ouvertes s'y ajouterait.",
        "What is sure is counted; what hangs on open facts would be added.",
    ),
    "by.region": Text("Nach Region", "Par région", "By region"),
    "by.institution": Text("Nach Stelle", "Par organisme", "By institution"),
    "by.month": Text("Nach Monat", "Par mois", "By month"),
    "column.payer": Text("Kostenträger", "Organe payeur", "Payer"),
    "column.covers": Text("Übernimmt", "Prend en charge", "Covers"),
    "column.low": Text("mindestens", "au moins", "at least"),
    "column.high": Text("höchstens", "au plus", "at most"),
    "column.rows": Text("Zeilen", "Lignes", "Rows"),
    "column.cost": Text("Kosten", "Coût", "Cost"),
    "column.left": Text("ungedeckt", "non couvert", "uncovered"),
    "column.open": Text("offene Zeilen", "Lignes ouvertes", "open rows"),
    "column.all": Text("Alle", "Total", "All"),
    "column.none": Text("ohne Angabe", "sans indication", "not given"),
    "column.measure": Text("Kennzahl", "Indicateur", "Measure"),
    "column.value": Text("Wert", "Valeur", "Value"),
    "column.error": Text("Standardfehler", "Erreur type", "Standard error"),
    "column.budget": Text("Anfangsbestand", "Avoir initial", "Balance at the beginning"),
    "column.shortage": Text("reicht nicht", "ne suffit pas", "does not suffice"),
    "column.row": Text("Zeile", "Ligne", "Row"),
    "column.column": Text("Spalte", "Colonne", "Column"),
    "column.why": Text("Grund", "Motif", "Reason"),
    "column.reading": Text("Auslegung", "Interprétation", "Interpretation"),
    "column.option": Text("gelesen als", "comprise comme", "read as"),
    "column.catalogue": Text("Leistungskatalog", "Catalogue", "Catalogue"),
    "column.source": Text("Quelle", "Source", "Source"),
    "risk.shortage": Text(
        "Der Fonds reicht einmal nicht",
        "Le fonds ne suffit pas une fois",
        "The fund runs short once",
    ),
    "risk.lowest": Text(
        "Tiefster Bestand, im Mittel", "Avoir minimal, en moyenne", "Lowest balance, on average"
    ),
    "risk.lost": Text(
        "Vorschüsse, die verloren gehen, im Mittel",
        "Avances perdues, en moyenne",
        "Advances lost, on average",
    ),
    "risk.outstanding": Text(
        "Vorschüsse, die am Schluss noch ausstehen, im Mittel",
        "Avances encore dues à la fin, en moyenne",
        "Advances still out at the end, on average",
    ),
    "risk.var": Text(
        "Verlust, den {share} der Verläufe nicht überschreiten (VaR)",
        "Perte que {share} des évolutions ne dépassent pas (VaR)",
        "Loss that {share} of the courses do not exceed (VaR)",
    ),
    "risk.cvar": Text(
        "Mittlerer Verlust der übrigen (CVaR)",
        "Perte moyenne des autres (CVaR)",
        "Mean loss of the others (CVaR)",
    ),
    "risk.paths": Text(
        "{paths} Verläufe, Startwert des Zufalls {seed}. Für einen Prozentpunkt Genauigkeit bei "
        "der ersten Zahl genügen {needed}.",
        "{paths} évolutions, graine du hasard {seed}. Pour une précision d'un point de pourcentage "
        "sur le premier nombre, {needed} suffisent.",
        "{paths} courses, seed {seed}. For the first number to one percentage point, {needed} are "
        "enough.",
    ),
    "part.assumptions": Text("Annahmen", "Hypothèses", "Assumptions"),
    "assume.balance": Text(
        "Der Fonds beginnt mit {balance}{inflow}.",
        "Le fonds commence avec {balance}{inflow}.",
        "The fund begins with {balance}{inflow}.",
    ),
    "assume.inflow.month": Text(
        " und erhält jeden Monat {amount}",
        " et reçoit {amount} par mois",
        " and receives {amount} a month",
    ),
    "assume.inflow.quarter": Text(
        " und erhält jedes Quartal {amount}",
        " et reçoit {amount} par trimestre",
        " and receives {amount} a quarter",
    ),
    "assume.inflow.year": Text(
        " und erhält jedes Jahr {amount}",
        " et reçoit {amount} par an",
        " and receives {amount} a year",
    ),
    "assume.approved": Text(
        "Gerechnet ist, als werde alles beschlossen, was beschlossen werden kann; entschieden ist "
        "damit nichts.",
        "Le calcul suppose que tout ce qui peut être décidé l'est ; rien n'est décidé pour autant.",
        "It is reckoned as if all that can be decided were decided; nothing is decided by that.",
    ),
    "assume.spread": Text(
        "{what}: {value} (von {low} bis {high})",
        "{what} : {value} (de {low} à {high})",
        "{what}: {value} (from {low} to {high})",
    ),
    "assume.open": Text(
        "Offene Angabe «{fact}»: {odds}",
        "Donnée ouverte « {fact} » : {odds}",
        "Open fact “{fact}”: {odds}",
    ),
    "assume.yes": Text("ja {share}", "oui {share}", "yes {share}"),
    "assume.prudent": Text(
        "{n} Zeilen zählen mit dem höchsten Betrag, den der Fonds zahlen könnte, weil zu ihren "
        "offenen Angaben nichts angenommen ist.",
        "{n} lignes comptent avec le montant maximal possible à charge du fonds, faute d'hypothèse "
        "sur leurs données ouvertes.",
        "{n} rows count with the most the fund might pay, because nothing is assumed of their open "
        "facts.",
    ),
    "assume.beyond": Text(
        "{n} Zeilen liegen nach dem betrachteten Zeitraum.",
        "{n} lignes se situent après la période considérée.",
        "{n} rows lie after the time looked at.",
    ),
    "assume.ignored": Text(
        "Spalten ohne Bedeutung: {columns}.",
        "Colonnes sans signification : {columns}.",
        "Columns without a meaning: {columns}.",
    ),
    "assume.unlisted": Text(
        "In keinem Katalog: {names}.",
        "Dans aucun catalogue : {names}.",
        "In no catalogue: {names}.",
    ),
    "invented.short": Text("erfunden", "inventé", "invented"),
    "dated": Text("Stand {on}", "état au {on}", "as of {on}"),
    "part.left-out": Text("Weggelassene Zeilen", "Lignes écartées", "Rows left out"),
    "more": Text("und {n} weitere", "et {n} autres", "and {n} more"),
    "bills": Text("Wer welche Kosten trägt", "Qui supporte quels coûts", "Who bears which costs"),
    "bills.unsplit": Text("nicht zugeteilt", "non réparti", "not assigned"),
    "bills.all": Text("Alle Kosten", "Tous les coûts", "All costs"),
    "bills.rows": Text(
        "{n} Zeilen aufgeteilt, {left} weggelassen.",
        "{n} lignes réparties, {left} écartées.",
        "{n} rows split, {left} left out.",
    ),
    "column.borne-by": Text("Getragen von", "Supporté par", "Borne by"),
    "column.id": Text("Name", "Nom", "Name"),
    "column.difference": Text("B - A", "B - A", "B - A"),
    "compare.title": Text(
        "A «{first}», B «{second}»", "A « {first} », B « {second} »", "A “{first}”, B “{second}”"
    ),
    "compare.most": Text(
        "Höchstbeträge: was noch offen ist, zählt mit.",
        "Montants maximaux : ce qui est encore ouvert compte aussi.",
        "Upper amounts: what is still open counts as well.",
    ),
    "compare.rows": Text(
        "In {changed} Zeilen ändert sich ein Betrag, in {flips} der hauptsächliche Kostenträger:",
        "Un montant change dans {changed} lignes, l'organe payeur principal dans {flips} :",
        "An amount changes in {changed} rows, the main payer in {flips}:",
    ),
    "compare.shortage": Text(
        "Anfangsbestand, der nicht reicht",
        "Avoir initial qui ne suffit pas",
        "Balance that does not suffice",
    ),
    "compare.nobody": Text("niemand", "personne", "nobody"),
    "books": Text("Der Fonds am {on}", "Le fonds au {on}", "The fund on {on}"),
    "books.balance": Text("Bestand", "Avoir", "Balance"),
    "books.committed": Text(
        "beschlossen, noch nicht bezahlt", "décidé, pas encore payé", "decided, not yet paid"
    ),
    "books.free": Text("frei", "disponible", "free"),
    "books.owed": Text("Offene Vorschüsse", "Avances en cours", "Open advances"),
    "books.lost": Text("Abgeschrieben", "Passé par pertes", "Written off"),
    "books.late": Text("Überfällig", "Échu", "Overdue"),
    "books.since": Text(
        "Frist {term}, seit {days} Tagen vorbei",
        "délai {term}, échu depuis {days} jours",
        "term {term}, {days} days ago",
    ),
    "books.to-pay": Text("Noch auszuzahlen", "Encore à payer", "Still to be paid"),
    "books.to-come": Text("Noch geschuldet", "Encore dû", "Still owed"),
    "books.decision": Text(
        "{state}, Entscheid {decision}",
        "{state}, décision {decision}",
        "{state}, decision {decision}",
    ),
    "books.refused": Text("abgelehnt", "refusé", "refused"),
    "books.claimed": Text("zurückgefordert", "remboursement demandé", "claimed"),
    "books.advance": Text("Vorfinanzierung", "préfinancement", "pre-financing"),
    "books.takeover": Text("Übernahme", "prise en charge", "takeover"),
    "bills.footing": Text(
        "Ausgabe {edition}, Prüfsumme der Regeln {digest}.",
        "Édition {edition}, empreinte des règles {digest}.",
        "Edition {edition}, digest of the rules {digest}.",
    ),
    "footing": Text(
        "Ausgabe {edition}, Prüfsumme von Regeln und Szenario {digest}. Beträge der Tabellen "
        "auf den "
        "Rappen, Zahlen des Risikos gerundet.",
        "Édition {edition}, empreinte des règles et du scénario {digest}. Montants des tableaux au "
        "centime, chiffres du risque arrondis.",
        "Edition {edition}, digest of rules and scenario {digest}. Amounts in tables to the "
        "Rappen, "
        "numbers of risk rounded.",
    ),
}


def say(key: str, language: Language, /, **words: object) -> str:
    """Give a text, its gaps filled.

    >>> say("pays", "fr", part="500.00 CHF")
    'Paie : 500.00 CHF.'
    """
    return WORDS[key][language].format_map(words)

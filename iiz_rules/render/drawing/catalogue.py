"""The words of the drawings, the three languages side by side."""

from iiz_rules.words.text import Language, Text

WORDS = {
    "title.organisation": Text("Organisation", "Organisation", "Organisation"),
    "title.steps": Text("Stufen und Wege", "Étapes et voies", "Steps and ways"),
    "title.escalation": Text(
        "Streitfälle, Delegationen und Pflichten",
        "Litiges, délégations et obligations",
        "Disputes, delegations and duties",
    ),
    "title": Text("{canton}: {what}", "{canton} : {what}", "{canton}: {what}"),
    # how conditions are put
    "or": Text("oder", "ou", "or"),
    "not": Text("nicht «{what}»", "pas « {what} »", "not “{what}”"),
    "some": Text(
        "mindestens {n} von: {what}", "au moins {n} de : {what}", "at least {n} of: {what}"
    ),
    "colon": Text("{label}: {value}", "{label} : {value}", "{label}: {value}"),
    "silent": Text("nicht geregelt", "non réglé", "not regulated"),
    "when": Text("{who}, wenn: {what}", "{who}, si : {what}", "{who}, if: {what}"),
    "else": Text("sonst {who}", "sinon {who}", "otherwise {who}"),
    "marked": Text("{text} ({mark})", "{text} ({mark})", "{text} ({mark})"),
    "judgement": Text("Beurteilung", "appréciation", "judgement"),
    "indicative": Text("Hinweis", "indice", "indication"),
    # the organisation
    "institutions": Text("Weitere Stellen", "Autres organismes", "Other offices"),
    "roles": Text("Weitere Personen", "Autres personnes", "Other people"),
    "each-provides": Text("Jede Stelle hat", "Chaque organisme a", "Each of them has"),
    "many": Text("mehrere", "plusieurs", "several"),
    "advisory": Text("ohne Stimmrecht", "sans droit de vote", "without a vote"),
    "leads": Text("Leitung: {who}", "Direction : {who}", "Led by: {who}"),
    "supervises": Text("Unterstellt: {who}", "Subordonné à : {who}", "Reports to: {who}"),
    "appoints": Text("Bestimmt durch: {who}", "Désignation par : {who}", "Appointed by: {who}"),
    # steps
    "provider": Text("Durch", "Par", "By"),
    "body": Text("Gremium", "Organe", "Body"),
    "referred": Text("Verweis durch", "Renvoi par", "Referred by"),
    "silence": Text("Nicht geregelt", "Non réglé", "Not regulated"),
    "needs": Text("Voraussetzungen", "Conditions", "Conditions"),
    "done": Text("Erledigt, wenn", "Accompli si", "Done when"),
    "towards": Text("{who} → {to}", "{who} → {to}", "{who} → {to}"),
    "through": Text("{who} (über: {via})", "{who} (via : {via})", "{who} (through: {via})"),
    "capacity.decides": Text("Entscheidet", "Décide", "Decides"),
    "capacity.leads": Text("Leitet", "Dirige", "Leads"),
    "capacity.supervises": Text("Vorgesetzt", "Supérieur", "Superior"),
    "capacity.answers-for": Text("Verantwortet", "Répond de", "Answers for"),
    "capacity.proposes": Text("Schlägt vor", "Propose", "Proposes"),
    "capacity.requests": Text("Beantragt", "Demande", "Asks for it"),
    "capacity.executes": Text("Führt aus", "Exécute", "Carries out"),
    "capacity.organises": Text("Organisiert", "Organise", "Organises"),
    "capacity.advises": Text("Berät", "Conseille", "Advises"),
    "capacity.reports": Text("Berichtet", "Rapporte", "Reports"),
    "capacity.attends": Text("Nimmt teil", "Participe", "Attends"),
    "capacity.is-informed": Text("Wird informiert", "Est informé", "Is informed"),
    # escalation
    "ways": Text("Wege und Delegationen", "Voies et délégations", "Ways and delegations"),
    "duties": Text("Pflichten", "Obligations", "Duties"),
    "if": Text("Wenn", "Si", "If"),
    "informs": Text("zu informieren: {who}", "à informer : {who}", "to be told: {who}"),
    "due.end.month": Text("bis Monatsende", "jusqu'à la fin du mois", "by the end of the month"),
    "due.end.quarter": Text(
        "bis Quartalsende", "jusqu'à la fin du trimestre", "by the end of the quarter"
    ),
    "due.end.year": Text("bis Jahresende", "jusqu'à la fin de l'année", "by the end of the year"),
    "due.fact": Text("bis: {fact}", "jusqu'à : {fact}", "by: {fact}"),
    "due.later": Text(
        "bis {duration} nach: {fact}",
        "jusqu'à {duration} après : {fact}",
        "by {duration} after: {fact}",
    ),
    # below a drawing
    "legend.seat": Text(
        "Kästchen: Sitz mit Stimme", "Case : siège avec voix", "Box: seat with a vote"
    ),
    "legend.advisory": Text(
        "gestrichelt: ohne Stimme dabei", "en tirets : sans voix", "dashed: sits in without a vote"
    ),
    "legend.role": Text("gerundet: Person", "arrondi : personne", "rounded: person"),
    "legend.leads": Text("leitet", "dirige", "leads"),
    "legend.supervises": Text("ist vorgesetzt", "est supérieur", "is the superior of"),
    "legend.appoints": Text("bestimmt", "désigne", "appoints"),
    "legend.turns-to": Text(
        "berichtet, schlägt vor, beantragt",
        "rapporte, propose, demande",
        "reports, proposes, asks",
    ),
    "legend.then": Text("danach möglich", "possible ensuite", "possible after it"),
    "legend.next": Text("danach", "ensuite", "then"),
    "legend.passes": Text("gibt ab an", "délègue à", "passes on to"),
    "legend.step": Text(
        "A, B, C: Reihenfolge, in der die Schritte geprüft werden; ohne Pfeil darüber setzt ein "
        "Schritt keinen anderen voraus.",
        "A, B, C : ordre dans lequel les étapes sont examinées ; sans flèche au-dessus, une étape "
        "n'en suppose aucune autre.",
        "A, B, C: the order in which the steps are examined; without an arrow above it, a step "
        "needs no other.",
    ),
    "edition.undated": Text(
        "Quelle ohne Datum. Mehrdeutige Stellen sind so gezeichnet, wie die Ausgabe sie liest.",
        "Source sans date. Les passages ambigus sont dessinés tels que l'édition les comprend.",
        "Undated source. Ambiguous passages are drawn as the edition reads them.",
    ),
    "edition": Text(
        "Ausgabe {edition}. Mehrdeutige Stellen sind so gezeichnet, wie die Ausgabe sie liest.",
        "Édition {edition}. Les passages ambigus sont dessinés tels que l'édition les comprend.",
        "Edition {edition}. Ambiguous passages are drawn as the edition reads them.",
    ),
}


def say(key: str, language: Language, /, **words: object) -> str:
    """Give a text, its gaps filled.

    >>> say("else", "fr", who="le CDC")
    'sinon le CDC'
    """
    return WORDS[key][language].format_map(words)

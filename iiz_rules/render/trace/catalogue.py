"""The words of the traces and of coverage, the three languages side by side."""

from iiz_rules.words.text import Language, Text

WORDS = {
    "title": Text("Rückverfolgung", "Traçabilité", "Traceability"),
    "edition": Text("Ausgabe {edition}", "Édition {edition}", "Edition {edition}"),
    "digest": Text(
        "Prüfsumme der Regeln: {digest}",
        "Empreinte des règles : {digest}",
        "Digest of the rules: {digest}",
    ),
    "lead": Text(
        "Jede Ziffer der Quelle mit den Regeln, die sie ausführen, und den Fällen, in denen eine "
        "davon entscheidet; und zurück von der Regel zur Ziffer. Die Fälle stehen am Schluss, nach "
        "Nummern.",
        "Chaque chiffre de la source avec les règles qui l'exécutent et les cas dans lesquels "
        "l'une d'elles est déterminante ; et de la règle au chiffre. Les cas se trouvent à la fin, "
        "par numéro.",
        "Every clause of the source with the rules that carry it out and the cases in which one "
        "of them decides; and back from the rule to the clause. The cases stand at the end, by "
        "number.",
    ),
    # how a clause stands
    "status.tested": Text("ausgeführt und geprüft", "exécuté et vérifié", "carried out and tested"),
    "status.untested": Text(
        "ausgeführt, in keinem Fall geprüft",
        "exécuté, vérifié dans aucun cas",
        "carried out, tested in no case",
    ),
    "status.missing": Text("ohne Regel", "sans règle", "without a rule"),
    "status.reasoned": Text("nicht ausführbar", "non exécutable", "not executable"),
    "status.unaccounted": Text(
        "nicht ausführbar, ohne Begründung",
        "non exécutable, sans motif",
        "not executable, without a reason",
    ),
    "only-part": Text(
        "nur teilweise ausführbar", "exécutable en partie seulement", "executable in part only"
    ),
    "executable.full": Text("ganz", "entièrement", "wholly"),
    "executable.part": Text("teilweise", "en partie", "partly"),
    "executable.none": Text("nicht", "non", "not"),
    # what cites clauses
    "kind.eligibility": Text("Zugang", "Accès", "Access"),
    "kind.exchange": Text("Datenaustausch", "Échange de données", "Exchange of data"),
    "kind.step": Text("Stufe", "Étape", "Step"),
    "kind.duty": Text("Pflicht", "Obligation", "Duty"),
    "kind.delegation": Text("Delegation", "Délégation", "Delegation"),
    "kind.rung": Text("Instanz", "Échelon", "Rung"),
    "kind.funding": Text("Finanzierung", "Financement", "Funding"),
    "kind.payer": Text("Kostenträger", "Organe payeur", "Payer"),
    "kind.catalogue": Text("Leistungskatalog", "Catalogue de prestations", "Catalogue"),
    "kind.cost": Text("Kosten", "Coûts", "Cost"),
    "kind.composition": Text("Zusammensetzung", "Composition", "Composition"),
    "kind.quorum": Text("Beschlussfähigkeit", "Quorum", "Quorum"),
    "kind.majority": Text("Mehrheit", "Majorité", "Majority"),
    "kind.staffing": Text("Besetzung", "Dotation", "Staffing"),
    "kind.competence": Text("Befugnis", "Compétence", "Competence"),
    "kind.criterion": Text("Kriterium", "Critère", "Criterion"),
    "kind.term": Text("Begriff", "Notion", "Term"),
    "kind.institution": Text("Institution", "Institution", "Institution"),
    "kind.role": Text("Rolle", "Fonction", "Role"),
    "kind.group": Text("Gruppe", "Groupe", "Group"),
    "kind.body": Text("Gremium", "Organe", "Body"),
    "kind.quality": Text("Eigenschaft", "Qualité", "Quality"),
    "kind.advisory": Text("Beratende Stimme", "Voix consultative", "Advisory voice"),
    "kind.ladder": Text("Instanzenweg", "Voie d'échelons", "Ladder"),
    "kind.event": Text("Ereignis", "Événement", "Event"),
    "kind.trigger": Text("Auslöser", "Déclencheur", "Trigger"),
    "kind.statistics": Text("Kennzahlen", "Chiffres clés", "Key figures"),
    "kind.breakdown": Text("Gliederung", "Répartition", "Breakdown"),
    "kind.interpretation": Text("Auslegung", "Interprétation", "Interpretation"),
    # counts
    "cases.none": Text("kein Fall", "aucun cas", "no case"),
    "cases.one": Text("1 Fall", "1 cas", "1 case"),
    "cases.many": Text("{n} Fälle", "{n} cas", "{n} cases"),
    "mentioned": Text("genannt bei: {which}", "cité par : {which}", "cited by: {which}"),
    "more": Text("und {n} mehr", "et {n} de plus", "and {n} more"),
    # the sums
    "sum.clauses": Text(
        "{full} + {part} von {of} ganz oder teilweise ausführbaren Ziffern von geprüften Regeln "
        "getragen, {reasons} von {others} anderen mit Begründung.",
        "{full} + {part} chiffres sur {of} exécutables entièrement ou en partie portés par des "
        "règles vérifiées, {reasons} autres sur {others} avec un motif.",
        "{full} + {part} of {of} wholly or partly executable clauses carried by tested rules, "
        "{reasons} of {others} others with a reason.",
    ),
    "sum.rules": Text(
        "{n} von {of} Regeln, Kriterien, Begriffen und Befugnissen entscheiden in einem Fall "
        "({percent}\u00a0%).",
        "{n} règles, critères, notions et compétences sur {of} sont déterminants dans un cas "
        "({percent}\u00a0%).",
        "{n} of {of} rules, criteria, terms and competences decide in a case ({percent}%).",
    ),
    "sum.branches": Text(
        "{n} von {of} Ausgängen und Lesarten kommen vor ({percent}\u00a0%).",
        "{n} issues et lectures sur {of} se présentent ({percent}\u00a0%).",
        "{n} of {of} outcomes and readings occur ({percent}%).",
    ),
    "sum.cases": Text(
        "Fälle mit den erwarteten Antworten: {n}; andere, die hier nicht zählen: {failed}.",
        "Cas avec les réponses attendues : {n} ; autres, qui ne comptent pas ici : {failed}.",
        "Cases with the answers expected: {n}; others, which do not count here: {failed}.",
    ),
    # parts and columns
    "part.clauses": Text("Von der Ziffer zur Regel", "Du chiffre à la règle", "Clause to rule"),
    "part.rules": Text("Von der Regel zur Ziffer", "De la règle au chiffre", "Rule to clause"),
    "part.cases": Text("Fälle", "Cas", "Cases"),
    "column.clause": Text("Ziffer", "Chiffre", "Clause"),
    "column.section": Text("Abschnitt", "Section", "Section"),
    "column.says": Text("Aussage", "Énoncé", "Says"),
    "column.executable": Text("Ausführbar", "Exécutable", "Executable"),
    "column.reason": Text("Begründung", "Motif", "Reason"),
    "column.status": Text("Stand", "État", "Status"),
    "column.kind": Text("Art", "Type", "Kind"),
    "column.rule": Text("Regel", "Règle", "Rule"),
    "column.label": Text("Bezeichnung", "Désignation", "Label"),
    "column.place": Text("Ort", "Emplacement", "Place"),
    "column.number": Text("Anzahl Fälle", "Nombre de cas", "Number of cases"),
    "column.cases": Text("Fälle", "Cas", "Cases"),
    "column.case": Text("Fall", "Cas", "Case"),
    "column.title": Text("Titel", "Titre", "Title"),
    "column.file": Text("Datei", "Fichier", "File"),
    "column.clauses": Text("Ziffern", "Chiffres", "Clauses"),
    "column.carried": Text("Ausgeführt von", "Exécuté par", "Carried out by"),
    # coverage
    "gap.rules": Text(
        "Entscheiden in keinem Fall", "Déterminants dans aucun cas", "Decide in no case"
    ),
    "gap.branches": Text(
        "Kommen in keinem Fall vor", "Ne se présentent dans aucun cas", "Occur in no case"
    ),
    "way.criterion.yes": Text("erfüllt", "rempli", "met"),
    "way.criterion.no": Text("nicht erfüllt", "non rempli", "not met"),
    "way.criterion.open": Text("offen", "ouvert", "open"),
    "way.done.yes": Text("erledigt", "accompli", "done"),
    "way.done.no": Text("nicht erledigt", "non accompli", "not done"),
    "way.done.open": Text("offen, ob erledigt", "accompli ou non", "open whether done"),
}


def say(key: str, language: Language, /, **words: object) -> str:
    """Give a text about a trace, its gaps filled.

    >>> say("cases.many", "de", n=3)
    '3 Fälle'
    """
    return WORDS[key][language].format_map(words)


def cases(n: int, language: Language) -> str:
    """Give a number of cases.

    >>> cases(0, "fr"), cases(1, "en")
    ('aucun cas', '1 case')
    """
    return say({0: "cases.none", 1: "cases.one"}.get(n, "cases.many"), language, n=n)

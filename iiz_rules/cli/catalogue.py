"""The words of the command line: help texts and messages, the three languages side by side."""

from iiz_rules.words.text import Language, Text

WORDS = {
    # what the command line calls its parts
    "usage": Text("Aufruf: ", "Utilisation : ", "Usage: "),
    "options": Text("Optionen", "Options\u00a0", "Options"),
    "commands": Text("Befehle", "Commandes\u00a0", "Commands"),
    "day.metavar": Text("JJJJ-MM-TT", "AAAA-MM-JJ", "YYYY-MM-DD"),
    "options.metavar": Text("[OPTIONEN]", "[OPTIONS]", "[OPTIONS]"),
    "command.metavar": Text("BEFEHL …", "COMMANDE …", "COMMAND …"),
    "required": Text("[nötig]", "[obligatoire]", "[required]"),
    "help.help": Text("Diese Hilfe zeigen.", "Afficher cette aide.", "Show this help."),
    "help.version": Text("Die Version zeigen.", "Afficher la version.", "Show the version."),
    "help.lang": Text("Sprache der Ausgabe.", "Langue de la sortie.", "Language of the output."),
    "help.debug": Text(
        "Bei einem Fehler im Programm den ganzen Ablauf zeigen.",
        "Montrer tout le déroulement en cas d'erreur du programme.",
        "Show the whole course when the program itself fails.",
    ),
    "iiz": Text(
        "Regeln der interinstitutionellen Zusammenarbeit (IIZ) der Kantone: Fälle beurteilen, "
        "Regeln prüfen.",
        "Règles de la collaboration interinstitutionnelle (CII) des cantons : examiner des cas, "
        "vérifier des règles.",
        "The cantons' rules of interinstitutional cooperation (IIZ/CII): assess cases and check "
        "rules.",
    ),
    "iiz.codes": Text(
        "Rückgabewerte: 0 alles in Ordnung; 1 Befunde oder nicht bestandene Fälle; 2 falscher "
        "Aufruf oder unbrauchbare Eingabe; 70 Fehler im Programm. `assess --exit-verdict`: 0 ja, "
        "3 nein, 4 offen. Die Sprache kommt von --lang, IIZ_LANG, LC_ALL oder LANG; NO_COLOR "
        "schaltet die Farben aus.",
        "Codes de retour : 0 tout est en ordre ; 1 constats ou cas non réussis ; 2 mauvais appel "
        "ou entrée inutilisable ; 70 erreur du programme. `assess --exit-verdict` : 0 oui, 3 non, "
        "4 ouvert. La langue vient de --lang, IIZ_LANG, LC_ALL ou LANG ; NO_COLOR supprime les "
        "couleurs.",
        "Exit codes: 0 all is well; 1 findings or failed cases; 2 wrong use or unusable input; "
        "70 a fault in the program. `assess --exit-verdict`: 0 yes, 3 no, 4 open. The language "
        "comes from --lang, IIZ_LANG, LC_ALL or LANG; NO_COLOR turns colours off.",
    ),
    "short.assess": Text("Fälle beurteilen", "Examiner des cas", "Assess cases"),
    "short.check": Text(
        "Dateien von Kantonen prüfen",
        "Vérifier les fichiers de cantons",
        "Check the files of cantons",
    ),
    "short.test": Text(
        "Beispielfälle rechnen und vergleichen",
        "Calculer et comparer les cas d'exemple",
        "Run and compare the example cases",
    ),
    "short.trace": Text(
        "Zeigen, welche Regel welche Ziffer ausführt",
        "Montrer quelle règle exécute quel chiffre",
        "Show which rule carries out which clause",
    ),
    "short.flow": Text(
        "Die Geschichte eines Falls nachspielen",
        "Rejouer l'histoire d'un cas",
        "Replay the story of a case",
    ),
    "short.obligations": Text(
        "Zeigen, was in allen Fällen geschuldet ist",
        "Montrer les obligations de tous les cas",
        "Show what is owed in all cases",
    ),
    "short.statistics": Text(
        "Kennzahlen aller Fälle über einen Zeitraum",
        "Chiffres clés de tous les cas sur une période",
        "Key figures of all cases over a period",
    ),
    "short.store": Text(
        "Die Ablage der Fälle prüfen",
        "Vérifier l'archive des cas",
        "Verify the store of the cases",
    ),
    "short.explain": Text("Einen Befund erklären", "Expliquer un constat", "Explain a finding"),
    "short.simulate": Text(
        "Ein Portfolio auf die Kostenträger aufteilen, Risiko des Fonds",
        "Répartir un portefeuille entre les payeurs, risque du fonds",
        "Split a portfolio among the payers, risk of the fund",
    ),
    "short.compare": Text(
        "Ein Portfolio unter zwei Szenarien vergleichen",
        "Comparer un portefeuille selon deux scénarios",
        "Compare a portfolio under two scenarios",
    ),
    "simulate": Text(
        "Jede Massnahme einer Tabelle (CSV, XLSX, Parquet) auf die Kostenträger aufteilen und, "
        "wenn das Szenario es sagt, viele mögliche Verläufe des Fonds rechnen.",
        "Répartir chaque mesure d'un tableau (CSV, XLSX, Parquet) entre les payeurs et, si le "
        "scénario le prévoit, calculer de nombreuses évolutions possibles du fonds.",
        "Split each measure of a table (CSV, XLSX, Parquet) among the payers and, where the "
        "scenario says so, reckon many possible courses of the fund.",
    ),
    "simulate.portfolio": Text("PORTFOLIO", "PORTEFEUILLE", "PORTFOLIO"),
    "simulate.scenario": Text(
        "Datei mit den Annahmen.", "Fichier des hypothèses.", "File with the assumptions."
    ),
    "simulate.on": Text(
        "Stichtag; sonst der des Szenarios.",
        "Date déterminante ; sinon celle du scénario.",
        "Date of the question; else that of the scenario.",
    ),
    "simulate.output": Text(
        "Bericht (.html, .pdf) oder Zeilen (.csv, .parquet) in diese Datei schreiben.",
        "Écrire le rapport (.html, .pdf) ou les lignes (.csv, .parquet) dans ce fichier.",
        "Write the report (.html, .pdf) or the rows (.csv, .parquet) to this file.",
    ),
    "simulate.rows": Text(
        "Zeilen {done} von {of}", "Lignes {done} sur {of}", "Rows {done} of {of}"
    ),
    "simulate.paths": Text(
        "Verläufe {done} von {of}", "Évolutions {done} sur {of}", "Courses {done} of {of}"
    ),
    "simulate.limits": Text(
        "Annahmen {done} von {of}", "Hypothèses {done} sur {of}", "Assumptions {done} of {of}"
    ),
    "compare": Text(
        "Zeigen, was sich zwischen zwei Szenarien ändert: je Kostenträger, je Zeile, und warum.",
        "Montrer ce qui change entre deux scénarios : par payeur, par ligne, et pourquoi.",
        "Show what changes between two scenarios: for each payer, for each row, and why.",
    ),
    "compare.output": Text(
        "Die geänderten Zeilen in diese Datei schreiben (.csv, .parquet).",
        "Écrire les lignes modifiées dans ce fichier (.csv, .parquet).",
        "Write the rows that change to this file (.csv, .parquet).",
    ),
    "short.ledger": Text(
        "Das Buch des Fonds an einem Tag",
        "Le livre du fonds à une date",
        "The fund's ledger on a day",
    ),
    "ledger": Text(
        "Zeigen, wie der Fonds an einem Tag dasteht: Bestand, was beschlossen und noch nicht "
        "bezahlt ist, offene Vorschüsse, was überfällig ist. Die Tabelle (CSV, XLSX, Parquet) hat "
        "die Spalten Datum, Eintrag, Massnahme, Betrag, Kostenträger, Entscheid und Frist.",
        "Montrer où en est le fonds à une date : avoir, ce qui est décidé et pas encore payé, "
        "avances en cours, ce qui est échu. Le tableau (CSV, XLSX, Parquet) a les colonnes Date, "
        "Écriture, Mesure, Montant, Organe payeur, Décision et Délai.",
        "Show where the fund stands on a day: balance, what is decided and not yet paid, open "
        "advances, what is overdue. The table (CSV, XLSX, Parquet) has the columns Day, Entry, "
        "Measure, Amount, Payer, Decision and Term.",
    ),
    "ledger.metavar": Text("BUCH", "LIVRE", "LEDGER"),
    "ledger.on": Text("Stichtag; sonst heute.", "Date ; sinon aujourd'hui.", "Day; else today."),
    "short.facts": Text(
        "Die Angaben zeigen, die ein Kanton kennt",
        "Montrer les indications que connaît un canton",
        "Show the facts that a canton knows",
    ),
    "short.interpretations": Text(
        "Zeigen, welche Lesart welche Antwort gibt",
        "Montrer quelle lecture donne quelle réponse",
        "Show which reading gives which answer",
    ),
    "short.draw": Text(
        "Organisation, Stufen und Wege zeichnen",
        "Dessiner l'organisation, les étapes et les voies",
        "Draw the organisation, the steps and the ladders",
    ),
    "short.cantons": Text(
        "Die mitgelieferten Kantone zeigen",
        "Montrer les cantons fournis",
        "Show the cantons that come along",
    ),
    "short.new": Text(
        "Einen neuen Kanton anlegen", "Créer un nouveau canton", "Start a new canton"
    ),
    "short.schema": Text(
        "JSON-Schemata zeigen oder schreiben",
        "Afficher ou écrire les schémas JSON",
        "Show or write the JSON Schemas",
    ),
    "short.completion": Text(
        "Vervollständigung für die Shell", "Complètement pour le shell", "Completion for the shell"
    ),
    "short.may": Text(
        "Fragen, ob jemand etwas darf",
        "Demander si quelqu'un est habilité",
        "Ask whether somebody may do something",
    ),
    "short.competence": Text(
        "Zeigen, wer wofür zuständig ist",
        "Montrer qui est compétent pour quoi",
        "Show who is competent for what",
    ),
    "short.composition": Text(
        "Besetzung von Gremien prüfen",
        "Examiner la composition d'organes",
        "Examine who sits in bodies",
    ),
    # may, competence, composition
    "may": Text(
        "Fragen, ob eine Stelle etwas darf, mit Begründung. STELLE ist eine Rolle, ein Gremium "
        "oder eine Institution, HANDLUNG eine Zuständigkeit (`iiz competence` nennt alle). "
        "Ohne FALL wird nur gesagt, was unabhängig von einem Fall gilt.",
        "Demander si quelqu'un est habilité à faire quelque chose, avec les motifs. QUI est un "
        "rôle, un organe ou une institution, ACTION une compétence (`iiz competence` les nomme "
        "toutes). Sans CAS, la réponse ne dit que ce qui vaut indépendamment d'un cas.",
        "Ask whether somebody may do something, with the reasons. ACTOR is a role, a body or an "
        "institution, ACTION a competence (`iiz competence` names all). Without a CASE only what "
        "holds apart from any case is said.",
    ),
    "may.actor": Text("STELLE", "QUI", "ACTOR"),
    "may.action": Text("HANDLUNG", "ACTION", "ACTION"),
    "may.case": Text("[FALL]", "[CAS]", "[CASE]"),
    "competence": Text(
        "Zeigen, wer entscheidet, leitet, beantragt, ausführt oder informiert wird. HANDLUNG ist "
        "eine Zuständigkeit; ohne Angabe werden alle gezeigt.",
        "Montrer qui décide, dirige, demande, exécute ou est informé. ACTION est une compétence ; "
        "sans elle, toutes sont montrées.",
        "Show who decides, leads, requests, executes or is informed. ACTION is a competence; "
        "without one all are shown.",
    ),
    "competence.action": Text("[HANDLUNG]…", "[ACTION]…", "[ACTION]…"),
    "competence.by": Text(
        "Nur was diese Stelle darf oder zu tun hat.",
        "Seulement ce que cet organe ou ce rôle peut ou doit faire.",
        "Only what this actor may or has to do.",
    ),
    "competence.none": Text(
        "Dazu ist keine Zuständigkeit angegeben.",
        "Aucune compétence n'est indiquée à ce sujet.",
        "No competence is given for this.",
    ),
    "competence.with": Text("mit: {who}", "avec : {who}", "with: {who}"),
    "competence.over": Text("betrifft: {who}", "concerne : {who}", "about: {who}"),
    "competence.to": Text("an: {who}", "à : {who}", "to: {who}"),
    "competence.via": Text("über: {who}", "par : {who}", "through: {who}"),
    "competence.conditional": Text(
        "unter einer Voraussetzung", "à une condition", "on a condition"
    ),
    "capacity.decides": Text("entscheidet", "décide", "decides"),
    "capacity.leads": Text("leitet", "dirige", "leads"),
    "capacity.supervises": Text("ist vorgesetzt", "est supérieur", "is the superior of"),
    "capacity.answers-for": Text("verantwortet", "répond", "answers for it"),
    "capacity.proposes": Text("schlägt vor", "propose", "proposes"),
    "capacity.requests": Text("beantragt", "demande", "requests"),
    "capacity.executes": Text("führt aus", "exécute", "executes"),
    "capacity.organises": Text("organisiert", "organise", "organises"),
    "capacity.advises": Text("berät", "conseille", "advises"),
    "capacity.reports": Text("meldet", "annonce", "reports"),
    "capacity.attends": Text("nimmt teil", "participe", "attends"),
    "capacity.is-informed": Text("wird informiert", "est informé", "is informed"),
    "composition": Text(
        "Prüfen, ob Gremien richtig besetzt und beschlussfähig sind, ob ein Beschluss zustande "
        "kam und ob jede Stelle die nötigen Leute hat. FALL ist eine YAML- oder JSON-Datei mit "
        "`members` oder `staff`, `-` die Standardeingabe.",
        "Examiner si des organes sont bien composés et atteignent le quorum, si une décision est "
        "acquise et si chaque entité a le personnel requis. CAS est un fichier YAML ou JSON avec "
        "`members` ou `staff`, `-` l'entrée standard.",
        "Examine whether bodies are properly composed and quorate, whether a vote carries, and "
        "whether every place has the people it needs. CASE is a YAML or JSON file with `members` "
        "or `staff`, `-` is standard input.",
    ),
    "composition.case": Text("FALL", "CAS", "CASE"),
    # assess
    "flow": Text(
        "Spielt die Geschichte eines Falls nach: welche Pflichten an welchem Tag entstehen, wer "
        "sie bis wann schuldet, was fällig wird und was versäumt ist, mit den Ziffern der Quelle.",
        "Rejoue l'histoire d'un cas : quelles obligations naissent quel jour, qui les doit et "
        "jusqu'à quand, ce qui vient à échéance et ce qui est manqué, avec les chiffres de la "
        "source.",
        "Replays the story of a case: which duties arise on which day, who owes them by when, what "
        "falls due and what is missed, with the clauses of the source.",
    ),
    "flow.story": Text("GESCHICHTE", "HISTOIRE", "STORY"),
    "flow.until": Text(
        "Bis zu diesem Tag weiterverfolgen.",
        "Suivre jusqu'à ce jour.",
        "Follow up to this day.",
    ),
    "flow.store": Text(
        "Den Fall in dieser Ablage führen, statt nur zu zeigen.",
        "Tenir le cas dans cette archive, au lieu de le montrer seulement.",
        "Keep the case in this store, instead of only showing it.",
    ),
    "flow.engine": Text(
        "Womit gerechnet wird; beides bedeutet dasselbe.",
        "Moteur de calcul ; les deux ont le même sens.",
        "What computes it; both mean the same.",
    ),
    "obligations": Text(
        "Zeigt, was an einem Tag in allen Fällen einer Ablage geschuldet ist, nach Funktion, das "
        "Dringendste zuerst.",
        "Montre les obligations d'un jour dans tous les cas d'une archive, par fonction, les plus "
        "urgentes d'abord.",
        "Shows what is owed on a day in all cases of a store, by role, the most urgent first.",
    ),
    "obligations.store": Text(
        "Die Ablage der Fälle.", "L'archive des cas.", "The store of the cases."
    ),
    "obligations.on": Text("Der Tag.", "Le jour.", "The day."),
    "obligations.by": Text(
        "Nur, was diese Funktion schuldet.",
        "Seulement ce que doit cette fonction.",
        "Only what this role owes.",
    ),
    "obligations.canton": Text(
        "Nur die Fälle dieses Kantons, etwa `valais`.",
        "Seulement les cas de ce canton, par exemple `valais`.",
        "Only the cases of this canton, such as `valais`.",
    ),
    "obligations.dated": Text(
        "Nur, was einen Termin hat.",
        "Seulement ce qui a un délai.",
        "Only what has a date.",
    ),
    "obligations.format": Text(
        "Form der Ausgabe; `ics` sind Termine für einen Kalender.",
        "Forme de la sortie ; `ics` donne des dates pour un agenda.",
        "Form of the output; `ics` gives dates for a calendar.",
    ),
    "kept.canton": Text(
        "Der Kanton, etwa `valais`; ohne Angabe der, dessen Fälle in der Ablage sind.",
        "Le canton, par exemple `valais` ; sans indication, celui dont l'archive contient les cas.",
        "The canton, such as `valais`; if left out, the one whose cases the store holds.",
    ),
    "statistics": Text(
        "Zählt die Fälle einer Ablage über einen Zeitraum: nach Schritt, Stand und dem, wonach "
        "der Kanton sie gliedert (statistics.yaml), mit der Zeit darin, ob Termine eingehalten "
        "wurden und was beim Abschluss herauskam. Kleine Zahlen werden weggelassen.",
        "Compte les cas d'une archive sur une période : par étape, par état et selon les critères "
        "du canton (statistics.yaml), avec le temps passé, le respect des délais et le résultat "
        "à la clôture. Les petits nombres sont omis.",
        "Counts the cases of a store over a period: by step, state and what the canton tells them "
        "apart by (statistics.yaml), with the time spent, whether dates were kept, and what came "
        "of them at closing. Small numbers are left out.",
    ),
    "statistics.from": Text("Der erste Tag.", "Le premier jour.", "The first day."),
    "statistics.to": Text("Der letzte Tag.", "Le dernier jour.", "The last day."),
    "statistics.every": Text(
        "Auch die kleinen Zahlen: nur für den eigenen Gebrauch, Personen könnten erkannt werden.",
        "Aussi les petits nombres : pour usage interne, des personnes pourraient être reconnues.",
        "The small numbers as well: for internal use only, persons could be recognised.",
    ),
    "statistics.output": Text(
        "In eine Datei schreiben, nach der Endung: .svg, .json oder .txt.",
        "Écrire dans un fichier, selon l'extension : .svg, .json ou .txt.",
        "Write to a file, by its ending: .svg, .json or .txt.",
    ),
    "store": Text(
        "Prüft, ob die Aufzeichnungen einer Ablage so dastehen, wie sie geschrieben wurden "
        "(`verify`), oder gibt ihren Schluss aus (`head`), den eine andere Stelle aufbewahrt. "
        "`restored` vermerkt, dass eine Sicherung zurückgespielt wurde und welcher Schluss dabei "
        "verloren ging.",
        "Vérifie que les enregistrements d'une archive sont tels qu'ils ont été écrits "
        "(`verify`), ou en donne la fin (`head`), qu'un autre service conserve. `restored` "
        "consigne qu'une sauvegarde a été restaurée et quelle fin a été perdue.",
        "Verifies that the records of a store are as they were written (`verify`), or gives its "
        "end (`head`) for another office to keep. `restored` records that a backup was restored "
        "and which end was lost with it.",
    ),
    "store.metavar": Text("ABLAGE", "ARCHIVE", "STORE"),
    "store.head": Text(
        "Ein früher ausgegebener Schluss, der noch vorkommen muss.",
        "Une fin donnée auparavant, qui doit encore s'y trouver.",
        "An end given before, which must still be there.",
    ),
    "store.on": Text("Der Tag (`restored`).", "Le jour (`restored`).", "The day (`restored`)."),
    "store.fine": Text(
        "{n} Aufzeichnungen, alle wie geschrieben.",
        "{n} enregistrements, tous tels qu'ils ont été écrits.",
        "{n} records, all as they were written.",
    ),
    "assess": Text(
        "Fälle beurteilen: gehört die Person zur Zielgruppe, welche Stufen stehen offen, warum? "
        "FALL ist eine YAML- oder JSON-Datei, `-` die Standardeingabe.",
        "Examiner des cas : la personne fait-elle partie du groupe cible, quels niveaux lui sont "
        "ouverts, pourquoi ? CAS est un fichier YAML ou JSON, `-` l'entrée standard.",
        "Assess cases: may the person enter, which steps are open, and why? CASE is a YAML or "
        "JSON file, `-` is standard input.",
    ),
    "assess.case": Text("FALL…", "CAS…", "CASE…"),
    "assess.canton": Text(
        "Name eines Kantons oder sein Ordner.",
        "Nom d'un canton ou son dossier.",
        "Name of a canton, or its folder.",
    ),
    "assess.on": Text(
        "Stichtag, etwa 2024-03-05; sonst der des Falls, sonst heute.",
        "Date déterminante, p. ex. 2024-03-05 ; sinon celle du cas, sinon aujourd'hui.",
        "Date of the question, such as 2024-03-05; else the case's own, else today.",
    ),
    "assess.known-on": Text(
        "Nur, was an diesem Tag bekannt war; sonst wie der Fall, sonst alles Angegebene.",
        "Seulement ce qui était connu ce jour-là ; sinon selon le cas, sinon tout ce qui est dit.",
        "Only what was known on that day; else as the case says, else all that is given.",
    ),
    "assess.format": Text("Text oder JSON.", "Texte ou JSON.", "Text or JSON."),
    "assess.interpretation": Text(
        "Anders lesen als vorgesehen, etwa A-ZH-03=none; mehrmals möglich.",
        "Lire autrement que prévu, p. ex. A-ZH-03=none ; répétable.",
        "Read otherwise than by default, such as A-ZH-03=none; repeatable.",
    ),
    "assess.rule": Text(
        "Nur diese Regel beantworten, ausführlich; mehrmals möglich.",
        "Ne répondre qu'à cette règle, en détail ; répétable.",
        "Answer this rule alone, in full; repeatable.",
    ),
    "assess.batch": Text(
        "Jede Zeile dieser Datei beurteilen (CSV, Parquet, NDJSON, XLSX); mit -o und --canton.",
        "Examiner chaque ligne de ce fichier (CSV, Parquet, NDJSON, XLSX) ; avec -o et --canton.",
        "Assess every row of this file (CSV, Parquet, NDJSON, XLSX); with -o and --canton.",
    ),
    "assess.output": Text(
        "Die Antworten zu --batch in diese Datei schreiben, der Endung nach.",
        "Écrire les réponses à --batch dans ce fichier, d'après son extension.",
        "Write the answers to --batch to this file, by its ending.",
    ),
    "batch.done": Text(
        "Zeilen beantwortet: {rows}, in {file}",
        "lignes traitées : {rows}, dans {file}",
        "rows answered: {rows}, in {file}",
    ),
    "batch.left": Text(
        "Zeilen nicht beantwortet: {rows}, alle mit dem Grund in {file}",
        "lignes sans réponse : {rows}, toutes avec le motif dans {file}",
        "rows not answered: {rows}, all with the reason in {file}",
    ),
    "assess.all": Text(
        "Alle Regeln ausführlich beantworten.",
        "Répondre à toutes les règles en détail.",
        "Answer all rules in full.",
    ),
    "assess.exit": Text(
        "Rückgabewert nach der (ersten) Antwort: 0 ja, 3 nein, 4 offen.",
        "Code de retour selon la (première) réponse : 0 oui, 3 non, 4 ouvert.",
        "Exit code by the (first) answer: 0 yes, 3 no, 4 open.",
    ),
    "assess.today": Text(
        "Stichtag ist heute, {on}; ein anderer mit --on.",
        "Date déterminante : aujourd'hui, {on} ; une autre avec --on.",
        "As of today, {on}; another day with --on.",
    ),
    "assess.more": Text(
        "Ausführlich mit --rule NAME oder --all.",
        "En détail avec --rule NOM ou --all.",
        "In full with --rule NAME or --all.",
    ),
    # interpretations
    "interpretations": Text(
        "Zeigen, wie ein Kanton mehrdeutige Stellen liest. Mit FALL: welche Lesart in diesem Fall "
        "welche Antwort gibt. FALL ist eine YAML- oder JSON-Datei, `-` die Standardeingabe.",
        "Montrer comment un canton comprend les passages ambigus. Avec CAS : quelle lecture donne "
        "quelle réponse dans ce cas. CAS est un fichier YAML ou JSON, `-` l'entrée standard.",
        "Show how a canton reads ambiguous places. With CASE: which reading gives which answer in "
        "this case. CASE is a YAML or JSON file, `-` is standard input.",
    ),
    "interpretations.case": Text("[FALL]…", "[CAS]…", "[CASE]…"),
    "interpretations.on": Text(
        "Stichtag, etwa 2024-03-05; sonst der des Falls, sonst heute. Ohne Fall: Ausgabe, die "
        "dann gilt, sonst die neueste.",
        "Date déterminante, p. ex. 2024-03-05 ; sinon celle du cas, sinon aujourd'hui. Sans cas : "
        "édition alors en vigueur, sinon la plus récente.",
        "Date of the question, such as 2024-03-05; else the case's own, else today. Without a "
        "case: edition in force then, else the newest.",
    ),
    "interpretations.rule": Text(
        "Diese Regel beantworten, statt derer, die der Fall erwartet; mehrmals möglich.",
        "Répondre à cette règle au lieu de celles que le cas attend ; répétable.",
        "Answer this rule instead of those that the case expects; repeatable.",
    ),
    "interpretations.edition": Text(
        "Ausgabe {edition} · Auslegungen: {n}",
        "Édition {edition} · interprétations : {n}",
        "Edition {edition} · interpretations: {n}",
    ),
    # new
    "new": Text(
        "Einen neuen Kanton anlegen: ein Ordner NAME mit kommentierten Dateien, die zusammen "
        "einen kleinen Kanton ergeben. Alles darin ist zum Ersetzen da.",
        "Créer un nouveau canton : un dossier NOM avec des fichiers commentés qui forment "
        "ensemble un petit canton. Tout y est à remplacer.",
        "Start a new canton: a folder NAME with commented files that make a small canton "
        "together. Everything in it is there to be replaced.",
    ),
    "new.folder": Text("ORDNER", "DOSSIER", "FOLDER"),
    "new.day": Text("JJJJ[-MM-TT]", "AAAA[-MM-JJ]", "YYYY[-MM-DD]"),
    "new.into": Text(
        "Ordner, in dem der neue entsteht; sonst der aktuelle.",
        "Dossier où créer le nouveau ; sinon le dossier courant.",
        "Folder in which the new one is made; else the current one.",
    ),
    "new.edition": Text(
        "Jahr oder Tag, ab dem die Regeln gelten; sonst das laufende Jahr.",
        "Année ou jour dès lequel les règles valent ; sinon l'année en cours.",
        "Year or day from which the rules are in force; else the current year.",
    ),
    "new.name": Text(
        "Kleinbuchstaben und Ziffern, getrennt durch Bindestriche",
        "des minuscules et des chiffres, séparés par des traits d'union",
        "lower-case letters and digits, parted by hyphens",
    ),
    "new.written": Text(
        "{folder}: {n} Dateien, ein kleiner Kanton, der schon antwortet.",
        "{folder} : {n} fichiers, un petit canton qui répond déjà.",
        "{folder}: {n} files, a small canton that answers already.",
    ),
    "new.check": Text(
        "prüft die Dateien und nennt jeden Fehler mit Zeile und Abhilfe",
        "vérifie les fichiers et nomme chaque faute, avec sa ligne et le remède",
        "checks the files and names every mistake with its line and remedy",
    ),
    "new.test": Text(
        "rechnet die Beispielfälle nach", "recalcule les cas d'exemple", "runs the example cases"
    ),
    "new.assess": Text("beurteilt einen Fall", "examine un cas", "assesses a case"),
    "new.order": Text(
        "Dann der Reihe nach ersetzen: canton.yaml, clauses.yaml (die Quelle), facts.yaml und "
        "organisation.yaml, dann die Regeln und die Fälle. Jede Datei sagt oben, was hineingehört; "
        "im Editor vervollständigt ihr Schema die Schlüssel.",
        "Ensuite remplacer dans l'ordre : canton.yaml, clauses.yaml (la source), facts.yaml et "
        "organisation.yaml, puis les règles et les cas. Chaque fichier dit au début ce qu'il "
        "contient ; dans l'éditeur, son schéma complète les clés.",
        "Then replace in order: canton.yaml, clauses.yaml (the source), facts.yaml and "
        "organisation.yaml, then the rules and the cases. Every file says at its top what belongs "
        "in it; in the editor its schema completes the keys.",
    ),
    # check and test
    "check": Text(
        "Die Dateien von Kantonen prüfen: Form, Verweise, Sinn, auch die Beispielfälle. PFAD ist "
        "ein Kanton, sein Ordner oder eine Datei darin.",
        "Vérifier les fichiers de cantons : forme, renvois, sens, y compris les cas d'exemple. "
        "CHEMIN est un canton, son dossier ou un fichier de celui-ci.",
        "Check the files of cantons: form, references, meaning, the example cases too. PATH is a "
        "canton, its folder, or a file in it.",
    ),
    "check.path": Text("[PFAD]…", "[CHEMIN]…", "[PATH]…"),
    "check.strict": Text(
        "Auch Warnungen gelten als Befunde.",
        "Les avertissements comptent aussi.",
        "Warnings count as findings too.",
    ),
    "check.format": Text(
        "Text, oder je Befund eine Zeile JSON.",
        "Texte, ou une ligne JSON par constat.",
        "Text, or one line of JSON for each finding.",
    ),
    "check.clean.one": Text(
        "1 Datei geprüft, keine Befunde.",
        "1 fichier vérifié, aucun constat.",
        "1 file checked, no findings.",
    ),
    "check.clean.many": Text(
        "{n} Dateien geprüft, keine Befunde.",
        "{n} fichiers vérifiés, aucun constat.",
        "{n} files checked, no findings.",
    ),
    "check.found": Text(
        "Geprüfte Dateien: {n}, Fehler: {errors}, Warnungen: {warnings}.",
        "Fichiers vérifiés : {n}, erreurs : {errors}, avertissements : {warnings}.",
        "Files checked: {n}, errors: {errors}, warnings: {warnings}.",
    ),
    "test": Text(
        "Die Beispielfälle von Kantonen rechnen und mit den erwarteten Antworten vergleichen.",
        "Calculer les cas d'exemple de cantons et les comparer aux réponses attendues.",
        "Run the example cases of cantons and compare with the answers expected.",
    ),
    "test.passed": Text(
        "Bestandene Fälle: {cases}, verglichene Antworten: {n}.",
        "Cas réussis : {cases}, réponses comparées : {n}.",
        "Cases passed: {cases}, answers compared: {n}.",
    ),
    "test.failed": Text(
        "Nicht bestandene Fälle: {failed} von {cases}.",
        "Cas non réussis : {failed} sur {cases}.",
        "Cases failed: {failed} of {cases}.",
    ),
    "test.none": Text(
        "Keine Beispielfälle gefunden.", "Aucun cas d'exemple trouvé.", "No example cases found."
    ),
    "test.differs": Text("andere Antwort", "autre réponse", "another answer"),
    "test.expected": Text("erwartet:", "attendu :", "expected:"),
    "test.actual": Text("erhalten:", "obtenu :", "got:"),
    "test.because": Text("weil:", "parce que :", "because:"),
    "test.missing": Text("zu fragende Angaben", "indications à demander", "facts to ask for"),
    "test.pending": Text(
        "ausstehende Beurteilungen", "appréciations en attente", "judgements awaited"
    ),
    "test.decisive": Text(
        "entscheidende Auslegungen", "interprétations décisives", "decisive interpretations"
    ),
    "test.actor": Text("handelnde Stelle", "intervenant", "who acts"),
    "test.due": Text("Fälligkeit", "échéance", "due date"),
    "test.parts": Text("Aufteilung", "répartition", "split"),
    "test.next": Text("nächster Schritt", "étape suivante", "next step"),
    "test.not_regulated": Text("nicht geregelt", "non réglé", "not regulated"),
    "test.coverage": Text(
        "Zeigen, welche Regeln in keinem Fall entscheiden und was in keinem Fall vorkommt.",
        "Montrer les règles déterminantes dans aucun cas et ce qui ne se présente dans aucun.",
        "Show which rules decide in no case, and what occurs in none.",
    ),
    "test.fail-under": Text(
        "Rückgabewert 1, wenn weniger als N Prozent der Regeln in einem Fall entscheiden.",
        "Code de retour 1 si moins de N pour cent des règles sont déterminantes dans un cas.",
        "Exit code 1 where fewer than N per cent of the rules decide in a case.",
    ),
    # trace
    "trace": Text(
        "Jede Ziffer der Quelle mit den Regeln, die sie ausführen, und den Fällen, in denen diese "
        "entscheiden, oder mit der Begründung, weshalb sie nicht ausführbar ist; und zurück von "
        "der Regel zur Ziffer.",
        "Chaque chiffre de la source avec les règles qui l'exécutent et les cas dans lesquels "
        "elles sont déterminantes, ou avec le motif pour lequel il n'est pas exécutable ; et de la "
        "règle au chiffre.",
        "Every clause of the source with the rules that carry it out and the cases in which they "
        "decide, or with the reason why it is not executable; and back from rule to clause.",
    ),
    "trace.format": Text(
        "Text, HTML, CSV für Excel oder JSON; sonst nach der Endung von FILE.",
        "Texte, HTML, CSV pour Excel ou JSON ; sinon d'après l'extension de FILE.",
        "Text, HTML, CSV for Excel, or JSON; else by the ending of FILE.",
    ),
    "trace.output": Text(
        "In diese Datei schreiben.", "Écrire dans ce fichier.", "Write into this file."
    ),
    "trace.strict": Text(
        "Rückgabewert 1, wenn eine Ziffer weder geprüft ausgeführt noch begründet ist.",
        "Code de retour 1 si un chiffre n'est ni exécuté et vérifié ni motivé.",
        "Exit code 1 where a clause is neither carried out and tested nor accounted for.",
    ),
    "written": Text("Geschrieben: {file}", "Écrit : {file}", "Written: {file}"),
    # draw
    "draw": Text(
        "Einen Kanton zeichnen: `organisation` die Gremien mit ihren Sitzen und wer wen leitet, "
        "`steps` die Stufen mit ihren Voraussetzungen, `escalation` Streitwege, Delegationen und "
        "Pflichten. Ohne -o als Mermaid-Text auf die Standardausgabe.",
        "Dessiner un canton : `organisation` les organes avec leurs sièges et qui dirige qui, "
        "`steps` les étapes avec leurs conditions, `escalation` voies de litige, délégations et "
        "obligations. Sans -o, en texte Mermaid sur la sortie standard.",
        "Draw a canton: `organisation` the bodies with their seats and who leads whom, `steps` "
        "the steps with their conditions, `escalation` ways of a dispute, delegations and duties. "
        "Without -o as Mermaid text on standard output.",
    ),
    "draw.output": Text(
        "In diese Datei schreiben: .svg ein Bild, .md eine Seite für GitHub.",
        "Écrire dans ce fichier : .svg une image, .md une page pour GitHub.",
        "Write into this file: .svg a picture, .md a page for GitHub.",
    ),
    # schema, explain, facts, cantons, completion
    "schema": Text(
        "Das JSON-Schema einer Datei zeigen, für Editor und andere Programme. NAME: {names}. "
        "`case` mit --canton kennt die Angaben des Kantons.",
        "Afficher le schéma JSON d'un fichier, pour l'éditeur et d'autres programmes. NOM : "
        "{names}. `case` avec --canton connaît les indications du canton.",
        "Show the JSON Schema of a file, for editors and other programs. NAME: {names}. `case` "
        "with --canton knows the facts of the canton.",
    ),
    "schema.name": Text("NAME", "NOM", "NAME"),
    "schema.to": Text(
        "Alle Schemata in diesen Ordner schreiben.",
        "Écrire tous les schémas dans ce dossier.",
        "Write all schemas into this folder.",
    ),
    "schema.written": Text(
        "{n} Schemata nach {folder} geschrieben.",
        "{n} schémas écrits dans {folder}.",
        "{n} schemas written to {folder}.",
    ),
    "explain": Text(
        "Erklären, was ein Befund bedeutet und wie man ihn behebt. Ohne CODE: alle Befunde.",
        "Expliquer ce que signifie un constat et comment y remédier. Sans CODE : tous.",
        "Explain what a finding means and how to mend it. Without CODE: all findings.",
    ),
    "explain.code": Text("[CODE]", "[CODE]", "[CODE]"),
    "explain.bad": Text("So nicht ({file}):", "À éviter ({file}) :", "Not so ({file}):"),
    "explain.finding": Text("Die Meldung:", "Le message :", "The message:"),
    "explain.good": Text("Sondern so ({file}):", "Mais ainsi ({file}) :", "But so ({file}):"),
    "explain.more": Text(
        "Mehr zu einem Befund: iiz explain CODE",
        "En savoir plus : iiz explain CODE",
        "More about a finding: iiz explain CODE",
    ),
    "stage.text": Text("Text der Datei", "Texte du fichier", "Text of the file"),
    "stage.shape": Text("Form der Datei", "Forme du fichier", "Shape of the file"),
    "stage.meaning": Text("Sinn der Regeln", "Sens des règles", "Meaning of the rules"),
    "stage.proof": Text("Wirkung der Regeln", "Effet des règles", "Effect of the rules"),
    "stage.case": Text("Fälle", "Cas", "Cases"),
    "stage.flow": Text("Fälle über die Zeit", "Cas dans le temps", "Cases over time"),
    "stage.frame": Text(
        "Viele Fälle auf einmal", "Beaucoup de cas à la fois", "Many cases at once"
    ),
    "stage.usage": Text("Aufruf", "Appel", "Use"),
    "facts": Text(
        "Zeigen, welche Angaben ein Kanton kennt: Name, Art, Frage, Codes.",
        "Montrer les indications que connaît un canton : nom, type, question, codes.",
        "Show which facts a canton knows: id, type, question, codes.",
    ),
    "facts.on": Text(
        "Ausgabe, die an diesem Tag gilt; sonst die neueste.",
        "Édition en vigueur ce jour-là ; sinon la plus récente.",
        "Edition in force on this day; else the newest.",
    ),
    "facts.by": Text("Beurteilung durch: {who}", "appréciation par : {who}", "judgement by: {who}"),
    "facts.computed": Text("wird berechnet", "calculé", "computed"),
    "facts.edition": Text("Ausgabe {edition}", "Édition {edition}", "Edition {edition}"),
    "type.bool": Text("true/false", "true/false", "true/false"),
    "type.int": Text("ganze Zahl", "nombre entier", "whole number"),
    "type.chf": Text("Franken", "francs", "francs"),
    "type.date": Text("Datum", "date", "date"),
    "type.code": Text("ein Code", "un code", "one code"),
    "type.codes": Text("Codes", "codes", "codes"),
    "type.text": Text("Text", "texte", "text"),
    "type.judgement": Text(
        "Beurteilung true/false", "appréciation true/false", "judgement true/false"
    ),
    "cantons": Text(
        "Die mitgelieferten Kantone und ihre Ausgaben zeigen.",
        "Montrer les cantons fournis et leurs éditions.",
        "Show the cantons that come with the package, and their editions.",
    ),
    "cantons.from": Text("gilt ab {start}", "valable dès le {start}", "in force from {start}"),
    "cantons.span": Text(
        "gilt vom {start} bis {end}",
        "valable du {start} au {end}",
        "in force from {start} to {end}",
    ),
    "cantons.until": Text("gilt bis {end}", "valable jusqu'au {end}", "in force until {end}"),
    "cantons.undated": Text("Quelle ohne Datum", "source sans date", "undated source"),
    "completion": Text(
        'Die Vervollständigung für eine Shell zeigen, etwa: eval "$(iiz completion bash)"',
        'Afficher le complètement pour un shell, p. ex. : eval "$(iiz completion bash)"',
        'Show the completion script of a shell, as in: eval "$(iiz completion bash)"',
    ),
    # when the program itself fails
    "crash": Text(
        "Fehler im Programm ({error}): bitte melden, mit der Ausgabe von --debug.",
        "Erreur du programme ({error}) : veuillez la signaler, avec ce qu'affiche --debug.",
        "Fault in the program ({error}): please report it, with the output of --debug.",
    ),
}


def say(key: str, language: Language, /, **words: object) -> str:
    """Give a text of the command line, its gaps filled.

    >>> say("check.clean.many", "fr", n=3)
    '3 fichiers vérifiés, aucun constat.'
    """
    return WORDS[key][language].format_map(words)

"""The words of the explanations. The three languages stand side by side and have the same gaps."""

from iiz_rules.language.truth import Truth
from iiz_rules.words.text import Language, Text

NBSP = "\u00a0"

WORDS = {
    # verdicts and marks
    "answer.yes": Text("JA", "OUI", "YES"),
    "answer.no": Text("NEIN", "NON", "NO"),
    "answer.open": Text("OFFEN", "OUVERT", "OPEN"),
    "answer.silent": Text("NICHT GEREGELT", "NON RÉGLÉ", "NOT REGULATED"),
    "verdict.yes": Text("ja", "oui", "yes"),
    "verdict.no": Text("nein", "non", "no"),
    "verdict.open": Text("offen", "ouvert", "open"),
    "verdict.silent": Text("nicht geregelt", "non réglé", "not regulated"),
    "met.yes": Text("erfüllt", "rempli", "met"),
    "met.no": Text("nicht erfüllt", "non rempli", "not met"),
    "met.open": Text("offen", "ouvert", "open"),
    # why, in one sentence
    "why.yes.none": Text(
        "Es ist nichts vorausgesetzt.", "Aucune condition n'est posée.", "Nothing is presupposed."
    ),
    "why.yes.one": Text(
        "Das einzige Kriterium ist erfüllt.",
        "Le seul critère est rempli.",
        "The only criterion is met.",
    ),
    "why.yes.both": Text(
        "Beide Kriterien sind erfüllt.", "Les deux critères sont remplis.", "Both criteria are met."
    ),
    "why.yes.all": Text(
        "Alle {n} Kriterien sind erfüllt.",
        "Les {n} critères sont tous remplis.",
        "All {n} criteria are met.",
    ),
    "why.yes.needed": Text(
        "Alle notwendigen Kriterien sind erfüllt.",
        "Tous les critères nécessaires sont remplis.",
        "All necessary criteria are met.",
    ),
    "why.signs.enough": Text(
        "Zutreffende Hinweise: {n} von {of}, nötig {enough}.",
        "Indices réunis : {n} sur {of}, nécessaires : {enough}.",
        "Indications given: {n} of {of}, needed {enough}.",
    ),
    "why.signs.few": Text(
        "Hinweise, die zutreffen oder noch zutreffen können: {n} von {of}, nötig {enough}.",
        "Indices réunis ou encore possibles : {n} sur {of}, nécessaires : {enough}.",
        "Indications given or still possible: {n} of {of}, needed {enough}.",
    ),
    "why.no": Text("Nicht erfüllt: {what}.", "Non rempli : {what}.", "Not met: {what}."),
    "why.may.yes": Text(
        "Dazu befugt ({clauses}).",
        "Habilité à le faire ({clauses}).",
        "Entitled to do so ({clauses}).",
    ),
    "why.may.not-yet": Text(
        "Die Voraussetzung fehlt: {what}.",
        "La condition n'est pas remplie : {what}.",
        "What has to be given before is not: {what}.",
    ),
    "why.may.no": Text(
        "Dafür vorgesehen ist: {who}.",
        "C'est le rôle de : {who}.",
        "This is for: {who}.",
    ),
    "why.open.missing": Text(
        "Noch nicht bekannt: {what}.", "Pas encore connu : {what}.", "Not known yet: {what}."
    ),
    "why.open.pending": Text(
        "Noch zu beurteilen: {what}.", "Encore à apprécier : {what}.", "Still to be judged: {what}."
    ),
    "why.open": Text(
        "Die Angaben reichen für eine Antwort nicht aus.",
        "Les indications ne suffisent pas pour répondre.",
        "What is known is not enough for an answer.",
    ),
    "why.silent": Text("Nicht geregelt: {hint}", "Non réglé : {hint}", "Not regulated: {hint}"),
    "silent": Text("nicht geregelt: {hint}", "non réglé : {hint}", "not regulated: {hint}"),
    "more.one": Text("1 weitere Angabe", "1 autre indication", "1 other fact"),
    "more.many": Text("{n} weitere Angaben", "{n} autres indications", "{n} other facts"),
    # the parts of an explanation
    "part.criteria": Text("Kriterien", "Critères", "Criteria"),
    "part.missing": Text("Als Nächstes fragen", "À demander ensuite", "To ask next"),
    "part.pending": Text("Beurteilung steht aus", "Appréciation en attente", "Judgement awaited"),
    "part.readings": Text("Auslegungen", "Interprétations", "Interpretations"),
    "part.duties": Text("Pflichten", "Obligations", "Duties"),
    "part.others": Text(
        "Weitere Fragen zu diesem Fall",
        "Autres questions sur ce cas",
        "Other questions on this case",
    ),
    "overview.blank": Text(
        "Dazu ist noch nichts bekannt: {which}.",
        "Rien n'est encore connu à ce sujet : {which}.",
        "Nothing is known about this yet: {which}.",
    ),
    "overview.no": Text("Nein: {which}.", "Non : {which}.", "No: {which}."),
    "indicative": Text("Hinweis", "indice", "indication"),
    "clauses.one": Text("Ziffer {clauses}", "chiffre {clauses}", "clause {clauses}"),
    "clauses.many": Text("Ziffern {clauses}", "chiffres {clauses}", "clauses {clauses}"),
    "known-by": Text("weiss: {who}", "qui le sait : {who}", "known by: {who}"),
    "fact": Text("Angabe: {fact}", "indication : {fact}", "fact: {fact}"),
    "instead": Text("oder stattdessen {fact}", "ou à la place {fact}", "or instead {fact}"),
    "by": Text("durch: {who}", "par : {who}", "by: {who}"),
    "actor.provider": Text(
        "Leistung durch: {who}.", "Prestation fournie par : {who}.", "Provided by: {who}."
    ),
    "actor.provider.open": Text(
        "Leistung durch (noch offen): {who}.",
        "Prestation fournie par (encore ouvert) : {who}.",
        "Provided by (still open): {who}.",
    ),
    "actor.awaited": Text(
        "Dafür noch nicht bekannt: {what}.",
        "Pour le dire, il manque : {what}.",
        "Not known yet for this: {what}.",
    ),
    "actor.bearer": Text(
        "In der Pflicht: {who}.", "Obligation incombant à : {who}.", "Owed by: {who}."
    ),
    "actor.bearer.open": Text(
        "In der Pflicht (noch offen): {who}.",
        "Obligation incombant à (encore ouvert) : {who}.",
        "Owed by (still open): {who}.",
    ),
    "actor.payer": Text("Zahlende Stelle: {who}.", "Organe payeur : {who}.", "Payer: {who}."),
    "actor.decided_by": Text(
        "Es entscheidet: {who}.", "Décision par : {who}.", "Decided by: {who}."
    ),
    "actor.informed": Text("Zu informieren: {who}.", "À informer : {who}.", "To be told: {who}."),
    "due": Text("Fällig bis {day}.", "À faire jusqu'au {day}.", "Due by {day}."),
    "due.open": Text(
        "Fälligkeit noch offen, nicht bekannt: {fact}.",
        "Échéance encore ouverte, non connu : {fact}.",
        "Due date still open, not known: {fact}.",
    ),
    "parts": Text("Aufteilung: {parts}.", "Répartition : {parts}.", "Split: {parts}."),
    "part.of": Text("{who} {amount}", "{who} {amount}", "{who} {amount}"),
    "pays.between": Text(
        "Zahlt mindestens {low}, höchstens {high}.",
        "Paie au moins {low}, au plus {high}.",
        "Pays at least {low}, at most {high}.",
    ),
    "pays.unknown": Text(
        "Wie viel, hängt von den Kosten ab, die nicht bekannt sind.",
        "Le montant dépend du coût, qui n'est pas connu.",
        "How much hangs on the cost, which is not known.",
    ),
    # ways from step to step
    "way.done": Text("erledigt", "fait", "done"),
    "way.yes": Text("möglich", "possible", "possible"),
    "way.no": Text("nein", "non", "no"),
    "way.open": Text("offen", "ouvert", "open"),
    "way.next.yes": Text("Als Nächstes: {step}.", "Ensuite : {step}.", "Next: {step}."),
    "way.next.open": Text(
        "Als Nächstes, sobald geklärt: {step}.",
        "Ensuite, une fois la question réglée : {step}.",
        "Next, once it is clear: {step}.",
    ),
    "way.next.silent": Text(
        "Wie es weitergeht, regelt die Quelle nicht.",
        "La source ne règle pas la suite.",
        "The source does not regulate what comes next.",
    ),
    "way.nothing": Text(
        "Es steht nichts Weiteres an.", "Plus rien n'est à faire.", "Nothing further is due."
    ),
    "actor.delegation": Text(
        "Von: {giver}. An: {taker}.", "De : {giver}. À : {taker}.", "From: {giver}. To: {taker}."
    ),
    "known-on": Text("Wissensstand {on}", "selon ce qui était connu le {on}", "as known on {on}"),
    # readings
    "reading": Text(
        "{id} {label}: gelesen als «{option}».",
        "{id} {label} : compris comme « {option} ».",
        "{id} {label}: read as “{option}”.",
    ),
    "reading.changes": Text(
        "Anders gelesen: {others}.", "Compris autrement : {others}.", "Read otherwise: {others}."
    ),
    "reading.other": Text(
        "«{option}» → {verdict}", "« {option} » → {verdict}", "“{option}” → {verdict}"
    ),
    "reading.opening": Text(
        "Einzeln anders gelesen bräuchte die Antwort weitere Angaben: {which}.",
        "Comprises autrement, une à la fois, il faudrait d'autres indications : {which}.",
        "Read otherwise, one at a time, the answer would need more facts: {which}.",
    ),
    "reading.acting": Text(
        "Einzeln anders gelesen bliebe die Antwort gleich, aber wer handelt, bis wann oder wer "
        "wie viel trägt, wäre anders: {which}.",
        "Comprises autrement, une à la fois, la réponse resterait la même, mais l'intervenant, "
        "l'échéance ou la répartition changerait : {which}.",
        "Read otherwise, one at a time, the answer would stay the same, but who acts, by when, or "
        "who bears how much would not: {which}.",
    ),
    "reading.same": Text(
        "Einzeln anders gelesen bliebe die Antwort gleich: {which}.",
        "Comprises autrement, une à la fois, la réponse resterait la même : {which}.",
        "Read otherwise, one at a time, the answer would stay the same: {which}.",
    ),
    "reading.short": Text(
        "gelesen als «{option}» ({id})",
        "compris comme « {option} » ({id})",
        "read as “{option}” ({id})",
    ),
    "reading.constant": Text(
        "{reading}: {constant}", "{reading} : {constant}", "{reading}: {constant}"
    ),
    # which reading gives which answer
    "table.default": Text("Vorgabe", "par défaut", "default"),
    "table.chosen": Text("hier gewählt", "choisi ici", "chosen here"),
    "table.due": Text("bis {day}", "jusqu'au {day}", "by {day}"),
    "table.legend": Text(
        "{applies} so gelesen  {differs} andere Antwort. Jede Auslegung für sich anders gelesen, "
        "die übrigen bleiben.",
        "{applies} compris ainsi  {differs} autre réponse. Chaque interprétation varie seule, les "
        "autres restent.",
        "{applies} read so  {differs} another answer. Each interpretation is varied by itself, "
        "the others stay.",
    ),
    "table.same": Text(
        "Ohne Einfluss auf die Antwort: {which}.",
        "Sans effet sur la réponse : {which}.",
        "No effect on the answer: {which}.",
    ),
    "table.none": Text(
        "Diese Antwort beruht auf keiner Auslegung.",
        "Cette réponse ne repose sur aucune interprétation.",
        "This answer rests on no interpretation.",
    ),
    "table.summary": Text(
        "Übersicht (Fälle: {cases}, Antworten: {answers})",
        "Vue d'ensemble (cas : {cases}, réponses : {answers})",
        "Summary (cases: {cases}, answers: {answers})",
    ),
    "table.changes": Text(
        "{label}: ändert {n} von {of} Antworten",
        "{label}, réponses changées : {n} sur {of}",
        "{label}: changes {n} of {of} answers",
    ),
    # the footing
    "edition": Text(
        "Ausgabe {edition} (Prüfsumme {digest}), Stichtag {on}.",
        "Édition {edition} (empreinte {digest}), date déterminante {on}.",
        "Edition {edition} (digest {digest}), as of {on}.",
    ),
    "undated": Text(
        "Die Quelle trägt kein Datum: Ob sie am Stichtag galt, sagt sie nicht.",
        "La source n'est pas datée : elle ne dit pas si elle valait à la date déterminante.",
        "The source bears no date: it does not say whether it applied on that day.",
    ),
    "no-start": Text(
        "Die Quelle sagt nicht, ab wann sie gilt.",
        "La source ne dit pas à partir de quand elle vaut.",
        "The source does not say from when it applies.",
    ),
    # values
    "yes": Text("ja", "oui", "yes"),
    "no": Text("nein", "non", "no"),
    "none": Text("keine", "aucun élément", "none"),
    "unknown": Text("nicht bekannt", "non connu", "not known"),
    "colon": Text("{label}: {value}", "{label} : {value}", "{label}: {value}"),
    "or": Text("oder", "ou", "or"),
    "origin.since": Text("seit {on}", "depuis le {on}", "since {on}"),
    "origin.attested": Text("bestätigt durch: {who}", "attesté par : {who}", "attested by: {who}"),
    "origin.learned": Text("erfahren am {on}", "appris le {on}", "learned on {on}"),
    "judged.yes": Text("bejaht", "oui", "judged yes"),
    "judged.no": Text("verneint", "non", "judged no"),
    "judged.open": Text("noch nicht beurteilt", "pas encore apprécié", "not judged yet"),
    "judged.by": Text(
        "{text} (Beurteilung durch: {who})",
        "{text} (appréciation par : {who})",
        "{text} (judgement by: {who})",
    ),
    # what is asked of a value
    "asked": Text(
        "{text} (verlangt: {asked})", "{text} (exigé : {asked})", "{text} (asked for: {asked})"
    ),
    "excluded": Text(
        "{text} (ausgeschlossen: {asked})", "{text} (exclu : {asked})", "{text} (excluded: {asked})"
    ),
    "between": Text(
        "zwischen {low} und {high}", "entre {low} et {high}", "between {low} and {high}"
    ),
    "at-least": Text("mindestens {low}", "au moins {low}", "at least {low}"),
    "at-most": Text("höchstens {high}", "au plus {high}", "at most {high}"),
    "dates.between": Text("vom {low} bis {high}", "du {low} au {high}", "from {low} to {high}"),
    "dates.at-least": Text("ab {low}", "dès le {low}", "from {low} on"),
    "dates.at-most": Text("bis {high}", "jusqu'au {high}", "until {high}"),
    "within.last": Text(
        "am Stichtag oder höchstens {duration} davor",
        "à la date déterminante ou au plus {duration} avant",
        "on the day of the question or at most {duration} before",
    ),
    "within.next": Text(
        "am Stichtag oder höchstens {duration} danach",
        "à la date déterminante ou au plus {duration} après",
        "on the day of the question or at most {duration} after",
    ),
    "within.same.month": Text(
        "im Kalendermonat des Stichtags",
        "dans le mois civil de la date déterminante",
        "in the calendar month of the question",
    ),
    "within.same.quarter": Text(
        "im Kalenderquartal des Stichtags",
        "dans le trimestre civil de la date déterminante",
        "in the calendar quarter of the question",
    ),
    "within.same.year": Text(
        "im Kalenderjahr des Stichtags",
        "dans l'année civile de la date déterminante",
        "in the calendar year of the question",
    ),
    "unit.D.one": Text("1 Tag", "1 jour", "1 day"),
    "unit.D.many": Text("{n} Tage", "{n} jours", "{n} days"),
    "unit.W.one": Text("1 Woche", "1 semaine", "1 week"),
    "unit.W.many": Text("{n} Wochen", "{n} semaines", "{n} weeks"),
    "unit.M.one": Text("1 Monat", "1 mois", "1 month"),
    "unit.M.many": Text("{n} Monate", "{n} mois", "{n} months"),
    "unit.Y.one": Text("1 Jahr", "1 an", "1 year"),
    "unit.Y.many": Text("{n} Jahre", "{n} ans", "{n} years"),
    "same": Text("gleich wie «{other}»", "identique à « {other} »", "the same as “{other}”"),
    "compare.number.<=": Text("höchstens «{other}»", "au plus « {other} »", "at most “{other}”"),
    "compare.number.>=": Text("mindestens «{other}»", "au moins « {other} »", "at least “{other}”"),
    "compare.number.<": Text(
        "weniger als «{other}»", "moins que « {other} »", "less than “{other}”"
    ),
    "compare.number.>": Text("mehr als «{other}»", "plus que « {other} »", "more than “{other}”"),
    "compare.date.<=": Text("nicht nach «{other}»", "pas après « {other} »", "not after “{other}”"),
    "compare.date.>=": Text("nicht vor «{other}»", "pas avant « {other} »", "not before “{other}”"),
    "compare.date.<": Text("vor «{other}»", "avant « {other} »", "before “{other}”"),
    "compare.date.>": Text("nach «{other}»", "après « {other} »", "after “{other}”"),
    "members.any": Text(
        "mindestens eines von: {codes}", "au moins un de : {codes}", "at least one of: {codes}"
    ),
    "members.all": Text("alle von: {codes}", "tous de : {codes}", "all of: {codes}"),
    "members.none": Text("keines von: {codes}", "aucun de : {codes}", "none of: {codes}"),
    "members.some": Text("{count} von: {codes}", "{count} de : {codes}", "{count} of: {codes}"),
    "members.count": Text("{count} Einträge", "{count} éléments", "{count} entries"),
    "count.exactly": Text("genau {low}", "exactement {low}", "exactly {low}"),
    "count.between": Text("{low} bis {high}", "{low} à {high}", "{low} to {high}"),
    "always": Text("immer erfüllt", "toujours rempli", "always met"),
    "never": Text("nie erfüllt", "jamais rempli", "never met"),
    # findings
    "finding.error": Text("Fehler", "erreur", "error"),
    "finding.warning": Text("Warnung", "avertissement", "warning"),
    "finding.help": Text("Hilfe:", "aide :", "help:"),
    "finding.see": Text("siehe:", "voir :", "see: "),
    # compound conditions
    "together": Text("Alles zusammen:", "Tout cela à la fois :", "All of this together:"),
    "any.no": Text(
        "Nichts davon trifft zu:", "Aucun de ces points n'est rempli :", "None of these holds:"
    ),
    "any.open": Text(
        "Eines davon genügt:", "L'un de ces points suffit :", "One of these is enough:"
    ),
    "not.any": Text(
        "Nichts davon darf zutreffen:",
        "Aucun de ces points ne doit être rempli :",
        "None of these may hold:",
    ),
    "not.all": Text(
        "Nicht alles zugleich darf zutreffen:",
        "Ces points ne doivent pas être remplis tous à la fois :",
        "Not all of these may hold at once:",
    ),
    "some": Text(
        "Nötig {n} von {of}, erfüllt {met}:",
        "Il en faut {n} sur {of} ; remplis : {met} :",
        "Needed {n} of {of}, met {met}:",
    ),
    "not.some": Text(
        "Von {of} dürfen nicht {n} zutreffen; es treffen zu {met}:",
        "Sur {of}, {n} ne doivent pas être remplis ; remplis : {met} :",
        "Of {of} not {n} may hold; holding {met}:",
    ),
    "may-not": Text(
        "{label} (darf nicht zutreffen)",
        "{label} (ne doit pas être rempli)",
        "{label} (may not hold)",
    ),
}

MARKS = {Truth.YES: "✓", Truth.NO: "✗", Truth.OPEN: "?"}


def say(key: str, language: Language, /, **words: object) -> str:
    """Give a text of the catalogue, its gaps filled.

    >>> say("dates.at-least", "fr", low="01.04.2014")
    'dès le 01.04.2014'
    """
    return WORDS[key][language].format_map(words)


def plural(key: str, n: int, language: Language) -> str:
    """Give the text for one or for many.

    >>> plural("unit.M", 3, "de"), plural("unit.M", 1, "de")
    ('3 Monate', '1 Monat')
    """
    return say(f"{key}.one" if n == 1 else f"{key}.many", language, n=n)

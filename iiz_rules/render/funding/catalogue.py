"""The words of funding, the three languages side by side."""

from iiz_rules.diagnostics import Language, Text

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
    "reason.pays": Text("{payer}: zahlt", "{payer} : paie", "{payer}: pays"),
    "reason.no": Text(
        "{payer}: nicht erfüllt «{criterion}»",
        "{payer} : non rempli « {criterion} »",
        "{payer}: not met “{criterion}”",
    ),
    "reason.open": Text(
        "{payer}: offen «{criterion}»",
        "{payer} : ouvert « {criterion} »",
        "{payer}: open “{criterion}”",
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
}


def say(key: str, language: Language, /, **words: object) -> str:
    """Give a text, its gaps filled.

    >>> say("pays", "fr", part="500.00 CHF")
    'Paie : 500.00 CHF.'
    """
    return WORDS[key][language].format_map(words)

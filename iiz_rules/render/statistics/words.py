"""The words of key figures, the three languages side by side."""

from iiz_rules.render.layout import typeset
from iiz_rules.words.text import Language, Text

WORDS = {
    "title": Text("Kennzahlen", "Chiffres clés", "Key figures"),
    "period": Text("{start} bis {end}", "du {start} au {end}", "{start} to {end}"),
    "by": Text("Fälle nach: {what}", "Cas selon : {what}", "Cases by: {what}"),
    "in-time": Text("Rechtzeitig: {what}", "Dans les délais : {what}", "In time: {what}"),
    "at-closing": Text(
        "Abgeschlossene Fälle nach: {what}",
        "Cas clos selon : {what}",
        "Closed cases by: {what}",
    ),
    # columns
    "column.cases": Text("Fälle", "Cas", "Cases"),
    "column.at-end": Text("am Ende", "à la fin", "at the end"),
    "column.mean-days": Text("Ø Tage", "Ø jours", "Ø days"),
    "column.dates": Text("Termine", "Délais", "Dates"),
    "column.closings": Text("Abschlüsse", "Clôtures", "Closings"),
    "columns": Text(
        "Fälle: an mindestens einem Tag des Zeitraums in dieser Gruppe (ein Fall kann in mehreren "
        "gewesen sein), bei Schritten in jener, in der dieser der nächste war; am Ende: am letzten "
        "Tag; Ø Tage: Tage im Zeitraum, im Mittel je Fall.",
        "Cas : au moins un jour de la période dans ce groupe (un cas peut en avoir connu "
        "plusieurs), pour une étape : celle-ci était la prochaine ; à la fin : le dernier jour ; "
        "Ø jours : jours de la période, en moyenne par cas.",
        "Cases: in this group on one day of the period at least (a case may have been in several), "
        "of a step: it was the next one; at the end: on the last day; Ø days: days of the period, "
        "the mean for a case.",
    ),
    # totals
    "total": Text("{what}: {n}", "{what} : {n}", "{what}: {n}"),
    "total.open-in-period": Text(
        "Fälle im Zeitraum", "Cas durant la période", "Cases in the period"
    ),
    "total.opened": Text(
        "eröffnet oder wieder aufgenommen", "ouverts ou repris", "opened or taken up again"
    ),
    "total.closed": Text("abgeschlossen", "clos", "closed"),
    "total.open-at-end": Text(
        "offen am letzten Tag", "ouverts le dernier jour", "open on the last day"
    ),
    "total.days-to-closing": Text(
        "Tage bis zum Abschluss (Median)",
        "jours jusqu'à la clôture (médiane)",
        "days to closing (median)",
    ),
    # groups that the language names itself
    "group.unknown": Text("nicht bekannt", "pas connu", "not known"),
    "group.other": Text("keine dieser Gruppen", "aucun de ces groupes", "none of these groups"),
    "group.none": Text("derzeit kein Schritt", "aucune étape en cours", "no step at the moment"),
    "timing.on-time": Text("rechtzeitig", "dans les délais", "in time"),
    "timing.late": Text("zu spät", "en retard", "late"),
    "timing.not-done": Text("nicht erfolgt", "pas fait", "not done"),
    # shares, notes
    "share": Text(
        "Anteil «{what}»: {share}", "Part « {what} » : {share}", "Share “{what}”: {share}"
    ),
    "share.between": Text("{low} bis {high}", "de {low} à {high}", "{low} to {high}"),
    "share.why": Text(
        "Was nicht bekannt ist, kann so oder anders sein.",
        "Ce qui n'est pas connu peut être l'un ou l'autre.",
        "What is not known may be either.",
    ),
    "hidden.mark": Text("X", "X", "X"),
    "hidden.note": Text(
        "X steht für 1 bis {n} Fälle und für Zahlen, aus denen sich diese errechnen liessen. "
        "Vergleiche über mehrere Zeiträume können sie dennoch verraten.",
        "X remplace 1 à {n} cas et les nombres qui permettraient de les calculer. Des comparaisons "
        "entre périodes peuvent malgré tout les révéler.",
        "X stands for 1 to {n} cases, and for numbers from which these could be worked out. "
        "Comparing several periods may reveal them all the same.",
    ),
    "every.note": Text(
        "Mit allen kleinen Zahlen: nicht zur Weitergabe, einzelne Personen könnten erkannt werden.",
        "Avec tous les petits nombres : à ne pas diffuser, des personnes pourraient être "
        "reconnues.",
        "With all small numbers: not to be passed on, single persons could be recognised.",
    ),
    "silent": Text("Nicht geregelt: {hint}", "Non réglé : {hint}", "Not regulated: {hint}"),
    "reading": Text(
        "Lesart {id}: {option} ({label})",
        "Interprétation {id} : {option} ({label})",
        "Reading {id}: {option} ({label})",
    ),
    "empty": Text(
        "In diesem Zeitraum war kein Fall offen.",
        "Aucun cas n'était ouvert durant cette période.",
        "No case was open in this period.",
    ),
}


def say(key: str, language: Language, /, **words: object) -> str:
    """Give a text, its gaps filled.

    >>> say("total.closed", "fr")
    'clos'
    """
    return typeset(WORDS[key][language].format_map(words), language)

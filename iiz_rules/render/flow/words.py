"""The words of timelines and of what is owed, the three languages side by side."""

from iiz_rules.words.text import Language, Text

WORDS = {
    "title": Text("Fall {case}", "Cas {case}", "Case {case}"),
    "edition": Text("Ausgabe {edition}", "Édition {edition}", "Edition {edition}"),
    "opened": Text("Fall eröffnet", "Ouverture du cas", "Case opened"),
    "migrated": Text(
        "Fall auf diese Ausgabe überführt",
        "Cas transféré à cette édition",
        "Case handed over to this edition",
    ),
    "by": Text("durch {who}", "par {who}", "by {who}"),
    # what became of a duty
    "kind.arose": Text("Pflicht entsteht", "obligation née", "duty arises"),
    "kind.settled": Text("erledigt", "réglé", "settled"),
    "kind.lapsed": Text("entfällt", "devient caduc", "lapses"),
    "kind.unsure": Text("nun offen", "désormais ouvert", "open now"),
    "kind.due": Text("heute fällig", "échéance ce jour", "due today"),
    "kind.overdue": Text("überfällig", "en retard", "overdue"),
    "kind.missed": Text("versäumt", "délai manqué", "missed"),
    "kind.moved": Text("neuer Termin", "nouveau délai", "new date"),
    "kind.passed-on": Text("geht über", "transmis", "passes on"),
    # what became of a way, and of other rules
    "kind.entered": Text("nun möglich", "étape ouverte", "next step"),
    "kind.left": Text("hinter sich", "étape passée", "step left"),
    "kind.holds": Text("gilt nun", "vaut désormais", "holds now"),
    "kind.fails": Text("gilt nicht", "ne vaut pas", "does not hold"),
    "kind.open": Text("ist offen", "est ouvert", "is open"),
    "silent": Text("nicht geregelt: {hint}", "non réglé : {hint}", "not regulated: {hint}"),
    "waits": Text("nicht bekannt: {what}", "pas connu : {what}", "not known: {what}"),
    # what triggers do
    "kind.notified": Text("Nachricht", "avis", "notice"),
    "kind.requested": Text("Auftrag", "demande", "request"),
    "to": Text("an {who}", "à {who}", "to {who}"),
    "request": Text(
        "{action}: kann {who}", "{action} : possible pour {who}", "{action}: open to {who}"
    ),
    "was-due": Text("war fällig am {day}", "échéance : {day}", "was due on {day}"),
    "due": Text("fällig bis {day}", "à faire jusqu'au {day}", "due by {day}"),
    "since": Text("seit {day}", "depuis le {day}", "since {day}"),
    "no-date": Text("ohne Termin", "sans délai", "no date"),
    "nobody": Text("offen, wer", "personne à déterminer", "open who"),
    "nothing-told": Text("Keine Regel ändert sich.", "Aucune règle ne change.", "No rule changes."),
    # what is owed
    "owed.title": Text("Geschuldet am {day}", "Obligations en cours le {day}", "Owed on {day}"),
    "owed.none": Text("Nichts ist geschuldet.", "Aucune obligation en cours.", "Nothing is owed."),
    "owed.many": Text(
        "Pflichten: {n}; Fälle: {cases}",
        "Obligations : {n} ; cas : {cases}",
        "Duties: {n}; cases: {cases}",
    ),
    "owed.late": Text("überfällig", "en retard", "overdue"),
    "ways": Text("Weiteres Vorgehen", "Suite à donner", "What comes next"),
    "ics.due": Text("Fällig: {what}", "Échéance : {what}", "Due: {what}"),
}


def say(key: str, language: Language, /, **words: object) -> str:
    """Give a text, its gaps filled.

    >>> say("due", "fr", day="31.03.2024")
    "à faire jusqu'au 31.03.2024"
    """
    return WORDS[key][language].format_map(words)

"""A decision on what may not be decided, or not yet."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-admissible",
    message=Text(
        de="über `{route}` kann nicht entschieden werden: {criteria}",
        fr="on ne peut pas décider de `{route}` : {criteria}",
        en="`{route}` cannot be decided: {criteria}",
    ),
    label=Text(
        de="nicht zulässig oder noch offen",
        fr="non admissible ou encore ouvert",
        en="not admissible or still open",
    ),
    help=Text(
        de="die offenen Angaben ergänzen; ist ein Kriterium nicht erfüllt, gibt es nichts zu "
        "entscheiden",
        fr="compléter les données ouvertes ; si un critère n'est pas rempli, il n'y a rien à "
        "décider",
        en="add the open facts; where a criterion is not met, there is nothing to decide",
    ),
    why=Text(
        de="Ein Gremium kann nur über das entscheiden, was ihm die Regeln zuweisen. Eine "
        "Massnahme aus einem Leistungskatalog zum Beispiel kann der Fonds nicht übernehmen.",
        fr="Un organe ne peut décider que de ce que les règles lui attribuent. Par exemple, le "
        "fonds ne peut pas prendre en charge une mesure qui figure dans un catalogue.",
        en="A body can only decide on what the rules assign to it. The fund cannot take over a "
        "measure of a catalogue, for example.",
    ),
    bad='policy.record("takeover", {"measure.in_a_catalogue": True}, members, reasons="…")\n',
    good='policy.record("takeover", case, members, reasons="…")\n',
    file="python",
)

"""A decision of a body that cannot decide."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-quorum",
    message=Text(
        de="`{body}` kann nicht entscheiden: `{question}` ist nicht erfüllt",
        fr="`{body}` ne peut pas décider : `{question}` n'est pas rempli",
        en="`{body}` cannot decide: `{question}` is not met",
    ),
    label=Text(
        de="kein gültiger Entscheid",
        fr="pas de décision valable",
        en="no valid decision",
    ),
    help=Text(
        de="die Mitglieder mit Sitz, Eigenschaft, Anwesenheit und Stimme angeben, oder neu "
        "entscheiden",
        fr="indiquer les membres avec siège, qualité, présence et voix, ou décider de nouveau",
        en="give the members with seat, quality, presence and vote, or decide again",
    ),
    why=Text(
        de="Festgehalten wird nur, was ein richtig besetztes und beschlussfähiges Gremium "
        "entschieden hat. Bei Stimmengleichheit, über die die Quelle nichts sagt, ist nichts "
        "entschieden.",
        fr="On ne consigne que ce qu'un organe bien composé et en nombre a décidé. En cas "
        "d'égalité des voix, dont la source ne dit rien, rien n'est décidé.",
        en="Only what a properly composed and quorate body decided is recorded. With a tie, of "
        "which the source says nothing, nothing is decided.",
    ),
    bad='policy.record("takeover", case, members[:1], reasons="…")\n',
    good='policy.record("takeover", case, members, reasons="…")\n',
    file="python",
)

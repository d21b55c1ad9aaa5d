"""A question about bodies, and a case that says nothing of them."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-members",
    message=Text(
        de="der Fall nennt weder Mitglieder noch Personal",
        fr="le cas ne nomme ni membres ni personnel",
        en="the case names neither members nor staff",
    ),
    label=Text(
        de="ohne `members` und `staff`",
        fr="sans `members` ni `staff`",
        en="without `members` and `staff`",
    ),
    help=Text(
        de="`members` mit den Mitgliedern je Gremium ergänzen, oder `staff`",
        fr="ajouter `members` avec les membres de chaque organe, ou `staff`",
        en="add `members` with the members of each body, or `staff`",
    ),
    why=Text(
        de="Ob ein Gremium richtig besetzt ist, lässt sich nur sagen, wenn bekannt ist, wer darin "
        "sitzt. Unter `members` steht je Gremium eine Liste, etwa "
        "`rechtskommission: [{of: iv, has: [high-decision-competence]}]`.",
        fr="On ne peut dire si un organe est bien composé que si l'on sait qui y siège. Sous "
        "`members` figure une liste par organe, par exemple "
        "`rechtskommission: [{of: iv, has: [high-decision-competence]}]`.",
        en="Whether a body is properly composed can only be said when it is known who sits in "
        "it. Below `members` there is a list for each body, such as "
        "`rechtskommission: [{of: iv, has: [high-decision-competence]}]`.",
    ),
    bad="iiz composition case.yaml --canton valais\n",
    good="iiz composition members.yaml --canton valais\n",
    file="terminal",
)

"""A case expects an answer to a rule that the edition does not have."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-expectation",
    message=Text(
        de="erwartet wird eine Antwort zu `{rule}`, aber diese Ausgabe hat keine solche Regel",
        fr="une réponse est attendue pour `{rule}`, mais cette édition n'a pas de telle règle",
        en="an answer to `{rule}` is expected, but this edition has no such rule",
    ),
    label=Text(
        de="keine Regel dieses Namens",
        fr="aucune règle de ce nom",
        en="no rule of this name",
    ),
    help=Text(
        de="`eligibility` oder den Namen einer Regel aus escalation.yaml angeben",
        fr="donner `eligibility` ou le nom d'une règle d'escalation.yaml",
        en="give `eligibility` or the name of a rule of escalation.yaml",
    ),
    why=Text(
        de="Ein Beispielfall prüft, ob die Regeln antworten wie erwartet. Zu einer Regel, die es"
        " nicht gibt, würde nichts geprüft, und der Fall sähe trotzdem bestanden aus.",
        fr="Un cas d'exemple vérifie que les règles répondent comme prévu. Pour une règle "
        "inexistante, rien ne serait vérifié, et le cas paraîtrait tout de même réussi.",
        en="An example case tests whether the rules answer as expected. Of a rule that does not "
        "exist nothing would be tested, and the case would look passed all the same.",
    ),
    bad=(
        "title: Alter\n"
        "date: 2024-03-05\n"
        "facts:\n"
        "  person:\n"
        "    age: 31\n"
        "expect:\n"
        '  eligibilty: {verdict: "yes"}\n'
    ),
    good=(
        "title: Alter\n"
        "date: 2024-03-05\n"
        "facts:\n"
        "  person:\n"
        "    age: 31\n"
        "expect:\n"
        '  eligibility: {verdict: "yes"}\n'
    ),
    file="case.yaml",
)

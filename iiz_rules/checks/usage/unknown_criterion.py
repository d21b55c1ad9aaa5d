"""A case expects a verdict of a criterion that the rule does not have."""

from iiz_rules.diagnostics import Page, Text

PAGE = Page(
    code="unknown-criterion",
    message=Text(
        de="erwartet wird eine Antwort zum Kriterium `{criterion}`, das die Regel `{rule}` nicht "
        "hat",
        fr="une réponse est attendue pour le critère `{criterion}`, que la règle `{rule}` n'a pas",
        en="an answer is expected for criterion `{criterion}`, which rule `{rule}` does not have",
    ),
    label=Text(
        de="kein Kriterium dieser Regel",
        fr="aucun critère de cette règle",
        en="no criterion of this rule",
    ),
    help=Text(
        de="Kriterien dieser Regel: {known}",
        fr="critères de cette règle : {known}",
        en="criteria of this rule: {known}",
    ),
    why=Text(
        de="Ein Beispielfall kann auch die Antwort zu einzelnen Kriterien festhalten. Zu einem "
        "Kriterium, das es nicht gibt, würde nichts geprüft, und der Fall sähe trotzdem "
        "bestanden aus.",
        fr="Un cas d'exemple peut aussi fixer la réponse à certains critères. Pour un critère "
        "inexistant, rien ne serait vérifié, et le cas paraîtrait tout de même réussi.",
        en="An example case can also state the verdict of single criteria. Of a criterion that "
        "does not exist nothing would be tested, and the case would look passed all the same.",
    ),
    bad=(
        "title: Alter\n"
        "date: 2024-03-05\n"
        "facts:\n"
        "  person:\n"
        "    age: 31\n"
        "expect:\n"
        "  eligibility:\n"
        '    verdict: "yes"\n'
        '    criteria: {aged: "yes"}\n'
    ),
    good=(
        "title: Alter\n"
        "date: 2024-03-05\n"
        "facts:\n"
        "  person:\n"
        "    age: 31\n"
        "expect:\n"
        "  eligibility:\n"
        '    verdict: "yes"\n'
        '    criteria: {entry-age: "yes"}\n'
    ),
    file="case.yaml",
)

"""A case expects an answer of a criterion that its rule does not have."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-criterion",
    message=Text(
        de="Regel `{rule}` hat kein Kriterium `{criterion}`",
        fr="la règle `{rule}` n'a pas de critère `{criterion}`",
        en="rule `{rule}` has no criterion `{criterion}`",
    ),
    label=Text(de="keines ihrer Kriterien", fr="aucun de ses critères", en="none of its criteria"),
    help=Text(
        de="möglich sind: {known}",
        fr="critères possibles : {known}",
        en="possible criteria: {known}",
    ),
    why=Text(
        de="Ein Beispielfall prüft auch einzelne Kriterien. Zu einem Kriterium, das es nicht "
        "gibt, würde nichts geprüft, und der Fall sähe trotzdem bestanden aus.",
        fr="Un cas d'exemple vérifie aussi des critères isolés. Pour un critère inexistant, rien"
        " ne serait vérifié, et le cas paraîtrait tout de même réussi.",
        en="An example case tests single criteria too. Of a criterion that does not exist "
        "nothing would be tested, and the case would look passed all the same.",
    ),
    bad=(
        "title: Alter\n"
        "date: 2024-03-05\n"
        "facts:\n"
        "  person:\n"
        "    age: 31\n"
        "expect:\n"
        '  eligibility: {verdict: "yes", criteria: {entry-aeg: "yes"}}\n'
    ),
    good=(
        "title: Alter\n"
        "date: 2024-03-05\n"
        "facts:\n"
        "  person:\n"
        "    age: 31\n"
        "expect:\n"
        '  eligibility: {verdict: "yes", criteria: {entry-age: "yes"}}\n'
    ),
    file="case.yaml",
)

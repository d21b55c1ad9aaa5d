"""A rule that the edition does not have."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import Mention, conditions, unknown
from iiz_rules.language.model.conditions import RuleCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-rule",
    message=Text(
        de="Regel `{rule}` gibt es nicht",
        fr="la règle `{rule}` n'existe pas",
        en="there is no rule `{rule}`",
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
        de="Eine Bedingung kann auf die Antwort einer anderen Regel bauen, etwa auf die "
        "Zugehörigkeit zur Zielgruppe. Diese Regel muss es in derselben Ausgabe geben.",
        fr="Une condition peut s'appuyer sur la réponse d'une autre règle, comme l'appartenance "
        "au groupe cible. Cette règle doit exister dans la même édition.",
        en="A condition can build on the answer of another rule, such as belonging to the target"
        " group. That rule must exist in the same edition.",
    ),
    bad=examples.when("{rule: entri}"),
    good=examples.when("{rule: entry}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report rules that a condition names and the edition does not have."""
    mentions = (Mention(one.rule, one, ("rule",)) for one in conditions(edition, RuleCondition))
    yield from unknown("unknown-rule", "rule", mentions, edition.rules)

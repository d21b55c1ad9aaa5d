"""A term that is not defined."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import Mention, conditions, unknown
from iiz_rules.language.model.conditions import TermCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-term",
    message=Text(
        de="Begriff `{term}` ist nicht definiert",
        fr="le terme `{term}` n'est pas défini",
        en="term `{term}` is not defined",
    ),
    label=Text(
        de="unter `terms` nicht vorhanden",
        fr="absent de `terms`",
        en="not among the `terms`",
    ),
    help=Text(
        de="den Namen berichtigen oder den Begriff unter `terms` definieren",
        fr="corriger le nom ou définir le terme sous `terms`",
        en="correct the name or define the term under `terms`",
    ),
    why=Text(
        de="Ein Begriff gibt einer Bedingung einen Namen, damit sie nur einmal geschrieben wird."
        " Wer ihn verwendet, muss sagen können, was er bedeutet; sonst bliebe das Kriterium "
        "leer.",
        fr="Un terme donne un nom à une condition, pour qu'elle ne soit écrite qu'une fois. Qui "
        "l'emploie doit pouvoir dire ce qu'il signifie ; sinon le critère resterait vide.",
        en="A term gives a condition a name, so that it is written only once. Whoever uses it "
        "must be able to say what it means; otherwise the criterion would be empty.",
    ),
    bad=examples.when("{term: poorr}"),
    good=examples.when("{term: poor}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report terms that a condition names and no file defines."""
    mentions = (Mention(one.term, one, ("term",)) for one in conditions(edition, TermCondition))
    yield from unknown("unknown-term", "term", mentions, edition.terms)

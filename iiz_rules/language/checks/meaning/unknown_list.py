"""A code list that is not declared."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-list",
    message=Text(
        de="Liste `{list}` ist nicht definiert",
        fr="la liste `{list}` n'est pas déclarée",
        en="list `{list}` is not declared",
    ),
    label=Text(
        de="unter `code_lists` nicht vorhanden",
        fr="absente de `code_lists`",
        en="not among the `code_lists`",
    ),
    help=Text(
        de="den Namen berichtigen oder die Liste unter `code_lists` definieren",
        fr="corriger le nom ou déclarer la liste sous `code_lists`",
        en="correct the name or declare the list under `code_lists`",
    ),
    why=Text(
        de="Die Liste legt fest, welche Wörter für diese Angabe möglich sind. Ohne sie wäre "
        "jedes Wort falsch.",
        fr="La liste fixe les mots possibles pour cette donnée. Sans elle, tout mot serait faux.",
        en="The list lays down which words are possible for this fact. Without it every word "
        "would be wrong.",
    ),
    bad=examples.facts(
        examples.fact("person.canton", "code", "code_list: cantonss"), lists=examples.CANTONS
    ),
    good=examples.facts(
        examples.fact("person.canton", "code", "code_list: cantons"), lists=examples.CANTONS
    ),
    file="facts.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report code lists that a fact names and facts.yaml does not declare."""
    mentions = (
        Mention(fact.code_list, fact, ("code_list",))
        for fact in edition.facts_file.facts
        if fact.code_list is not None
    )
    yield from unknown("unknown-list", "list", mentions, edition.code_lists)

"""A fact of type code or codes without its list."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import TYPES
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="list-missing",
    message=Text(
        de="`{fact}` ist {type}, aber die Liste ist nicht genannt",
        fr="`{fact}` est {type}, mais la liste n'est pas nommée",
        en="`{fact}` is {type}, but the list is not named",
    ),
    label=Text(de="aus welcher Liste", fr="de quelle liste", en="of which list"),
    help=Text(
        de="mit `code_list` die Liste angeben",
        fr="indiquer la liste avec `code_list`",
        en="give the list with `code_list`",
    ),
    why=Text(
        de="Welche Wörter möglich sind, sagt eine Liste unter `code_lists`. Ohne sie wäre jedes "
        "Wort falsch.",
        fr="Une liste sous `code_lists` dit quels mots sont possibles. Sans elle, tout mot "
        "serait faux.",
        en="A list under `code_lists` says which words are possible. Without it every word would"
        " be wrong.",
    ),
    bad=examples.facts(examples.fact("person.canton", "code"), lists=examples.CANTONS),
    good=examples.facts(
        examples.fact("person.canton", "code", "code_list: cantons"), lists=examples.CANTONS
    ),
    file="facts.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts whose values come from a list that is not named."""
    for fact in edition.facts_file.facts:
        if fact.type in ("code", "codes") and not fact.code_list:
            words = {"fact": fact.id, "type": TYPES[fact.type]}
            yield Finding("list-missing", fact.place_of("type"), words)

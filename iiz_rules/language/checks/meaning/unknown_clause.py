"""A clause that the register does not list."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import citations
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-clause",
    message=Text(
        de="Ziffer `{clause}` steht nicht im Verzeichnis",
        fr="le chiffre `{clause}` ne figure pas au registre",
        en="clause `{clause}` is not in the register",
    ),
    label=Text(de="nicht in clauses.yaml", fr="absent de clauses.yaml", en="not in clauses.yaml"),
    help=Text(
        de="die Nummer berichtigen oder die Ziffer in clauses.yaml aufnehmen",
        fr="corriger le numéro ou ajouter le chiffre à clauses.yaml",
        en="correct the number or add the clause to clauses.yaml",
    ),
    why=Text(
        de="Jede Antwort nennt die Stellen der Vorlage, auf denen sie beruht. Eine Nummer, die "
        "nicht im Verzeichnis steht, liesse sich nicht nachlesen und wäre kein Beleg.",
        fr="Chaque réponse cite les passages du texte sur lesquels elle repose. Un numéro absent"
        " du registre ne pourrait pas être consulté et ne prouverait rien.",
        en="Every answer names the places of the source that it rests on. A number that is not "
        "in the register could not be looked up and would prove nothing.",
    ),
    bad=examples.eligibility(examples.criterion(examples.AGE).replace("XX-1", "XX-11")),
    good=examples.when(examples.AGE),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report cited clauses that clauses.yaml does not list."""
    yield from unknown("unknown-clause", "clause", citations(edition), edition.clauses)

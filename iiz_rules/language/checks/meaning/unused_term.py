"""A term that nothing uses."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import conditions
from iiz_rules.language.model.conditions import TermCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unused-term",
    message=Text(
        de="Begriff `{term}` wird nirgends verwendet",
        fr="le terme `{term}` n'est utilisé nulle part",
        en="term `{term}` is used nowhere",
    ),
    label=Text(de="ohne Wirkung", fr="sans effet", en="without effect"),
    help=Text(
        de="in einer Bedingung mit `term: {term}` verwenden oder löschen",
        fr="l'utiliser dans une condition avec `term: {term}` ou le supprimer",
        en="use it in a condition with `term: {term}` or delete it",
    ),
    why=Text(
        de="Der Begriff ist definiert, aber keine Regel stützt sich auf ihn. Vielleicht wurde "
        "seine Bedingung an anderer Stelle noch einmal ausgeschrieben.",
        fr="Le terme est défini, mais aucune règle ne s'appuie sur lui. Peut-être sa condition "
        "a-t-elle été récrite ailleurs.",
        en="The term is defined, but no rule rests on it. Perhaps its condition was written out "
        "again elsewhere.",
    ),
    bad=examples.eligibility(
        examples.criterion(examples.AGE), more=f"terms:\n{examples.term('grown-up', examples.AGE)}"
    ),
    good=examples.eligibility(
        examples.criterion("{term: grown-up}"),
        more=f"terms:\n{examples.term('grown-up', examples.AGE)}",
    ),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of terms that no condition names."""
    used = {one.term for one in conditions(edition, TermCondition)}
    for term in {one.id: one for one in edition.all_terms}.values():
        if term.id not in used:
            yield Finding("unused-term", term.place_of("id"), {"term": term.id}, "warning")

"""A clause that is not executable, without the reason."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="reason-missing",
    message=Text(
        de="Ziffer `{clause}` wird nicht ausgeführt, aber ohne Begründung",
        fr="le chiffre `{clause}` n'est pas exécuté, mais sans motif",
        en="clause `{clause}` is not carried out, but without a reason",
    ),
    label=Text(de="warum nicht", fr="pourquoi pas", en="why not"),
    help=Text(
        de="`reason` in drei Sprachen ergänzen",
        fr="ajouter `reason` en trois langues",
        en="add `reason` in three languages",
    ),
    why=Text(
        de="Das Verzeichnis soll vollständig zeigen, was das Programm umsetzt und was nicht. Wer"
        " nachsieht, muss erfahren, weshalb eine Stelle ohne Regel bleibt.",
        fr="Le registre doit montrer entièrement ce que le programme met en œuvre et ce qu'il ne"
        " met pas en œuvre. Qui le consulte doit savoir pourquoi un passage reste sans règle.",
        en="The register is to show completely what the program carries out and what not. "
        "Whoever looks must learn why a place stays without a rule.",
    ),
    bad=examples.clauses(f'{{id: XX-2, section: "2", says: {examples.TEXT}, executable: none}}'),
    good=examples.clauses(
        f'{{id: XX-2, section: "2", says: {examples.TEXT}, executable: none,\n'
        f"     reason: {examples.TEXT}}}"
    ),
    file="clauses.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report clauses that nothing carries out and that do not say why."""
    for clause in edition.clauses_file.clauses:
        if clause.executable == "none" and clause.reason is None:
            yield Finding("reason-missing", clause.place_of("executable"), {"clause": clause.id})

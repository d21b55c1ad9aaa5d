"""A source that canton.yaml does not list."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-source",
    message=Text(
        de="Quelle `{source}` ist nicht aufgeführt",
        fr="la source `{source}` n'est pas indiquée",
        en="source `{source}` is not listed",
    ),
    label=Text(
        de="unter `sources` nicht vorhanden",
        fr="absente de `sources`",
        en="not among the `sources`",
    ),
    help=Text(
        de="den Namen berichtigen oder die Quelle unter `sources` aufführen",
        fr="corriger le nom ou indiquer la source sous `sources`",
        en="correct the name or list the source under `sources`",
    ),
    why=Text(
        de="Jede Ausgabe setzt ein bestimmtes Dokument um. Antworten nennen es mit Titel und "
        "Datum, deshalb muss es unter `sources` stehen.",
        fr="Chaque édition met en œuvre un document précis. Les réponses le citent avec son "
        "titre et sa date ; il doit donc figurer sous `sources`.",
        en="Every edition carries out a certain document. Answers name it with title and date, "
        "so it must be listed under `sources`.",
    ),
    bad=examples.canton("id: 2024-01-01, source: koncept"),
    good=examples.canton("id: 2024-01-01, source: concept"),
    file="canton.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report sources that an edition names and canton.yaml does not list."""
    known = [source.id for source in edition.canton.sources]
    mentions = (Mention(entry.source, entry, ("source",)) for entry in edition.canton.editions)
    yield from unknown("unknown-source", "source", mentions, known)

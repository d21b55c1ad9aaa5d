"""A role or an institution that is not declared."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import actors
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-actor",
    message=Text(
        de="Rolle oder Institution `{actor}` ist nicht definiert",
        fr="le rôle ou l'institution `{actor}` n'est pas déclaré",
        en="role or institution `{actor}` is not declared",
    ),
    label=Text(
        de="nicht in organisation.yaml",
        fr="absent de organisation.yaml",
        en="not in organisation.yaml",
    ),
    help=Text(
        de="den Namen berichtigen oder in organisation.yaml aufnehmen",
        fr="corriger le nom ou l'ajouter à organisation.yaml",
        en="correct the name or add it to organisation.yaml",
    ),
    why=Text(
        de="Wer etwas weiss, beurteilt oder zu tun hat, muss in `organisation.yaml` stehen. So "
        "nennt eine Antwort die zuständige Stelle beim Namen, in allen Sprachen.",
        fr="Qui sait, apprécie ou doit faire quelque chose doit figurer dans "
        "`organisation.yaml`. Ainsi, une réponse nomme l'autorité compétente, dans toutes les"
        " langues.",
        en="Whoever knows, judges or has to do something must be listed in `organisation.yaml`. "
        "Thus an answer names the competent body, in all languages.",
    ),
    bad=examples.when("{judgement: case.complex, by: coordinater}"),
    good=examples.when("{judgement: case.complex, by: coordinator}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report roles and institutions that organisation.yaml does not declare."""
    yield from unknown("unknown-actor", "actor", actors(edition), edition.actors)

"""A step in which a body acts that there is not."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import Step
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-body",
    message=Text(
        de="Gremium `{body}` ist nicht definiert",
        fr="l'organe `{body}` n'est pas déclaré",
        en="body `{body}` is not declared",
    ),
    label=Text(
        de="nicht unter `bodies`",
        fr="absent de `bodies`",
        en="not among the `bodies`",
    ),
    help=Text(
        de="den Namen berichtigen oder das Gremium in organisation.yaml aufnehmen",
        fr="corriger le nom ou ajouter l'organe à organisation.yaml",
        en="correct the name or add the body to organisation.yaml",
    ),
    why=Text(
        de="Ein Gremium hat Sitze, und ob es richtig besetzt ist, lässt sich nur prüfen, wenn "
        "sie unter `bodies` in `organisation.yaml` stehen.",
        fr="Un organe a des sièges, et sa composition ne peut être vérifiée que s'ils figurent "
        "sous `bodies` dans `organisation.yaml`.",
        en="A body has seats, and whether it is properly composed can only be examined when they "
        "are listed under `bodies` in `organisation.yaml`.",
    ),
    bad=examples.step("body: board"),
    good=examples.step(),
    file="escalation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report bodies that a step names and organisation.yaml does not declare."""
    steps = (one for one in edition.named_rules if isinstance(one, Step))
    mentions = (Mention(one.body, one, ("body",)) for one in steps if one.body)
    yield from unknown("unknown-body", "body", mentions, edition.bodies)

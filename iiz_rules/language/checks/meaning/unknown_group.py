"""A group that bears a cost or has staff, and is not declared."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import splits
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.funding import EqualParts
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-group",
    message=Text(
        de="Gruppe `{group}` ist nicht definiert",
        fr="le groupe `{group}` n'est pas déclaré",
        en="group `{group}` is not declared",
    ),
    label=Text(
        de="nicht unter `groups`",
        fr="absent de `groups`",
        en="not among the `groups`",
    ),
    help=Text(
        de="den Namen berichtigen oder die Gruppe in organisation.yaml aufnehmen",
        fr="corriger le nom ou ajouter le groupe à organisation.yaml",
        en="correct the name or add the group to organisation.yaml",
    ),
    why=Text(
        de="Gleiche Teile und Sollbestände gelten für jedes Mitglied einer Gruppe. Wer dazu "
        "zählt, steht unter `groups` in `organisation.yaml`; für Sollbestände kann es auch "
        "eine Liste aus `facts.yaml` sein.",
        fr="Les parts égales et les effectifs valent pour chaque membre d'un groupe. Qui en fait "
        "partie figure sous `groups` dans `organisation.yaml` ; pour les effectifs, ce peut "
        "aussi être une liste de `facts.yaml`.",
        en="Equal parts and staffing hold for each member of a group. Who belongs to it is "
        "listed under `groups` in `organisation.yaml`; for staffing it may also be a list of "
        "`facts.yaml`.",
    ),
    bad=examples.organisation(examples.staffing("partners")),
    good=examples.organisation(examples.staffing("cantons")),
    file="organisation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report groups that nothing declares; staffing may go by a code list as well."""
    equal = (one for one in splits(edition) if isinstance(one, EqualParts))
    shared = (Mention(one.equal_parts, one, ("equal_parts",)) for one in equal)
    yield from unknown("unknown-group", "group", shared, edition.groups)
    counted = (Mention(one.each, one, ("each",)) for one in edition.organisation.staffing)
    yield from unknown("unknown-group", "group", counted, {**edition.groups, **edition.code_lists})

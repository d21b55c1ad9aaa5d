"""A step that names a competence which there is not."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import actions
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-action",
    message=Text(
        de="Zuständigkeit `{action}` ist nicht definiert",
        fr="la compétence `{action}` n'est pas déclarée",
        en="competence `{action}` is not declared",
    ),
    label=Text(
        de="nicht unter `competences`",
        fr="absente de `competences`",
        en="not among the `competences`",
    ),
    help=Text(
        de="den Namen berichtigen oder die Zuständigkeit in organisation.yaml aufnehmen",
        fr="corriger le nom ou ajouter la compétence à organisation.yaml",
        en="correct the name or add the competence to organisation.yaml",
    ),
    why=Text(
        de="Wer bei einer Stufe anfragt, leitet oder entscheidet, steht unter `competences` in "
        "`organisation.yaml`. Die Stufe verweist nur darauf, damit es an einem einzigen Ort "
        "steht.",
        fr="Qui demande, dirige ou décide lors d'une étape figure sous `competences` dans "
        "`organisation.yaml`. L'étape ne fait qu'y renvoyer, pour que cela ne soit dit qu'à "
        "un seul endroit.",
        en="Who asks, leads or decides in a step is listed under `competences` in "
        "`organisation.yaml`. The step only refers to it, so that it is said in one place.",
    ),
    bad=examples.step("actions: [lead-meeting]"),
    good=examples.step(),
    file="escalation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report competences that a step names and organisation.yaml does not declare."""
    yield from unknown("unknown-action", "action", actions(edition), edition.actions)

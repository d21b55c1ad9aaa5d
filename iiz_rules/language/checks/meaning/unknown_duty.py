"""A trigger, or a statistic, that counts on a duty which there is not."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-duty",
    message=Text(
        de="Pflicht `{duty}` ist nicht definiert",
        fr="l'obligation `{duty}` n'est pas déclarée",
        en="duty `{duty}` is not declared",
    ),
    label=Text(de="nicht unter `duties`", fr="absente de `duties`", en="not among the `duties`"),
    help=Text(
        de="den Namen berichtigen oder die Pflicht in escalation.yaml aufnehmen",
        fr="corriger le nom ou ajouter l'obligation à escalation.yaml",
        en="correct the name or add the duty to escalation.yaml",
    ),
    why=Text(
        de="Ein Auslöser kann den Termin einer Pflicht vom Ereignis an zählen. Ob sie "
        "geschuldet ist und von wem, sagt die Pflicht selbst; deshalb muss es sie "
        "geben.",
        fr="Un déclencheur peut compter le délai d'une obligation à partir de "
        "l'événement. L'obligation dit elle-même si elle est due et par qui ; elle "
        "doit donc exister.",
        en="A trigger can count the date of a duty from the event. Whether it is owed "
        "and by whom the duty itself says; so there has to be one.",
    ),
    bad=examples.events(trigger="oblige: reports, within: P30D"),
    good=examples.events(trigger="oblige: report, within: P30D"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report duties that triggers or statistics name and escalation.yaml does not declare."""
    known = [one.id for one in edition.escalation.duties]
    follow_ups = (Mention(one.duty, one, ("duty",)) for one in edition.statistics.follow_ups)
    yield from unknown("unknown-duty", "duty", follow_ups, known)
    for trigger in edition.events.triggers:
        then = trigger.then
        named = [Mention(then.oblige, then, ("oblige",))] if then.oblige else []
        yield from unknown("unknown-duty", "duty", named, known)

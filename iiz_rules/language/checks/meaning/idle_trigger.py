"""A trigger that nothing follows from."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="idle-trigger",
    message=Text(
        de="aus dem Auslöser `{trigger}` folgt nichts",
        fr="il ne s'ensuit rien du déclencheur `{trigger}`",
        en="nothing follows from trigger `{trigger}`",
    ),
    label=Text(de="ohne Wirkung", fr="sans effet", en="without effect"),
    help=Text(
        de="`notify`, `request` oder `oblige` mit einem Termin angeben",
        fr="indiquer `notify`, `request` ou `oblige` avec un délai",
        en="give `notify`, `request` or `oblige` with a date",
    ),
    why=Text(
        de="Ein Auslöser sagt, wer informiert wird, worum ersucht wird oder bis wann "
        "eine Pflicht zu erfüllen ist. Ohne eines davon bleibt er wirkungslos, wenn "
        "nicht ein anderer Auslöser auf ihn folgt.",
        fr="Un déclencheur dit qui est informé, ce qui est demandé ou jusqu'à quand une "
        "obligation doit être remplie. Sans cela il reste sans effet, à moins qu'un "
        "autre déclencheur ne le suive.",
        en="A trigger says who is told, what is asked for, or by when a duty is to be "
        "done. Without any of it, it has no effect, unless another trigger follows on"
        " it.",
    ),
    bad=examples.events(trigger=""),
    good=examples.events(trigger="notify: [contact]"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report triggers without an effect that no other trigger follows on either."""
    triggers = edition.events.triggers
    causes = {cause for one in triggers for cause in one.on}
    for one in triggers:
        then = one.then
        if not (then.notify or then.request or then.oblige or one.id in causes):
            yield Finding("idle-trigger", one.place_of("then"), {"trigger": one.id})

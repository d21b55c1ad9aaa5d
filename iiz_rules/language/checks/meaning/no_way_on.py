"""A step that no event lets a case leave."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.movement import facts_behind, moving_facts
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import Step
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-way-on",
    message=Text(
        de="kein Ereignis führt über die Stufe `{step}` hinaus",
        fr="aucun événement ne mène au-delà de l'étape `{step}`",
        en="no event leads on from step `{step}`",
    ),
    label=Text(
        de="bringt kein Ereignis", fr="qu'aucun événement n'apporte", en="brought by no event"
    ),
    help=Text(
        de="ein Ereignis in events.yaml aufnehmen, das eine dieser Angaben bringt: {facts}",
        fr="ajouter à events.yaml un événement qui apporte l'une de ces données : {facts}",
        en="add an event to events.yaml that brings one of these facts: {facts}",
    ),
    why=Text(
        de="`done` sagt, wann die Stufe hinter dem Fall liegt. Was es liest, bringt hier"
        " kein Ereignis; ein Fall, den die Ablage führt, bliebe für immer auf dieser "
        "Stufe stehen.",
        fr="`done` dit quand l'étape est derrière le cas. Aucun événement n'apporte ce "
        "qu'il lit ; un cas tenu dans l'archive resterait à jamais à cette étape.",
        en="`done` says when the step lies behind the case. No event brings what it "
        "reads; a case that the store keeps would stay at this step for ever.",
    ),
    bad=examples.step("done: {fact: person.employed, is: true}"),
    good=examples.step("done: {fact: person.note, is: x}"),
    file="escalation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of steps and rungs whose end hangs only on facts that no event brings."""
    brought = moving_facts(edition)
    for step in edition.named_rules:
        if brought and isinstance(step, Step) and step.done:
            read = facts_behind(edition, [step.done])
            if read and not read & brought:
                words = {"step": step.id, "facts": ", ".join(sorted(read))}
                yield Finding("no-way-on", step.place_of("done"), words, "warning")

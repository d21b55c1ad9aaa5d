"""A ladder that no event leads into."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.movement import facts_behind, moving_facts
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-way-in",
    message=Text(
        de="kein Ereignis führt auf den Instanzenweg `{ladder}`",
        fr="aucun événement ne mène à la voie `{ladder}`",
        en="no event leads into the ladder `{ladder}`",
    ),
    label=Text(de="kein Zugang", fr="aucun accès", en="no way in"),
    help=Text(
        de="ein Ereignis in events.yaml aufnehmen, das eine dieser Angaben bringt: {facts}",
        fr="ajouter à events.yaml un événement qui apporte l'une de ces données : {facts}",
        en="add an event to events.yaml that brings one of these facts: {facts}",
    ),
    why=Text(
        de="Ob die erste Sprosse offensteht, hängt an Angaben, die hier kein Ereignis "
        "bringt. Ein Streitfall in einem Fall, den die Ablage führt, käme nie auf den"
        " Weg.",
        fr="L'accès au premier échelon dépend de données qu'aucun événement n'apporte. "
        "Un litige dans un cas tenu dans l'archive n'entrerait jamais dans la voie "
        "prévue.",
        en="Whether the first rung is open hangs on facts that no event brings. A "
        "dispute in a case that the store keeps would never get onto the ladder.",
    ),
    bad=examples.ladder("{fact: person.employed, is: true}"),
    good=examples.ladder("{fact: person.note, is: x}"),
    file="escalation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of ladders of which no rung reads a fact that an event brings."""
    brought = moving_facts(edition)
    for ladder in edition.escalation.ladders if brought else ():
        conditions = [one.when for rung in ladder.rungs for one in rung.criteria]
        read = facts_behind(edition, conditions)
        if read and not read & brought:
            words = {"ladder": ladder.id, "facts": ", ".join(sorted(read))}
            yield Finding("no-way-in", ladder.place_of("id"), words, "warning")

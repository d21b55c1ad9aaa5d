"""Names that nothing declares: of every kind, where it is mentioned and what would be known."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import (
    actions,
    actors,
    citations,
    facts_brought,
    facts_read,
    listed,
    splits,
)
from iiz_rules.language.checks.places import NameMention, conditions, interpreting, unknown
from iiz_rules.language.model.bodies import Seat
from iiz_rules.language.model.chosen import Chosen
from iiz_rules.language.model.conditions import RuleCondition, TermCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import Step
from iiz_rules.language.model.funding import EqualParts

Names = Iterator[tuple[Iterable[NameMention], Collection[str]]]
"""Names as they are mentioned, with those that are declared for them."""


def check(edition: Edition) -> Iterator[Finding]:
    """Report every name that is mentioned and not declared, kind by kind."""
    for kind, names in _KINDS.items():
        for mentions, known in names(edition):
            yield from unknown(f"unknown-{kind}", kind, mentions, known)


def _facts(edition: Edition) -> Names:
    yield chain(facts_read(edition), facts_brought(edition)), edition.facts


def _terms(edition: Edition) -> Names:
    terms = conditions(edition, TermCondition)
    yield (NameMention(term.term, term, ("term",)) for term in terms), edition.terms


def _rules(edition: Edition) -> Names:
    rules = conditions(edition, RuleCondition)
    yield (NameMention(rule.rule, rule, ("rule",)) for rule in rules), edition.rules


def _clauses(edition: Edition) -> Names:
    yield citations(edition), edition.clauses


def _interpretations(edition: Edition) -> Names:
    mentions = (
        NameMention(part.interpretation, part, ("interpretation",))
        for part in interpreting(edition)
    )
    yield mentions, edition.interpretations


def _actors(edition: Edition) -> Names:
    yield actors(edition), edition.actors


def _qualities(edition: Edition) -> Names:
    seats = (seat for body in edition.organisation.bodies for seat in body.seats)
    yield chain.from_iterable(map(_required, seats)), edition.qualities


def _required(seat: Seat) -> Iterator[NameMention]:
    """The qualities that a seat requires, under each option of an interpretation it rests on."""
    lists: dict[tuple[str, ...], tuple[str, ...]] = {}
    if isinstance(seat.requires, Chosen):
        lists = {("choose", option): names for option, names in seat.requires.choose.items()}
    else:
        lists = {(): seat.requires}
    for path, names in lists.items():
        for position, name in enumerate(names):
            yield NameMention(name, seat, ("requires", *path, position))


def _actions(edition: Edition) -> Names:
    yield actions(edition), edition.actions


def _bodies(edition: Edition) -> Names:
    steps = (rule for rule in edition.named_rules if isinstance(rule, Step))
    yield (NameMention(step.body, step, ("body",)) for step in steps if step.body), edition.bodies


def _groups(edition: Edition) -> Names:
    """Those who bear a cost in equal parts; people may be counted by a code list as well."""
    equal = (split for split in splits(edition) if isinstance(split, EqualParts))
    yield (
        (NameMention(split.equal_parts, split, ("equal_parts",)) for split in equal),
        edition.groups,
    )
    staffing = edition.organisation.staffing
    counted = (NameMention(places.each, places, ("each",)) for places in staffing)
    yield counted, {**edition.groups, **edition.code_lists}


def _lists(edition: Edition) -> Names:
    facts = (fact for fact in edition.facts_file.facts if fact.code_list is not None)
    mentions = (NameMention(str(fact.code_list), fact, ("code_list",)) for fact in facts)
    yield mentions, edition.code_lists


def _sources(edition: Edition) -> Names:
    known = [source.id for source in edition.canton.sources]
    yield (
        (NameMention(entry.source, entry, ("source",)) for entry in edition.canton.editions),
        known,
    )


def _events(edition: Edition) -> Names:
    """The events that statistics count, and what sets off a trigger: an event or a trigger."""
    events = [event.id for event in edition.events.events]
    triggers = edition.events.triggers
    for follow_up in edition.statistics.follow_ups:
        yield listed(follow_up, "done_by", follow_up.done_by), events
    known = [*events, *(trigger.id for trigger in triggers)]
    for trigger in triggers:
        yield listed(trigger, "on", trigger.on), known


def _duties(edition: Edition) -> Names:
    known = [duty.id for duty in edition.escalation.duties]
    follow_ups = edition.statistics.follow_ups
    yield (NameMention(follow_up.duty, follow_up, ("duty",)) for follow_up in follow_ups), known
    owed = (trigger.then for trigger in edition.events.triggers if trigger.then.oblige)
    yield (NameMention(str(then.oblige), then, ("oblige",)) for then in owed), known


_KINDS: dict[str, Callable[[Edition], Names]] = {
    "fact": _facts,
    "term": _terms,
    "rule": _rules,
    "clause": _clauses,
    "interpretation": _interpretations,
    "actor": _actors,
    "quality": _qualities,
    "action": _actions,
    "body": _bodies,
    "group": _groups,
    "list": _lists,
    "source": _sources,
    "event": _events,
    "duty": _duties,
}

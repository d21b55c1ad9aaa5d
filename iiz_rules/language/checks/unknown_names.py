"""Names that nothing declares: of every kind, where it is mentioned and what would be known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import mentions
from iiz_rules.language.checks.wording import suggest
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report every name that is mentioned and not declared."""
    known = declared(edition)
    unknown = [
        mention
        for mention in mentions(edition.all_parts, *known)
        if mention.name not in known[mention.kind]
    ]
    often = Counter((mention.kind, mention.name) for mention in unknown)
    for mention in unknown:
        name, word = mention.name, _WORDS.get(mention.kind, mention.kind)
        # What stands at several places alike is no slip: it was renamed, or taken away.
        once = often[mention.kind, name] == 1
        words = {word: name, "near": suggest(name, known[mention.kind]) if once else ""}
        yield Finding(f"unknown-{word}", mention.place, words)


def declared(edition: Edition) -> Mapping[str, Mapping[str, Any]]:
    """What is declared for each kind of mention, by its name."""
    events = _by_id(edition.events.events)
    return {
        "fact": edition.facts,
        "term": edition.terms,
        "rule": edition.rules,
        "payer": _by_id(edition.payers),
        "clause": edition.clauses,
        "interpretation": edition.interpretations,
        "actor": edition.actors,
        "quality": edition.qualities,
        "action": edition.actions,
        "body": edition.bodies,
        "group": edition.groups,
        "place": {**edition.groups, **edition.code_lists},
        "list": edition.code_lists,
        "source": _by_id(edition.canton.sources),
        "event": events,
        "cause": {**events, **_by_id(edition.events.triggers)},
        "step": edition.steps,
        "duty": _by_id(edition.escalation.duties),
    }


def _by_id(parts: Iterable[Any]) -> dict[str, Any]:
    return {part.id: part for part in parts}


_WORDS = {"place": "group", "cause": "event", "payer": "rule"}
"""what a name is called in messages, if not by its kind"""

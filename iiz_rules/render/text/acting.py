"""Who acts, by when, and who bears how much: the lines below an answer."""

from collections.abc import Iterator

from iiz_rules.answers.decision import Decision
from iiz_rules.engine.holders import institution
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.values import actor_words, between_words
from iiz_rules.words.formats import amount, written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


def acting(decision: Decision, language: Language) -> list[str]:
    """Say who acts, whom to tell, by when, and who bears what; nothing of it where it is no."""
    if decision.verdict is Truth.NO:
        return []
    parts = (_roles, _open_roles, _informed, _due, _parts)
    return [line for part in parts for line in part(decision, language)]


def actors(decision: Decision, language: Language) -> list[str]:
    """Say who acts, or who can still be the one."""
    roles, open_roles = _roles(decision, language), _open_roles(decision, language)
    return [*roles, *list(open_roles)[:1]]


def _roles(decision: Decision, language: Language) -> Iterator[str]:
    roles = dict(decision.actors)
    of = roles.pop("of", None)
    if "from" in roles:
        giver = actor_words(decision.program, roles["from"], language)
        taker = actor_words(decision.program, roles["to"], language, of)
        yield say("answers.actor.delegation", language, giver=giver, taker=taker)
        return
    for part, role in roles.items():
        who = actor_words(decision.program, role, language, of)
        yield say(f"answers.actor.{part}", language, who=who)


def _open_roles(decision: Decision, language: Language) -> Iterator[str]:
    """Name all who can still be the one, where that is open."""
    if decision.actor or not decision.candidates:
        return
    program = decision.program
    facts = decision.situation.facts
    names = (
        actor_words(program, holder.role, language, institution(holder, facts))
        for holder in decision.candidates
    )
    who = " / ".join(dict.fromkeys(names))  # somebody may be listed for two cases
    yield say(f"answers.actor.{decision.answer.rule.part}.open", language, who=who)
    what = "; ".join(program.facts[name].label[language] for name in decision.actor_hangs_on)
    if what:
        yield say("answers.actor.awaited", language, what=what)


def _informed(decision: Decision, language: Language) -> Iterator[str]:
    roles = decision.answer.rule.informs
    who = ", ".join(actor_words(decision.program, role, language) for role in roles)
    if who:
        yield say("answers.actor.informed", language, who=who)


def _due(decision: Decision, language: Language) -> Iterator[str]:
    if decision.due:
        yield say("answers.due", language, day=written(decision.due, language))
    elif decision.due_hangs_on:
        fact = decision.program.facts[decision.due_hangs_on].label[language]
        yield say("answers.due.open", language, fact=fact)


def _parts(decision: Decision, language: Language) -> Iterator[str]:
    """Say who bears what; of a payer whose part is not settled, between which amounts it lies.

    Where the source does not regulate whether it is so, it does not say who bears it either.
    """
    if not decision.regulated:
        return
    actors = decision.program.actors
    parts = [
        say("answers.part.of", language, who=actors[who][language], amount=amount(part))
        for who, part in decision.parts.items()
    ]
    if parts:
        yield say("answers.parts", language, parts="; ".join(parts))
    elif decision.portion:
        low, high = decision.portion.part.low, decision.portion.part.high
        if high.is_infinite():
            yield say("answers.pays.unknown", language)
        else:
            yield say("answers.pays.between", language, low=amount(low), high=amount(high))
    elif decision.part_bounds:
        yield say("answers.parts", language, parts="; ".join(_bounds(decision, language)))
    elif decision.bearers and decision.verdict is Truth.YES:
        yield _shares(decision, language)


def _shares(decision: Decision, language: Language) -> str:
    """Say who bears a cost of which the amount is not known: in full, equal parts, or shares."""
    program, borne = decision.program, decision.bearers
    named = {program.actors[who][language]: share for who, share in borne.items()}
    fact = program.facts[program.splits[decision.rule].amount].label[language]
    if len(named) == 1:
        return say("answers.borne.in-full", language, who=next(iter(named)), fact=fact)
    if len(set(named.values())) == 1:
        return say("answers.borne.equally", language, who=", ".join(named), fact=fact)
    shares = "; ".join(f"{who} {share}" for who, share in named.items())
    return say("answers.borne.shares", language, who=shares, fact=fact)


def _bounds(decision: Decision, language: Language) -> Iterator[str]:
    """Say between which amounts the part of each lies."""
    for who, part in decision.part_bounds.items():
        name = decision.program.actors[who][language]
        between = between_words(part, language)
        yield say("answers.part.of", language, who=name, amount=between)

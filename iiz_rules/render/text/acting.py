"""Who acts, by when, and who bears how much: the lines below an answer."""

from typing import TYPE_CHECKING

from iiz_rules.language.truth import Truth
from iiz_rules.words.formats import amount, written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.language.program.rules import Holder


def acting(decision: "Decision", language: Language) -> list[str]:
    """Say who acts, whom to tell, by when, and who bears what; nothing of it where it is no."""
    if decision.verdict is Truth.NO:
        return []
    return [
        *_roles(decision, language),
        *_open_roles(decision, language),
        *_informed(decision, language),
        *_due(decision, language),
        *_parts(decision, language),
        *_bounds(decision, language),
    ]


def named(decision: "Decision", role: str, language: Language) -> str:
    """Name a role, body or institution."""
    return decision.program.actors[role][language]


def _roles(decision: "Decision", language: Language) -> list[str]:
    names = {part: named(decision, role, language) for part, role in decision.actors.items()}
    of = f" ({names.pop('of')})" if "of" in names else ""
    if "from" in names:
        words = {"giver": names["from"], "taker": names["to"] + of}
        return [say("answers.actor.delegation", language, **words)]
    return [say(f"answers.actor.{part}", language, who=who + of) for part, who in names.items()]


def _open_roles(decision: "Decision", language: Language) -> list[str]:
    """Name all who can still be the one, where that is open."""
    if decision.actor or not decision.candidates:
        return []
    names = (_holder(decision, holder, language) for holder in decision.candidates)
    who = " / ".join(dict.fromkeys(names))  # somebody may be listed for two cases
    facts = decision.program.facts
    what = "; ".join(facts[name].label[language] for name in decision.actor_hangs_on)
    key = f"actor.{decision.answer.rule.part}.open"
    return [
        say(f"answers.{key}", language, who=who),
        *([say("answers.actor.awaited", language, what=what)] * bool(what)),
    ]


def _holder(decision: "Decision", holder: "Holder", language: Language) -> str:
    of = f" ({named(decision, holder.of, language)})" if holder.of else ""
    return named(decision, holder.role, language) + of


def _informed(decision: "Decision", language: Language) -> list[str]:
    who = ", ".join(named(decision, role, language) for role in decision.answer.rule.informs)
    return [say("answers.actor.informed", language, who=who)] if who else []


def _due(decision: "Decision", language: Language) -> list[str]:
    if decision.due:
        return [say("answers.due", language, day=written(decision.due, language))]
    awaited = decision.due_hangs_on
    if awaited is None:
        return []
    return [say("answers.due.open", language, fact=decision.program.facts[awaited].label[language])]


def _parts(decision: "Decision", language: Language) -> list[str]:
    parts = [
        say("answers.part.of", language, who=named(decision, one, language), amount=amount(part))
        for one, part in decision.parts.items()
    ]
    return [say("answers.parts", language, parts="; ".join(parts))] if parts else []


def _bounds(decision: "Decision", language: Language) -> list[str]:
    """Say of a payer whose part is not settled between which amounts it lies."""
    if decision.portion is None or decision.parts:
        return []
    part = decision.portion.part
    if part.high.is_infinite():
        return [say("answers.pays.unknown", language)]
    words = {"low": amount(part.low), "high": amount(part.high)}
    return [say("answers.pays.between", language, **words)]

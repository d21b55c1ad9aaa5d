"""What a replay has shown, as sentences in the reader's language."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.rules import Program
from iiz_rules.words.formats import written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.receipts.replay import FirstDifference, Replay


def told(replay: "Replay", language: Language) -> Iterator[str]:
    """Which edition answers, what is known otherwise, whether the answer is the same."""
    receipt, program = replay.receipt, replay.program
    key = "same-edition" if replay.same_edition else "other-edition"
    words = {"edition": program.edition, "was": receipt.edition}
    canton, day = program.label[language], written(replay.on, language)
    yield say(f"receipts.{key}", language, canton=canton, day=day, **words)
    for key, names in (("dropped", replay.dropped), ("withheld", replay.withheld)):
        if names:
            yield say(f"receipts.{key}", language, names=", ".join(names))
    for fact in replay.facts:
        yield sentence(fact, program, language)
    first, others = replay.first, len(replay.differences) - 1
    if first is None:
        yield say("receipts.same-answer", language)
        return
    yield say("receipts.first", language, what=sentence(first, program, language))
    if others:
        yield say("receipts.further", language, n=others)


def sentence(one: "FirstDifference", program: Program, language: Language) -> str:
    """One difference, in the words of the edition where it has any."""
    key = "outcome" if one.point == "reason" else one.point
    then, now = (_said(value, program, language) for value in (one.then, one.now))
    words = {"label": _label(one, program, language), "part": _part(one, program, language)}
    return say(f"receipts.{key}", language, then=then, now=now, **words)


def _label(one: "FirstDifference", program: Program, language: Language) -> str:
    """What a fact or a rule is called; its name where the edition has it no more."""
    known: Any = (program.facts if one.point == "fact" else program.rules).get(one.rule)
    return known.label[language] if known else one.rule


def _part(one: "FirstDifference", program: Program, language: Language) -> str:
    """What an outcome is called, or a criterion."""
    if one.point in ("outcome", "reason"):
        return say(f"receipts.part.{one.part}", language)
    criteria = program.rules[one.rule].criteria if one.rule in program.rules else ()
    labels = (criterion.label[language] for criterion in criteria if criterion.id == one.part)
    return next(labels, one.part)


def _said(value: Any, program: Program, language: Language) -> str:
    """A value as a receipt has it, for a reader."""
    if value in (None, "", [], {}):
        return "–"
    match value:
        case bool():
            return say("answers.yes" if value else "answers.no", language)
        case "yes" | "no" | "open":
            return say(f"answers.verdict.{value}", language)
        case dict():
            pairs = ((_named(name, program, language), inner) for name, inner in value.items())
            return "; ".join(f"{name}: {_said(inner, program, language)}" for name, inner in pairs)
        case list():
            return ", ".join(_said(inner, program, language) for inner in value)
    day = parse_date(str(value))
    return written(day, language) if day else _named(str(value), program, language)


def _named(name: str, program: Program, language: Language) -> str:
    """A role, an institution or a fact by its label; anything else as it stands."""
    if name in program.actors:
        return program.actors[name][language]
    return program.facts[name].label[language] if name in program.facts else name

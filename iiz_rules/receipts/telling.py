"""The result of a replay, as sentences in the reader's language."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from iiz_rules.findings.names import printable
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.outside import NONE, edition_named
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.words.formats import amount, written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:
    from iiz_rules.receipts.replay import FirstDifference, Replay


def told(replay: "Replay", language: Language) -> Iterator[str]:
    """Which edition answers, what is known otherwise, whether the answer is the same.

    A receipt comes from anywhere: what would move a cursor is shown.
    """
    return (typeset(printable(line), language) for line in _lines(replay, language))


def _lines(replay: "Replay", language: Language) -> Iterator[str]:
    program = replay.program
    yield _heading(replay, language)
    for key, names in (("dropped", replay.dropped), ("withheld", replay.withheld)):
        if names:
            labels = ", ".join(_named(name, program, language) for name in names)
            yield say(f"receipts.{key}", language, names=labels)
    for fact in replay.facts:
        yield sentence(fact, program, language)
    first, others = replay.first, len(replay.differences) - 1
    if first is None:
        yield say("receipts.same-answer", language)
        return
    yield say("receipts.first", language, what=sentence(first, program, language))
    if others:
        yield say("receipts.further", language, n=others)


def _heading(replay: "Replay", language: Language) -> str:
    """Who answers by which edition, asked about what and of which day."""
    now, then = replay.program.edition, replay.receipt.edition
    kind = "same" if replay.same_edition else "none" if now == NONE else "other"
    words = {"edition": edition_named(now, language), "was": edition_named(then, language)}
    edition = say(f"receipts.edition.{kind}", language, **words)
    day = written(replay.on, language)
    asked = say(f"receipts.asked.{'now' if replay.again else 'then'}", language, day=day)
    return " · ".join((replay.program.label[language], edition, asked))


def sentence(difference: "FirstDifference", program: Program, language: Language) -> str:
    """One difference, in the words of the edition where it has any."""
    key = "outcome" if difference.point == "reason" else difference.point
    fact = program.facts.get(difference.rule) if difference.point == "fact" else None
    then, now = (
        _said(value, program, language, fact) for value in (difference.then, difference.now)
    )
    words = {
        "label": _label(difference, program, language),
        "part": _part(difference, program, language),
    }
    return say(f"receipts.{key}", language, then=then, now=now, **words)


def _label(difference: "FirstDifference", program: Program, language: Language) -> str:
    """The label of a fact or a rule; its name if the edition no longer has it."""
    known: Any = (program.facts if difference.point == "fact" else program.rules).get(
        difference.rule
    )
    return known.label[language] if known else difference.rule


def _part(difference: "FirstDifference", program: Program, language: Language) -> str:
    """The label of an outcome or a criterion."""
    if difference.point in ("outcome", "reason"):
        return say(f"receipts.part.{difference.part}", language)
    criteria = program.rules[difference.rule].criteria if difference.rule in program.rules else ()
    labels = (
        criterion.label[language] for criterion in criteria if criterion.id == difference.part
    )
    return next(labels, difference.part)


def _said(value: Any, program: Program, language: Language, fact: Fact | None = None) -> str:
    """A value as a receipt has it, for a reader; of a fact by the labels of its codes."""
    if value in (None, "", [], {}):
        return "–"
    code = (
        (fact.codes.get(value) or fact.names.get(value))
        if fact and isinstance(value, str)
        else None
    )
    if code is not None:
        return code[language]
    match value:
        case bool():
            return say("answers.yes" if value else "answers.no", language)
        case "yes" | "no" | "open":
            return say(f"answers.verdict.{value}", language)
        case dict():
            return "; ".join(_pair(*pair, program, language) for pair in value.items())
        case list():
            return ", ".join(_said(inner, program, language, fact) for inner in value)
    if fact and fact.domain.type == "chf":
        return amount(Decimal(value))
    day = parse_date(str(value))
    return written(day, language) if day else _named(str(value), program, language)


def _pair(name: str, value: Any, program: Program, language: Language) -> str:
    said = _said(value, program, language, program.facts.get(name))
    return say("answers.colon", language, label=_named(name, program, language), value=said)


def _named(name: str, program: Program, language: Language) -> str:
    """A role, an institution or a fact by its label; anything else as it stands."""
    if name in program.actors:
        return program.actors[name][language]
    return program.facts[name].label[language] if name in program.facts else name

"""What a condition asks of a value, in words: `zwischen 15 und 25 Jahre`, `mindestens 2 von`."""

from datetime import date

from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.values import (
    alternatives,
    codes_words,
    duration_words,
    in_order,
    value_words,
)
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


def asked(program: Program, node: conditions.Condition, language: Language) -> str:
    """What a condition without parts asks for, in words."""
    match node:
        case conditions.OneOf(fact=name, values=values):
            fact = program.facts[name]
            words = [value_words(fact, value, language) for value in in_order(fact, values)]
            return alternatives(words, language)
        case conditions.Range():
            return _range(program, node, language)
        case conditions.Compare(fact=name, sign=sign):
            other = program.facts[node.other].label[language]
            if node.plus:
                duration = duration_words(node.plus, language)
                other = say("answers.later", language, day=other, duration=duration)
            kind = "date" if program.facts[name].domain.type == "date" else "number"
            key = "same" if sign == "==" else f"compare.{kind}.{sign}"
            return say(f"answers.{key}", language, other=other)
        case conditions.Within(side="same", stretch=stretch):
            return say(f"answers.within.same.{stretch}", language)
        case conditions.Within(side=side, stretch=stretch):
            duration = duration_words(stretch, language)
            return say(f"answers.within.{side}", language, duration=duration)
        case conditions.Members():
            return _members(program, node, language)
        case conditions.Joined():
            return _joined(program, node, language)
        case conditions.Constant(value=value):
            return say("answers.always" if value else "answers.never", language)
        case conditions.Silent(hint=hint):
            return say("answers.silent", language, hint=hint[language])
    assert isinstance(node, conditions.Leaf)
    names: tuple[str, ...] = node.__match_args__[1:]
    gaps = {
        name: value_words(program.facts[node.fact], operand, language)
        for name, operand in zip(names, node.operands, strict=True)
        if not isinstance(operand, tuple)
    }
    return say(f"answers.asks.{node.kind}", language, **gaps)


def _range(program: Program, node: conditions.Range, language: Language) -> str:
    fact = program.facts[node.fact]
    dates = "dates." if fact.domain.type == "date" else ""
    low, high = (value_words(fact, limit, language) for limit in (node.low, node.high))
    if node.low is None:
        return say(f"answers.{dates}at-most", language, high=high)
    if node.high is None:
        return say(f"answers.{dates}at-least", language, low=low)
    if node.low == node.high:
        return low
    if not isinstance(node.low, date):
        low = low.split("\u00a0")[0]  # the unit once: between 15 and 25 years
    return say(f"answers.{dates}between", language, low=low, high=high)


def _members(program: Program, node: conditions.Members, language: Language) -> str:
    count = _count(node.low, node.high, language)
    if node.codes is None:
        return say("answers.members.count", language, count=count)
    fact = program.facts[node.fact]
    codes, n = codes_words(fact, node.codes, language), len(node.codes)
    if node.high == 0:
        return say("answers.members.none", language, codes=codes)
    if node.high is None and node.low == n:
        return codes if n == 1 else say("answers.members.all", language, codes=codes)
    if node.high is None and node.low == 1:
        return say("answers.members.any", language, codes=codes)
    return say("answers.members.some", language, count=count, codes=codes)


def _joined(program: Program, node: conditions.Joined, language: Language) -> str:
    if node.other is None:
        first = node.facts[0]
        every = len(node.codes) == len(program.facts[first].domain.codes)
        codes = None if every else node.codes
        asks = _members(program, conditions.Members(first, codes, node.low, node.high), language)
    else:
        asks = _of_other(node, program.facts[node.other].label[language], language)
    return say("answers.joined", language, asked=asks) if len(node.facts) > 1 else asks


def _of_other(node: conditions.Joined, other: str, language: Language) -> str:
    """What is asked of a set beside another one."""
    if node.lacking:
        return say("answers.joined.all", language, other=other)
    if node.high == 0:
        return say("answers.joined.none", language, other=other)
    if node.low == 1 and node.high is None:
        return say("answers.joined.any", language, other=other)
    count = _count(node.low, node.high, language)
    return say("answers.joined.some", language, count=count, other=other)


def _count(low: int, high: int | None, language: Language) -> str:
    if high is None:
        return say("answers.at-least", language, low=low)
    if low == high:
        return say("answers.count.exactly", language, low=low)
    if low == 0:
        return say("answers.at-most", language, high=high)
    return say("answers.count.between", language, low=low, high=high)

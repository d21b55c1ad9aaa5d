"""Conditions and those who act, in a few words."""

from collections.abc import Iterable

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import parts, walk
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import Criterion, Holder, Program, Rule
from iiz_rules.render.drawing.default import ALWAYS, NEVER, by_default
from iiz_rules.render.text.phrases import asked
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


def condition_words(
    program: Program, node: conditions.Condition | None, language: Language
) -> tuple[str, ...]:
    """Say what a condition asks for, as it is read by default: nothing, one thing or several."""
    left = by_default(program, node)
    if left == ALWAYS:
        return ()
    asked_for = left.parts if isinstance(left, conditions.All) else (left,)
    return tuple(_said(program, part, language) for part in asked_for)


def _said(program: Program, node: conditions.Condition, language: Language) -> str:
    words = [_inner(program, part, language) for part in parts(node)]
    match node:
        case conditions.All():
            return ", ".join(words)
        case conditions.Any():
            return f" {say('drawing.or', language)} ".join(words)
        case conditions.AtLeast(n=n):
            return say("drawing.some", language, n=n, what="; ".join(words))
        case conditions.Not():
            return say("drawing.not", language, what=words[0])
        case conditions.ByCase():
            when, then, otherwise = words
            return say("drawing.by-case", language, when=when, then=then, otherwise=otherwise)
        case conditions.Reference(name=name):
            return program.definitions[name].label[language]
        case conditions.Silent():
            return say("drawing.silent", language)
    return _leaf(program, node, language)


def _inner(program: Program, node: conditions.Condition, language: Language) -> str:
    """Say a part; one that has parts or alternatives itself is set apart."""
    text = _said(program, node, language)
    several = isinstance(node, conditions.OneOf) and len(node.values) > 1
    kinds = conditions.All | conditions.Any | conditions.AtLeast | conditions.ByCase
    return f"({text})" if several or isinstance(node, kinds) else text


def _leaf(program: Program, node: conditions.Condition, language: Language) -> str:
    """Say what a fact has to be; of what is true or false its label says enough."""
    name = getattr(node, "fact", None)
    if name is None:
        return asked(program, node, language)
    label = program.facts[name].label[language]
    match node:
        case conditions.OneOf(values=(True,)) | conditions.Judgement():
            return label
        case conditions.OneOf(values=(False,)):
            return say("drawing.not", language, what=label)
    return say("drawing.colon", language, label=label, value=asked(program, node, language))


def acting(program: Program, rule: Rule) -> tuple[Holder, ...]:
    """Those who may be the one to act, as the source is read by default."""
    return tuple(holder for holder in rule.holders if by_default(program, holder.node) != NEVER)


def holders(program: Program, rule: Rule, language: Language) -> tuple[str, ...]:
    """Name who acts: each with the case in which it does, the last one in every other."""
    able = acting(program, rule)
    return tuple(_holder(program, holder, len(able) > 1, language) for holder in able)


def _holder(program: Program, holder: Holder, several: bool, language: Language) -> str:
    who = named(program, holder.role, holder.of, language)
    what = ", ".join(condition_words(program, holder.node, language))
    if what:
        return say("drawing.when", language, who=who, what=what)
    return say("drawing.else", language, who=who) if several else who


def named(program: Program, role: str, of: str | None, language: Language) -> str:
    """Name a role, and the institution whose role it is."""
    label = program.actors[role][language]
    return f"{label} ({short(program.actors[of][language])})" if of else label


def actors(program: Program, names: Iterable[str], language: Language) -> str:
    """Name several, each once."""
    return ", ".join(dict.fromkeys(short(program.actors[name][language]) for name in names))


def short(label: str) -> str:
    """The abbreviation that stands in brackets at the end of a label, where there is one.

    >>> short("Amt für Wirtschaft und Arbeit (AWA)"), short("Bureau iiz (Geschäftsstelle)")
    ('AWA', 'Bureau iiz (Geschäftsstelle)')
    """
    head, bracket, inside = label.removesuffix(")").rpartition(" (")
    brief = bracket and label.endswith(")") and inside.isalnum() and inside[1:2].isupper()
    return inside if head and brief and len(inside) <= 8 else label


def silences(program: Program, rule: Rule, language: Language) -> tuple[str, ...]:
    """What is to be known where the source regulates nothing."""
    nodes = (n for one in rule.criteria for n in walk(by_default(program, one.node)))
    hints = (node.hint[language] for node in nodes if isinstance(node, conditions.Silent))
    return tuple(dict.fromkeys(hints))


def criteria(program: Program, rule: Rule, language: Language) -> tuple[str, ...]:
    """Name what has to be met; what is always met is left out, and a judgement is marked."""
    return tuple(
        _criterion(criterion, language)
        for criterion in rule.criteria
        if by_default(program, criterion.node) != ALWAYS
    )


def _criterion(criterion: Criterion, language: Language) -> str:
    label, mode = criterion.label[language], criterion.mode
    if mode not in ("judgement", "indicative"):
        return label
    return say("drawing.marked", language, text=label, mark=say(f"drawing.{mode}", language))


def may(program: Program, competence: Competence) -> bool:
    """Say whether a competence can be used at all, as the source is read by default."""
    rule = program.rules.get(competence.action)
    nodes = {criterion.id: criterion.node for criterion in rule.criteria} if rule else {}
    return by_default(program, nodes.get(competence.id)) != NEVER

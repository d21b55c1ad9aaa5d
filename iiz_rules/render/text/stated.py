"""A condition as it is declared, before there is a case: in words, part by part, as a tree.

`Brief` says the same in one line and as the source is read by default; here every reading is told.
"""

from collections.abc import Sequence

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import parts
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.phrases import asked
from iiz_rules.render.text.values import actors_words
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

Name = tuple[str, str]
"""What something is, and its id: `("fact", "person.age")`."""


@frozen
class Words:
    """Some words, and what they are about where that is declared somewhere."""

    text: str
    about: Name | None = None


@frozen
class Stated:
    """A condition in words, with what is inside of it below."""

    words: tuple[Words, ...]
    parts: tuple["Stated", ...] = ()


def stated(program: Program, node: conditions.Condition, language: Language) -> Stated:
    """Say what a condition asks for."""
    return _Telling(program, language).of(node)


@frozen
class _Telling:
    program: Program
    language: Language

    def say(self, key: str, **gaps: object) -> str:
        return say(f"site.{key}", self.language, **gaps)

    def of(self, node: conditions.Condition) -> Stated:
        match node:
            case conditions.All(parts=inner):
                return self.several("all", inner)
            case conditions.Any(parts=inner):
                return self.several("any", inner)
            case conditions.AtLeast(n=n, parts=inner):
                return self.several("some" if n else "orient", inner, n=n)
            case conditions.Not(part=part):
                return self.negated(part)
            case conditions.ByCase():
                return self.by_case(node)
            case conditions.Choice():
                return self.choice(node)
            case conditions.Reference(name=name):
                kind, _, own = name.partition(":")
                label = self.program.definitions[name].label[self.language]
                return Stated((Words(label, (kind, own)),))
            case conditions.Constant(value=value):
                return self.plain("always" if value else "never")
            case conditions.Silent(hint=hint):
                return self.plain("silent", hint=hint[self.language])
        return Stated(self.leaf(node))

    def plain(self, key: str, **gaps: object) -> Stated:
        return Stated((Words(self.say(key, **gaps)),))

    def several(self, key: str, inner: Sequence[conditions.Condition], **gaps: object) -> Stated:
        """Say what several have in common; one alone needs no heading."""
        if len(inner) == 1 and key in ("all", "any"):
            return self.of(inner[0])
        if not inner:
            return self.plain("always" if key == "all" else "never")
        return Stated((Words(self.say(key, **gaps)),), tuple(map(self.of, inner)))

    def negated(self, part: conditions.Condition) -> Stated:
        inner = self.of(part)
        if inner.parts:
            return Stated((Words(self.say("none-of")),), (inner,))
        return Stated((Words(self.say("not")), *inner.words))

    def by_case(self, node: conditions.ByCase) -> Stated:
        keys = ("if", "then", "otherwise")
        return Stated((Words(self.say("by-case")),), tuple(map(self.under, keys, parts(node))))

    def choice(self, node: conditions.Choice) -> Stated:
        """Tell every reading, first the one that holds where none is chosen."""
        reading = self.program.interpretations[node.interpretation]
        told = []
        for option, inner in sorted(node.options, key=lambda one: one[0] != reading.default):
            key = "read.default" if option == reading.default else "read"
            told.append(self.under(key, inner, option=reading.options[option][self.language]))
        head = Words(self.say("by-reading", id=reading.id), ("interpretation", reading.id))
        return Stated((head,), tuple(told))

    def under(self, key: str, node: conditions.Condition, **gaps: object) -> Stated:
        """Say a part below, or behind, what it is said of."""
        inner, head = self.of(node), Words(self.say(key, **gaps))
        if inner.parts:
            return Stated((head,), (inner,))
        return Stated((head, *inner.words))

    def leaf(self, node: conditions.Condition) -> tuple[Words, ...]:
        """Say what a fact has to be; of what is true or judged its label says enough."""
        names = getattr(node, "facts", None) or (getattr(node, "fact", ""),)
        facts = [self.program.facts[name] for name in names]
        labels = [Words(fact.label[self.language], ("fact", fact.id)) for fact in facts]
        match node:
            case conditions.OneOf(values=(True,)):
                return tuple(labels)
            case conditions.OneOf(values=(False,)):
                return (Words(self.say("not")), *labels)
            case conditions.Judgement(by=by):
                who = actors_words(self.program, by, self.language)
                return (*labels, Words(self.say("judged", who=who)))
        return (*labels, Words(self.say("is", value=asked(self.program, node, self.language))))

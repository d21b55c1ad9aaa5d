"""A rule in words: what must hold, in sentences one below the other.

Made of the program alone; what a case says plays no part (`reasons` tells that).
"""

from collections.abc import Callable, Iterator

from iiz_rules.language.program import conditions
from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.money import Coverage, NamedBearer
from iiz_rules.language.program.rules import TERM, Criterion, Holder, Program, Rule
from iiz_rules.render.text.phrases import asked
from iiz_rules.render.text.values import actor_words, actors_words, duration_words, named_words
from iiz_rules.words.formats import amount, percent
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

Asked = conditions.Condition
YES = conditions.Constant(value=True)
ACTING = ("payer", "decided_by")
"""the parts of actors that no condition chooses"""


Name = tuple[str, str]
"""a kind and an id: `("fact", "person.age")`"""


@frozen
class Sentence:
    """A sentence, and those below it; `about` maps what it names to the words for it."""

    text: str
    inner: tuple["Sentence", ...] = ()
    about: tuple[tuple[Name, str], ...] = ()


def rule_told(program: Program, rule: Rule, language: Language) -> tuple[Sentence, ...]:
    """What a rule asks for, who acts in it, by when, and what comes of it."""
    return tuple(_Telling(program, language).rule(rule))


def condition_told(program: Program, node: Asked, language: Language) -> Sentence:
    """What a condition asks for."""
    return _Telling(program, language).of(node)


def sentence_lines(sentences: tuple[Sentence, ...], indent: str = "") -> Iterator[str]:
    """The sentences as lines, those below another one further in."""
    for sentence in sentences:
        yield f"{indent}{sentence.text}"
        yield from sentence_lines(sentence.inner, f"{indent}  ")


@frozen
class _Telling:
    program: Program
    language: Language

    def say(self, key: str, **words: object) -> str:
        return say(f"rules.told.{key}", self.language, **words)

    def rule(self, rule: Rule) -> Iterator[Sentence]:
        """The criteria first, then the rest; of a term what it stands for."""
        if rule.kind == TERM:
            yield self.of(self.program.definitions[f"{TERM}:{rule.id}"].node)
            return
        needed = [one for one in rule.criteria if one.mode != "indicative"]
        signs = [one for one in rule.criteria if one.mode == "indicative"]
        if needed:
            key = "one" if len(needed) == 1 else "all"
            yield Sentence(self.say(key), tuple(map(self.criterion, needed)))
        if signs:
            yield Sentence(self.enough(rule, bool(needed)), tuple(map(self.criterion, signs)))
        if not rule.criteria:
            yield Sentence(self.say("nothing"))
        yield from self.holders(rule)
        if rule.done:
            yield Sentence(self.say("done"), (self.of(rule.done),))
        yield from self.due(rule)
        yield from self.money(rule)

    def criterion(self, criterion: Criterion) -> Sentence:
        """A criterion by its name, and what it asks for below it."""
        label, sentence = criterion.label[self.language], self.of(criterion.node)
        if not sentence.inner and label in sentence.text:  # said already
            return sentence
        return Sentence(label, (sentence,))

    def enough(self, rule: Rule, also: bool) -> str:
        """How many of the indications are needed, where that is said."""
        if rule.enough == 0:
            return self.say("orient")
        return self.say("enough.also" if also else "enough", n=self.read(rule.enough, str))

    # ------------------------------------------------------------------ conditions

    def of(self, node: Asked, *, positive: bool = True) -> Sentence:
        """What a condition asks for; within a negation it is not to hold."""
        match node:
            case conditions.Not(part=part):
                return self.of(part, positive=not positive)
            case conditions.All(parts=parts) | conditions.Any(parts=parts) if len(parts) == 1:
                return self.of(parts[0], positive=positive)
            case conditions.All(parts=parts):
                return self.several("all" if positive else "not-all", parts)
            case conditions.Any(parts=parts):
                return self.several("any" if positive else "none", parts)
            case conditions.AtLeast(n=n, parts=parts):
                return self.several("at-least" if positive else "fewer", parts, n)
            case conditions.Reference():
                return self.reference(node, positive)
            case conditions.ByCase():
                return Sentence(self.sign(positive, self.say("by-case")), tuple(self.cases(node)))
            case conditions.Choice():
                return self.choice(node, positive)
            case conditions.Constant() | conditions.Silent():
                return Sentence(self.sign(positive, asked(self.program, node, self.language)))
        return self.leaf(node, positive)

    def several(self, key: str, parts: tuple[Asked, ...], n: int = 0) -> Sentence:
        return Sentence(self.say(f"parts.{key}", n=n), tuple(map(self.of, parts)))

    def sign(self, positive: bool, text: str) -> str:
        return text if positive else self.say("not", text=text)

    def leaf(self, node: Asked, positive: bool) -> Sentence:
        """A fact and what is asked of it: `Wohnkanton: Zürich`."""
        names = conditions.facts_of(node)[:1]
        if isinstance(node, conditions.Joined):
            names = node.facts
        labels = [self.program.facts[name].label[self.language] for name in names]
        label = " + ".join(labels)
        demand = asked(self.program, node, self.language)
        if isinstance(node, conditions.Judgement):
            who = actors_words(self.program, node.by, self.language)
            demand = say("answers.judged.by", self.language, text=demand, who=who)
        told = say("answers.colon", self.language, label=label, value=demand)
        about = tuple((("fact", one), label) for one, label in zip(names, labels, strict=True))
        return Sentence(self.sign(positive, told), about=about)

    def reference(self, node: conditions.Reference, positive: bool) -> Sentence:
        label = self.program.definitions[node.name].label[self.language]
        text = self.say("term" if positive else "term.not", label=label)
        kind, _, name = node.name.partition(":")
        return Sentence(text, about=(((kind, name), label),))

    def cases(self, node: conditions.ByCase) -> Iterator[Sentence]:
        """One case below the other, and what holds in it."""
        while True:
            when = self.of(node.when)
            yield Sentence(self.say("when"), (when,))
            yield Sentence(self.say("then"), (self.of(node.then),))
            if not isinstance(node.otherwise, conditions.ByCase):
                yield Sentence(self.say("otherwise"), (self.of(node.otherwise),))
                return
            node = node.otherwise

    def choice(self, node: conditions.Choice, positive: bool) -> Sentence:
        """Every reading with what it asks for, the usual one marked."""
        reading = self.program.interpretations[node.interpretation]
        if only := self.only(node, reading, positive):
            return only
        inner = []
        for option, condition in node.options:
            key = "option.usual" if option == reading.default else "option"
            label = self.say(key, option=reading.options[option][self.language])
            inner.append(Sentence(label, (self.of(condition),)))
        words = {"id": reading.id, "label": reading.label[self.language]}
        told = self.sign(positive, self.say("reading", **words))
        return Sentence(told, tuple(inner), ((("interpretation", reading.id), reading.id),))

    def only(
        self, node: conditions.Choice, reading: Interpretation, positive: bool
    ) -> Sentence | None:
        """A choice that asks for nothing but a reading: under which it holds, and whether it does.

        None where an option asks for more, or none of them is enough.
        """
        constants = [one for _, one in node.options if isinstance(one, conditions.Constant)]
        if len(constants) < len(node.options):
            return None
        asked_for = [name for name, one in node.options if one == YES]
        met = asked_for if positive else [name for name, _ in node.options if name not in asked_for]
        if not met or len(met) == len(node.options):
            return None
        key = "reading.only.usual" if reading.default in met else "reading.only"
        quoted = (
            self.say("reading.quoted", option=reading.options[name][self.language]) for name in met
        )
        either = self.say("reading.or").join(quoted)
        words = {"id": reading.id, "label": reading.label[self.language], "options": either}
        about = ((("interpretation", reading.id), reading.id),)
        return Sentence(self.say(key, **words), about=about)

    # ------------------------------------------------------------------ what comes of it

    def holders(self, rule: Rule) -> Iterator[Sentence]:
        """Who acts: the first that applies."""
        sentences = tuple(dict.fromkeys(self.holder(one) for one in rule.holders))
        if len(sentences) == 1 and not sentences[0].inner:
            yield Sentence(say(f"answers.actor.{rule.part}", self.language, who=sentences[0].text))
        elif sentences:
            yield Sentence(self.say(f"part.{rule.part}"), sentences)
        for part, role in rule.actors.items() if not sentences else ():
            if part in ACTING:
                who = actor_words(self.program, role, self.language)
                yield Sentence(say(f"answers.actor.{part}", self.language, who=who))

    def holder(self, holder: Holder) -> Sentence:
        if holder.named_by:
            return Sentence(named_words(self.program, holder.named_by, self.language))
        who = actor_words(self.program, holder.role, self.language, holder.of)
        if holder.of_fact:
            of = named_words(self.program, holder.of_fact, self.language)
            who = f"{who} ({of})"
        if holder.node is None:
            return Sentence(who)
        return Sentence(self.say("holder", who=who), (self.of(holder.node),))

    def due(self, rule: Rule) -> Iterator[Sentence]:
        """By when it is owed."""
        deadline = self.program.deadlines.get(rule.id)
        if deadline:
            yield Sentence(self.say("due", day=self.read(deadline, self.deadline)))

    def read(self, value: object, write: Callable[[object], str]) -> str:
        """A value that may hang on how the source is read: as each option has it."""
        if not isinstance(value, ByInterpretation):
            return write(value)
        words = dict.fromkeys(map(write, value.options.values()))
        return f"{' / '.join(words)} ({value.interpretation})"

    def deadline(self, deadline: object) -> str:
        match deadline:
            case EndOf(period=period):
                return say(f"verification.diff.end-of.{period}", self.language)
            case DateOf(fact=fact, plus=plus):
                day = self.program.facts[fact].label[self.language]
                if plus is None:
                    return day
                duration = duration_words(plus, self.language)
                return say("answers.later", self.language, day=day, duration=duration)
        return say("verification.diff.no-date", self.language)

    def money(self, rule: Rule) -> Iterator[Sentence]:
        """Who bears a cost; how much a payer pays."""
        split = self.program.splits.get(rule.id)
        if split:
            yield Sentence(self.say("borne", who=self.read(split.bearers, self.bearers)))
        waterfall = self.program.waterfall
        for payer in waterfall.payers if waterfall else ():
            if payer.rule == rule.id:
                yield Sentence(self.say("covers", what=self.read(payer.covers, self.coverage)))

    def bearers(self, bearers: object) -> str:
        if isinstance(bearers, NamedBearer):
            return named_words(self.program, bearers.fact, self.language)
        assert isinstance(bearers, dict)
        equal = len({*bearers.values()}) == 1
        names = {name: actor_words(self.program, name, self.language) for name in bearers}
        whole = sum(bearers.values())
        return ", ".join(
            name if equal else f"{name} {bearers[who]}/{whole}" for who, name in names.items()
        )

    def coverage(self, covers: object) -> str:
        """How much is covered: `80 % davon, höchstens 12'000.00`."""
        assert isinstance(covers, Coverage)
        key = "full" if covers.share == 1 else "whole" if covers.whole else "rest"
        said = self.say(f"covers.{key}", share=percent(float(covers.share)))
        if covers.cap is None:
            return said
        most = say("answers.at-most", self.language, high=amount(covers.cap))
        return most if key == "full" else f"{said}, {most}"

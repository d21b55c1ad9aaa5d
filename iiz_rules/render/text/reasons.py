"""Why a criterion is met, not met or open: its steps, as far as they explain, in words.

Only what the evaluation left behind is read. A part that does not bear on the outcome is left out:
of an `any` that is met the parts that are met, of an `all` that is not those that are not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from iiz_rules.case.history import Origin
from iiz_rules.engine.result import Answer, Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.phrases import asked
from iiz_rules.render.text.values import actors_words, origin_words, value_words
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


@frozen
class Reason:
    """One line of reasons, the lines below it, and whether these are alternatives."""

    text: str
    mark: Truth | None = None
    inner: tuple["Reason", ...] = ()
    listed: bool = False
    aside: bool = False
    """whether it only says how the text is read, beside what it says of the case"""


def deciding(step: Explanation) -> Iterator[Explanation]:
    """The steps at the bottom that make a step what it is."""
    return (one for one in step.walk(lambda within: within.bearing) if not one.parts)


Origins = Mapping[str, Origin]
NO_ORIGINS: Origins = {}


def value_line(
    program: Program,
    step: Explanation,
    language: Language,
    known: str = "",
    brief: bool = False,
    origins: Origins = NO_ORIGINS,
) -> str:
    """The value that a leaf step read: `Wohnkanton: St. Gallen`.

    A label that is `known`, because it stands right above, is not said again; in `brief` it is
    not said who gives a judgement. `origins` are told behind the values that have one.
    """
    lines = []
    for name, value in step.read:
        fact = program.facts[name]
        label, words = fact.label[language], value_words(fact, value, language)
        if isinstance(step.node, conditions.Judgement):
            words = say(f"answers.judged.{step.truth}", language)
            who = actors_words(program, step.node.by, language)
            words = words if brief else say("answers.judged.by", language, text=words, who=who)
        if name in origins:
            words += f" – {origin_words(program, origins[name], language)}"
        same = label == known
        lines.append(words if same else say("answers.colon", language, label=label, value=words))
    return "; ".join(lines)


def reasons(
    program: Program,
    step: Explanation,
    language: Language,
    label: str = "",
    origins: Origins = NO_ORIGINS,
) -> tuple[Reason, ...]:
    """The reasons of one criterion; `label` is its own and is not said again."""
    return tuple(_Reasons(program, language, label, origins).of(step))


@frozen
class _Reasons:
    """The reasons of one criterion; a definition that is used twice is told once."""

    program: Program
    language: Language
    label: str
    origins: Origins
    told: set[str] = field(default_factory=set)

    def say(self, key: str, **words: object) -> str:
        return say(f"answers.{key}", self.language, **words)

    def under(self, label: str) -> "_Reasons":
        """Continue below another label."""
        return replace(self, label=label)

    def of(self, step: Explanation, positive: bool = True) -> list[Reason]:
        """Tell a step; inside a negation `positive` is false."""
        match step.node:
            case conditions.Not():
                return self.of(step.parts[0], not positive)
            case conditions.Choice():
                return self.choice(step, step.node, positive)
            case conditions.Reference():
                return self.reference(step, step.node, positive)
            case conditions.ByCase():
                return self.by_case(step, positive)
            case conditions.All() | conditions.Any() | conditions.AtLeast():
                return self.compound(step, positive)
            case conditions.Constant() | conditions.Silent():
                return [Reason(asked(self.program, step.node, self.language))]
        return [Reason(self.leaf(step, positive))]

    def leaf(self, step: Explanation, positive: bool) -> str:
        text = value_line(self.program, step, self.language, self.label, origins=self.origins)
        fine = Truth.YES if positive else Truth.NO
        if step.truth is fine or (positive and isinstance(step.node, conditions.Judgement)):
            return text
        demand = asked(self.program, step.node, self.language)
        return self.say("asked" if positive else "excluded", text=text, asked=demand)

    def choice(self, step: Explanation, node: conditions.Choice, positive: bool) -> list[Reason]:
        inner = step.parts[0]
        options = self.program.interpretations[node.interpretation].options
        option = options[step.option][self.language]
        reading = self.say("reading.short", option=option, id=node.interpretation)
        if isinstance(inner.node, conditions.Constant):
            met = "yes" if inner.node.value is positive else "no"
            return [Reason(self.say(f"reading.constant.{met}", reading=reading), aside=True)]
        return [*self.of(inner, positive), Reason(reading, aside=True)]

    def by_case(self, step: Explanation, positive: bool) -> list[Reason]:
        """Tell what decided and the branch that counts; where that is open, both of them."""
        when, *branches = step.parts
        if when.truth.decided:
            decided = self.of(when, when.truth is Truth.YES)
            return [*dict.fromkeys((*decided, *self.of(branches[0], positive)))]
        told = [self.under("").of(branch, positive) for branch in branches]
        if step.truth.decided:
            same = tuple(reason for branch in told for reason in branch)
            return [Reason(self.say("by-case.same"), inner=same, listed=True)]
        cases = zip(("yes", "no"), branches, told, strict=True)
        return [
            Reason(self.say("by-case"), inner=tuple(self.under("").of(when))),
            *(
                Reason(self.say(f"by-case.{case}"), branch.truth, tuple(inner))
                for case, branch, inner in cases
            ),
        ]

    def reference(
        self, step: Explanation, node: conditions.Reference, positive: bool
    ) -> list[Reason]:
        label = self.program.definitions[node.name].label[self.language]
        text = label if positive else self.say("may-not", label=label)
        mark = step.truth if positive else ~step.truth
        if node.name in self.told:
            return [Reason(text, mark)]
        self.told.add(node.name)
        if label == self.label and positive:
            return self.inside(step, node, positive)
        return [Reason(text, mark, tuple(self.under(label).inside(step, node, positive)))]

    def inside(self, step: Explanation, node: conditions.Reference, positive: bool) -> list[Reason]:
        """Tell what is behind a name; of another rule only the criteria that keep it from yes."""
        kind, name = node.name.split(":", 1)
        inner = step.parts[0]
        if kind == "term":
            return self.of(inner, positive)
        if step.truth is Truth.YES:
            return []
        reasons = []
        for criterion, part in Answer(self.program.rules[name], inner).determining:
            label = criterion.label[self.language]
            reasons.append(Reason(label, part.truth, tuple(self.under(label).of(part))))
        return reasons

    def compound(self, step: Explanation, positive: bool) -> list[Reason]:
        """Tell the parts that bear on the whole, and the values that are met of an `all`."""
        every = isinstance(step.node, conditions.All)
        shown = [
            part
            for part in step.parts
            if part.truth is step.truth or (every and part.read and part.truth is Truth.YES)
        ]
        shown = [part for part in shown if not self.said_by_day(part, shown)]
        # What cannot hold any more is no choice.
        several = len(shown) > 1 or isinstance(step.node, conditions.AtLeast)
        below = self.under("") if several else self
        parts = [(part, below.of(part, positive)) for part in shown]
        heading = self.heading(step, positive) if several else ""
        if not heading:
            return [reason for _, inner in parts for reason in inner]
        listed = tuple(self.item(part, inner) for part, inner in parts)
        return [Reason(heading, inner=listed, listed=True)]

    def said_by_day(self, part: Explanation, shown: list[Explanation]) -> bool:
        """Whether it asks if something happened, and another part says on which day it did."""
        days = {self.program.facts[fact].domain.day for fact, _ in part.read} - {None}
        return bool(days) and any(fact in days for other in shown for fact, _ in other.read)

    def item(self, part: Explanation, reasons: list[Reason]) -> Reason:
        """Make one of several alternatives: what belongs together stands under one bullet."""
        if isinstance(part.node, conditions.All) and len(reasons) > 1:
            return Reason(self.say("together"), inner=tuple(reasons))
        return replace(reasons[0], inner=(*reasons[0].inner, *reasons[1:]))

    def heading(self, step: Explanation, positive: bool) -> str:
        """What the alternatives have in common; empty where the parts simply add up."""
        fine = Truth.YES if positive else Truth.NO
        if step.truth is fine and not isinstance(step.node, conditions.AtLeast):
            return ""
        match step.node:
            case conditions.Any():
                return self.say(f"any.{step.truth}" if positive else "not.any")
            case conditions.AtLeast(n=n, parts=parts):
                met = sum(part.truth is Truth.YES for part in step.parts)
                return self.say("some" if positive else "not.some", n=n, of=len(parts), met=met)
        return "" if positive else self.say("not.all")

"""The steps of the model: who asks, who acts, what each needs, and which one leads to which."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from iiz_rules.answers.way import Way
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import facts_of, walk
from iiz_rules.language.program.organisation import ASKING, Competence
from iiz_rules.language.program.rules import ROUTE, Program, Rule
from iiz_rules.render.drawing.brief import NAMED, Brief
from iiz_rules.render.drawing.default import by_default, exclusive, values_asked
from iiz_rules.render.drawing.graph import Card, CardLine, Drawing, DrawingPart, Link
from iiz_rules.render.drawing.levels import levels, untangled
from iiz_rules.render.text.overview import step_word
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def draw_steps(program: Program, language: Language) -> Drawing:
    """Draw the steps, each below those whose outcome it needs."""
    names = program.ways[ROUTE]
    drawn = StepCards(program, language)
    links = tuple(drawn.follows(names))
    above = [(link.source, link.target) for link in links]
    cards = {name: drawn.step(name, letter(position)) for position, name in enumerate(names)}
    order = untangled(levels(names, above), above)
    lanes = tuple(tuple(cards[name] for name in level) for level in order)
    part = DrawingPart("", "rows", lanes, links)
    return drawn.drawing("steps", part, note=drawn.say("legend.step"))


def placed(drawing: Drawing, way: Way, language: Language) -> Drawing:
    """The same steps in brief, with the place of a case: behind it, open, and where it stands."""
    steps = {step.rule: step for step in way.steps}

    def marked(card: Card) -> Card:
        step = steps[card.id]
        here = step is way.next
        words = say(f"answers.way.{step_word(step)}", language)
        place = say("drawing.here", language, place=words) if here else words
        return replace(card, facts=(), place=place, is_next=here)

    parts = tuple(
        replace(part, lanes=tuple(tuple(map(marked, lane)) for lane in part.lanes))
        for part in drawing.parts
    )
    return replace(drawing, parts=parts)


def letter(position: int) -> str:
    """The letter of a step: A to Z, then AA.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    first, last = divmod(position, len(LETTERS))
    return (letter(first - 1) if first else "") + LETTERS[last]


def facts(program: Program, node: conditions.Condition | None) -> set[str]:
    """Name the facts that a condition reads, as it is read by default."""
    read: set[str] = set()
    seen: set[str] = set()
    waiting = [by_default(program, node)]
    while waiting:
        for part in walk(waiting.pop()):
            read.update(facts_of(part))
            if isinstance(part, conditions.Reference) and part.name not in seen:
                seen.add(part.name)
                waiting.append(by_default(program, program.definitions[part.name].node))
    return read


class StepCards(Brief):
    """The steps of a program as cards."""

    def follows(self, names: tuple[str, ...]) -> Iterator[Link]:
        """Link each step with the earlier ones that it needs, the nearest of each way alone.

        A step needs an earlier one when it reads what that one brings about: what tells that it
        lies behind the case, and was not asked in order to begin it.
        """
        program = self.program
        read = {name: facts(program, program.rules[name].node) for name in names}
        outcomes = {name: facts(program, program.rules[name].done) - read[name] for name in names}
        needed: dict[str, set[str]] = {}
        for position, name in enumerate(names):
            before = [earlier for earlier in names[:position] if outcomes[earlier] & read[name]]
            behind = {further for earlier in before for further in needed[earlier]}
            needed[name] = {*before, *behind}
            for earlier in before:
                if earlier not in behind:
                    yield self.follow(earlier, name, outcomes[earlier] & read[name])

    def follow(self, earlier: str, name: str, shared: set[str]) -> Link:
        """Link a step with an earlier one whose outcome it reads, by the criteria that read it."""
        program, rule = self.program, self.program.rules[name]
        reading = [one for one in rule.criteria if facts(program, one.node) & shared]
        cited = dict.fromkeys(clause for one in reading for clause in one.clauses)
        what = ", ".join(one.label[self.language] for one in reading)
        first, second = (letter(program.ways[ROUTE].index(one)) for one in (earlier, name))
        about = self.say("supposes", step=second, earlier=first, what=what)
        return Link(earlier, name, "then", about, tuple(cited))

    def step(self, name: str, letter: str = "") -> Card:
        """Draw a step of the model, or a rung of a ladder."""
        rule = self.program.rules[name]
        title = f"{letter}\u2002{rule.label[self.language]}".strip()
        lines = tuple(line for line in self._lines(rule) if line.texts)
        return Card(name, "step", title, rule.clauses, lines)

    def excluded(self, rule: Rule) -> Iterator[str]:
        """Name the steps that cannot be there beside this one."""
        names = self.program.ways[ROUTE] if rule.id in self.program.ways[ROUTE] else ()
        for position, other in enumerate(names):
            if self.exclusive(rule.id, other):
                label = self.program.rules[other].label[self.language]
                yield f"{letter(position)}\u2002{label}"

    def exclusive(self, one: str, other: str) -> bool:
        """Whether two steps ask for different values of the same fact."""
        for name in (one, other):
            if name not in self._asked:
                self._asked[name] = values_asked(self.program, self.program.rules[name].node)
        return exclusive(self._asked[one], self._asked[other])

    @cached_property
    def _asked(self) -> dict[str, Sequence[conditions.OneOf]]:
        """The values that each step asks for: it is compared with every other one."""
        return {}

    def _lines(self, rule: Rule) -> Iterator[CardLine]:
        holders = {NAMED + one.named_by if one.named_by else one.role for one in rule.holders}
        acting = holders | ({rule.body} if rule.body else set())
        able = [one for one in self.program.competences if one.action in rule.actions]
        able = [one for one in able if self.may(one)]
        referring = [one for one in able if rule.kind == "rung" and one.to in acting]
        rest = [one for one in able if one not in referring and not self._told(one, acting)]
        ways = dict.fromkeys((self.doers(one), None, one.via) for one in referring)
        yield CardLine(self.say("referred"), tuple(self._way(*way) for way in ways))
        yield from self._capacities(one for one in rest if one.capacity in ASKING)
        yield CardLine(self.say("provider"), self.holders(rule))
        yield from self._capacities(one for one in rest if one.capacity not in ASKING)
        if rule.body and all(one.role != rule.body for one in rule.holders):
            yield CardLine(self.say("body"), (self.label(rule.body),))
        yield CardLine(self.say("needs"), self.criteria(rule))
        yield CardLine(self.say("excludes"), tuple(self.excluded(rule)))
        yield CardLine(self.say("silence"), self.silences(rule))
        done = self.condition(rule.done)
        yield CardLine(self.say("done-all" if len(done) > 1 else "done"), done)

    def _capacities(self, competences: Iterable[Competence]) -> Iterator[CardLine]:
        """Name who does something; who does several things has one line."""
        ways: dict[str, dict[tuple[str | None, str | None], list[str]]] = {}
        for competence in competences:
            ends = (competence.to, competence.via)
            ways.setdefault(competence.capacity, {}).setdefault(ends, []).extend(
                self.doers(competence)
            )
        lines: dict[tuple[str, ...], list[str]] = {}
        for capacity, by_ends in ways.items():
            texts = tuple(self._way(by, *ends) for ends, by in by_ends.items())
            lines.setdefault(texts, []).append(self.say(f"capacity.{capacity}"))
        for texts, (first, *verbs) in lines.items():
            yield CardLine(", ".join([first, *(v[:1].lower() + v[1:] for v in verbs)]), texts)

    def _way(self, by: Iterable[str], to: str | None, via: str | None) -> str:
        text = self.actors(by)
        text = self.say("towards", who=text, to=self.actors([to])) if to else text
        return self.say("through", who=text, via=self.actors([via])) if via else text

    def _told(self, competence: Competence, acting: set[str]) -> bool:
        """Whether a competence says no more than who provides the step, or in which body."""
        told = acting.issuperset(self.doers(competence))
        return told and not (competence.to or competence.via)

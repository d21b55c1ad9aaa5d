"""Conditions and actors in a few words, under the default options."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import parts, walk
from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.outside import edition_name
from iiz_rules.language.program.rules import Criterion, Holder, Program, Rule
from iiz_rules.render.drawing.default import ALWAYS, NEVER, by_default
from iiz_rules.render.drawing.graph import Drawing, DrawingPart
from iiz_rules.render.text.phrases import asked
from iiz_rules.render.text.values import duration_words, edition_words, named_words, short
from iiz_rules.words.say import say, texts
from iiz_rules.words.text import Language

NAMED = "fact:"
"""prefix of a fact in place of an actor: whoever it names"""


@dataclass(frozen=True)
class Brief:
    """A program in brief, for one reader."""

    program: Program
    language: Language

    def say(self, key: str, **gaps: object) -> str:
        """Look up a text about drawings."""
        return say(f"drawing.{key}", self.language, **gaps)

    def label(self, name: str) -> str:
        """Name an actor, or say that a fact names it."""
        if name.startswith(NAMED):
            return named_words(self.program, name.removeprefix(NAMED), self.language)
        return self.program.actors[name][self.language]

    def drawing(self, what: str, *parts: DrawingPart, note: str = "") -> Drawing:
        """Make a drawing of its parts, without empty ones; the legend explains what occurs."""
        parts = tuple(part for part in parts if any(part.lanes))
        entries = [entry for part in parts for card in part.cards for entry in card.entries]
        links = [link for part in parts for link in part.links]
        kinds: list[str] = [entry.kind for entry in entries]
        kinds += [link.kind for link in links]
        legend: dict[str, str] = {
            kind: self.say(f"legend.{kind}")
            for kind in dict.fromkeys(kinds)
            if f"drawing.legend.{kind}" in texts("drawing")
        }
        program, about = self.program, self.say(f"title.{what}")
        title = self.say("title", canton=program.label[self.language], what=about)
        known = "edition" if program.dated or program.valid_from else "edition.undated"
        notes = [note, self.say(known, edition=edition_words(program, self.language))]
        if program.assumed_after is not None:
            other = edition_name(program.assumed_after, self.language)
            notes.append(say("answers.assumed-after", self.language, other=other))
        footnote = " ".join(filter(None, notes))
        cited = [part.clauses for part in parts] + [link.clauses for link in links]
        cited += [one.clauses for part in parts for card in part.cards for one in card.things]
        says = self.says(dict.fromkeys(name for clauses in cited for name in clauses))
        return Drawing(title, parts, legend, footnote, says)

    def says(self, clauses: Iterable[str]) -> dict[str, str]:
        """The wording of those clauses that the edition has in its register."""
        known = self.program.register.clauses
        return {name: known[name].says[self.language] for name in clauses if name in known}

    def condition(self, node: conditions.Condition | None) -> tuple[str, ...]:
        """Say what a condition asks for: nothing, one thing or several."""
        left = by_default(self.program, node)
        if left == ALWAYS:
            return ()
        return tuple(map(self._said, left.parts if isinstance(left, conditions.All) else (left,)))

    def _said(self, node: conditions.Condition) -> str:
        words = [self._inner(part) for part in parts(node)]
        match node:
            case conditions.All():
                return ", ".join(words)
            case conditions.Any():
                return f" {self.say('or')} ".join(words)
            case conditions.AtLeast(n=n):
                return self.say("some", n=n, what="; ".join(words))
            case conditions.Not():
                return self.say("not", what=words[0])
            case conditions.ByCase():
                when, then, otherwise = words
                return self.say("by-case", when=when, then=then, otherwise=otherwise)
            case conditions.Reference(name=name):
                return self.program.definitions[name].label[self.language]
            case conditions.Silent():
                return self.say("silent")
        return self._leaf(node)

    def _inner(self, node: conditions.Condition) -> str:
        """Say a part; one that has parts or alternatives itself is set apart."""
        text = self._said(node)
        several = isinstance(node, conditions.OneOf) and len(node.values) > 1
        kinds = conditions.All | conditions.Any | conditions.AtLeast | conditions.ByCase
        return f"({text})" if several or isinstance(node, kinds) else text

    def _leaf(self, node: conditions.Condition) -> str:
        """Say what a fact has to be; of what is true or false its label says enough."""
        if isinstance(node, conditions.Joined):
            named = (f"«{self.program.facts[name].label[self.language]}»" for name in node.facts)
            value = asked(self.program, node, self.language)
            return self.say("colon", label=", ".join(named), value=value)
        name = getattr(node, "fact", None)
        if name is None:
            return asked(self.program, node, self.language)
        label = self.program.facts[name].label[self.language]
        match node:
            case conditions.OneOf(values=(True,)) | conditions.Judgement():
                return label
            case conditions.OneOf(values=(False,)):
                return self.say("not", what=label)
        return self.say("colon", label=label, value=asked(self.program, node, self.language))

    def acting(self, rule: Rule) -> tuple[Holder, ...]:
        """Those who may act in a rule."""
        return tuple(one for one in rule.holders if by_default(self.program, one.node) != NEVER)

    def holders(self, rule: Rule) -> tuple[str, ...]:
        """Name who acts: each with the case in which it does, the last one in every other."""
        able = self.acting(rule)
        several = len({holder.named_by or (holder.role, holder.of) for holder in able}) > 1
        return tuple(dict.fromkeys(self.holder(holder, several) for holder in able))

    def holder(self, holder: Holder, several: bool) -> str:
        """Name one who acts, with the case in which it does; the last of several in every other."""
        who, node = self.named(holder.role, holder.of), holder.node
        if holder.named_by:  # said once for all whom the fact can name
            who = self.label(NAMED + holder.named_by)
            node = node.parts[0] if isinstance(node, conditions.All) else None
        what = ", ".join(self.condition(node))
        if what:
            return self.say("when", who=who, what=what)
        return self.say("else", who=who) if several else who

    def named(self, role: str, of: str | None) -> str:
        """Name a role, and the institution whose role it is."""
        return f"{self.label(role)} ({short(self.label(of))})" if of else self.label(role)

    def due(self, deadline: object) -> Iterator[str]:
        """Say by when something is to be done, as the source is read by default."""
        facts, language = self.program.facts, self.language
        match deadline:
            case ByInterpretation(interpretation=name, options=options):
                yield from self.due(options[self.program.interpretations[name].default])
            case EndOf(period=period):
                yield self.say(f"due.end.{period}")
            case DateOf(fact=fact, plus=None):
                yield self.say("due.fact", fact=facts[fact].label[language])
            case DateOf(fact=fact, plus=str(plus)):
                duration, label = duration_words(plus, language), facts[fact].label[language]
                yield self.say("due.later", duration=duration, fact=label)

    def doers(self, competence: Competence) -> tuple[str, ...]:
        """Who may act, as `actors` and `label` take them."""
        return (*competence.by, *(NAMED + fact for fact in competence.named_by))

    def actors(self, names: Iterable[str]) -> str:
        """The labels of several actors, each once."""
        return ", ".join(dict.fromkeys(short(self.label(name)) for name in names))

    def silences(self, rule: Rule) -> tuple[str, ...]:
        """What is to be known where the source regulates nothing."""
        nodes = (n for one in rule.criteria for n in walk(by_default(self.program, one.node)))
        silent = (node for node in nodes if isinstance(node, conditions.Silent))
        return tuple(dict.fromkeys(node.hint[self.language] for node in silent))

    def criteria(self, rule: Rule) -> tuple[str, ...]:
        """Name what has to be met; what is always met is left out, and a judgement is marked."""
        left = (one for one in rule.criteria if by_default(self.program, one.node) != ALWAYS)
        return tuple(map(self._criterion, left))

    def _criterion(self, criterion: Criterion) -> str:
        label, mode = criterion.label[self.language], criterion.mode
        if mode not in ("judgement", "indicative"):
            return label
        return self.say("marked", text=label, mark=self.say(mode))

    def may(self, competence: Competence) -> bool:
        """Say whether a competence can be used at all, by somebody who is named."""
        if competence.names_nobody:
            return False
        rule = self.program.rules.get(competence.action)
        nodes = {criterion.id: criterion.node for criterion in rule.criteria} if rule else {}
        return by_default(self.program, nodes.get(competence.id)) != NEVER

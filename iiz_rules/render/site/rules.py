"""Rules, terms and competences as entries of the site."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.money import NamedBearer
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import ASIDE, TERM, Criterion, Definition, Rule
from iiz_rules.render.drawing.brief import Brief
from iiz_rules.render.site.entry import EntryLink, Item, SiteEntry, links, rows
from iiz_rules.render.text.rule import condition_told
from iiz_rules.render.text.simulation import covered
from iiz_rules.render.text.values import short_place
from iiz_rules.words.say import say

APART = ASIDE | {TERM, "competence"}
"""The kinds of rules that stand elsewhere: triggers, groups of figures, terms, who may do what."""


class RuleEntries(Brief):
    """The rules of a program as entries in one language."""

    def told(self, key: str, **gaps: object) -> str:
        """Look up a text of the site."""
        return say(f"site.{key}", self.language, **gaps)

    def kind(self, kind: str) -> str:
        """Say what something is."""
        return say(f"trace.kind.{kind}", self.language)

    def rules(self) -> Iterator[SiteEntry]:
        """Every rule that is asked of a case or of a body, then the terms."""
        for rule in self.program.rules.values():
            if rule.kind not in APART:
                yield self.rule(rule)
        for name, definition in self.program.definitions.items():
            if name.startswith("term:"):
                yield self.term(name.removeprefix("term:"), definition)

    def rule(self, rule: Rule) -> SiteEntry:
        """Tell a rule: as a sentence, who acts, by when, and criterion by criterion."""
        return SiteEntry(
            ("rule", rule.id),
            rule.label[self.language],
            self.kind(rule.kind),
            text=self.sentence(rule.criteria, rule.enough),
            rows=rows(
                ("clauses", links("clause", rule.clauses)),
                *self.who(rule),
                ("due", self.due(self.program.deadlines.get(rule.id))),
                *self.money(rule),
                ("actions", links("action", self.known(rule.actions))),
                ("file", [short_place(rule.at)] if rule.at.line else ()),
            ),
            parts=tuple(self.parts(rule)),
            group=self.kind(rule.kind),
        )

    def who(self, rule: Rule) -> Iterator[tuple[str, Iterable[Item]]]:
        """Tell who acts, for whom, in which body, and who is told."""
        yield rule.part or "provider", self.acting_links(rule)
        yield from ((key, links("actor", [actor])) for key, actor in rule.actors.items())
        yield "body", links("actor", [rule.body] if rule.body else [])
        yield "body", links("actor", self.bodies(rule))
        yield "informs", links("actor", rule.informs)

    def bodies(self, rule: Rule) -> Iterator[str]:
        """The body that a rule is about, as its name says."""
        body, dot, _ = rule.id.partition(".")
        if dot and body in self.program.bodies:
            yield body

    def acting_links(self, rule: Rule) -> Iterator[EntryLink]:
        """Who acts, each with the case in which it does, as the source is read by default."""
        able = self.acting(rule)
        several = len({one.named_by or (one.role, one.of) for one in able}) > 1
        for holder in able:
            to = ("fact", holder.named_by) if holder.named_by else ("actor", holder.role)
            yield EntryLink(to, self.holder(holder, several))

    def money(self, rule: Rule) -> Iterator[tuple[str, Iterable[Item]]]:
        """Tell who bears a cost, or how much a payer takes."""
        split = self.program.splits.get(rule.id)
        if split:
            yield "amount", links("fact", [split.amount])
            bearers = self._default(split.bearers)
            yield (
                "borne",
                links("fact", [bearers.fact])
                if isinstance(bearers, NamedBearer)
                else links("actor", bearers),
            )
        waterfall = self.program.waterfall
        for payer in waterfall.payers if waterfall else ():
            if payer.rule == rule.id:
                yield "covers", [covered(self._default(payer.covers), self.language)]
                yield "routes", links("rule", payer.routes)
        if waterfall and (fact := waterfall.repaid_by.get(rule.id)):
            yield "repaid_by", links("fact", [fact])

    def _default(self, value: Any) -> Any:
        """A value as the source is read by default."""
        if isinstance(value, ByInterpretation):
            return value.options[self.program.interpretations[value.interpretation].default]
        return value

    def parts(self, rule: Rule) -> Iterator[SiteEntry]:
        """Tell the criteria, and when a step lies behind the case."""
        for criterion in rule.criteria:
            yield self.criterion(rule, criterion)
        if rule.done:
            inner = condition_told(self.program, rule.done, self.language)
            name = ("criterion", f"{rule.id}/+done")
            yield SiteEntry(name, self.told("row.done"), told=inner)

    def criterion(self, rule: Rule, criterion: Criterion) -> SiteEntry:
        """Tell a criterion: its label, its condition, its clauses."""
        return SiteEntry(
            ("criterion", f"{rule.id}/{criterion.id}"),
            criterion.label[self.language],
            self.kind("criterion"),
            text=self.sentence([criterion]),
            rows=rows(("clauses", links("clause", criterion.clauses))),
            told=condition_told(self.program, criterion.node, self.language),
            tags=(self.told(f"mode.{criterion.mode}"),),
        )

    def term(self, name: str, definition: Definition) -> SiteEntry:
        """Tell a term."""
        return SiteEntry(
            ("term", name),
            definition.label[self.language],
            self.kind("term"),
            text=self.needed([definition.node]),
            rows=rows(
                ("clauses", links("clause", definition.clauses)),
                ("file", [short_place(definition.at)] if definition.at.line else ()),
            ),
            told=condition_told(self.program, definition.node, self.language),
            group=self.kind("term"),
        )

    def sentence(self, criteria: Iterable[Criterion], enough: int | ByInterpretation = 0) -> str:
        """Say in one sentence what a rule asks for, as the source is read by default."""
        every = list(criteria)
        signs = [one.node for one in every if one.mode == "indicative"]
        sentences = [self.needed([one.node for one in every if one.mode != "indicative"])]
        if signs and len(every) == 1:
            return self.needed(signs)
        if signs:
            sentences = sentences if len(signs) < len(every) else []
            n = int(str(self._default(enough)))
            key, what = ("signs", n) if n else ("orient", 0)
            words = "; ".join(part for one in signs for part in self.condition(one))
            sentences.append(self.told(f"sentence.{key}", n=what, what=words))
        return " ".join(sentences)

    def needed(self, nodes: Iterable[conditions.Condition]) -> str:
        """Say what has to be given."""
        parts = [part for node in nodes for part in self.condition(node)]
        if not parts:
            return self.told("sentence.always")
        if parts == [self.say("silent")]:
            return self.told("sentence.silent")
        key = "if" if len(parts) == 1 else "all"
        return self.told(f"sentence.{key}", what="; ".join(parts))

    def known(self, actions: Iterable[str]) -> list[str]:
        """The actions of which something is said."""
        declared = {one.action for one in self.program.competences}
        return [one for one in actions if one in declared]

    def actions(self) -> Iterator[SiteEntry]:
        """Every action with those who may do it."""
        listed = sorted(self.program.competences, key=lambda one: one.action)
        for action, together in groupby(listed, key=lambda one: one.action):
            entries = list(together)
            yield SiteEntry(
                ("action", action),
                entries[0].label[self.language],
                self.kind("competence"),
                parts=tuple(map(self.competence, entries)),
            )

    def competence(self, competence: Competence) -> SiteEntry:
        """Tell who may do something, towards whom, and what has to be given before."""
        towards = [one for one in (competence.over, competence.to, competence.via) if one]
        doers: list[Item] = [*links("actor", competence.by), *links("fact", competence.named_by)]
        doers += [say("answers.nobody-named", self.language)] if competence.names_nobody else []
        node = self._when(competence)
        return SiteEntry(
            ("competence", competence.id),
            say(f"drawing.capacity.{competence.capacity}", self.language),
            self.kind("competence"),
            text=self.wanted(node) if node else "",
            rows=rows(
                ("capacity", doers),
                ("together", links("actor", competence.together)),
                ("towards", links("actor", towards)),
                ("clauses", links("clause", competence.clauses)),
            ),
            told=condition_told(self.program, node, self.language) if node else None,
        )

    def wanted(self, node: conditions.Condition) -> str:
        """Say what has to be given before somebody may do something."""
        parts = self.condition(node)
        return self.told("sentence.when", what="; ".join(parts)) if parts else ""

    def _when(self, competence: Competence) -> conditions.Condition | None:
        """What has to be given, without who acts, which is said beside it."""
        rule = self.program.rules.get(competence.action)
        nodes = {one.id: one.node for one in rule.criteria} if rule else {}
        node = nodes.get(competence.id)
        if competence.conditional and isinstance(node, conditions.All):
            return node.parts[1]
        return None

"""Decisions put together as they are asked for: a way from step to step, the members of a body."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iiz_rules import ir
from iiz_rules.decision import Decision
from iiz_rules.diagnostics import Language, Text
from iiz_rules.result import Missing, Pending
from iiz_rules.truth import Truth

MONEY = ("payer", "funding", "cost")


@dataclass(frozen=True)
class Way:
    """The steps of the model or the rungs of a ladder, in order, and the next one."""

    id: str
    label: Text
    steps: tuple[Decision, ...]

    @property
    def next(self) -> Decision | None:
        """The first step that does not lie behind the case and is not ruled out.

        Its verdict says whether it can be taken (yes) or what is to be found out first (open).
        """
        return next((one for one in self.steps if _ahead(one)), None)

    @property
    def actor(self) -> str | None:
        """Who acts next; None while that is open, or nobody does."""
        return self.next.actor if self.next else None

    @property
    def done(self) -> tuple[Decision, ...]:
        """The steps that lie behind the case."""
        return tuple(one for one in self.steps if one.done is Truth.YES)

    @property
    def regulated(self) -> bool:
        """Whether the source says anything about the next step."""
        return self.next is None or self.next.regulated

    def explain(self, language: Language = "de") -> str:
        """Explain the way, in German, French or English, as plain text."""
        from iiz_rules.render.ways import way_text

        return way_text(self, language)

    def to_dict(self) -> dict[str, Any]:
        """Give the way as JSON-ready data; `steps` names the decisions that it is made of."""
        from iiz_rules.render.data import way_data

        return way_data(self)


def way(program: ir.Program, name: str, decisions: Iterable[Decision]) -> Way:
    """Give a way of a program from the decisions about its steps, in any order, among others."""
    found = {one.rule: one for one in decisions}
    return Way(name, program.way_labels[name], tuple(found[one] for one in program.ways[name]))


def _ahead(one: Decision) -> bool:
    return one.done is not Truth.YES and one.verdict is not Truth.NO


@dataclass(frozen=True)
class Composition:
    """A body with its members: who is missing, too many or unqualified, and whether it decides."""

    body: str
    composition: Decision
    quorum: Decision
    majority: Decision

    @property
    def verdict(self) -> Truth:
        """Whether the body is properly composed."""
        return self.composition.verdict

    def _seats(self) -> Iterator[tuple[str, int]]:
        facts = self.composition.situation.facts
        for seat in self.composition.program.bodies[self.body].seats:
            yield seat.name, int(str(facts.get(f"{self.body}.{seat.name}.members", 0)))

    def _wrong(self) -> dict[str, int]:
        failed = {one.id for one in self.composition.criteria if one.verdict is Truth.NO}
        return {seat: count for seat, count in self._seats() if seat in failed}

    @property
    def missing(self) -> tuple[str, ...]:
        """The seats that nobody holds, or too few."""
        return tuple(seat for seat, count in self._wrong().items() if count == 0)

    @property
    def duplicate(self) -> tuple[str, ...]:
        """The seats that too many hold."""
        return tuple(seat for seat, count in self._wrong().items() if count > 1)

    @property
    def surplus(self) -> int:
        """How many belong to it without a seat."""
        return int(str(self.composition.situation.facts.get(f"{self.body}.others", 0)))

    @property
    def unqualified(self) -> tuple[str, ...]:
        """The seat and the quality, `iv.high-decision-competence`, that a member lacks."""
        return tuple(one.id for one in self._qualities() if one.verdict is Truth.NO)

    @property
    def unproved(self) -> tuple[str, ...]:
        """The seat and the quality of which nobody knows."""
        return tuple(one.id for one in self._qualities() if one.verdict is Truth.OPEN)

    def _qualities(self) -> Iterator[Any]:
        return (one for one in self.composition.criteria if "." in one.id)

    @property
    def advisory(self) -> tuple[str, ...]:
        """Who sits in without a vote, whether present or not."""
        return tuple(self.composition.program.bodies[self.body].advisory)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The three answers: composition, quorum, majority."""
        return (self.composition, self.quorum, self.majority)

    def explain(self, language: Language = "de") -> str:
        """Explain all three answers, in German, French or English, as plain text."""
        return "\n\n\n".join(one.explain(language) for one in self.decisions)

    def to_dict(self) -> dict[str, Any]:
        """Give all three answers as JSON-ready data."""
        return {
            "body": self.body,
            "missing": list(self.missing),
            "duplicate": list(self.duplicate),
            "surplus": self.surplus,
            "unqualified": list(self.unqualified),
            "unproved": list(self.unproved),
            "decisions": [one.to_dict() for one in self.decisions],
        }


@dataclass(frozen=True)
class Overview(Mapping[str, Decision]):
    """All questions of an edition answered about one case, in one evaluation, by rule."""

    decisions: tuple[Decision, ...]

    def __getitem__(self, rule: str) -> Decision:
        """Give the decision of a rule."""
        return self._by_rule[rule]

    def __iter__(self) -> Iterator[str]:
        """Give the rules, in the order of the edition."""
        return iter(self._by_rule)

    def __len__(self) -> int:
        """Count the decisions."""
        return len(self.decisions)

    @cached_property
    def _by_rule(self) -> dict[str, Decision]:
        return {one.rule: one for one in self.decisions}

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change something, first what the most decisions wait for.

        What only the bearing of costs waits for comes last: it is no question about the person.
        """
        found = [(rule, one) for rule, decision in self.items() for one in decision.missing]
        waiting = Counter(one.fact for _, one in found)
        of_person = {one.fact for rule, one in found if self[rule].answer.rule.kind not in MONEY}
        first = {one.fact: one for _, one in reversed(found)}
        order = dict.fromkeys(one.fact for _, one in found)
        ranked = sorted(order, key=lambda fact: (fact not in of_person, -waiting[fact]))
        return tuple(first[fact] for fact in ranked)

    @cached_property
    def pending(self) -> tuple[Pending, ...]:
        """The judgements that can still change something, each once."""
        found = [one for decision in self.decisions for one in decision.pending]
        return tuple({one.judgement: one for one in reversed(found)}.values())[::-1]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that was carried out, each once."""
        return tuple(dict.fromkeys(clause for one in self.decisions for clause in one.clauses))

    @property
    def route(self) -> Way:
        """The steps of the model, and the next one."""
        return self.ladder(ir.ROUTE)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The route and all ladders."""
        names = self.decisions[0].program.ways if self.decisions else {}
        return tuple(self.ladder(name) for name in names)

    def ladder(self, name: str) -> Way:
        """The rungs of a ladder such as `dispute`, and the next one."""
        return way(self.decisions[0].program, name, self.decisions)

    @property
    def obligations(self) -> tuple[Decision, ...]:
        """The duties that are owed, or may be."""
        duties = (one for one in self.decisions if one.answer.rule.kind == "duty")
        return tuple(one for one in duties if one.verdict is not Truth.NO)

    def explain(self, language: Language = "de") -> str:
        """Explain every decision, in German, French or English, as plain text."""
        return "\n\n\n".join(one.explain(language) for one in self.decisions)

    def to_dict(self) -> dict[str, Any]:
        """Give all decisions as JSON-ready data, as `iiz assess --format json` does for a case."""
        return {
            "format": 1,
            "decisions": [one.to_dict() for one in self.decisions],
            "ways": [way.to_dict() for way in self.ways],
        }

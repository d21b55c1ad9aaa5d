"""All questions of an edition, answered about one case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.filing import Filed
from iiz_rules.language.truth import Truth

if TYPE_CHECKING:
    from typing import Any

    from iiz_rules.answers.way import Way
    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.engine.result import Missing, Pending
    from iiz_rules.language.program.rules import Kind
    from iiz_rules.words.text import Language

MONEY: tuple[Kind, ...] = ("payer", "funding", "cost")
ROUTE = "route"


class Overview(Filed, Mapping[str, Decision]):
    """All questions of an edition answered about one case, in one evaluation, by rule."""

    def __init__(self, evaluation: Evaluation) -> None:
        """Keep the evaluation; anything beyond the verdicts is worked out on demand."""
        self._evaluation = evaluation
        self._made: dict[str, Decision] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the evaluation alone."""
        return Overview, (self._evaluation,)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions, in the order of the edition."""
        return tuple(self[rule] for rule in self)

    @property
    def verdicts(self) -> dict[str, Truth]:
        """The verdict of every rule."""
        return dict(self._evaluation.verdicts)

    def __getitem__(self, rule: str) -> Decision:
        """The decision of a rule, always the same one."""
        if rule not in self._evaluation.verdicts:
            raise KeyError(rule)
        if rule not in self._made:
            self._made[rule] = Decision(self._evaluation, rule)
        return self._made[rule]

    def __iter__(self) -> Iterator[str]:
        """The rules, in the order of the edition."""
        return iter(self._evaluation.verdicts)

    def __len__(self) -> int:
        return len(self._evaluation.verdicts)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change something, those most decisions wait for first.

        Facts that only matter for costs come last: they are not about the person.
        """
        facts = [(rule, one) for rule, decision in self.items() for one in decision.missing]
        waiting = Counter(one.fact for _, one in facts)
        rules = self._evaluation.program.rules
        of_person = {one.fact for rule, one in facts if rules[rule].kind not in MONEY}
        first = {one.fact: one for _, one in reversed(facts)}
        order = dict.fromkeys(one.fact for _, one in facts)
        ranked = sorted(order, key=lambda fact: (fact not in of_person, -waiting[fact]))
        return tuple(first[fact] for fact in ranked)

    @cached_property
    def pending(self) -> tuple[Pending, ...]:
        """The judgements that can still change something, without repetition."""
        judgements = [one for decision in self.decisions for one in decision.pending]
        return tuple({one.judgement: one for one in reversed(judgements)}.values())[::-1]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that was carried out, without repetition."""
        return tuple(dict.fromkeys(clause for one in self.decisions for clause in one.clauses))

    @property
    def route(self) -> Way:
        """The steps of the model, and the next one."""
        return self.ladder(ROUTE)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The route and all ladders."""
        names = self._evaluation.program.ways
        return tuple(self.ladder(name) for name in names)

    def ladder(self, name: str) -> Way:
        """The rungs of a ladder such as `dispute`, and the next one."""
        from iiz_rules.answers.way import way

        return way(self._evaluation.program, name, self.decisions)

    @property
    def obligations(self) -> tuple[Decision, ...]:
        """The duties that are owed."""
        return self._duties(Truth.YES)

    @property
    def possible_obligations(self) -> tuple[Decision, ...]:
        """The duties that may be owed: whether they are is open."""
        return self._duties(Truth.OPEN)

    def _duties(self, asked: Truth) -> tuple[Decision, ...]:
        duties = (one for one in self.decisions if one.answer.rule.kind == "duty")
        return tuple(one for one in duties if one.verdict is asked)

    def brief(self, language: Language = "de") -> str:
        """The answer first, in some fifteen lines, as `iiz assess` prints it."""
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.text.brief import brief_text
        from iiz_rules.render.text.layout import Paper

        return brief_text(self, Paper(known_language(language)))

    def explain(self, language: Language = "de") -> str:
        """Explain every decision, in German, French or English, as plain text."""
        return "\n\n\n".join(one.explain(language) for one in self.decisions)

    def to_html(self, language: Language = "de", *, name: str = "", invented: bool = False) -> str:
        """An HTML page for the file: who may enter, what comes next, what is owed, what is open.

        `name` is the title of the case; an `invented` case is marked so on every printed page.
        """
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.html.sheet import case_page

        return case_page(self, known_language(language), name, invented)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from iiz_rules.render.html.notebook import overview_html

        return overview_html(self)

    def to_dict(self) -> dict[str, Any]:
        """All decisions as JSON-ready data, as `iiz assess --format json` does for a case."""
        return {
            "format": 1,
            "decisions": [one.to_dict() for one in self.decisions],
            "ways": [way.to_dict() for way in self.ways],
        }

    def __repr__(self) -> str:
        counted = Counter(map(str, self.verdicts.values()))
        verdicts = ", ".join(f"{counted[word]} {word}" for word in ("yes", "no", "open"))
        program, on = self._evaluation.program, self._evaluation.situation.on
        return f"<Overview {program.canton} on {on}: {verdicts}>"

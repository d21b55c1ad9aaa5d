"""A way: the steps of the model or the rungs of a ladder, in order, and which is next."""

from collections.abc import Iterable
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.findings.errors import known_language
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Language, Text


@frozen
class Way:
    """The steps of the model or the rungs of a ladder, in order, and the next one."""

    id: str
    label: Text
    steps: tuple[Decision, ...]

    @property
    def next(self) -> Decision | None:
        """The first step that is neither done nor ruled out.

        Its verdict says whether it can be taken (yes) or what is to be found out first (open).
        """
        ahead = (one for one in self.steps if one.done is not Truth.YES)
        return next((one for one in ahead if one.verdict is not Truth.NO), None)

    @property
    def actor(self) -> str | None:
        """Who acts next; None while that is open or if nobody does."""
        return self.next.actor if self.next else None

    @property
    def done(self) -> tuple[Decision, ...]:
        """The steps already done."""
        return tuple(one for one in self.steps if one.done is Truth.YES)

    @property
    def regulated(self) -> bool:
        """Whether the source says anything about the next step."""
        return self.next is None or self.next.regulated

    def explain(self, language: Language = "de") -> str:
        """Explain the way, in German, French or English, as plain text."""
        from iiz_rules.render.text.layout import Paper
        from iiz_rules.render.text.overview import way_text

        return way_text(self, Paper(known_language(language)))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from iiz_rules.render.html.notebook import way_html

        return way_html(self)

    def to_dict(self) -> dict[str, Any]:
        """The way as JSON-ready data; `steps` names the decisions that it is made of."""
        from iiz_rules.answers.form import way_data

        return way_data(self)

    def __repr__(self) -> str:
        ahead = f"next {self.next.rule}: {self.next.verdict}" if self.next else "nothing ahead"
        return f"<Way {self.id}, {len(self.steps)} steps, {ahead}>"


def way(program: Program, name: str, decisions: Iterable[Decision]) -> Way:
    """A way, made from decisions that include those about its steps, in any order."""
    by_rule = {one.rule: one for one in decisions}
    return Way(name, program.way_labels[name], tuple(by_rule[one] for one in program.ways[name]))

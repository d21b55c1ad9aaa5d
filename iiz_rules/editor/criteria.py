"""A criterion made of a fact, a comparison and its values, written behind those of a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from iiz_rules.editor.amending import joined
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.registry import plain_message
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.writing import flow
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.values import Problem, plain_value
from iiz_rules.tables.cells import reader
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

HOWS: dict[str, tuple[str, ...]] = {
    "bool": ("is",),
    "judgement": ("judgement",),
    **dict.fromkeys(("int", "chf"), ("at_least", "at_most", "between", "is")),
    "date": ("before", "after", "at_least", "at_most", "between"),
    "code": ("is", "is_one_of"),
    "codes": ("contains_any", "contains_all"),
    "text": ("is",),
}
"""the comparisons offered for each type of fact"""
SEVERAL = ("is_one_of", "contains_any", "contains_all")
WITHOUT = ("judgement",)
"""comparisons with a list, and those without a value"""
Joined = Literal["all", "any"]
LINKS: Mapping[Joined, str] = {"all": "and", "any": "or"}
"""how several conditions are joined, and the word for it in the name of a criterion"""
LONGEST = 70
"""characters of a criterion's name, before a number that may follow"""


@dataclass(frozen=True)
class NewCondition:
    """A fact, how it is compared, and with what, as it was filled in."""

    fact: Fact
    how: str
    values: tuple[str, ...]

    def written(self, language: Language) -> str | list[str]:
        """The condition as YAML, or what is wrong with the values."""
        if self.how in WITHOUT:
            return f"{{judgement: {self.fact.id}}}"
        wanted = 2 if self.how == "between" else 1
        typed = [text.strip() for text in self.values if text.strip()]
        if len(typed) < wanted or (self.fact.codes and not {*typed} <= self.fact.codes.keys()):
            label, empty = self.fact.label[language], say("editor.usual.empty", language)
            return [say("answers.colon", language, label=label, value=empty)]
        written, wrong = [], []
        for text in typed if self.how in SEVERAL else typed[:wanted]:
            read = None if self.fact.codes else reader(self.fact)(text)
            if isinstance(read, Problem):
                finding = Finding(read.code, Place(Source(self.fact.id)), read.words)
                wrong.append(plain_message(finding, language))
            elif read is None:
                written.append(text)
            else:
                written.append(_word(str(plain_value(read))))
        if wrong:
            return wrong
        listed = self.how in SEVERAL or self.how == "between"
        value = f"[{', '.join(written)}]" if listed else written[0]
        return f"{{fact: {self.fact.id}, {self.how}: {value}}}"


@dataclass(frozen=True)
class NewCriterion:
    """A criterion as filled in: one condition, or several of which all or any must hold."""

    conditions: tuple[NewCondition, ...]
    joined: Joined = "all"
    clauses: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """its label, by language"""

    def condition(self, language: Language) -> str | list[str]:
        """The condition as YAML, or what is wrong."""
        every = [one.written(language) for one in self.conditions]
        wrong = [text for one in every if not isinstance(one, str) for text in one]
        if len(every) > 1 and not all(self.labels.values()):
            wrong.append(say("desk.criterion.unnamed", language))
        if wrong:
            return wrong
        written = [one for one in every if isinstance(one, str)]
        return written[0] if len(written) == 1 else f"{{{self.joined}: [{', '.join(written)}]}}"

    def written(self, condition: str, taken: Sequence[str]) -> str:
        """The criterion as YAML: the bare condition if there is nothing else to say."""
        name = self._name(taken)
        parts = [f"id: {name}"] if name != self.conditions[0].fact.id else []
        said = [f"{language}: {_word(text)}" for language, text in self.labels.items() if text]
        parts += [f"label: {{{', '.join(said)}}}"] if said else []
        parts += [f"clauses: [{', '.join(self.clauses)}]"] if self.clauses else []
        return f"{{{', '.join([*parts, f'when: {condition}'])}}}" if parts else condition

    def _name(self, taken: Sequence[str]) -> str:
        """Its name: that of its facts, with a number if already taken."""
        facts = list(dict.fromkeys(one.fact.id for one in self.conditions))
        ends = [fact.rpartition(".")[2] for fact in facts]
        alone = len(self.conditions) == 1
        own = facts[0] if alone else f"-{LINKS[self.joined]}-".join(ends)[:LONGEST].rstrip("-_.")
        names = (own, *(f"{own}-{number}" for number in range(2, 100)))
        return next((name for name in names if name not in taken), names[-1])


ASKED = ("fact", "term", "rule", "judgement")
"""the keys of a condition by which a criterion that has no name is called"""


def hows(fact: Fact) -> tuple[str, ...]:
    """The comparisons that suit a fact."""
    return HOWS.get(fact.domain.type, ())


def names_in(listed: Node) -> list[str]:
    """The names of a rule's criteria, given or implied."""
    named = (name_of(one) for one in (listed.value if isinstance(listed.value, list) else ()))
    return [str(node.value) if node else "" for node in named]


def name_of(criterion: Node) -> Node | None:
    """Where the name of a criterion stands: its own, else that of what it asks for."""
    own = criterion.child("id")
    if own is not None:
        return own
    asked = criterion.child("when") or criterion
    named = (node for key in ASKED if (node := asked.child(key)))
    return next((node for node in named if isinstance(node.value, str)), None)


def with_criterion(text: str, listed: Node, criterion: str) -> str | None:
    """The text with a criterion appended; None if that has to be done by hand."""
    root = read_yaml(f"made: {criterion}".encode(), "made").root
    node = root.child("made") if root else None
    return joined(text, listed, node) if node else None


def _word(text: str) -> str:
    root = read_yaml(b"made: text", "made").root
    assert root is not None
    return flow(replace(root, value=text, keys={}))

"""Conditions as plain data, with nothing left to look up in the YAML.

Sixteen kinds, shared by all engines. Every condition has an address (`at`), which plays no part
in equality. Sets of values are sorted tuples, so that a program has one spelling.
"""

from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache
from typing import Any as Anything
from typing import ClassVar, Literal

from iiz_rules.findings.finding import Place, Source
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

NOWHERE = Place(Source("<python>"))
MOST_SPELLED = 1_024
"""conditions on several sets that are kept spelled out"""


Sign = Literal["==", "<=", ">=", "<", ">"]


@frozen
class Condition:
    """The base of all conditions: the place where it was written."""

    at: Place = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@frozen
class All(Condition):
    """Yes when all parts are yes."""

    parts: tuple[Condition, ...]


@frozen
class Any(Condition):
    """Yes when one part is yes."""

    parts: tuple[Condition, ...]


@frozen
class Not(Condition):
    """Yes when the part is no."""

    part: Condition


@frozen
class AtLeast(Condition):
    """Yes when at least `n` parts are yes."""

    n: int
    parts: tuple[Condition, ...]


@frozen
class ByCase(Condition):
    """What `then` comes to where `when` is yes, what `otherwise` does where it is no.

    While `when` is open it is what both come to, and open where they differ.
    """

    when: Condition
    then: Condition
    otherwise: Condition

    def counting(self, when: Truth) -> tuple[bool, bool]:
        """Whether `then` and `otherwise` count for what `when` came to."""
        return when is not Truth.NO, when is not Truth.YES


@frozen
class Constant(Condition):
    """Yes or no, whatever the case says."""

    value: bool


@frozen
class Silent(Condition):
    """Open, whatever the case says: the source does not regulate it. `hint` says what to know."""

    hint: Text


@frozen
class Leaf(Condition):
    """A condition on one fact. `engine.leaves` says by its kind what it asks of a value."""

    kind: ClassVar[str]
    moves: ClassVar[bool] = False
    """whether its limits move with the date of the question"""
    fact: str

    @property
    def operands(self) -> tuple[Anything, ...]:
        """The operands of the kind: the fields after the fact, in order."""
        names: tuple[str, ...] = self.__match_args__
        return tuple([getattr(self, name) for name in names[1:]])


@frozen
class OneOf(Leaf):
    """The fact has one of the values."""

    kind = "one_of"
    values: tuple[Value, ...]


@frozen
class Range(Leaf):
    """The fact (int, chf, date) lies from `low` to `high`, both included; None is no limit."""

    kind = "range"
    low: Value | None
    high: Value | None


@frozen
class Compare(Condition):
    """The fact stands in a relation to another fact of the same type.

    With `plus`, a date to another one so much later.
    """

    fact: str
    sign: Sign
    other: str
    plus: str | None = None


@frozen
class Within(Leaf):
    """The date lies at most `stretch` before (`last`) or after (`next`) the question's date.

    With `same`, the stretch is a calendar month, quarter or year, and both dates lie in it.
    """

    kind = "within"
    moves = True
    side: Literal["last", "next", "same"]
    stretch: str


@frozen
class Members(Leaf):
    """From `low` to `high` members of the set are among `codes` (None: any member counts)."""

    kind = "members"
    codes: tuple[str, ...] | None
    low: int
    high: int | None


@frozen
class Joined(Condition):
    """From `low` to `high` of the codes are in one of the sets `facts`, taken together.

    With `other` only those count that this set has as well, or, where `lacking`, those that it
    has and none of the sets. `spelled` says the same with conditions on each set alone, and that
    is what it means: one set that is known can decide while another is not.
    """

    facts: tuple[str, ...]
    codes: tuple[str, ...]
    low: int
    high: int | None
    other: str | None = None
    lacking: bool = False


@frozen
class Judgement(Leaf):
    """A judgement that one of the roles `by` gives."""

    kind = "judgement"
    by: tuple[str, ...]


LEAVES: tuple[type[Leaf], ...] = (OneOf, Range, Within, Members, Judgement)
"""Every kind of condition on one fact."""


@frozen
class Reference(Condition):
    """The outcome of a definition: a term or another rule."""

    name: str


@frozen
class Choice(Condition):
    """The condition that belongs to the chosen option of an interpretation."""

    interpretation: str
    options: tuple[tuple[str, Condition], ...]


def facts_of(node: Condition) -> tuple[str, ...]:
    """The facts that a condition reads by itself, not in what is inside it.

    >>> facts_of(Compare("a", "<", "b")), facts_of(Constant(True))
    (('a', 'b'), ())
    """
    several: tuple[str, ...] = getattr(node, "facts", ())
    names = (*several, getattr(node, "fact", None), getattr(node, "other", None))
    return tuple(name for name in names if name is not None)


def parts(node: Condition) -> tuple[Condition, ...]:
    """The nodes directly inside a node."""
    match node:
        case All(parts=inner) | Any(parts=inner) | AtLeast(parts=inner):
            return inner
        case Not(part=part):
            return (part,)
        case ByCase(when=when, then=then, otherwise=otherwise):
            return when, then, otherwise
        case Choice(options=options):
            return tuple(option for _, option in options)
        case Joined():
            return (spelled(node),)
    return ()


@lru_cache(MOST_SPELLED)
def spelled(node: Joined) -> Condition:
    """What a condition on several sets means: whether enough of the codes count, and not too many.

    >>> spelled(Joined(("a", "b"), ("X",), 1, None)).parts[0]
    Any(parts=(Members(fact='a', codes=('X',), low=1, high=None), \
Members(fact='b', codes=('X',), low=1, high=None)))
    """
    counting = tuple(_counting(node, code) for code in node.codes)
    enough = AtLeast(node.low, counting)
    if node.high is None:
        return enough
    not_too_many = Not(AtLeast(node.high + 1, counting))
    return All((enough, not_too_many)) if node.low else not_too_many


def _counting(node: Joined, code: str) -> Condition:
    """Whether one code counts."""
    among = Any(tuple(Members(fact, (code,), 1, None) for fact in node.facts))
    if node.other is None:
        return among
    return All((Not(among) if node.lacking else among, Members(node.other, (code,), 1, None)))


def walk(node: Condition) -> Iterator[Condition]:
    """A node and every node inside it."""
    yield node
    for inner in parts(node):
        yield from walk(inner)

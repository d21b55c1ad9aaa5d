"""Digests of what parts of a program mean, with everything they depend on.

A digest is over the conditions, what they refer to, the facts that they read with all that is tied
to these, the readings, and the days on which the edition is in force. Labels and places play no
part. So what was found out about a part can be kept, and holds as long as its digest is the same.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from iiz_rules.engine.asking.worlds import Tie, world_of
from iiz_rules.findings.finding import Place
from iiz_rules.language.program.conditions import Choice, Condition, Leaf, Reference, facts_of
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.words.text import Text

OF_FACTS = ("domain", "years_since", "years_at", "is_date", "given", "known_by", "commune")
"""the fields of a fact that count, which its labels do not"""
PLAIN = frozenset({str, int, bool, type(None), date, Decimal})
"""types whose repr says everything"""


class Meaning:
    """The meaning of the parts of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._days = str(program.valid_from), str(program.valid_to)
        self._made: dict[int, tuple[object, str]] = {}
        """by identity: with the part itself, so that no other one takes its place"""
        self._defined: dict[str, str] = {}
        self._facts: dict[str, str] = {}
        self._tied = _components(world_of(program).ties)

    def digest(self, *hangs_on: object) -> str:
        """The digest of some parts together."""
        return _hashed(*self._days, *map(self._told, hangs_on))

    def _told(self, part: Any) -> str:
        if type(part) in PLAIN:
            return repr(part)
        made = self._made.get(id(part))
        if made is None:
            made = self._made[id(part)] = part, self._part(part)
        return made[1]

    def _part(self, part: Any) -> str:
        match part:
            case Condition():
                return self._condition(part)
            case Text() | Place():
                return ""
            case Mapping():
                return _hashed(*sorted(f"{key}={self._told(one)}" for key, one in part.items()))
            case frozenset() | set():
                return _hashed(*sorted(map(self._told, part)))
            case tuple() | list():
                return _hashed(*map(self._told, part))
            case ByInterpretation(interpretation=name):
                return _hashed(self._reading(name), self._told(part.options))
        fields: Iterable[str] = getattr(part, "__match_args__", ())
        told = (self._told(getattr(part, field)) for field in fields)
        return _hashed(type(part).__name__, *told) if fields else repr(part)

    def _condition(self, node: Condition) -> str:
        parts = [type(node).__name__, *map(self._fact, facts_of(node))]
        if isinstance(node, Leaf):
            return _hashed(*parts, repr(node.operands))
        if isinstance(node, Choice):
            parts.append(self._reading(node.interpretation))
        if isinstance(node, Reference):
            parts.append(self._definition(node.name))
        names: tuple[str, ...] = getattr(node, "__match_args__", ())
        return _hashed(*parts, *(self._told(getattr(node, name)) for name in names))

    def _definition(self, name: str) -> str:
        if name not in self._defined:
            self._defined[name] = self._told(self.program.definitions[name].node)
        return self._defined[name]

    def _reading(self, name: str) -> str:
        reading = self.program.interpretations[name]
        return _hashed(name, reading.default, *reading.options)

    def _fact(self, name: str) -> str:
        """What a fact can be, and all that is tied to it."""
        if name not in self._facts:
            ties, facts = self._tied.get(name, ((), {name}))
            own = (self.program.facts[one] for one in sorted(facts))
            self._facts[name] = _hashed(name, *map(repr, ties), *map(self._of_fact, own))
        return self._facts[name]

    def _of_fact(self, fact: Fact) -> str:
        return _hashed(fact.id, *(self._told(getattr(fact, name)) for name in OF_FACTS))


def _components(ties: Iterable[Tie]) -> dict[str, tuple[list[Tie], set[str]]]:
    """For each tied fact all ties it depends on, also through others, and their facts."""
    components: dict[str, tuple[list[Tie], set[str]]] = {}
    for tie in ties:
        beside = {
            id(components[name]): components[name] for name in tie.facts if name in components
        }.values()
        joined = [tie], {*tie.facts}
        for other, facts in beside:
            joined[0].extend(other)
            joined[1].update(facts)
        joined[0].sort(key=repr)
        components |= dict.fromkeys(joined[1], joined)
    return components


def _hashed(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

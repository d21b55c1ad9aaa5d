"""The source of the function that answers some rules: the truths of what is made of conditions.

It is one straight line of assignments, a condition after those that it is made of. `a7` is a
condition on one fact, whose truth stands in the row of the fact, `t9` one that is worked out here.
True is yes, False no, None open. `and` stops at the first operand that is not true, and `or` takes
what is open for false: where that can be too early, the line below sets it right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iiz_rules.engine.compiled.circuit import needed
from iiz_rules.engine.leaves import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iiz_rules.engine.compiled.circuit import Circuit, Gate

    Place = tuple[int, int] | bool | None
    """a fact and the position in its row; -1 and the position among the truths; a fixed truth"""

SIGNS = {sign: sign for sign in ("==", "<=", ">=", "<", ">")}
BETWEEN = ("chf", "int")
"""The types of facts of which only bounds may be known."""
FIXED: dict[str, Place] = {"True": True, "False": False, "None": None}


class FunctionWriter:
    """Writes how some rules are answered, and keeps where the truth of each condition will be."""

    def __init__(
        self, circuit: Circuit, rules: Sequence[str], columns: list[list[int]], inline: bool = False
    ) -> None:
        self.circuit, self.columns = circuit, columns
        self.row, self.value = ("r{}", "v{}") if inline else ("rows[{}]", "values[{}]")
        self.names: dict[int, str] = {}
        self.found: list[str] = []
        """the names of the truths that are worked out"""
        wanted = needed(circuit, [one for rule in rules for one in circuit.rules[rule].nodes])
        self.lines = [*self._unpacked(set(wanted)), *self._options(wanted)]
        for number in wanted:
            self.names[number] = self._name(number, circuit.conditions[number])
        self.lines += self._verdicts(rules)

    @property
    def truths(self) -> str:
        """Name all truths that are worked out."""
        return f"({''.join(f'{name}, ' for name in self.found)})"

    def _verdicts(self, rules: Sequence[str]) -> Iterator[str]:
        """Write how verdicts are named: a copy of all refused, set right where one is not."""
        yield "found = refused.copy()"
        for rule in rules:
            name = self.names[self.circuit.rules[rule].node]
            yield f"if {name} is not False: found[{rule!a}] = YES if {name} else OPEN"

    def places(self) -> dict[int, Place]:
        """Say where the truth of each condition is: in the row of a fact, or among those found."""
        by_name: dict[str, Place] = {
            f"a{number}": (fact, position)
            for fact, numbers in enumerate(self.columns)
            for position, number in enumerate(numbers)
            if number in self.names
        }
        by_name |= FIXED | {name: (-1, position) for position, name in enumerate(self.found)}
        return {number: by_name[name] for number, name in self.names.items()}

    def _unpacked(self, wanted: set[int]) -> Iterator[str]:
        """Take the truths of conditions on one fact out of its row."""
        for fact, conditions in enumerate(self.columns):
            if wanted.isdisjoint(conditions):
                continue
            names = [f"a{one}" if one in wanted else "_" for one in conditions]
            row = self.row.format(fact)
            yield f"{', '.join(names)}, = {row}  # {self.circuit.facts[fact].id!a}"

    def _options(self, wanted: list[int]) -> Iterator[str]:
        """Look up which option of each reading is chosen."""
        conditions = [self.circuit.conditions[number] for number in wanted]
        for reading in dict.fromkeys(one[1] for one in conditions if one[0] == "choice"):
            yield f"{self._option(reading)} = options[{reading!a}]"

    def _option(self, reading: str) -> str:
        return f"o{list(self.circuit.interpretations).index(reading)}"

    def _name(self, number: int, condition: Gate) -> str:
        """What a truth is called; where it has to be worked out, write how."""
        if condition[0] in KINDS:
            return f"a{number}"
        name = f"t{number}"
        text, *mended = self._text(name, condition)
        if text.isidentifier():
            return text
        self.lines += [f"{name} = {text}", *mended]
        self.found.append(name)
        return name

    def _text(self, name: str, condition: Gate) -> list[str]:
        """Write what a truth is, and what sets it right."""
        match condition:
            case ("all", parts):
                return _all(name, self._parts(parts))
            case ("any", parts):
                return _any(name, self._parts(parts))
            case ("at_least", n, parts):
                return [_counted(n, self._parts(parts))]
            case ("not", part):
                return [f"None if {self.names[part]} is None else not {self.names[part]}"]
            case ("by_case", *parts):
                return [_by_case(*self._parts(tuple(parts)))]
            case ("choice", reading, options):
                return [self._chosen(self._option(reading), options)]
            case ("compare", fact, sign, other, plus):
                left, right = self.value.format(fact), self.value.format(other)
                unknown = f"{left} is None or {right} is None"
                right = f"shift({right}, {plus!a})" if plus else right
                relation = f"{left} {SIGNS[sign]} {right}"
                if self.circuit.facts[fact].type in BETWEEN:
                    bounds = f"compared({SIGNS[sign]!a}, {left}, {right})"
                    whole = f"type({left}) is type({right}) is int"  # for which Python is quicker
                    relation = f"{relation} if {whole} else {bounds}"
                return [f"None if {unknown} else {relation}"]
            case ("constant", value):
                return [str(bool(value))]
            case ("silent",):
                return ["None"]
        raise TypeError(condition[0])

    def _parts(self, numbers: tuple[int, ...]) -> list[str]:
        return [self.names[number] for number in numbers]

    def _chosen(self, option: str, options: tuple[tuple[str, int], ...]) -> str:
        *others, (_, last) = options
        text = self.names[last]
        for name, number in reversed(others):
            text = f"{self.names[number]} if {option} == {name!a} else {text}"
        return text


def _all(name: str, names: list[str]) -> list[str]:
    """Write an `all`: False as soon as one is false, also behind one that is not known."""
    rest = _distinct(names, "True", "False")
    later = " or ".join(f"{one} is False" for one in rest[1:])
    mended = f"if {name} is None and ({later}): {name} = False"
    return [" and ".join(rest), mended] if later else rest


def _any(name: str, names: list[str]) -> list[str]:
    """Write an `any`: None where none is true and one before the last is not known."""
    rest = _distinct(names, "False", "True")
    before = " or ".join(f"{one} is None" for one in rest[:-1])
    mended = f"if {name} is False and ({before}): {name} = None"
    return [" or ".join(rest), mended] if before else rest


def _distinct(names: list[str], neutral: str, decides: str) -> list[str]:
    """Leave out what adds nothing, and all others where one decides."""
    rest = [name for name in dict.fromkeys(names) if name != neutral]
    return [decides] if decides in rest else rest or [neutral]


def _by_case(when: str, then: str, otherwise: str) -> str:
    """Write a choice by cases: what both branches come to while it is open which of them counts."""
    both = f"{then} if {then} is {otherwise} else None"
    return f"{then} if {when} else {otherwise} if {when} is False else {both}"


def _counted(n: int, names: list[str]) -> str:
    spare = len(names) - n
    sure = f"(s := ({', '.join(names)},)).count(True) >= {n:d}"
    return f"True if {sure} else None if s.count(False) <= {spare:d} else False"

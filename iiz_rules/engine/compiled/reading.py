"""The lines that read a case, where nothing about it is unusual.

They take nested mappings whose values have the type that most callers give, and refuse everything
else with `Unusual`: then the reader of every case (`case.facts`) decides, and says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from iiz_rules.engine.compiled.columns import SEPARATOR, FactColumn, Unusual

if TYPE_CHECKING:
    from typing import Any

    from iiz_rules.engine.compiled.circuit import Circuit, CircuitFact

LARGEST = 10**18 - 1
LARGEST_AMOUNT = 10**16 - 1
LONGEST_TEXT = 16_384
MOST_EACH = 1_000
Tree = dict[str, "int | Tree"]


def lines(circuit: Circuit) -> Iterator[str]:
    """Write how the values of all facts are read, `v7`, and the row of each, `r7`."""
    tree = nested(circuit)
    if tree is None:
        yield "raise Unusual"
        return
    yield from _group(tree, "case", [0])
    for number, fact in enumerate(circuit.facts):
        yield from _value(number, fact)
    numbers = {fact.id: f"v{number}" for number, fact in enumerate(circuit.facts)}
    for number, fact in enumerate(circuit.facts):
        if fact.since or fact.is_date:
            after = [numbers.get(name, "None") for name in (fact.since, fact.at) if name]
            own = f"v{number}, r{number}"
            yield f"{own} = follow{number}({', '.join((own, *after))})"


def told(circuit: Circuit) -> str:
    """Write what was read: all values, and all rows."""
    numbers = range(len(circuit.facts))
    return ", ".join(f"({''.join(f'{one}{number}, ' for number in numbers)})" for one in "vr")


def nested(circuit: Circuit) -> Tree | None:
    """The facts by the keys of nested mappings; None where a fact is also a group."""
    tree: Tree = {}
    for number, fact in enumerate(circuit.facts):
        *groups, name = fact.id.split(".")
        inner: Any = tree
        for group in groups:
            inner = inner.setdefault(group, {})
            if not isinstance(inner, dict):
                return None
        if name in inner:
            return None
        inner[name] = number
    return tree


def filled(tree: Tree, values: list[Any]) -> dict[str, Any]:
    """Nested mappings with the values of all facts."""
    return {
        key: filled(inner, values) if isinstance(inner, dict) else values[inner]
        for key, inner in tree.items()
    }


def _group(tree: Tree, name: str, count: list[int]) -> Iterator[str]:
    """Write how a mapping is taken apart; `count` numbers the mappings."""
    number = count[0]
    yield f"if {name} is None:"
    yield f"    {name} = blank{number}"
    yield f"elif type({name}) is not dict or len({name}) != {len(tree)}:"
    yield f"    {name} = group({name}, blank{number})"
    for key, inner in tree.items():
        if isinstance(inner, dict):
            count[0] += 1
            own = f"g{count[0]}"
            yield f"{own} = {name}[{key!a}]"
            yield from _group(inner, own, count)
        else:
            yield f"v{inner} = {name}[{key!a}]"


def blanks(tree: Tree) -> Iterator[dict[str, None]]:
    """For each mapping, in the order in which they are numbered, one with nothing known."""
    yield dict.fromkeys(tree)
    for inner in tree.values():
        if isinstance(inner, dict):
            yield from blanks(inner)


def group(raw: Any, blank: dict[str, None]) -> dict[str, Any]:
    """Fill up a mapping in which some keys are left out; Unusual where it has others."""
    if type(raw) is not dict:
        raise Unusual
    whole = {**blank, **raw}
    if len(whole) != len(blank):
        raise Unusual
    return whole


def _value(number: int, fact: CircuitFact) -> Iterator[str]:
    """Write how one value is read; `read7` takes what is rarer."""
    value, row = f"v{number}", f"r{number}"
    yield f"if {value} is None:"
    yield f"    {row} = open{number}"
    if fact.type in ("bool", "judgement"):
        yield f"elif {value} is True:"
        yield f"    {row} = yes{number}"
        yield f"elif {value} is False:"
        yield f"    {row} = no{number}"
    elif fact.type in _USUAL:
        test, written = _USUAL[fact.type]
        test += " and {v} <= today{n}" if fact.until_question else ""
        low, high = limits(fact)
        if fact.type == "int" and is_narrow(fact):
            written = "each{n}[{v}]"
        words = {"v": value, "n": number, "low": low, "high": high, "longest": LONGEST_TEXT}
        target = f"{value}, {row}" if fact.type == "codes" else row
        yield f"elif {test.format(**words)}:"
        yield f"    {target} = {written.format(**words)}"
    yield "else:"
    yield f"    {value}, {row} = read{number}({value})"


_BETWEEN = "type({v}) is int and {low} <= {v} <= {high}"
_USUAL = {
    "int": (_BETWEEN, "rows{n}[bisect(limits{n}, {v})]"),
    "chf": (_BETWEEN, "rows{n}[bisect(limits{n}, {v})]"),
    "date": ("type({v}) is date", "rows{n}[bisect(limits{n}, {v})]"),
    "code": ("type({v}) is str", "rows{n}[{v}]"),
    "codes": ("type({v}) is list", "set{n}(join({v})) or read{n}({v})"),
    "text": ("type({v}) is str and {v}.isascii() and len({v}) <= {longest}", "row{n}({v})"),
}


def limits(fact: CircuitFact) -> tuple[int, int]:
    """The whole numbers between which a value is right."""
    most = LARGEST_AMOUNT if fact.type == "chf" else LARGEST
    low = -LARGEST if fact.low is None else fact.low
    high = LARGEST if fact.high is None else fact.high
    return max(low, -most), min(high, most)


def is_narrow(fact: CircuitFact) -> bool:
    """Whether a number has so few values that there is a row for each."""
    low, high = limits(fact)
    return low >= 0 and high <= MOST_EACH


def tables(number: int, column: FactColumn) -> dict[str, Any]:
    """What the lines of one fact look up."""
    fact = column.fact
    names: dict[str, Any] = {"open": column.open, "read": column.read, "follow": column.follow}
    if fact.type in ("bool", "judgement"):
        names |= {"yes": column.row(True), "no": column.row(False)}
    elif fact.type == "code":
        names["rows"] = {code: column.row(code) for code in sorted(fact.codes)}
    elif fact.type == "codes":
        names["set"] = column.sets.get
    elif fact.type == "text":
        names["row"] = column.row
    elif fact.type == "int" and is_narrow(fact):
        names["each"] = [column.row(value) for value in range(limits(fact)[1] + 1)]
    else:
        chf = fact.type == "chf"  # of which whole francs are read here
        edges = [ceil(limit) for limit in column.limits] if chf else column.limits
        names |= {"rows": column.rows, "limits": edges, "today": column.on}
    return {f"{name}{number}": found for name, found in names.items()}


def namespace(circuit: Circuit, columns: list[FactColumn]) -> dict[str, Any]:
    """Everything that the function looks up."""
    from bisect import bisect_right
    from datetime import date

    names: dict[str, Any] = {"Unusual": Unusual, "group": group, "bisect": bisect_right}
    names |= {"date": date, "join": SEPARATOR.join}
    names |= {f"blank{n}": blank for n, blank in enumerate(blanks(nested(circuit) or {}))}
    for number, column in enumerate(columns):
        names |= tables(number, column)
    return names

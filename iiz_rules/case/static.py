"""A canton's case as a Python module that type checkers read: its groups, its facts, its names.

The model of a case (`policy.Case`) is made when an edition is loaded, so that no type checker knows
it. What is written here is a typed dictionary, which is a plain one when the program runs: it costs
nothing, and is the form of a case that is answered soonest.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap

from iiz_rules.language.program.rules import Fact, Program

HEAD = '''# {title}
# ruff: noqa
# fmt: off
"""Written by `iiz export python`: write it anew when the edition changes."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypedDict

Day = date | str
"""a date, or one as text: 2024-03-05"""
Bounds = TypedDict("Bounds", {{"at_least": "Amount", "at_most": "Amount"}})
Amount = Decimal | int | str
"""francs; as text with at most two decimals"""
Dated = TypedDict(
    "Dated",
    {{"from": Day, "value": Any, "attested_by": str | None, "learned_on": Day | None}},
    total=False,
)
"""an entry of a fact that is given as a dated history"""

EDITION = "{edition}"
DIGEST = "{digest}"
'''
TYPES = {
    "bool": "bool",
    "judgement": "bool",
    "int": "int",
    "chf": "Amount | Bounds",
    "date": "Day",
    "text": "str",
    "ahv": "str",
    "commune": "int",
}
WIDE = 100


def python_module(program: Program) -> str:
    """The module of an edition: literals of its lists and names, then `Case` with its groups.

    >>> from iiz_rules import load
    >>> module: dict[str, object] = {}
    >>> exec(python_module(load("zurich").program), module)
    >>> module["EDITION"], "Case" in module
    ('2014-04-01', True)
    """
    title = _one_line(f"{program.label.en}, edition {program.edition}: what a case may say.")
    parts = [HEAD.format(title=title, edition=program.edition, digest=program.digest)]
    facts = [fact for fact in program.facts.values() if fact.given]
    parts += _literal("Rule", program.rules, "what can be asked")
    parts += _literal("Interpretation", program.interpretations, "what can be read otherwise")
    parts += _literal("Actor", program.actors, "roles and institutions")
    first = {tuple(fact.codes): fact for fact in reversed(facts) if fact.codes}
    coded = [fact for fact in facts if first.get(tuple(fact.codes)) is fact]
    titles = _titles((fact.id for fact in coded), "Code")
    for fact in coded:
        parts += _literal(titles[fact.id], fact.codes, fact.label.de)
    lists = {tuple(fact.codes): titles[fact.id] for fact in coded}
    groups = sorted(program.groups, key=lambda group: (-group.count("."), group))
    known = [group for group in groups if any(one.id.startswith(f"{group}.") for one in facts)]
    names = {**_titles(known, "Facts"), "": "Case"}
    for group in names:
        parts += _group(group, facts, names, lists)
    return "\n".join(parts)


def _literal(name: str, words: Iterable[str], about: str) -> Iterator[str]:
    """A `Literal` of words, wrapped; empty if there are none."""
    listed = ", ".join(json.dumps(word, ensure_ascii=False) for word in words)
    if listed:
        lines = wrap(listed, WIDE - 4, break_on_hyphens=False, break_long_words=False)
        body = "\n    ".join(lines)
        yield f"# {_one_line(about)}\n{name} = Literal[\n    {body},\n]\n"


def _group(
    group: str, facts: Iterable[Fact], names: dict[str, str], lists: dict[tuple[str, ...], str]
) -> Iterator[str]:
    """A group of facts as a typed dictionary, each with its label; any may be left out."""
    name = names[group]
    yield f'{name} = TypedDict(\n    "{name}",\n    {{'
    for inner in filter(None, names):
        if inner.rpartition(".")[0] == group:
            yield f'        "{inner.rpartition(".")[2]}": {names[inner]} | None,'
    for fact in facts:
        outer, _, own = fact.id.rpartition(".")
        if outer == group:
            yield f"        # {_one_line(fact.label.de)}"
            yield f'        "{own}": {_type(fact, lists)} | None,'
    yield "    },\n    total=False,\n)\n"


def _type(fact: Fact, lists: dict[tuple[str, ...], str]) -> str:
    """The type of a fact's value; a dated history is always allowed."""
    code = lists.get(tuple(fact.codes), "str")
    if fact.domain.type == "codes":
        return f"Collection[{code} | Dated]"
    single = code if fact.domain.type == "code" else TYPES[fact.domain.type]
    return f"{single}{' | Day' if fact.domain.day else ''} | list[Dated]"


def _titles(ids: Iterable[str], ending: str) -> dict[str, str]:
    """Names in Python, one for each: where two come out alike, the later one has a number.

    >>> _titles(["a.b", "a-b", "c"], "Facts")
    {'a.b': 'ABFacts', 'a-b': 'ABFacts_2', 'c': 'CFacts'}
    """
    names: dict[str, str] = {}
    alike: Counter[str] = Counter()
    for name in ids:
        title = "".join(part.title() for part in re.split("[._-]", name)) + ending
        alike[title] += 1
        names[name] = title if alike[title] == 1 else f"{title}_{alike[title]}"
    return names


def _one_line(text: str) -> str:
    """A text of a canton on one line, safe in a comment."""
    return " ".join(text.split())

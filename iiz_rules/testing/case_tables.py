"""Cases as the rows of a table: a column for each fact, and columns for what is expected.

A heading is a fact, as in every table, or one of these: `title` (in the canton's main language),
`title.fr` (in another one), `date`, `expect.eligibility` (the verdict),
`expect.eligibility.residence` (that of a criterion), `expect.eligibility:missing` (what else a case
may expect of a rule), `next.route` (the next step), `may.doctor:work-out-strategy` (who may do
what), `interpretations.A-ZH-06` (a reading). An empty cell says nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from iiz_rules.case.documents import Example, example_of
from iiz_rules.engine.columnar.headings import Headings, meanings
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Source
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.node import Node
from iiz_rules.language.values import FALSE, TRUE, Problem, Value
from iiz_rules.tables.cells import UNKNOWN, plain_day, reader
from iiz_rules.tables.plain import text_of
from iiz_rules.tables.source import Cell, Table, listed
from iiz_rules.tables.table import bad_cell, read_table
from iiz_rules.words.text import MAIN

TITLE, DATE = "title", "date"
TITLES = re.compile(rf"{TITLE}(?:\.([a-z]{{2}}))?")
"""matches the headings of titles, in the main language or in another one"""
GROUPS = ("expect", "next", "may", "interpretations")
"""prefixes of headings that are not facts"""
LISTS = ("missing", "pending", "decisive", "clauses")
"""matches headings whose cells hold several names, separated by `|`"""
NONE = "[]"
Read = tuple[Example | None, tuple[Finding, ...]]


@dataclass(frozen=True)
class CaseTable:
    """What a table comes to: its cases, each by the number of its row, and columns of one's own."""

    rows: Iterable[tuple[str, Read]]
    own: tuple[str, ...] = ()
    """the headings that are no facts and say nothing of what is expected"""


def cases_of(path: Path, name: str, program: Program, main: str = MAIN) -> CaseTable:
    """The cases of a table; of one that is none, its faults alone.

    `main` is the language of titles whose heading names none.
    """
    try:
        table = replace(read_table(path, name), name=name)
        meant = _meant(program, table)
    except UsageError as error:
        return CaseTable([_faulty(name, error.findings)])
    own = [one for one in table.columns if one.strip() and one not in meant and not is_ours(one)]
    return CaseTable(_cases(program, table, meant, main), tuple(own))


def _faulty(name: str, findings: Iterable[Finding]) -> tuple[str, Read]:
    return name, (None, tuple(_at(finding, name) for finding in findings))


def _cases(
    program: Program, table: Table, meant: Mapping[str, str], main: str
) -> Iterator[tuple[str, Read]]:
    name = table.name
    if table.findings:
        yield _faulty(name, table.findings)
    columns = {heading: listed(cells) for heading, cells in table.columns.items()}
    for position, number in enumerate(table.numbers):
        cells = {heading: column[position] for heading, column in columns.items()}
        yield f"{name}:{number}", CaseRow(program, table, meant, number, main).read(cells)


def _at(finding: Finding, name: str) -> Finding:
    """A finding in a table, with the canton's name in place of the path on the disk."""
    return replace(finding, place=replace(finding.place, source=Source(name)))


def is_ours(heading: str) -> bool:
    """Whether a heading is a title, the date or an expectation rather than a fact."""
    named = heading in (DATE, "clauses") or heading.partition(".")[0] in GROUPS
    return named or TITLES.fullmatch(heading) is not None


def _meant(program: Program, table: Table) -> Mapping[str, str]:
    """The fact of each heading. UsageError if one is misspelt or ambiguous."""
    facts = [fact.id for fact in program.facts.values() if fact.given]
    ours = [heading for heading in table.columns if is_ours(heading)]
    return meanings(program, Headings(table.name, list(table.columns), facts, own=ours))


class CaseRow:
    """A row read as a case, with the place of every value."""

    def __init__(
        self, program: Program, table: Table, meant: Mapping[str, str], number: int, main: str
    ) -> None:
        self.program, self.table, self.meant, self.number = program, table, meant, number
        self.main = main
        self.source = Source(table.name)
        self.order = list(table.columns)

    def read(self, cells: Mapping[str, Cell]) -> Read:
        """The case, and what is wrong with it."""
        root = self._group("")
        facts, findings = self._group(""), list[Finding]()
        for heading, cell in cells.items():
            if heading in self.meant:
                fact = self.program.facts[self.meant[heading]]
                value = reader(fact)(cell)
                if isinstance(value, Problem):
                    found = bad_cell(self.table, heading, self.number, cell, fact, value)
                    findings.append(found)
                elif value is not None:
                    self._put(facts, fact.id, self._value(heading, value))
            elif not is_ours(heading) or not (text := text_of(cell).strip()):
                continue
            elif titled := TITLES.fullmatch(heading):
                findings += self._titled(root, heading, titled[1] or self.main, text)
            else:
                self._ours(root, heading, text)
        self._put(root, "facts", facts)
        if TITLE not in self._inside(root):
            title = f"{Path(self.table.name).stem}, {self.number}"
            self._put(root, TITLE, self._node(self.order[0], title))
        findings += self._without_verdict(root)
        if findings:
            return None, tuple(findings)
        return example_of(root, f"{self.table.name}:{self.number}", self.main)

    def _titled(self, root: Node, heading: str, language: str, text: str) -> Iterator[Finding]:
        """Add the title in a language, which only one column may give."""
        titles, title = self._below(root, TITLE), self._node(heading, text)
        if language in self._inside(titles):
            yield Finding("text-twice", title.place, {"language": language})
        self._put(titles, language, title)

    def _ours(self, root: Node, heading: str, text: str) -> None:
        group, _, rest = heading.partition(".")
        if group == "expect":
            rule, _, part = rest.partition(":")
            self._expected(self._below(root, "expect"), heading, (rule, part), text)
        elif group == "may":
            self._may(root, heading, rest, text)
        elif heading in LISTS:
            self._put(root, heading, self._several(heading, text))
        elif group in GROUPS:
            self._put(self._below(root, group), rest, self._node(heading, text))
        else:
            self._put(
                root, heading, self._node(heading, plain_day(text) if heading == DATE else text)
            )

    def _without_verdict(self, root: Node) -> Iterator[Finding]:
        """The rules with expectations but without an expected verdict."""
        expect = self._inside(root).get("expect")
        for rule, expected in self._inside(expect).items() if expect else ():
            said = self._inside(expected)
            if "verdict" not in said:
                first = next(iter(self._inside(said.get("criteria", expected)).values()))
                words = {"rule": rule, "column": f"expect.{rule}"}
                yield Finding("no-verdict", first.place, words)

    def _may(self, root: Node, heading: str, named: str, text: str) -> None:
        """Whether somebody may do something."""
        actor, _, action = named.partition(":")
        question = self._group("")
        for key, word in {"actor": actor, "action": action, "answer": _verdict(text)}.items():
            self._put(question, key, self._node(heading, word))
        listed = self._inside(root).get("may") or self._node(heading, [])
        assert isinstance(listed.value, list)
        listed.value.append(question)
        self._put(root, "may", listed)

    def _several(self, heading: str, text: str) -> Node:
        """Several names in a cell."""
        names = [] if text == NONE else [name.strip() for name in text.split("|")]
        return self._node(heading, [self._node(heading, name) for name in names])

    def _expected(self, expect: Node, heading: str, named: tuple[str, str], text: str) -> None:
        """What is expected of a rule: its verdict, that of one of its criteria, or more of it."""
        rules = {*self.program.rules}
        name, part = named
        if part in LISTS:
            self._put(self._below(expect, name), part, self._several(heading, text))
            return
        if part:
            value = {"not_regulated": _truth, "due": plain_day}.get(part, str)(text)
            self._put(self._below(expect, name), part, self._node(heading, value))
            return
        parts = name.split(".")
        ends = (end for end in range(len(parts), 0, -1) if ".".join(parts[:end]) in rules)
        end = next(ends, len(parts))
        rule = self._below(expect, ".".join(parts[:end]))
        verdict = self._node(heading, _verdict(text))
        if end == len(parts):
            self._put(rule, "verdict", verdict)
        else:
            self._put(self._below(rule, "criteria"), ".".join(parts[end:]), verdict)

    def _value(self, heading: str, value: Value) -> Node:
        if isinstance(value, frozenset):
            return self._node(heading, [self._node(heading, one) for one in sorted(value)])
        plain = value.isoformat() if isinstance(value, date) else value
        return self._node(heading, str(plain) if isinstance(plain, Decimal) else plain)

    def _node(self, heading: str, value: Any) -> Node:
        column = self.order.index(heading) + 1 if heading else 1
        place = (self.number, column, self.number, column + 1)
        return Node(value, self.source, *place, keys={})

    def _group(self, heading: str) -> Node:
        return self._node(heading, {})

    def _below(self, node: Node, key: str) -> Node:
        inside = self._inside(node)
        if key not in inside:
            self._put(node, key, self._group(""))
        return inside[key]

    def _put(self, node: Node, key: str, value: Node) -> None:
        self._inside(node)[key] = value
        node.keys[key] = value

    def _inside(self, node: Node) -> dict[str, Node]:
        assert isinstance(node.value, dict)
        return node.value


def _verdict(text: str) -> str:
    """A verdict word in any of our languages, as in a case; other words stay, to be reported."""
    word = text.casefold()
    if word in TRUE:
        return "yes"
    if word in FALSE:
        return "no"
    return "open" if word in UNKNOWN else text


def _truth(text: str) -> bool | str:
    """A truth in one of our languages, as a case has it; another word is left for its finding."""
    word = text.casefold()
    return word in TRUE if word in (*TRUE, *FALSE) else text

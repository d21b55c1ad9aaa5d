"""How long `iiz verify` takes for a canton ten times Valais: `python -m benchmarks.tenfold`.

Its rules, terms, facts, bodies and events ten times over, each copy under names of its own; the
readings are those of all. Asks what is asked without `--hints`, and says what each question took.
"""

import sys
import time
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.policy import load
from iiz_rules.verification.questions.examine import QUESTIONS
from iiz_rules.verification.search import CaseSearch

NAMES = frozenset(
    (
        *("id", "fact", "facts", "other", "name", "named_by", "of_fact", "amount", "day"),
        *("years_since", "years_at", "known_by", "body"),
    )
)
"""the fields of conditions, rules and facts in which names stand, and no codes"""


class Copy:
    """A copy of a program under other names."""

    def __init__(self, program: Program, number: int) -> None:
        self.program, self.number = program, number
        self.names = {*program.facts, *program.rules, *program.bodies} - {ACTOR}

    def named(self, name: str) -> str:
        """The name of what a name stands for."""
        kind, colon, rest = name.partition(":")
        if colon:
            return f"{kind}:{self.named(rest)}" if rest else name
        return f"x{self.number}-{name}" if self.is_own(name) else name

    def is_own(self, name: str) -> bool:
        """Whether it is a name of the program, or of a term or a catalogue of it."""
        return name in self.names or f"term:{name}" in self.program.definitions

    def made(self, part: Any, names: bool = False) -> Any:
        """A part of the program, the names in it exchanged."""
        match part:
            case str():
                return self.named(part) if names else part
            case tuple():
                return tuple(self.made(one, names) for one in part)
            case Mapping():
                return {key: self.made(one) for key, one in part.items()}
        if not is_dataclass(part) or isinstance(part, type):
            return part
        inside = ((one.name, getattr(part, one.name)) for one in fields(part) if one.init)
        changed = {
            name: self.made(one, name in NAMES)
            for name, one in inside
            if name not in ("at", "label", "question", "values", "codes")
        }
        return replace(part, **changed)

    def mapped(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        """Parts by their names."""
        return {self.named(name): self.made(one) for name, one in parts.items()}


def tenfold(program: Program, times: int = 10) -> Program:
    """A program so many times over."""
    copies = [Copy(program, number) for number in range(times)]
    parts = ("facts", "definitions", "rules", "derived", "deadlines", "splits", "bodies")
    grown: dict[str, Any] = {
        part: {
            name: one
            for copy in copies
            for name, one in copy.mapped(getattr(program, part)).items()
        }
        for part in parts
    }
    grown["ways"] = {
        f"x{copy.number}-{way}": tuple(map(copy.named, steps))
        for copy in copies
        for way, steps in program.ways.items()
    }
    grown["events"] = {}
    return replace(program, claims=(), waterfall=None, **grown)


def main() -> None:
    """Ask every question, and print what it took."""
    program = tenfold(load("valais").program, int(sys.argv[1]) if sys.argv[1:] else 10)
    begin = time.process_time()
    search = CaseSearch(program)
    whole = time.process_time() - begin
    for question in QUESTIONS:
        begin, asked, found = time.process_time(), 0, 0
        for subject in question.subjects(program):
            asked += 1
            found += len([*question.ask(search, subject)])
        took = time.process_time() - begin
        whole += took
        print(f"{question.name:14} {asked:6} asked, {found} found, {took:6.2f} s", flush=True)
    print(f"{len(program.rules)} rules, {len(program.facts)} facts: {whole:.1f} s")


if __name__ == "__main__":
    main()

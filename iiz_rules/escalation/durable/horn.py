"""An edition as positive rules: what is surely yes and what is surely no, each a code.

Three-valued logic has only positive rules in that pair: a conjunction is surely yes when all parts
are, surely no when one part is. What is open has neither code, so nothing ever has to be denied.
Conditions on facts (atoms) are not translated: the interpreter evaluates them, and their truths are
the codes to begin with. So is the option chosen of each interpretation: one translation serves all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import parts
from iiz_rules.language.program.rules import Program

Code = str
Pair = tuple[Code, Code]
"""What is given or derived where something is surely yes, and where it is surely no."""
WIDEST = 8
"""How many codes a body has at most; a longer one is taken in parts."""
TRUE: Code = "t"
"""Always given: the body of what holds in any case."""
NEVER: Code = "n"
"""Never given, and never derived."""


@dataclass(frozen=True, slots=True)
class HornClause:
    """`head` holds where all of `body` do."""

    head: Code
    body: tuple[Code, ...]


class RuleCodes(NamedTuple):
    """The codes of a rule: its verdict, whether each holder applies, whether it is done."""

    verdict: Pair
    holders: tuple[Pair, ...]
    done: Pair | None


class Horn:
    """Translates; each definition and each atom gets its codes once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.clauses: list[HornClause] = []
        """each after those that it needs"""
        self.atoms: dict[conditions.Condition, int] = {}
        self.options: dict[tuple[str, str], Code] = {}
        """the code that an option of an interpretation is chosen"""
        self._definitions: dict[str, Pair] = {}
        self._fired: dict[str, Code] = {}
        self._made = 0

    def rule(self, name: str) -> RuleCodes:
        """Translate a rule with its holders and when it is done."""
        rule = self.program.rules[name]
        holders = (holder.node for holder in rule.holders)
        return RuleCodes(
            self._definition(f"rule:{name}"),
            tuple(self._codes(node) if node else (TRUE, NEVER) for node in holders),
            self._codes(rule.done) if rule.done else None,
        )

    def trigger(self, name: str) -> Code:
        """Translate a trigger: it fires on an event or a missed date, or where another has fired.

        Triggers do not go round in circles: the check `circular-trigger` refuses that.
        """
        if name not in self._fired:
            triggers = self.program.triggers
            condition, _ = self._definition(f"rule:{name}")
            causes = (
                self.trigger(cause) if cause in triggers else cause_code(cause)
                for cause in triggers[name].on
            )
            self._fired[name] = self._derived([(cause, condition) for cause in causes])
        return self._fired[name]

    def _definition(self, name: str) -> Pair:
        if name not in self._definitions:
            self._definitions[name] = self._codes(self.program.definitions[name].node)
        return self._definitions[name]

    def _codes(self, node: conditions.Condition) -> Pair:
        """The codes of a node; what has no clause is never derived."""
        match node:
            case conditions.Not(part=part):
                yes, no = self._codes(part)
                return no, yes
            case conditions.All(parts=parts):
                return self._counted(parts, len(parts))
            case conditions.Any(parts=parts):
                return self._counted(parts, 1)
            case conditions.AtLeast(n=n, parts=parts):
                return self._counted(parts, n)
            case conditions.ByCase():
                return self._by_case(node)
            case conditions.Reference(name=name):
                return self._definition(name)
            case conditions.Choice(interpretation=interpretation, options=options):
                return self._chosen(interpretation, options)
            case conditions.Constant(value=value):
                return (TRUE, NEVER) if value else (NEVER, TRUE)
            case conditions.Silent():
                return NEVER, NEVER
        return atom_codes(self.atoms.setdefault(node, len(self.atoms)))

    def _by_case(self, node: conditions.ByCase) -> Pair:
        """Translate a choice by cases: a branch counts where it is sure, or where both agree."""
        (met, unmet), *branches = (self._codes(part) for part in parts(node))
        (yes, other_yes), (no, other_no) = zip(*branches, strict=True)
        return (
            self._derived([(met, yes), (unmet, other_yes), (yes, other_yes)]),
            self._derived([(met, no), (unmet, other_no), (no, other_no)]),
        )

    def _chosen(
        self, interpretation: str, options: tuple[tuple[str, conditions.Condition], ...]
    ) -> Pair:
        """Translate a choice: what the node of an option comes to, where that one is chosen."""
        bodies = []
        for name, node in options:
            code = self.options.setdefault((interpretation, name), f"o{len(self.options)}")
            bodies.append((code, *self._codes(node)))
        yes = self._derived([(option, met) for option, met, _ in bodies])
        return yes, self._derived([(option, unmet) for option, _, unmet in bodies])

    def _counted(self, parts: tuple[conditions.Condition, ...], n: int) -> Pair:
        """Translate "at least n": it is surely no where so many are that n are out of reach."""
        pairs = [self._codes(part) for part in parts]
        yes = self._some([met for met, _ in pairs], n)
        return yes, self._some([unmet for _, unmet in pairs], len(parts) - n + 1)

    def _some(self, codes: list[Code], n: int) -> Code:
        """Derive a code where at least n of several hold; counted up one by one in between."""
        if n <= 0:
            return TRUE
        if n > len(codes):
            return NEVER
        if n == len(codes):
            return codes[0] if n == 1 else self._derived([tuple(codes)])
        if n == 1:
            return self._derived([(code,) for code in codes])
        return self._ladder(codes, n)

    def _ladder(self, codes: list[Code], n: int) -> Code:
        reached: list[Code] = [TRUE, *("" for _ in range(n))]
        for position, code in enumerate(codes):
            for count in range(min(n, position + 1), 0, -1):
                bodies = [(reached[count],)] if reached[count] else []
                reached[count] = self._derived([*bodies, (reached[count - 1], code)])
        return reached[n]

    def _derived(self, bodies: Iterable[tuple[Code, ...]]) -> Code:
        self._made += 1
        head = f"d{self._made}"
        for body in bodies:
            needed = tuple(dict.fromkeys(code for code in body if code != TRUE)) or (TRUE,)
            while len(needed) > WIDEST:
                first = self._derived([needed[:WIDEST]])
                needed = (first, *needed[WIDEST:])
            self.clauses.append(HornClause(head, needed))
        return head


def atom_codes(number: int) -> Pair:
    """The codes of an atom.

    >>> atom_codes(7)
    ('a7y', 'a7n')
    """
    return f"a{number}y", f"a{number}n"


def cause_code(cause: str) -> Code:
    """The code that an event has happened, or a date was missed; dots stand for depth elsewhere.

    >>> cause_code("case.closed"), cause_code("missed:report")
    ('e-case_dclosed', 'm-report')
    """
    *_, name = cause.partition(":")
    kind, name = ("m", name) if name else ("e", cause)
    return f"{kind}-{name.replace('_', '_u').replace('.', '_d')}"

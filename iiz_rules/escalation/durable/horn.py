"""An edition as positive rules: what is surely yes and what is surely no, each a code.

Three-valued logic has only positive rules in that pair: a conjunction is surely yes when all parts
are, surely no when one part is. What is open has neither code, so nothing ever has to be denied.
Conditions on facts (atoms) are not translated: the interpreter evaluates them, and their truths are
the codes to begin with. So is the option chosen of each interpretation: one translation serves all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import walk
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth

Code = str
WIDEST = 8
"""How many codes a body has at most; a longer one is taken in parts."""
TRUE: Code = "t"
"""Always given: the body of what holds in any case."""


@dataclass(frozen=True, slots=True)
class HornClause:
    """`head` holds where all of `body` do."""

    head: Code
    body: tuple[Code, ...]


@dataclass
class Unit:
    """The clauses of one thing that is asked for: a rule, a term, a holder, a trigger."""

    name: str
    clauses: list[HornClause] = field(default_factory=list)
    needs: dict[str, None] = field(default_factory=dict)
    """the units whose codes stand in its bodies"""
    atoms: dict[conditions.Condition, None] = field(default_factory=dict)
    """the conditions on facts in it"""
    interpretations: dict[str, None] = field(default_factory=dict)
    """the interpretations that it reads"""
    yes: Code = ""
    no: Code = ""


class Horn:
    """Translates; each definition and each atom gets its codes once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.units: dict[str, Unit] = {}
        self.atoms: dict[conditions.Condition, int] = {}
        self.options: dict[tuple[str, str], Code] = {}
        self._made = 0

    def rule(self, name: str) -> None:
        """Translate a rule with its holders and when it is done."""
        rule = self.program.rules[name]
        self._definition(f"rule:{name}")
        for position, holder in enumerate(rule.holders):
            if holder.node:
                self._unit(holder_name(name, position), holder.node)
        if rule.done:
            self._unit(done_name(name), rule.done)

    def trigger(self, name: str) -> None:
        """Translate a trigger: it fires on an event, or where another one has fired.

        Triggers do not go round in circles: the check `circular-trigger` refuses that.
        """
        if fired_name(name) in self.units:
            return
        trigger = self.program.triggers[name]
        for cause in trigger.on:
            if cause in self.program.triggers:
                self.trigger(cause)
        self._definition(f"rule:{name}")
        unit = self.units[fired_name(name)] = Unit(fired_name(name), yes=fired_name(name))
        unit.needs[f"rule:{name}"] = None
        condition = self.units[f"rule:{name}"].yes
        for cause in trigger.on:
            if cause in self.program.triggers:
                unit.needs[fired_name(cause)] = None
                unit.clauses.append(HornClause(unit.yes, (fired_name(cause), condition)))
            else:
                unit.clauses.append(HornClause(unit.yes, (event_code(cause), condition)))

    def _definition(self, name: str) -> None:
        if name not in self.units:
            self._unit(name, self.program.definitions[name].node)

    def _unit(self, name: str, node: conditions.Condition) -> None:
        for inner in walk(node):
            if isinstance(inner, conditions.Reference):
                self._definition(inner.name)
        unit = self.units[name] = Unit(name)
        unit.yes, unit.no = self._codes(unit, node)

    def _codes(self, unit: Unit, node: conditions.Condition) -> tuple[Code, Code]:
        """The codes of a node; what has no clause is never derived."""
        match node:
            case conditions.Not(part=part):
                yes, no = self._codes(unit, part)
                return no, yes
            case conditions.All(parts=parts):
                return self._counted(unit, parts, len(parts))
            case conditions.Any(parts=parts):
                return self._counted(unit, parts, 1)
            case conditions.AtLeast(n=n, parts=parts):
                return self._counted(unit, parts, n)
            case conditions.Reference(name=name):
                unit.needs[name] = None
                return self.units[name].yes, self.units[name].no
            case conditions.Choice(interpretation=interpretation, options=options):
                return self._chosen(unit, interpretation, options)
            case conditions.Constant(value=value):
                return (TRUE, self._new()) if value else (self._new(), TRUE)
            case conditions.Silent():
                return self._new(), self._new()
        unit.atoms[node] = None
        return atom_codes(self.atoms.setdefault(node, len(self.atoms)))

    def _chosen(
        self, unit: Unit, interpretation: str, options: tuple[tuple[str, conditions.Condition], ...]
    ) -> tuple[Code, Code]:
        """Translate a choice: what the node of an option comes to, where that one is chosen."""
        unit.interpretations[interpretation] = None
        bodies = [
            (self.option(interpretation, name), *self._codes(unit, node)) for name, node in options
        ]
        yes = self._derived(unit, [(option, met) for option, met, _ in bodies])
        return yes, self._derived(unit, [(option, unmet) for option, _, unmet in bodies])

    def option(self, interpretation: str, name: str) -> Code:
        """The code that an option is chosen."""
        return self.options.setdefault((interpretation, name), f"o{len(self.options)}")

    def _counted(
        self, unit: Unit, parts: tuple[conditions.Condition, ...], n: int
    ) -> tuple[Code, Code]:
        """Translate "at least n": it is surely no where so many are that n are out of reach."""
        pairs = [self._codes(unit, part) for part in parts]
        yes = self._some(unit, [met for met, _ in pairs], n)
        no = self._some(unit, [unmet for _, unmet in pairs], len(parts) - n + 1)
        return yes, no

    def _some(self, unit: Unit, codes: list[Code], n: int) -> Code:
        """Derive a code where at least n of several hold; counted up one by one in between."""
        if n <= 0:
            return TRUE
        if n > len(codes):
            return self._new()
        if n == len(codes):
            return codes[0] if n == 1 else self._derived(unit, [tuple(codes)])
        if n == 1:
            return self._derived(unit, [(code,) for code in codes])
        return self._ladder(unit, codes, n)

    def _ladder(self, unit: Unit, codes: list[Code], n: int) -> Code:
        reached: list[Code] = [TRUE, *("" for _ in range(n))]
        for position, code in enumerate(codes):
            for count in range(min(n, position + 1), 0, -1):
                bodies = [(reached[count],)] if reached[count] else []
                reached[count] = self._derived(unit, [*bodies, (reached[count - 1], code)])
        return reached[n]

    def _derived(self, unit: Unit, bodies: Iterable[tuple[Code, ...]]) -> Code:
        head = self._new()
        for body in bodies:
            needed = tuple(dict.fromkeys(code for code in body if code != TRUE)) or (TRUE,)
            while len(needed) > WIDEST:
                first = self._derived(unit, [needed[:WIDEST]])
                needed = (first, *needed[WIDEST:])
            unit.clauses.append(HornClause(head, needed))
        return head

    def _new(self) -> Code:
        self._made += 1
        return f"d{self._made}"


def atom_codes(number: int) -> tuple[Code, Code]:
    """The codes of an atom.

    >>> atom_codes(7)
    ('a7y', 'a7n')
    """
    return f"a{number}y", f"a{number}n"


def event_code(event: str) -> Code:
    """The code that an event has happened; ids have dots, which stand for depth elsewhere."""
    return f"e-{event.replace('.', '_d')}"


def fired_name(trigger: str) -> str:
    """Name the unit, and the code, that a trigger fires."""
    return f"f-{trigger.replace('.', '_d')}"


def holder_name(rule: str, position: int) -> str:
    """Name the unit of a holder."""
    return f"holder:{rule}:{position}"


def done_name(rule: str) -> str:
    """Name the unit of a step's being done."""
    return f"done:{rule}"


def truth_of(unit: Unit, codes: frozenset[Code]) -> Truth:
    """The truth of a unit from the codes that hold."""
    if unit.yes == TRUE or unit.yes in codes:
        return Truth.YES
    return Truth.NO if unit.no == TRUE or unit.no in codes else Truth.OPEN

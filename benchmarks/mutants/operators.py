"""What small faults a person makes, each put into one place of a text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Continue: ast.Break,
    ast.Break: ast.Continue,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "reversed": "list"}
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

Fault = tuple[str, ast.AST, ast.AST]
"""its kind, what is replaced, and by what"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where it is, of what kind, the text before and after."""

    file: str
    function: str
    operator: str
    line: int
    before: str
    after: str
    text: str
    """the whole mutated file"""
    lines: tuple[str, ...]
    """the lines of what is replaced, as they stood there"""

    @property
    def key(self) -> str:
        """What stays the same while other lines come and go."""
        return f"{self.file}:{self.function} | {self.operator} | {self.before} → {self.after}"


def mutants(file: str, text: str) -> Iterator[Mutant]:
    """Yield every fault that can be put into a module; of two that read the same, the first."""
    seen = set()
    for function, (operator, old, new) in _faults(ast.parse(text), ""):
        mutant = _put(file, text, function, operator, old, new)
        if mutant.key not in seen:
            seen.add(mutant.key)
            yield mutant


def _faults(node: ast.AST, inside: str) -> Iterator[tuple[str, Fault]]:
    for child in ast.iter_child_nodes(node):
        if not _says_nothing(node, child):
            name = inside
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                name = f"{inside}.{child.name}".lstrip(".")
            yield from ((name, fault) for fault in _of(child))
            yield from _faults(child, name)


def _says_nothing(parent: ast.AST, node: ast.AST) -> bool:
    """Tell what no answer hangs on: types, decorators, texts, how an object prints itself."""
    match parent:
        case ast.FunctionDef() if node is parent.returns or node in parent.decorator_list:
            return True
        case ast.ClassDef() if node in parent.decorator_list:
            return True
        case ast.AnnAssign() | ast.arg() if node is parent.annotation:
            return True
    match node:
        case ast.JoinedStr():  # its parts have no places of their own before Python 3.12
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.FunctionDef(name="__repr__" | "__str__"):
            return True
    return False


def _of(node: ast.AST) -> Iterator[Fault]:
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            yield "and/or", node, _with(node, op=OTHER[type(node.op)]())
        case ast.BinOp() | ast.AugAssign() if type(node.op) in OTHER and not _of_types(node):
            yield "sign", node, _with(node, op=OTHER[type(node.op)]())
        case ast.UnaryOp(op=ast.Not()):
            yield "not", node, node.operand
        case ast.UnaryOp(op=ast.USub()):
            yield "sign", node, node.operand
        case ast.Constant(value=bool()):
            yield "truth", node, ast.Constant(not node.value)
        case ast.Constant(value=int(number)):
            yield "off by one", node, ast.Constant(number + 1)
        case ast.IfExp():
            yield "order", node, _with(node, body=node.orelse, orelse=node.body)
        case ast.Call():
            yield from _called(node)
        case ast.If() | ast.While():
            yield "not", node.test, ast.UnaryOp(ast.Not(), node.test)
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield "return", value, ast.Constant(None)
        case ast.Continue() | ast.Break():
            yield "loop", node, OTHER[type(node)]()
    if isinstance(node, COMPREHENSIONS):
        yield from _filtered(node)
    if _can_go(node):
        yield "deletion", node, ast.Pass()


def _can_go(node: ast.AST) -> bool:
    match node:
        case ast.Assert() | ast.AugAssign() | ast.Continue() | ast.Raise() | ast.If(orelse=[]):
            return True
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            return True
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            return True
    return False


def _compared(node: ast.Compare) -> Iterator[Fault]:
    for place, op in enumerate(node.ops):
        kind = "is" if isinstance(op, ast.Is | ast.IsNot) else "comparison"
        ops = [*node.ops[:place], OTHER[type(op)](), *node.ops[place + 1 :]]
        yield kind, node, _with(node, ops=ops)


def _called(node: ast.Call) -> Iterator[Fault]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in NAMES:
        yield "order", node.func, ast.Name(NAMES[name])
    if name == "sorted":
        plain = [word for word in node.keywords if word.arg != "reverse"]
        downwards = [*plain, ast.keyword("reverse", ast.Constant(True))]
        yield "order", node, _with(node, keywords=downwards if plain == node.keywords else plain)
    first, second = [*node.args[:2], None, None][:2]
    if second and name != "isinstance" and ast.Starred not in (type(first), type(second)):
        yield "order", node, _with(node, args=[second, first, *node.args[2:]])


def _filtered(node: ast.AST) -> Iterator[Fault]:
    generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
    for place, part in enumerate(generators):
        if part.ifs:
            new = _with(node)
            new.generators[place].ifs.pop()  # type: ignore[attr-defined]
            yield "filter", node, new


def _of_types(node: ast.AST) -> bool:
    """Tell whether two types or two texts are joined, and no numbers."""
    parts = list(ast.iter_child_nodes(node))
    texts = any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts)
    return texts or any(isinstance(part, ast.JoinedStr) for part in parts)


def _with(node: ast.AST, **changed: object) -> ast.AST:
    new = deepcopy(node)
    for name, value in changed.items():
        setattr(new, name, value)
    return new


def _put(file: str, text: str, function: str, operator: str, old: ast.AST, new: ast.AST) -> Mutant:
    """Put the new in the place of the old; no other line moves, unless the old took several."""
    lines = text.encode().splitlines(keepends=True)  # the parser counts bytes
    first, start = old.lineno, old.col_offset  # type: ignore[attr-defined]
    last, end = old.end_lineno, old.end_col_offset  # type: ignore[attr-defined]
    head = b"".join([*lines[: first - 1], lines[first - 1][:start]])
    tail = b"".join([lines[last - 1][end:], *lines[last:]])
    before = ast.unparse(old)
    after = ast.unparse(new)
    placed = f"({after})" if isinstance(new, ast.expr) else after
    mutated = head + placed.replace("\n", "\n" + " " * start).encode() + tail
    replaced = tuple(line.decode().strip() for line in lines[first - 1 : last])
    return Mutant(file, function, operator, first, before, after, mutated.decode(), replaced)

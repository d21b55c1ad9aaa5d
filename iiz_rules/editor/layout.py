"""The canonical layout of a canton's files: indentation, spaces, line lengths.

Flow style is kept while it fits on a line, block style always. Comments, empty lines between
things, the order and the spelling of every value stay as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import add

from iiz_rules.language.text.editing import Spans
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml

STEP = "  "
WIDEST = 120
"""characters of a line in flow style"""


def formatted(text: str, name: str = "") -> str:
    """A file in canonical layout; unchanged if it cannot be parsed or its meaning would change."""
    plain = text.replace("\r\n", "\n")
    before = read_yaml(plain.encode(), name)
    if before.root is None or before.findings or "\r" in plain:
        return text
    try:
        after = Layout(plain).written(before.root)
    except NotLaidOut:
        return text
    again = read_yaml(after.encode(), name)
    same = again.root is not None and not again.findings and _said(again.root) == _said(before.root)
    return after if same and _comments(after) == _comments(plain) else text


def laid_out(data: bytes, name: str = "") -> bytes:
    """The bytes of a file in canonical layout."""
    try:
        return formatted(data.decode(), name).encode()
    except UnicodeDecodeError:
        return data


class NotLaidOut(Exception):  # noqa: N818 - it is a way out, not an error
    """Something in a file cannot be laid out anew."""


def _said(node: Node) -> object:
    """The values of a tree in order, and which of them are quoted."""
    if isinstance(node.value, dict):
        return [(key, _said(inner)) for key, inner in node.value.items()]
    if isinstance(node.value, list):
        return ["list", *map(_said, node.value)]
    return type(node.value).__name__, node.value, node.quoted


def _comments(text: str) -> list[str]:
    return sorted(line.strip() for line in _remarks(text))


def _remarks(text: str) -> Iterator[str]:
    """The comments of a text, each with its `#`."""
    for line in text.split("\n"):
        at = comment_at(line)
        if at is not None:
            yield line[at:]


def comment_at(line: str) -> int | None:
    """Where the comment of a line begins; quotes that end on another line fool it.

    >>> comment_at('a: "# no" # yes'), comment_at("a: b#c")
    (10, None)
    """
    quote = ""
    for position, sign in enumerate(line):
        before = line[position - 1] if position else " "
        if quote:
            quote = "" if sign == quote and before != "\\" else quote
        elif sign in "\"'" and before in " [{,:":
            quote = sign
        elif sign == "#" and before == " ":
            return position
    return None


@dataclass
class Layout:
    """A file being laid out, line by line."""

    source: str
    lines: list[str] = field(default_factory=list)
    reached: int = 0
    """the last line of the source already written"""

    def __post_init__(self) -> None:
        """Split the source into lines."""
        self.spans = Spans(self.source)
        self.rows = self.source.split("\n")

    def written(self, root: Node) -> str:
        """The whole file."""
        self._inside(root, "")
        self._between(len(self.rows) + 1, "")
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return "\n".join(self.lines) + "\n"

    def _inside(self, node: Node, indent: str, first: str = "") -> None:
        """A mapping or list, a line for each member; the first stands behind a dash."""
        if isinstance(node.value, dict):
            for key, inner in node.value.items():
                written = node.keys[key]
                if not first:
                    self._between(written.line, indent)
                start = f"{first or indent}{self._own(written)}:"
                if self._is_block(inner):
                    self._put(start, written.line)
                    self._inside(inner, indent + STEP)
                else:
                    self._value(f"{start} ", inner, indent)
                first = ""
        elif isinstance(node.value, list):
            for member in node.value:
                if not first:
                    self._between(self._dash(member), indent)
                self._member(f"{first or indent}- ", member, indent)
                first = ""

    def _dash(self, member: Node) -> int:
        """The line on which the dash before a member stands."""
        line = member.line
        while line > 1 and not self.rows[line - 1].lstrip().startswith("-"):
            line -= 1
        return line

    def _member(self, start: str, member: Node, indent: str) -> None:
        if self._is_block(member):
            if member.line != self._dash(member):
                raise NotLaidOut  # a dash alone on its line
            self._inside(member, indent + STEP, start)
        else:
            self._value(start, member, indent)

    def _is_block(self, node: Node) -> bool:
        """Whether a node is in block style."""
        if not isinstance(node.value, (dict, list)) or not node.value:
            return False
        return self.source[self.spans.start(node)] not in "{["

    def _value(self, start: str, node: Node, indent: str) -> None:
        """A value behind its key or dash, on one line or on several."""
        if isinstance(node.value, (dict, list)) and node.value:
            self._brackets(start, node, indent)
        elif node.line == node.end_line:
            self._put(f"{start}{self._flow(node)}".rstrip(), node.line)
        else:
            self._several(start, node, indent)

    def _brackets(self, start: str, node: Node, indent: str) -> None:
        """A node in flow style: on one line if it fits, else on filled lines."""
        rows = self.rows[node.line - 1 : node.end_line]
        if any(comment_at(row) is not None for row in rows[:-1]):
            self.lines += [
                f"{start}{rows[0][node.column - 1 :]}".rstrip(),
                *map(str.rstrip, rows[1:]),
            ]
            self.reached = node.end_line
            return
        *full, last = self._filled(f"{start}{self._flow(node)[0]}", node, f"{indent}{STEP}")
        self.lines += full
        self._put(last, node.end_line)

    def _filled(self, line: str, node: Node, indent: str) -> Iterator[str]:
        """The members of a node in flow style, as many on a line as fit."""
        written = list(self._members(node))
        ends = [*[", "] * (len(written) - 1), self._flow(node)[-1]]
        for member in map(add, written, ends):
            if len(line.rstrip()) > len(indent) and len((line + member).rstrip()) > WIDEST:
                yield line.rstrip()
                line = indent
            line += member
        yield line

    def _several(self, start: str, node: Node, indent: str) -> None:
        """A text over several lines, indented to its level."""
        end = node.end_line - (node.end_column == 1)
        first, *rest = self.rows[node.line - 1 : end]
        while rest and not rest[-1].strip():
            rest.pop()
        if (
            len(first) > node.column
            and first[node.column - 1] in "|>"
            and any(sign.isdigit() for sign in first[node.column - 1 :].split(" ")[0])
        ):
            raise NotLaidOut
        margin = min((len(row) - len(row.lstrip()) for row in rest if row.strip()), default=0)
        self._put(f"{start}{first[node.column - 1 :].rstrip()}", node.line, remark=False)
        for row in rest:
            self.lines.append(f"{indent}{STEP}{row[margin:]}".rstrip())
        self.reached = node.line + len(rest)

    def _flow(self, node: Node) -> str:
        """A value on one line, its parts spelled as before."""
        if isinstance(node.value, (dict, list)):
            opening, closing = "{}" if isinstance(node.value, dict) else "[]"
            if self.source[self.spans.start(node)] != opening:
                raise NotLaidOut  # one pair in a list without braces
            return f"{opening}{', '.join(self._members(node))}{closing}"
        return self._own(node)

    def _members(self, node: Node) -> Iterator[str]:
        """The members of a node in flow style, each on one line."""
        if isinstance(node.value, dict):
            for key, inner in node.value.items():
                yield f"{self._own(node.keys[key])}: {self._flow(inner)}".rstrip()
        elif isinstance(node.value, list):
            yield from map(self._flow, node.value)

    def _own(self, node: Node) -> str:
        own = self.spans.own(node)
        if "\n" in own:
            raise NotLaidOut
        return own

    def _put(self, text: str, line: int, *, remark: bool = True) -> None:
        """Write a line, with the comment behind it in the source."""
        row = self.rows[line - 1] if 0 < line <= len(self.rows) else ""
        at = comment_at(row) if remark else None
        if at is not None and row[:at].strip() and line > self.reached:
            gap = max(len(row[:at]) - len(row[:at].rstrip()), 2)
            text = f"{text}{' ' * gap}{row[at:].rstrip()}"
        self.lines.append(text)
        self.reached = max(self.reached, line)

    def _between(self, line: int, indent: str) -> None:
        """Write the comments and empty lines before a line of the source."""
        for number in range(self.reached + 1, line):
            row = self.rows[number - 1].strip()
            if row.startswith("#"):
                self.lines.append(f"{indent}{row}")
            elif not row and self.lines and self.lines[-1]:
                self.lines.append("")
            self.reached = max(self.reached, number)

r"""JSON bytes to the same tree as YAML, strictly: one value a field, no NaN, bounded depth.

Numbers with a fraction or an exponent stay text as written; `quoted` tells them from real text.
The library that reads JSON knows no lines, so a finding names its place as a pointer, except for
faults of the syntax, which have line and column.

>>> document = read_json(b'{"person": {"age": 40, "income": 1500.50}}', "case.json")
>>> document.root.plain()
{'person': {'age': 40, 'income': '1500.50'}}
>>> [str(found.place) for found in read_json(b'{"person": {"age": NaN}}', "case.json").findings]
['case.json: /person/age']
"""

import json
import re

from iiz_rules.findings.finding import Place, Source, in_order
from iiz_rules.language.text.characters import (
    SHOWN,
    cleaned,
    composed,
    describe,
    lookalike,
    shown,
    unfit,
)
from iiz_rules.language.text.document import LIMITS, Document, Limits, Report, Stopped
from iiz_rules.language.text.node import Node, Value, Way, pointer
from iiz_rules.language.text.scalars import digits
from iiz_rules.language.text.text import Lines, decode

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_BOM = b"\xef\xbb\xbf"


class _Object(list[tuple[str, object]]):
    """The fields of an object as they were written, equal names and all."""


class _Number(str):
    """A number as it was written."""

    __slots__ = ()


class _NoNumber(str):
    """`NaN`, `Infinity` or `-Infinity`."""

    __slots__ = ()


def read_json(data: bytes, name: str, *, limits: Limits = LIMITS) -> Document:
    """Read a case. Whatever the bytes are, nothing is raised."""
    text, undecodable = decode(data, name, limits)
    if undecodable:
        return Document(undecodable.place.source, None, (undecodable,))
    source = Source(name, cleaned(text))
    report = Report(source, limits)
    root = None
    try:
        if data.startswith(_BOM):
            report.add("byte-order-mark", Place(source, 1, 1, 2))
        root = _JsonReader(report, _is_usual(text)).node(_parse(text, report))
        if not isinstance(root.value, dict):
            raise report.stop("not-an-object", Place(source))
    except Stopped:
        root = None  # the report says why
    return Document(source, root, in_order(report.findings))


def _is_usual(text: str) -> bool:
    """Whether no text within has to be looked at: letters of ASCII, and nothing escaped."""
    return text.isascii() and "\\" not in text and "\x7f" not in text


def _parse(text: str, report: Report) -> object:
    """Let the library read; every number and object comes back as it was written."""
    if not text.strip():
        raise report.stop("empty-file", Place(report.source))
    _check_brackets(text, report)
    try:
        return json.loads(
            text,
            object_pairs_hook=_Object,
            parse_int=_Number,
            parse_float=_Number,
            parse_constant=_NoNumber,
        )
    except json.JSONDecodeError as error:
        raise _broken(error, text, report) from None


def _check_brackets(text: str, report: Report) -> None:
    """Count brackets before anything recurses or fills the memory; not those inside texts."""
    depth, opened, limits = 0, 0, report.limits
    for match in _BRACKETS.finditer(text):
        bracket = match.group()
        if bracket in ("[", "{"):
            depth, opened = depth + 1, opened + 1
            if depth > limits.depth or opened > limits.values:
                line, column = Lines(text).at(match.start())
                place = Place(report.source, line, column, column + 1)
                if depth > limits.depth:
                    raise report.stop("too-deep", place, limit=limits.depth)
                raise report.stop("too-many-values", place, limit=limits.values)
        elif bracket in ("]", "}"):
            depth -= 1


class _JsonReader:
    """Turns what the library gives into nodes; depth is bounded, so this may recurse."""

    def __init__(self, report: Report, usual: bool) -> None:
        self.report, self._usual = report, usual
        self.source: Source = report.source
        self._count = 0

    def node(self, raw: object, way: Way = None) -> Node:
        """Make the node of one value."""
        self._count += 1
        if self._count > self.report.limits.values:
            limit = self.report.limits.values
            raise self.report.stop("too-many-values", self._place(way), limit=limit)
        if isinstance(raw, _Object):
            return self._mapping(raw, way)
        if isinstance(raw, list):
            entries = [self.node(entry, (way, index)) for index, entry in enumerate(raw)]
            return Node(entries, self.source, way=way)
        return Node(self._scalar(raw, way), self.source, quoted=type(raw) is str, way=way)

    def _mapping(self, raw: _Object, way: Way) -> Node:
        value: dict[str, Node] = {}
        for name, entry in raw:
            here = (way, name if self._usual and len(name) <= SHOWN else shown(name))
            key = self._text(name, here)
            if key in value:
                self.report.add("duplicate-field", self._place(here), field=key)
            elif not self._usual and (alike := lookalike(cleaned(key))):
                place = self._place(here)
                self.report.add("lookalike-letter", place, text=key, character=alike[1])
            value.setdefault(key, self.node(entry, here))
        self._count += len(raw)
        return Node(value, self.source, way=way)

    def _scalar(self, raw: object, way: Way) -> Value:
        if isinstance(raw, _NoNumber):
            self.report.add("not-a-number", self._place(way), text=str(raw))
        if isinstance(raw, _Number):
            return self._number(str(raw), way)
        if isinstance(raw, str):
            return self._text(str(raw), way)
        return raw if isinstance(raw, bool) else None

    def _number(self, text: str, way: Way) -> int | str:
        limit = self.report.limits.digits
        if digits(text) > limit:
            self.report.add("number-too-long", self._place(way), text=text[:limit], limit=limit)
            return text
        return int(text) if text.lstrip("-").isdigit() else text

    def _text(self, text: str, way: Way) -> str:
        limit = self.report.limits.text
        if len(text) > limit:
            self.report.add("text-too-long", self._place(way), limit=limit)
        elif self._usual:
            return text
        elif fault := unfit(text):
            self.report.add(fault[0], self._place(way), character=fault[1])
        else:
            return composed(text)
        return text

    def _place(self, way: Way) -> Place:
        return Place(self.source, pointer=pointer(way))


def _broken(error: json.JSONDecodeError, text: str, report: Report) -> Stopped:
    """Say what an author would recognise in a fault of the syntax."""
    code, at, words = _fault(error.msg, text, error.pos)
    line, column = Lines(text).at(at)
    return report.stop(code, Place(report.source, line, column, column + 1), **words)


def _fault(complaint: str, text: str, at: int) -> tuple[str, int, dict[str, object]]:
    here, before = text[at : at + 1], text[:at].rstrip()
    if complaint.startswith("Invalid control character"):
        if here in "\r\n":
            return "unclosed-quote", text.rindex('"', 0, at), {"quote": '"'}
        code = "tab" if here == "\t" else "control-character"
        return code, at, {"count": 1, "character": describe(here)}
    if complaint.startswith("Invalid \\"):
        at = text.rindex("\\", 0, at + 1)
        return "bad-escape", at, {"character": text[at : at + 2]}
    if not text[at:].strip() and "string" not in complaint:
        return _unclosed(text)
    code = next((code for start, code in _COMPLAINTS if complaint.startswith(start)), "")
    if code in ("missing-value", "bare-name") and here in "]}" and before.endswith(","):
        return "trailing-comma", len(before) - 1, {}
    return code or "unreadable-text", at, {"quote": '"'}


def _unclosed(text: str) -> tuple[str, int, dict[str, object]]:
    """Find the innermost bracket that is still open where the text ends."""
    opened = []
    for match in _BRACKETS.finditer(text):
        if match.group() in ("[", "{"):
            opened.append(match)
        elif match.group() in ("]", "}"):
            opened = opened[:-1]
    if not opened:
        return "missing-value", len(text.rstrip()), {}
    bracket = opened[-1].group()
    words: dict[str, object] = {"bracket": bracket, "closing": "}" if bracket == "{" else "]"}
    return "unclosed-bracket", opened[-1].start(), words


_COMPLAINTS = (
    ("Unterminated string", "unclosed-quote"),
    ("Expecting property name", "bare-name"),
    ("Illegal trailing comma", "trailing-comma"),
    ("Expecting ':'", "missing-colon"),
    ("Expecting ','", "missing-comma"),
    ("Expecting value", "missing-value"),
    ("Extra data", "text-after-value"),
)

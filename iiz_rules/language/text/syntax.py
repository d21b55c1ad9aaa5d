"""Translating complaints of the YAML parser into the author's mistake and its place.

The messages of the YAML libraries speak of tokens and blocks. They tell a few situations apart;
the line itself tells the rest. Where nothing fits, the finding says only that the text ends here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.text.characters import describe
from iiz_rules.language.text.scalars import quote

Spot = tuple[int, int]  # line and column, both from 1
LONGEST_KEY = 1024
_NEAR = 100  # lines: how far above a fault its cause is looked for

_KEY = re.compile(r"""\s*(?:- +)*(?:"[^"]*"|'[^']*'|[^\s"'#][^:#]*?) *:(?: +|$)""")
_IN_BRACKETS = re.compile(r"""(?:^|[,\[{])\s*(?:"[^"]*"|'[^']*'|[^,\[\]{}"':]+): +(?=\S)""")
_ESCAPE = re.compile(r"\\(?:x[^\"]{2}|u[^\"]{4}|U[^\"]{8}|.)")
_NO_SPACE = re.compile("[\"'A-Za-z0-9_]:([\u00a0\u2007\u202f])")
_COMMENT = re.compile(r"\s+(?:#.*)?$")


@dataclass(frozen=True)
class SyntaxProblem:
    """A complaint of the reader: in words, the place, and the place where the part began."""

    source: Source
    words: str
    at: Spot
    began: Spot

    @property
    def line(self) -> str:
        """The line of the place."""
        return self.source.line(self.at[0])

    @property
    def character(self) -> str:
        """The character at the place; empty at the end of a line."""
        return self.line[self.at[1] - 1 : self.at[1]]

    @property
    def before(self) -> str:
        """What stands before the place on its line, list dashes left out."""
        return re.sub(r"^\s*(?:-\s+)*", "", self.line[: self.at[1] - 1]).rstrip()

    def finding(self, code: str, at: Spot, to_end: bool = False, **words: object) -> Finding:
        """A finding at a place: one character, or all to the end of the line."""
        line, column = at
        length = len(_COMMENT.sub("", self.source.line(line)[column - 1 :])) if to_end else 1
        place = Place(self.source, line, column, column + max(1, length))
        return Finding(code, place, words)


def explain(problem: SyntaxProblem) -> Finding:
    """Find the fault that an author would recognise."""
    for words, rule in _RULES:
        if any(word in problem.words for word in words):
            return rule(problem)
    return problem.finding("unreadable-text", problem.at, to_end=True)


def _quoted(problem: SyntaxProblem) -> Finding:
    if "unexpected" in problem.words:
        quotation = problem.source.line(problem.began[0])[problem.began[1] - 1 :][:1]
        return problem.finding("unclosed-quote", problem.began, to_end=True, quote=quotation)
    line, column = problem.at
    column = problem.line.rfind("\\", 0, column) + 1 or column
    escape = _ESCAPE.match(problem.line, column - 1)
    words = {"character": escape.group() if escape else problem.line[column - 1 : column + 1]}
    return problem.finding("bad-escape", (line, column), to_end=False, **words)


def _starts(problem: SyntaxProblem) -> Finding:
    at = problem.began if "while scanning an a" in problem.words else problem.at
    line = problem.source.line(at[0])
    text = _COMMENT.sub("", line[at[1] - 1 :])
    words = {"character": text[:1], "quoted": quote(text)}
    return problem.finding("reserved-start", at, to_end=True, **words)


def _tag(problem: SyntaxProblem) -> Finding:
    at = problem.began
    tag = problem.source.line(at[0])[at[1] - 1 :].split(" ", 1)[0]
    return problem.finding("tag", at, tag=tag)


def _missing_colon(problem: SyntaxProblem, number: int) -> Finding:
    line = problem.source.line(number)
    column = len(line) - len(line.lstrip()) + 1
    if space := _NO_SPACE.search(line):
        at, character = (number, space.end()), describe(space[1])
        text = shown(line.strip().replace(space[1], " "))
        return problem.finding("lookalike-letter", at, text=text, character=character)
    return problem.finding("missing-colon", (number, column), to_end=True)


def _colon(problem: SyntaxProblem) -> Finding:
    """A colon where none can be: in a text, after a line without one, or in a line moved in."""
    number, column = problem.at
    if column > LONGEST_KEY:
        start = len(problem.line) - len(problem.line.lstrip()) + 1
        return problem.finding("text-too-long", (number, start), limit=LONGEST_KEY)
    key = _KEY.match(problem.line)
    if key and key.end() < column:
        return _colon_in_text(problem, key.end() + 1)
    above = _line_above(problem)
    if above and not re.search(r":(\s|$)", problem.source.line(above)):
        return _missing_colon(problem, above)
    return _indentation(problem)


def _colon_in_text(problem: SyntaxProblem, column: int, end: int | None = None) -> Finding:
    text = _COMMENT.sub("", problem.line[column - 1 : end])
    place = Place(problem.source, problem.at[0], column, column + max(1, len(text)))
    return Finding("colon-in-text", place, {"quoted": quote(text.strip("\"'"))})


def _line_above(problem: SyntaxProblem) -> int:
    """The number of the last line with content above; 0 where none is near."""
    last = problem.at[0] - 1
    for number in range(last, max(0, last - _NEAR), -1):
        if problem.source.line(number).split("#", 1)[0].strip():
            return number
    return 0


def _indentation(problem: SyntaxProblem) -> Finding:
    number = problem.at[0]
    column = len(problem.line) - len(problem.line.lstrip()) + 1
    if problem.line.lstrip().startswith(": "):
        return problem.finding("key-not-text", (number, column), quoted='"…"')
    return problem.finding("bad-indentation", (number, column), to_end=True, spaces=column - 1)


def _dash(problem: SyntaxProblem) -> Finding:
    if problem.before:
        return problem.finding("misplaced-dash", problem.at, to_end=True)
    return _indentation(problem)


def _brackets(problem: SyntaxProblem) -> Finding:
    """Inside brackets: not closed, a colon in a text, or no comma."""
    end = problem.character
    if problem.at[0] != problem.began[0] or end in ("]", "}", ""):
        return _unclosed(problem, problem.began)
    if end == ":":
        starts = [
            colon.end() for colon in _IN_BRACKETS.finditer(problem.line, problem.began[1] - 1)
        ]
        inside = [start for start in starts if start < problem.at[1]]
        if inside:
            close = re.compile(r"[,\]}]").search(problem.line, problem.at[1])
            return _colon_in_text(problem, inside[-1] + 1, close.start() if close else None)
    return problem.finding("missing-comma", problem.at)


def _content(problem: SyntaxProblem) -> Finding:
    if problem.character in ("]", "}"):
        return problem.finding("stray-bracket", problem.at, bracket=problem.character)
    if problem.character == ",":
        return problem.finding("stray-comma", problem.at)
    above = _line_above(problem)
    opened = max(map(problem.source.line(above).rfind, "[{"))
    if opened >= 0 and not "".join(problem.line[problem.at[1] - 1 :].split()):
        return _unclosed(problem, (above, opened + 1))
    return problem.finding("unreadable-text", problem.at, to_end=True)


def _unclosed(problem: SyntaxProblem, at: Spot) -> Finding:
    bracket = problem.source.line(at[0])[at[1] - 1 :][:1]
    closing = "}" if bracket == "{" else "]"
    return problem.finding("unclosed-bracket", at, bracket=bracket, closing=closing)


def _structure(problem: SyntaxProblem) -> Finding:
    """Something that fits neither the entry before it nor any entry around that."""
    if problem.character in ("]", "}", ","):
        return _content(problem)
    if re.match(r"\.\.\.(\s|$)", problem.line) or _ended(problem):
        return problem.finding("second-document", problem.at, to_end=True)
    if problem.before:
        return problem.finding("text-after-value", problem.at, to_end=True)
    return _indentation(problem)


def _ended(problem: SyntaxProblem) -> bool:
    above = _line_above(problem)
    return re.match(r"\.\.\.(\s|$)", problem.source.line(above)) is not None


# In this order: words of a complaint, by libyaml or by its Python twin, and who looks into it.
_RULES: tuple[tuple[tuple[str, ...], Callable[[SyntaxProblem], Finding]], ...] = (
    (("quoted scalar",), _quoted),
    (("an alias", "an anchor", "cannot start any token", "mapping keys are not"), _starts),
    (
        ("directive", "YAML document"),
        lambda problem: problem.finding("directive", (problem.at[0], 1), to_end=True),
    ),
    (("a tag", "tag handle"), _tag),
    (
        ("block scalar",),
        lambda problem: problem.finding("bad-block-text", problem.at, to_end=True),
    ),
    (("simple key",), lambda problem: _missing_colon(problem, problem.began[0])),
    (("mapping values",), _colon),
    (("sequence entries",), _dash),
    (("flow sequence", "flow mapping"), _brackets),
    (("node content",), _content),
    (("expected key", "'-' indicator", "document start", "block end"), _structure),
)

r"""YAML bytes to a tree of nodes, without recursion: the only module that knows the YAML library.

The library is asked for events alone (a mapping starts, here is a scalar, a list ends). Its own
way to values recurses, expands aliases and lets the last of two equal keys win.

>>> document = read_yaml(b"criteria:\n  - id: residence\n    weight: 1.50\n", "eligibility.yaml")
>>> document.root.plain()
{'criteria': ({'id': 'residence', 'weight': '1.50'},)}
>>> document = read_yaml(b"deadline: 30\nscope: NO\ndeadline: 90\n", "duties.yaml")
>>> [f"{found.place}: {found.code}" for found in document.findings]
['duties.yaml:2:8: ambiguous-value', 'duties.yaml:3:1: duplicate-key']
"""

import re

import yaml

from iiz_rules.findings.finding import Finding, Place, Source, in_order
from iiz_rules.language.text.characters import cleaned
from iiz_rules.language.text.document import LIMITS, Document, Limits, Report, Stopped
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.text import Lines, check_characters, decode
from iiz_rules.language.text.tree import Tree

# The same events come from libyaml, quickly, or from pure Python where it was built without it.
# Neither recurses: both keep their own stack of states, and nesting ends after `Limits.depth`.
Parser = type[yaml.CSafeLoader] | type[yaml.SafeLoader]
PARSER: Parser = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_DIRECTIVES = re.compile(r"(?:^|[\r\n])(%[^\r\n]*)")
_PROLOGUE = re.compile(r"(?:[ ]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*+%")
_MANY = 100


def read_yaml(
    data: bytes, name: str, *, limits: Limits = LIMITS, parser: Parser = PARSER
) -> Document:
    """Read one file of a canton. Whatever the bytes are, nothing is raised."""
    text, undecodable = decode(data, name, limits)
    if undecodable:
        return Document(undecodable.place.source, None, (undecodable,))
    source = Source(name, cleaned(text))
    report = Report(source, limits)
    root = None
    try:
        check_characters(text, report)
        _check_directives(source.text, report)
        root = _read(source.text, report, parser)
    except Stopped:
        pass  # the report says why
    return Document(source, root, in_order(report.findings))


def _check_directives(text: str, report: Report) -> None:
    """Refuse `%` lines here: the library compares each with all before it, for minutes."""
    if "%" not in text:
        return
    if _PROLOGUE.match(text) or len(_DIRECTIVES.findall(text)) > _MANY:
        directive = _DIRECTIVES.search(text)
        assert directive is not None
        line, column = Lines(text).at(directive.start(1))
        end = column + len(directive.group(1))
        raise report.stop("directive", Place(report.source, line, column, end))


def _read(text: str, report: Report, parser: Parser) -> Node | None:
    tree = Tree(report)
    spoilt = [found.place.line for found in report.findings]
    try:
        _follow(parser(text), tree)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark and "nesting depth" in (error.problem or ""):  # libyaml 0.2.6: a thousand brackets
            raise tree.too_deep(_bracket(text, mark.index, tree)) from None
        _report_syntax(error, report, spoilt)
        return None
    except (yaml.YAMLError, ValueError, OverflowError):
        # Only the Python parser: an escape beyond the last character there is.
        raise report.stop("bad-escape", Place(report.source), character="\\U…") from None
    if tree.root is None or (tree.root.value is None and tree.root.column == tree.root.end_column):
        raise report.stop("empty-file", Place(report.source))
    if not isinstance(tree.root.value, dict):
        raise report.stop("not-a-mapping", tree.root.place)
    return tree.root


def _bracket(text: str, end: int, tree: Tree) -> Place:
    """Find where the brackets that are open at `end` first go deeper than the tree may.

    The library looks ahead, and gives up before it has told the tree of any of them. Brackets in
    quotes count here too: with a thousand open ones, any place among them shows what is meant.
    """
    opened, closed, lines = [end], 0, Lines(text)
    for index in range(end - 1, -1, -1):
        if text[index] in "]}":
            closed += 1
        elif text[index] in "[{":
            closed -= 1
            if closed < 0:
                opened.append(index)
                closed = 0
    untold = [at for index in reversed(opened) if (at := lines.at(index)) > tree.reached]
    line, column = untold[min(tree.room, len(untold) - 1)]
    return Place(tree.report.source, line, column, column + 1)


def _follow(events: yaml.CSafeLoader | yaml.SafeLoader, tree: Tree) -> None:
    """Hand every event to the tree until the text has ended."""
    handlers = {
        yaml.ScalarEvent: tree.scalar,
        yaml.MappingStartEvent: tree.mapping,
        yaml.MappingEndEvent: tree.end,
        yaml.SequenceStartEvent: tree.sequence,
        yaml.SequenceEndEvent: tree.end,
        yaml.AliasEvent: tree.alias,
        yaml.DocumentStartEvent: tree.document,
    }
    next_event = events.get_event
    while (event := next_event()) is not None:
        handle = handlers.get(type(event))
        if handle:
            handle(event)


def _report_syntax(error: yaml.MarkedYAMLError, report: Report, spoilt: list[int]) -> None:
    finding = _explained(error, report.source)
    # A tab or a control character in the text before it is the likely cause; mend that first.
    caused = any(line <= finding.place.line for line in spoilt)
    reported = [(known.code, known.place.line) for known in report.findings]
    if not caused and (finding.code, finding.place.line) not in reported:
        raise report.stop(finding.code, finding.place, **finding.words)


def _explained(error: yaml.MarkedYAMLError, source: Source) -> Finding:
    from iiz_rules.language.text.syntax import SyntaxProblem, explain

    mark = error.problem_mark or error.context_mark
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    context = error.context_mark
    began = (context.line + 1, context.column + 1) if context else at
    return explain(
        SyntaxProblem(source, f"{error.context or ''}: {error.problem or ''}", at, began)
    )

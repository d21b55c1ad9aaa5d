r"""YAML bytes to a tree of nodes, without recursion: the only module that knows the YAML library.

The library is asked for events alone (a mapping starts, here is a scalar, a list ends). Its own
way to values recurses, expands aliases and lets the last of two equal keys win.

>>> document = read_yaml(b"criteria:\n  - id: residence\n    weight: 1.50\n", "eligibility.yaml")
>>> document.root.plain()
{'criteria': [{'id': 'residence', 'weight': '1.50'}]}
>>> document = read_yaml(b"deadline: 30\nscope: NO\ndeadline: 90\n", "duties.yaml")
>>> [f"{found.place}: {found.code}" for found in document.findings]
['duties.yaml:2:8: ambiguous-value', 'duties.yaml:3:1: duplicate-key']
"""

import re

import yaml

from iiz_rules.diagnostics import Place, Source, in_order
from iiz_rules.node import Node
from iiz_rules.source.document import LIMITS, Document, Limits, Report, Stopped
from iiz_rules.source.syntax import Problem, Spot, explain
from iiz_rules.source.text import check_characters, decode
from iiz_rules.source.tree import Tree

# The same events come from libyaml, quickly, or from pure Python where it was built without it.
# Neither recurses: both keep their own stack of states, and nesting ends after `Limits.depth`.
Parser = type[yaml.CParser] | type[yaml.SafeLoader]
PARSER: Parser = yaml.CParser if yaml.__with_libyaml__ else yaml.SafeLoader

_PROLOGUE = re.compile(r"(?:[ ]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*+%")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


def read_yaml(
    data: bytes, name: str, *, limits: Limits = LIMITS, parser: Parser = PARSER
) -> Document:
    """Read one file of a canton. Whatever the bytes are, nothing is raised."""
    source, undecodable = decode(data, name, limits)
    if undecodable:
        return Document(source, None, (undecodable,))
    report = Report(source, limits)
    root = None
    try:
        text = _without_directives(check_characters(source, report), report)
        root = _read(text, Tree(report), report, parser)
    except Stopped:
        pass  # the report says why
    return Document(source, root, in_order(report.findings))


def _without_directives(text: str, report: Report) -> str:
    """Report directives before the text and make comments of them.

    The library compares each directive with all before it, which takes minutes for many.
    """
    if "%" not in text or not _PROLOGUE.match(text):
        return text
    start = text.index("%")
    line = 1 + len(re.findall("\r\n|\r|\n", text[:start]))
    raise report.stop("directive", _rest_of_line(report.source, line, 1))


def _read(text: str, tree: Tree, report: Report, parser: Parser) -> Node | None:
    try:
        _follow(parser(text), tree)
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, report)
        return None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The pure Python reader has no words for some escapes and tags out of range.
        raise report.stop("unreadable-text", Place(report.source)) from None
    if tree.root is None:
        raise report.stop("empty-file", Place(report.source))
    if not isinstance(tree.root.value, dict):
        raise report.stop("not-a-mapping", tree.root.place)
    return tree.root

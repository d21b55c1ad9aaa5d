"""Recognising correct members, staff and meetings without loading their models.

Who asks for what follows from the facts alone gets no answer from them, and need not wait for the
model to be loaded. What is not plain here may be right or wrong: the model says which.
"""

from collections.abc import Callable, Collection

from iiz_rules.language.dates import parse_date
from iiz_rules.language.text.node import Node

PEOPLE = ("members", "staff", "meetings")
LONGEST = 80
"""characters of a name"""


def plainly_right(keys: dict[str, Node]) -> bool:
    """Whether everything a document says about people is plainly right."""
    return all(_RIGHT[name](keys[name]) for name in PEOPLE if name in keys)


def _is_name(node: Node) -> bool:
    text = node.value
    if not isinstance(text, str) or not text[:1].isalpha() or len(text) > LONGEST:
        return False
    parts = text.split("-")
    return text.isascii() and text == text.lower() and all(part.isalnum() for part in parts)


def _are_names(node: Node) -> bool:
    return isinstance(node.value, list) and all(map(_is_name, node.value))


def _is_person(node: Node) -> bool:
    return isinstance(node.value, str) and 0 < len(node.value) <= LONGEST


def _is_day(node: Node) -> bool:
    return isinstance(node.value, str) and parse_date(node.value) is not None


_MEMBER: dict[str, Callable[[Node], bool]] = {
    "of": _is_name,
    "person": _is_person,
    "has": _are_names,
    "lacks": _are_names,
    "present": lambda node: isinstance(node.value, bool),
    "vote": lambda node: node.value in ("for", "against", "abstains", "recused"),
    "reason": lambda node: isinstance(node.value, str),
}
_EMPLOYEE: dict[str, Callable[[Node], bool]] = {"role": _is_name, "of": _is_name, "in": _is_name}


def _is_member(node: Node) -> bool:
    return _is_made_of(node, _MEMBER)


def _is_employee(node: Node) -> bool:
    return _is_made_of(node, _EMPLOYEE, needed=("role",))


def _is_made_of(
    node: Node, keys: dict[str, Callable[[Node], bool]], needed: Collection[str] = ()
) -> bool:
    parts = node.value
    return (
        isinstance(parts, dict)
        and parts.keys() <= keys.keys()
        and all(key in parts for key in needed)
        and all(keys[key](part) for key, part in parts.items())
    )


def _all_in(node: Node, right: Callable[[Node], bool]) -> bool:
    return isinstance(node.value, list) and all(map(right, node.value))


def _each_in(node: Node, right: Callable[[Node], bool]) -> bool:
    lists = node.value
    return isinstance(lists, dict) and all(_all_in(listed, right) for listed in lists.values())


_RIGHT: dict[str, Callable[[Node], bool]] = {
    "members": lambda node: _each_in(node, _is_member),
    "staff": lambda node: _all_in(node, _is_employee),
    "meetings": lambda node: _each_in(node, _is_day),
}

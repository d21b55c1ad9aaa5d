"""An edition as the difference from another: how its files amend those that it is based on.

What goes by ids is amended id by id: a thing of an id that there is already takes the keys that
are given and keeps the others, one of a new id joins behind the one written above it. Everything
else that is given takes the place of what there was. `removed: true` takes a thing or a file away,
and `whole: true` lets it stand alone, without what it was before.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import near, shown
from iiz_rules.language.layers import Layer
from iiz_rules.language.text.node import Node

REMOVED, WHOLE = "removed", "whole"
IDS = ("id", "code")
"""keys that identify the members of a list"""
ASKED = ("fact", "term", "judgement", "rule")
"""keys that identify a criterion without an id: what its condition asks for"""
BY_KEY = ("initially", "sections")
"""mappings whose members are identified by key, like those of lists by id"""
CHOSEN = ("default", "rationale")
"""What of an interpretation of upper law is left to the cantons: which option holds there."""


def amended(
    below: Node | None, above: Node, law: Sequence[Layer] = ()
) -> tuple[Node | None, list[Finding]]:
    """Amend a file, or write one that there was not; None where it is removed.

    What the `law` above the canton wrote may only be added to.
    """
    work = _Amending(law)
    whole = below or _empty(above)
    if not _says(above, REMOVED):
        return work.mapping(whole, above), work.findings
    if below is None:
        work.findings.append(Finding("nothing-removed", above.place, {"id": "", "near": ""}))
    work.fixed(whole, above, REMOVED)
    return None, work.findings


def name_of(key: str, member: Node) -> str:
    """The name of a member of the list under a key; empty if it has none."""
    if key == "follow_ups":
        return _named(member, ("duty",))
    when = member.child("when") or member
    return _named(member, IDS) or (_named(when, ASKED) if key == "criteria" else "")


def _named(node: Node, keys: tuple[str, ...]) -> str:
    named = (node.child(key) for key in keys)
    return next((node.value for node in named if node and isinstance(node.value, str)), "")


def by_ids(key: str, node: Node) -> bool:
    """Whether a value is a list of things that all have a name."""
    listed = _listed(node)
    return bool(listed) and all(name_of(key, member) for member in listed)


def _listed(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else []


def _only_named(member: Node) -> bool:
    return isinstance(member.value, dict) and set(member.value) <= set(IDS)


def _says(node: Node, key: str) -> bool:
    said = node.child(key)
    return said is not None and said.value is True


def _all(node: Node) -> Iterator[Node]:
    yield node
    value = node.value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in inner:
        yield from _all(child)


def _empty(node: Node) -> Node:
    return replace(node, value={}, keys={})


def _criterion(written: Node) -> Node:
    """A criterion that is its condition alone, written out."""
    alone = not (written.child("when") or _named(written, IDS))
    return replace(written, value={"when": written}, keys={}) if alone else written


@dataclass
class _Amending:
    """Amends one file and collects what is wrong with that."""

    law: Sequence[Layer]
    findings: list[Finding] = field(default_factory=list)

    def mapping(self, below: Node, above: Node, inside: str = "") -> Node:
        """Amend a file, or a member of the list under the key `inside`."""
        if not (isinstance(below.value, dict) and isinstance(above.value, dict)):
            return above  # the binding to the model says what is wrong
        if _says(above, WHOLE):
            self.fixed(below, above, WHOLE)
            below = _empty(below)
        said = {key for key in (REMOVED, WHOLE) if _says(above, key)}
        changed = {key: node for key, node in above.value.items() if key not in said}
        value = dict(below.value) if isinstance(below.value, dict) else {}
        for key, node in changed.items():
            free = inside == "interpretations" and key in CHOSEN
            value[key] = self.value(key, value.get(key), node, free=free)
        return replace(above, value=value, keys=below.keys | above.keys)

    def value(self, key: str, below: Node | None, above: Node, *, free: bool) -> Node:
        """Amend what stands under a key, or put the new in its place."""
        if by_ids(key, above) and (below is None or by_ids(key, below)):
            return self.members(key, below or replace(above, value=[]), above)
        if below is None:
            return above
        if below.plain() == above.plain():
            return below
        if key in BY_KEY and isinstance(below.value, dict) and isinstance(above.value, dict):
            before = below.value
            each = {
                name: self.value(name, before.get(name), node, free=False)
                for name, node in above.value.items()
            }
            return replace(above, value=before | each, keys=below.keys | above.keys)
        if by_ids(key, below) and isinstance(above.value, list):
            self.findings.append(Finding("unnamed-amendment", above.place, {"key": key}))
        elif not free:
            self.fixed(below, above)
        return above

    def members(self, key: str, below: Node, above: Node) -> Node:
        """Amend a list id by id; new members join behind the one written above them."""
        members = {name_of(key, member): member for member in _listed(below)}
        order = list(members)
        written = [(name_of(key, member), member) for member in _listed(above)]
        self.each_once([(name_of(key, member), member) for member in _listed(below)])
        self.each_once(written)
        self.in_order(order, written)
        place = next((order.index(name) for name, _ in written if name in members), len(order))
        for name, member in written:
            if name in members:
                place = order.index(name)
                members[name] = self.member(key, members[name], member)
            elif _says(member, REMOVED):
                words = {"id": shown(name), "near": near(name, members)}
                self.findings.append(Finding("nothing-removed", member.place, words))
                continue
            else:
                self.meant(name, member, members)
                order.insert(place, name)
                members[name] = self.mapping(_empty(member), member)
            place += 1
        gone = {name for name, member in written if _says(member, REMOVED)}
        return replace(above, value=[members[name] for name in order if name not in gone])

    def member(self, key: str, below: Node, above: Node) -> Node:
        """Amend a member of a list; if only its name is written it stays as it is."""
        if _says(above, REMOVED):
            self.fixed(below, above, REMOVED)
        if below.plain() == above.plain() or _only_named(above):
            return below
        if key == "criteria":
            below, above = _criterion(below), _criterion(above)
        return self.mapping(below, above, key)

    def meant(self, name: str, member: Node, members: Iterable[str]) -> None:
        """Warn of a new thing without a label whose name is nearly that of another one."""
        similar = near(name, members) if name and member.child("label") is None else ""
        if similar and _named(member, IDS):
            words = {"id": shown(name), "near": similar}
            self.findings.append(Finding("new-beside-similar", member.place, words, "warning"))

    def each_once(self, named: Iterable[tuple[str, Node]]) -> None:
        """Report a second thing of the same name, which could not be told from the first."""
        first: dict[str, Node] = {}
        for name, member in named:
            if name in first:
                words = {"id": shown(name), "first": str(first[name].place)}
                self.findings.append(Finding("duplicate-id", member.place, words))
            first.setdefault(name, member)

    def in_order(self, order: list[str], written: Iterable[tuple[str, Node]]) -> None:
        """Report members that are written in another order: only a whole file changes it."""
        known = [(order.index(name), name, member) for name, member in written if name in order]
        for (earlier, _, _), (later, name, member) in pairwise(known):
            if later < earlier:
                self.findings.append(Finding("other-order", member.place, {"id": shown(name)}))

    def fixed(self, below: Node, above: Node, key: str = "") -> None:
        """Report that something of upper law would be another."""
        written = (node for node in _all(below) if any(one.wrote(node) for one in self.law))
        if law := next(written, None):
            place = above.key_place(key) if key else above.place
            self.findings.append(Finding("contradicts-law", place, {"law": str(law.place)}))

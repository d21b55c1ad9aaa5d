"""The result of reading a file: the text, the tree of its values, and all findings."""

from typing import TYPE_CHECKING

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.text.characters import shown
from iiz_rules.language.text.node import Node
from iiz_rules.words.frozen import frozen

if TYPE_CHECKING:
    from iiz_rules.findings.errors import IizError


@frozen
class Limits:
    """Limits of one file: far above any real policy, far below what hurts a machine."""

    size: int = 1_048_576
    depth: int = 32
    values: int = 50_000
    text: int = 16_384
    digits: int = 18
    findings: int = 100


LIMITS = Limits()


@frozen
class Document:
    """A file as read.

    `root` is a mapping, or None where the file could not be read to its end or is no mapping.
    Findings beside a root mean: the tree is whole, but the file must not be used.
    """

    source: Source
    root: Node | None
    findings: tuple[Finding, ...]

    def faultless(self, error: "type[IizError]") -> Node:
        """The tree; raises `error` with all findings if there are any."""
        if self.root is None or self.findings:
            raise error(self.findings)
        return self.root


class Stopped(Exception):  # noqa: N818 - it is a way out, not an error
    """Reading cannot go on; the report already says why."""


class Report:
    """Collects the findings of one file and ends the reading when there are too many."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.findings: list[Finding] = []

    def add(self, code: str, place: Place, **words: object) -> None:
        """Note a finding; after the last one that is allowed, say so and stop."""
        # A finding is printed: nothing in it may move the cursor or turn the line around.
        for name, word in words.items():
            words[name] = shown(word) if isinstance(word, str) else word
        self.findings.append(Finding(code, place, words))
        if len(self.findings) >= self.limits.findings:
            whole = Place(self.source)
            limit = {"limit": self.limits.findings}
            self.findings.append(Finding("too-many-findings", whole, limit))
            raise Stopped

    def stop(self, code: str, place: Place, **words: object) -> Stopped:
        """Note a finding after which nothing more can be read; the caller raises the result."""
        self.add(code, place, **words)
        return Stopped()

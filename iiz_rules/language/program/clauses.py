"""The register of clauses, and what cites them, in the program."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from iiz_rules.findings.finding import Place
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

Executable = Literal["full", "part", "none"]
Status = Literal["tested", "untested", "missing", "reasoned", "unaccounted"]
"""the state of a clause: carried out and tested, untested, not carried out, or why not"""


@frozen
class Clause:
    """One statement of the source; one that nothing can carry out has a reason.

    `source` is the document that says it, where an edition carries out several; `link` where it can
    be read, language by language.
    """

    id: str
    section: str
    says: Text
    executable: Executable
    reason: Text | None = None
    source: Text | None = None
    link: Text | None = None


@frozen
class Mention:
    """Something that cites clauses and is no rule: an actor, a quality, a way to read the source.

    `kind` is what the canton calls it: `role`, `institution`, `interpretation` …
    """

    kind: str
    id: str
    label: Text
    clauses: tuple[str, ...]
    at: Place = field(compare=False, repr=False)


@frozen
class Register:
    """Every statement of the source, by id, and what mentions it beside the rules."""

    clauses: Mapping[str, Clause] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()

    def links(self, clauses: Iterable[str]) -> dict[str, Text]:
        """Where these clauses can be read, as far as the canton says."""
        known = self._links
        return {name: known[name] for name in dict.fromkeys(clauses) if name in known}

    def sources(self, clauses: Iterable[str]) -> dict[str, Text]:
        """The documents of these clauses, if the edition carries out several."""
        known = self._sources
        return {name: known[name] for name in clauses if name in known}

    @cached_property
    def _links(self) -> dict[str, Text]:
        return {name: clause.link for name, clause in self.clauses.items() if clause.link}

    @cached_property
    def _sources(self) -> dict[str, Text]:
        return {name: clause.source for name, clause in self.clauses.items() if clause.source}

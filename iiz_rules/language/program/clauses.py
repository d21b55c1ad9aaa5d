"""The register of the source's statements, and what cites it, as the program carries them."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from iiz_rules.findings.finding import Place
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

Executable = Literal["full", "part", "none"]
Status = Literal["tested", "untested", "missing", "reasoned", "unaccounted"]
"""How a clause stands: carried out and tried, not tried, not carried out; or why it is neither."""


@frozen
class Clause:
    """One statement of the source; one that nothing can carry out has a reason.

    `source` is the document that says it, where an edition carries out several.
    """

    id: str
    section: str
    says: Text
    executable: Executable
    reason: Text | None = None
    source: Text | None = None


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

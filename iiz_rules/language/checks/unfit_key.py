"""A key that a fact of this type cannot have."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import key_place, type_words
from iiz_rules.language.model.edition import Edition

_LIMITED = ("int", "chf")
_TYPES: dict[str, tuple[str, ...]] = {
    "code_list": ("code", "codes"),
    "at_least": _LIMITED,
    "at_most": _LIMITED,
    "by": ("judgement",),
}


def check(edition: Edition) -> Iterator[Finding]:
    """Report lists, limits and judges of facts that have none by their type."""
    for fact in edition.facts_file.facts:
        for key, types in _TYPES.items():
            if key in fact.model_fields_set and fact.type not in types:
                words = {"key": key, "fact": fact.id, "type": type_words(fact.type)}
                words |= {"types": ", ".join(types)}
                yield Finding("unfit-key", key_place(fact, key), words)

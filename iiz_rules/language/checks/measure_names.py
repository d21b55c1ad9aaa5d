"""Measures that nobody can read: without a name, or with another one in another place."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import shown
from iiz_rules.language.model.base import Label
from iiz_rules.language.model.catalogues import named_measures
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of measures without a name where no list has one, and of those with two names."""
    measure = edition.funding.measure
    kind = edition.facts.get(measure.kind) if measure and measure.kind else None
    if measure is None or kind is None:
        return
    listed = edition.code_lists.get(kind.code_list or "")
    first: dict[str, Label] = {one.id: one.label for one in listed.codes} if listed else {}
    for named in named_measures(edition.catalogues, measure.unlisted):
        assert named.label, "what has no name is not among them"
        yield from _another(named.code, named.label, first.setdefault(named.code, named.label))
    for catalogue in edition.catalogues:
        for entry in catalogue.measures:
            if entry.code not in first and not listed:
                words = {"code": entry.code}
                yield Finding("measure-unnamed", entry.place_of("code"), words, "warning")


def _another(code: str, label: Label, first: Label) -> Iterator[Finding]:
    """Report a name that differs from the first one in a language that both have."""
    for language, text in label.texts.items():
        other = first.texts.get(language, text)
        if text != other:
            words = {"code": code, "label": shown(text), "other": shown(other)}
            yield Finding("measure-two-names", label.place, words)
            break

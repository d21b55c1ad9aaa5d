"""Names that are declared and that nothing uses: interpretations, facts, terms, clauses, roles."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import facts_read, mentions
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of what no condition reads; of facts, neither a condition nor another fact."""
    read = {mention.name for mention in mentions(edition.parts, "interpretation")}
    yield from _unused("unread-interpretation", edition.interpretations, read)
    read = {mention.name for mention in facts_read(edition)}
    facts = {fact.id: fact for fact in edition.facts_file.facts if fact.type != "ahv"}
    yield from _unused("unused-fact", facts, read)
    terms = {term.id: term for term in edition.all_terms}
    used = {mention.name for mention in mentions(edition.parts, "term")}
    yield from _unused("unused-term", terms, used)
    carried = {clause.id: clause for clause in edition.clauses_file.clauses}
    carried = {name: one for name, one in carried.items() if one.executable == "full"}
    cited = {mention.name for mention in mentions(edition.parts, "clause")}
    yield from _unused("unused-clause", carried, cited)
    needed = {mention.name for mention in mentions(edition.parts, "actor")}
    needed |= {code.id for listed in edition.facts_file.code_lists for code in listed.codes}
    roles = {role.id: role for role in edition.organisation.roles}
    yield from _unused("unused-role", roles, needed)


def _unused(code: str, declared: Mapping[str, Any], used: Collection[str]) -> Iterator[Finding]:
    word = code.rpartition("-")[2]
    for name, part in declared.items():
        if name not in used:
            yield Finding(code, part.place_of("id"), {word: name}, "warning")

"""A case → the facts of a situation. Nested or dotted keys, a mapping or a document; never coerced.

`null` and a key left out both mean "not known". Everything that cannot be right is a finding: an
unknown fact, a value of the wrong type, a fact given twice. Of a dated history that value counts
which holds on the day of the question. Facts that follow from others (the age from the date of
birth) are computed here, once, so that every engine sees the same values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from typing import Any

from iiz_rules.case.entries import MOST_ENTRIES, CaseEntry, inside, whole
from iiz_rules.case.history import Origin, held, is_history, read_history
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import MOST_SUGGESTED, shown, unknown_name
from iiz_rules.language.dates import completed_years, shift
from iiz_rules.language.program.conditions import NOWHERE
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Domain, Problem, Value, hushed, read_value
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import text

DEEPEST = 32
Entries = dict[str, CaseEntry]
"""the given facts, with their places"""


@frozen
class CaseFacts:
    """What a case says about one day: facts, the origin of dated ones, and findings."""

    facts: dict[str, Value] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_facts(
    program: Program, case: Any, on: date, name: str = "case", known_on: date | None = None
) -> CaseFacts:
    """Read the facts of a case as of `on`, as far as they were known on another day.

    Without `known_on` everything given counts as known. `findings` are empty if all is well.
    """
    read = CaseFacts()
    entries: Entries = {}
    for entry in _entries(program, case, Source(name), read.findings):
        if entry.path in entries:
            words = {"fact": entry.path, "other": str(entries[entry.path].place)}
            read.findings.append(Finding("conflicting-facts", entry.place, words))
            continue
        entries[entry.path] = entry
        if is_history(program, entry):
            _add_history(program, entry, on, known_on, entries, read)
            continue
        domain = program.facts[entry.path].domain
        value = read_value(entry.value, domain)
        if isinstance(value, Problem):
            place = unquoted(entry.place, domain)
            read.findings.append(Finding(value.code, place, value.words))
        else:
            _add(program, entry, value, entries, read)
    read.findings.extend(derive(program, read, entries, on))
    return read


def _add(
    program: Program, entry: CaseEntry, value: Value, entries: Entries, read: CaseFacts
) -> None:
    """Add a value; a fact given as the day it happened adds that day as another fact."""
    day = program.facts[entry.path].domain.day
    if day is None or isinstance(value, bool):
        read.facts[entry.path] = value
    elif day in entries:
        words = {"fact": day, "other": str(entries[day].place)}
        read.findings.append(Finding("conflicting-facts", entry.place, words))
    else:
        read.facts[day] = value
        entries[day] = entries.pop(entry.path)


def _add_history(
    program: Program,
    entry: CaseEntry,
    on: date,
    known_on: date | None,
    entries: Entries,
    read: CaseFacts,
) -> None:
    """Add what a history says about the day; "not known" has an origin too."""
    spans, findings = read_history(program, entry)
    domain = program.facts[entry.path].domain
    read.findings.extend(replace(one, place=unquoted(one.place, domain)) for one in findings)
    span = held(spans, on, known_on)
    if span is not None:
        read.origins[entry.path] = span.origin
        if span.value is not None:
            _add(program, entry, span.value, entries, read)


def _entries(
    program: Program, case: Any, source: Source, findings: list[Finding]
) -> Iterator[CaseEntry]:
    """The facts of a case with their values; groups are walked without recursion."""
    stack = [whole(case, source)]
    seen = 0
    while stack:
        group = stack.pop()
        members = inside(group)
        if members is None:
            words = {"fact": group.path, "got": shown(group.value)}
            findings.append(Finding("group-not-value", group.place, words))
            continue
        seen += len(members)
        if seen > MOST_ENTRIES or group.depth > DEEPEST:
            findings.append(Finding("case-too-large", group.place, {"most": MOST_ENTRIES}))
            return
        for entry in members:
            if entry.path not in program.facts and entry.path not in program.groups:
                findings.append(_unknown(program, entry, len(findings)))
            elif entry.is_null:
                continue
            elif entry.path in program.facts:
                yield entry
            else:
                stack.append(entry)


def _unknown(program: Program, entry: CaseEntry, before: int) -> Finding:
    """Report an unknown fact; after many, no suggestions are looked for."""
    known = (*program.facts, *program.groups) if before < MOST_SUGGESTED else ()
    return unknown_name("unknown-fact", entry.key_place, known, before, fact=entry.path)


def derive(
    program: Program, read: CaseFacts, entries: Mapping[str, CaseEntry], on: date
) -> Iterator[Finding]:
    """Add the facts that follow from others or from the date; a contradiction is a finding.

    So is a day that has not come, where it has to: nothing follows from it.
    """
    if program.communes:
        yield from _gone(program, read, entries, on)
    for fact in program.until_question:
        day = read.facts.get(fact.id)
        if isinstance(day, date) and day > on:
            yield _too_late(fact, day, _place(entries, fact.id), on)
            del read.facts[fact.id]
    for fact in program.computed:
        computed: Value | Finding | None
        if fact.is_date:
            computed = on
        elif fact.commune:
            computed = _lies_in(fact, read.facts.get(fact.commune), on)
        elif fact.told_by:
            computed = True if fact.told_by in read.facts else None
        elif (fact.years_since or "") not in read.facts:
            continue
        else:
            computed = _years(program, fact, read.facts, entries, on)
        if computed is None:
            continue
        if isinstance(computed, Finding):
            yield computed
        elif fact.id not in read.facts:
            read.facts[fact.id] = computed
            read.origins.pop(fact.id, None)  # it follows now, whatever a history left unknown
        elif read.facts[fact.id] != computed:
            other = fact.sources[0] if fact.sources else text("findings.question-date")
            words = {"fact": fact.id, "other": other}
            yield Finding("conflicting-facts", _place(entries, fact.id), words)


def _place(entries: Mapping[str, CaseEntry], fact: str) -> Place:
    """The place where a fact is given; an empty one if it is not."""
    return entries[fact].place if fact in entries else NOWHERE


def _gone(
    program: Program, read: CaseFacts, entries: Mapping[str, CaseEntry], on: date
) -> Iterator[Finding]:
    """Report communes that do not exist on that day, and what became of them."""
    if not program.communes:
        return
    from iiz_rules.language.communes import commune, register, today_of

    for fact in program.communes:
        number = read.facts.get(fact.id)
        if not isinstance(number, int) or commune(number, on):
            continue
        known, now = register()[number], today_of(number)
        words = {"got": number, "name": known[-1].name, "on": on}
        words["now"] = ", ".join(f"{one.number} {one.name}" for one in now) or "–"
        place = _place(entries, fact.id)
        yield _of_value(fact, Finding("commune-of-another-day", place, words))
        del read.facts[fact.id]


def _lies_in(fact: Fact, number: Value | None, on: date) -> Value | None:
    if not isinstance(number, int):
        return None
    from iiz_rules.language.communes import lies_in

    return lies_in(number, on, fact.domain.codes)


def _years(
    program: Program,
    fact: Fact,
    facts: Mapping[str, Value],
    entries: Mapping[str, CaseEntry],
    on: date,
) -> Value | Finding | None:
    since = facts.get(fact.years_since or "")
    at = facts.get(fact.years_at) if fact.years_at else on
    if not isinstance(since, date) or not isinstance(at, date):
        return None
    years, low, high = completed_years(since, at), fact.domain.at_least or 0, fact.domain.at_most
    if low <= years and (high is None or years <= high):
        return years
    born = program.facts[fact.years_since or ""]
    place = _place(entries, born.id)
    if since > on:
        return _too_late(born, since, place, on)
    first = date.min if high is None else shift(shift(at, f"P{high + 1}Y", -1), "P1D")
    words = {"got": since, "low": first, "high": shift(at, f"P{low}Y", -1)}
    return _of_value(born, Finding("out-of-range", place, words))


def _too_late(fact: Fact, day: date, place: Place, on: date) -> Finding:
    return _of_value(fact, Finding("after-question-date", place, {"got": day, "on": on}))


def _of_value(fact: Fact, finding: Finding) -> Finding:
    """A finding about the value of a fact, which does not quote a sensitive one."""
    if not fact.domain.sensitive:
        return finding
    place = unquoted(finding.place, fact.domain)
    return replace(finding, place=place, words=hushed(finding.code, finding.words))


def unquoted(place: Place, domain: Domain) -> Place:
    """A place, without the excerpt if the value is sensitive."""
    return replace(place, source=Source(place.source.name)) if domain.sensitive else place

"""A fact given as a dated history: what held on one day, as far as it was known on another.

An entry says from when a value holds, and may say who attests it and when it was learned. The
latest one begun holds; of two that begin on the same day, the one learned later corrects the other.
Every entry is read, also those that do not hold, so that a fault is found whatever day is asked of.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from iiz_rules.case.entries import MOST_ENTRIES, CaseEntry, inside, members
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import near, shown, unknown_name
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.text.document import LIMITS
from iiz_rules.language.values import Domain, Problem, Value, read_value
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import text

KEYS = ("from", "value", "attested_by", "learned_on")
DATE = Domain("date")


@frozen
class Origin:
    """The origin of a dated value: since when it holds, who attests it, when it was learned."""

    since: date
    attested_by: str | None = None
    learned_on: date | None = None


@frozen
class HistoryEntry:
    """A value from a day on, or None for "not known"."""

    value: Value | None
    origin: Origin

    @property
    def rank(self) -> tuple[date, date]:
        """Which entry holds: the latest begun, then the latest learned."""
        return self.origin.since, self.origin.learned_on or date.min


def is_history(program: Program, entry: CaseEntry) -> bool:
    """Whether a fact is given as a history: a list that contains a mapping, unlike a set."""
    entries = members(entry)
    if entries:
        return any(inside(member) is not None for member in entries)
    return entries is not None and program.facts[entry.path].domain.type != "codes"


def held(spans: Iterable[HistoryEntry], on: date, known_on: date | None) -> HistoryEntry | None:
    """The entry that holds on a day; None before the first known one."""
    begun = (span for span in spans if span.origin.since <= on)
    known = (span for span in begun if known_on is None or span.rank[1] <= known_on)
    return max(known, key=lambda span: span.rank, default=None)


def read_history(program: Program, entry: CaseEntry) -> tuple[list[HistoryEntry], list[Finding]]:
    """Read all entries of a history, giving up after a hundred faults."""
    entries = members(entry) or []
    if len(entries) > MOST_ENTRIES:
        return [], [Finding("case-too-large", entry.place, {"most": MOST_ENTRIES})]
    if not entries:
        return [], [Finding("empty-history", entry.place, {"fact": entry.path})]
    spans: list[HistoryEntry] = []
    firsts: dict[tuple[date, date], CaseEntry] = {}
    findings: list[Finding] = []
    for member in entries:
        span = _span(program, program.facts[entry.path], member, findings)
        if span is not None:
            first = firsts.setdefault(span.rank, member)
            if first is not member:
                words = {"on": span.origin.since.isoformat(), "first": str(first.place)}
                findings.append(Finding("duplicate-entry", member.place, words))
            spans.append(span)
        if len(findings) >= LIMITS.findings:
            limit = {"limit": LIMITS.findings}
            return [], [*findings, Finding("too-many-findings", entry.place, limit)]
    return spans, findings


def _span(
    program: Program, fact: Fact, member: CaseEntry, findings: list[Finding]
) -> HistoryEntry | None:
    """Read one entry; None if its dates or its value are impossible."""
    keys = inside(member)
    if keys is None:
        words = {"expected": text("findings.expected.history-entry"), "got": shown(member.value)}
        findings.append(Finding("wrong-type", member.place, words))
        return None
    named = {one.name: one for one in keys}
    faults = [*_form(member, named)]
    value = _read(named.get("value"), fact.domain, faults)
    since = _read(named.get("from"), DATE, faults)
    learned = _read(named.get("learned_on"), DATE, faults)
    actor = _actor(program, fact, named.get("attested_by"), faults)
    findings += faults
    if faults or not isinstance(since, date):
        return None
    return HistoryEntry(value, Origin(since, actor, learned if isinstance(learned, date) else None))


def _form(member: CaseEntry, named: Mapping[str, CaseEntry]) -> Iterator[Finding]:
    """Report unknown and missing keys of an entry; a value may be null."""
    for name, entry in named.items():
        if name not in KEYS:
            words = {"key": shown(name), "keys": ", ".join(KEYS), "near": near(name, KEYS)}
            yield Finding("unknown-key", entry.key_place, words)
    if "from" not in named or named["from"].is_null:
        yield Finding("incomplete-entry", member.place, {"key": "from"})
    if "value" not in named:
        yield Finding("incomplete-entry", member.place, {"key": "value"})


def _read(entry: CaseEntry | None, domain: Domain, faults: list[Finding]) -> Value | None:
    if entry is None or entry.is_null:
        return None
    read = read_value(entry.value, domain)
    if isinstance(read, Problem):
        faults.append(Finding(read.code, entry.place, read.words))
        return None
    return read


def _actor(
    program: Program, fact: Fact, entry: CaseEntry | None, faults: list[Finding]
) -> str | None:
    """Read who attests a value; only those who may give a judgement attest it."""
    if entry is None or entry.is_null:
        return None
    if isinstance(entry.value, str) and entry.value in program.actors:
        if fact.by and entry.value not in fact.by:
            words = {"fact": fact.id, "actor": entry.value, "judges": ", ".join(fact.by)}
            faults.append(Finding("not-the-judge", entry.place, words))
        return entry.value
    faulty = unknown_name("unknown-actor", entry.place, program.actors, actor=shown(entry.value))
    faults.append(faulty)
    return None

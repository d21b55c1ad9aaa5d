"""What a record says, read back under the edition that it was written under."""

from datetime import date

from iiz_rules.case.facts import read_facts
from iiz_rules.escalation.state import Entry, State
from iiz_rules.escalation.store.records import Record
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value


def taken_over(timeline: Timeline, record: Record) -> tuple[State, tuple[Entry, ...]]:
    """Take a case over again as a record says that it was."""
    facts, content = read_back(timeline.program, record), record.content
    begun, closed, owing = content["begun"], content["closed"], content["owing"]
    return timeline.taken_over(day_of_record(record), facts, begun, closed, owing)


def read_back(program: Program, record: Record) -> dict[str, Value]:
    """Read the facts of a record; StoreError where they do not fit the edition."""
    facts = record.content.get("facts", {})
    told = read_facts(program, facts, day_of_record(record), record.case)
    if told.findings:
        words = {"store": record.case, "why": told.findings[0].code}
        raise StoreError(
            [Finding("not-a-store", Place(Source(record.case)), words), *told.findings]
        )
    return {fact: value for fact, value in told.facts.items() if fact in facts}


def day_of_record(record: Record) -> date:
    """Give the day of a record; StoreError where it is none."""
    day = parse_date(record.on)
    if day is None:
        raise StoreError([Finding("not-a-store", Place(Source(record.case)), {"why": record.on})])
    return day

"""Cases over time: events a second with each engine, memory, and what is owed in 100'000 cases.

`python -m benchmarks.escalation [EVENTS [CASES]]` prints one line for each figure. The story is the
one of examples/, told again and again; with a store every event is on the disk before the next.
"""

import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from iiz_rules.api import load
from iiz_rules.escalation.archive import Archive
from iiz_rules.escalation.engines import ENGINES
from iiz_rules.escalation.listing import owed
from iiz_rules.escalation.outlook import outlook
from iiz_rules.escalation.records import Outlook, Record
from iiz_rules.escalation.store import Store
from iiz_rules.policy import Policy
from iiz_rules.source.stories import StoryDocument, read_story
from iiz_rules.stories import tell

STORY = Path(__file__).parents[1] / "examples" / "valais-jugendfall.yaml"
BATCH = 500


def main(events: int = 2_000, cases: int = 100_000) -> None:
    """Measure everything, in one run."""
    document, _ = read_story(STORY.read_bytes(), STORY.name)
    assert document
    policy = load("valais", document.opened)
    for engine in ENGINES:
        _rate(policy, document, engine, events)
    _kept(policy, document)
    _listed(policy, document, cases)


def _rate(policy: Policy, story: StoryDocument, engine: str, events: int) -> None:
    """Tell the story until there are enough events, in memory."""
    tell(policy, story, engine=engine)  # what is made once
    done, start, before = 0, time.perf_counter(), _memory()
    while done < events:
        tell(policy, story, engine=engine)
        done += len(story.events)
    spent = time.perf_counter() - start
    _say(engine, f"{done / spent:>9,.0f} events/s   memory +{_memory() - before} MiB")


def _kept(policy: Policy, story: StoryDocument) -> None:
    """Tell the story into a file."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "cases.db") as store:
        start = time.perf_counter()
        for number in range(5):
            tell(policy, _named(story, f"C-{number}"), store)
        spent = time.perf_counter() - start
    _say("on the disk", f"{5 * len(story.events) / spent:>9,.0f} events/s")


def _listed(policy: Policy, story: StoryDocument, cases: int) -> None:
    """Fill a store with open cases, and list what is owed on a day."""
    open_case = replace(story, events=story.events[:17], until=None)
    flow = tell(policy, open_case)
    ahead = outlook(flow.setting.timeline, flow.case, flow.state)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "cases.db") as store:
        _fill(store, flow.records[0], ahead, cases)
        start = time.perf_counter()
        rows = owed(Archive(store), date(2024, 9, 28), dated=True)
        spent = time.perf_counter() - start
    _say("listed", f"{spent:>9.2f} s for {len(rows):,} dated duties of {cases:,} open cases")


def _fill(store: Store, record: Record, ahead: Outlook, cases: int) -> None:
    """Put the same case under many names; the list reads the index and no history."""
    for start in range(0, cases, BATCH):
        with store.together():
            for number in range(start, min(start + BATCH, cases)):
                name = f"VS-{number:06}"
                rows = tuple(row._replace(case=name) for row in ahead.rows)
                store.append(replace(record, case=name), replace(ahead, rows=rows))


def _say(name: str, figures: str) -> None:
    sys.stdout.write(f"{name:<14} {figures}\n")
    sys.stdout.flush()


def _named(story: StoryDocument, case: str) -> StoryDocument:
    return replace(story, file=story.file.model_copy(update={"case": case}))


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

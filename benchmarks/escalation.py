"""Cases over time: events a second with each engine, memory, what is owed in 100'000 cases.

`python -m benchmarks.escalation [EVENTS [CASES [ENDLESS]]]` writes benchmarks/ESCALATION.md. The
story is the one of examples/, told again and again; with a store every event is on the disk before
the next. Memory is watched over many small cases of a tiny canton, as one process that never ends.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import iiz_rules
from benchmarks.timing import seconds
from iiz_rules.escalation.engines import ENGINES
from iiz_rules.escalation.figures.counting import count
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.life import IndexRow, Outlook
from iiz_rules.escalation.store.outlook import lived, owed
from iiz_rules.escalation.store.records import CaseRecord, body_of
from iiz_rules.escalation.store.store import Store
from iiz_rules.policy import Policy, load
from iiz_rules.testing.stories import StoryDocument, read_story, tell

STORY = Path(__file__).parents[1] / "examples" / "valais-jugendfall.yaml"
TINY = Path(iiz_rules.__file__).parent / "findings" / "tiny"
PAGE = Path(__file__).parent / "ESCALATION.md"
BATCH, EACH, SAMPLES = 500, 20, 10
"""cases written together, events of a small case, looks at the memory"""
LISTED, FLAT = 2.0, 8
"""goals: seconds for the list, MiB more after the last event than after the first tenth"""
HEAD = """# Cases over time

Written by `python -m benchmarks.escalation`, in one run; of the events the quickest of many rounds
that take turns. Ratios count, not times.

| what | figure | goal |
|---|---|---|"""


def main(events: int = 2_000, cases: int = 100_000, endless: int = 1_000_000) -> None:
    """Measure everything, write the page."""
    document, _ = read_story(STORY.read_bytes(), STORY.name)
    assert document
    policy = load("valais", document.opened)
    rows = [*_rates(policy, document, events), *_listed(policy, document, cases)]
    rows += [*_counted(policy, document), *_endless(endless)]
    lines = [HEAD, *(f"| {what} | {figure} | {goal} |" for what, figure, goal in rows), ""]
    PAGE.write_text("\n".join(lines), encoding="utf-8")


Said = tuple[str, str, str]


def _rates(policy: Policy, story: StoryDocument, events: int) -> Iterator[Said]:
    """Tell the story until there are enough events, with each engine in turn, and on the disk."""
    rounds = max(2, events // len(story.events))
    quickest: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "cases.db") as store:
        memory = Store()
        for number in range(rounds):
            for name in (*ENGINES, "disk"):
                named = _named(story, f"{name}-{number}")
                kept, engine = (store, ENGINES[0]) if name == "disk" else (memory, name)
                taken = seconds(lambda one: tell(policy, one, kept, engine), [named])  # noqa: B023
                quickest[name] = min(taken, quickest.get(name, taken))
    first = quickest[ENGINES[0]]
    for name, taken in quickest.items():
        where = "timeline, each event on the disk" if name == "disk" else f"{name}, in memory"
        figure = f"{len(story.events) / taken:,.0f} events/s, {taken / first:.1f} × the time"
        yield _said(where, figure)


def _listed(policy: Policy, story: StoryDocument, cases: int) -> Iterator[Said]:
    """Fill a store with open cases, and list what is owed on a day."""
    open_case = replace(story, events=story.events[:17], until=None)
    flow = tell(policy, open_case)
    ahead = lived(Archive(flow.store), flow.records)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "cases.db") as store:
        _fill(store, flow.records[0], ahead, cases)
        archive = Archive(store)
        spent, rows = LISTED, list[IndexRow]()
        for _ in range(3):
            start = time.process_time()
            rows = owed(archive, date(2024, 9, 28), dated=True)
            spent = min(spent, time.process_time() - start)
    what = f"{len(rows):,} dated duties of {cases:,} open cases listed"
    figure = f"{spent:.2f} s of processor time"
    yield _said(what, figure, f"< {LISTED:g} s {_mark(spent < LISTED)}")


def _fill(store: Store, record: CaseRecord, ahead: Outlook, cases: int) -> None:
    """Put the same case under many names; the list reads the index and no history."""
    for start in range(0, cases, BATCH):
        with store.together():
            for number in range(start, min(start + BATCH, cases)):
                name = f"VS-{number:06}"
                body = body_of(**{**record.content, "case": name})
                draft = CaseRecord(name, 0, record.kind, *record.rules, body)
                store.append(draft, ahead)


def _counted(policy: Policy, story: StoryDocument, cases: int = 20) -> Iterator[Said]:
    """Count the key figures of a year, which replays every history."""
    with Store() as store:
        for number in range(cases):
            tell(policy, _named(story, f"C-{number}"), store)
        archive = Archive(store, {policy.basis.key: policy.program})
        year = date(2024, 1, 1), date(2024, 12, 31)
        taken = seconds(lambda one: count(one, policy.program, year, {}), [archive])
    yield _said("key figures of a year", f"{taken / cases * 1000:.0f} ms a case of 32 events")


def _endless(events: int) -> Iterator[Said]:
    """Record events without end with durable-rules; what the process takes must not grow."""
    policy = load(TINY, "2024-03-05")
    sizes: list[int] = []
    for number in range(events // EACH):
        flow = policy.open_case("C", engine="durable-rules")
        flow.record("entered", "2024-03-05", {"person.born": "1990-01-01"})
        for day in range(1, EACH):
            flow.record("noted", flow.on + timedelta(days=1), {"person.note": f"{day}"})
        if number % (events // EACH // SAMPLES) == 0:
            sizes.append(_resident())
    sizes.append(_resident())
    more = sizes[-1] - sizes[1]
    figure = f"{sizes[1]} MiB after a tenth, {sizes[-1]} MiB at the end"
    goal = f"≤ {FLAT} MiB more {_mark(more <= FLAT)}"
    yield _said(f"memory over {events:,} events with durable-rules", figure, goal)


def _said(what: str, figure: str, goal: str = "") -> Said:
    sys.stdout.write(f"{what:<55} {figure}   {goal}\n")
    sys.stdout.flush()
    return what, figure, goal


def _mark(reached: bool) -> str:
    return "✓" if reached else "✗"


def _named(story: StoryDocument, case: str) -> StoryDocument:
    return replace(story, file=story.file.model_copy(update={"case": case}))


def _resident() -> int:
    """Give what the process has in memory now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 // 2**20


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

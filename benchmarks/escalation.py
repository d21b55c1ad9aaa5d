"""Cases over time: events a second with each engine, memory, what is owed in 100'000 cases.

`python -m benchmarks.escalation [EVENTS [CASES [ENDLESS]]]` writes benchmarks/ESCALATION.md; with
ENDLESS 0 what was found about memory in an earlier run stays. The
story is the one of examples/, told again and again, each time on other days, because whoever tells
the same days again measures a memory; with a store every event is on the disk before the next.
Memory is watched over many small cases of a tiny canton, as one process that never ends.
"""

import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from secrets import token_bytes

import iiz_rules
from iiz_rules.escalation.engines import ENGINES
from iiz_rules.escalation.figures.counting import count
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.life import Outlook, OwedRow
from iiz_rules.escalation.store.outlook import lived, owed
from iiz_rules.escalation.store.records import CaseRecord, body_of
from iiz_rules.escalation.store.store import Store
from iiz_rules.language.dates import parse_date
from iiz_rules.language.text.node import Node
from iiz_rules.policy import Policy, load
from iiz_rules.testing.stories import StoryDocument, read_story, tell

STORY = Path(__file__).parents[1] / "examples" / "valais-jugendfall.yaml"
TINY = Path(iiz_rules.__file__).parent / "findings" / "tiny"
PAGE = Path(__file__).parent / "ESCALATION.md"
BATCH, EACH, SAMPLES = 500, 20, 10
"""cases written together, events of a small case, looks at the memory"""
QUICK, LISTED, FLAT = 200, 2.0, 8
"""goals: µs an event, seconds for the list, MiB more after the last event than after a tenth"""
STRIDE, YEARS = 61, 1_461
"""by how many days the story is told later each time, within how many"""
PEERS = ("eventsourcing==9.5.6", "SpiffWorkflow==3.2.0")
OVER_TIME = Path(__file__).parent / "peers" / "over_time.py"
HEAD = """# Cases over time

Written by `python -m benchmarks.escalation`, in one run. Compare ratios, not times. Events are the
fastest of many alternating rounds. The figures are processor time, because the machine does other
work too; waiting for the disk is not included. Each round tells the story on other days. "The
least" is what no event can do without: its record is written, salted, hashed and chained, and one
rule is evaluated. In memory, the store writes its tables only when somebody reads them; that cost
has its own row. The other libraries do less: eventsourcing keeps events and the resulting facts,
SpiffWorkflow moves from task to task. Neither evaluates rules, computes dates, looks ahead or
chains its records.

| what | figure | goal |
|---|---|---|"""


def main(events: int = 4_000, cases: int = 100_000, endless: int = 1_000_000) -> None:
    """Measure everything, write the page."""
    document, _ = read_story(STORY.read_bytes(), STORY.name)
    assert document
    policy = load("valais", document.opened)
    rows = [*_rates(policy, document, events), *_listed(policy, document, cases)]
    rows += [*_counted(policy, document), *(_endless(endless) if endless else _earlier("memory "))]
    lines = [HEAD, *(f"| {what} | {figure} | {goal} |" for what, figure, goal in rows), ""]
    PAGE.write_text("\n".join(lines), encoding="utf-8")


Said = tuple[str, str, str]


def _rates(policy: Policy, story: StoryDocument, events: int) -> Iterator[Said]:
    """Tell the story until there are enough events: each engine in turn, on the disk, the peers."""
    rounds = max(2, events // len(story.events))
    quickest: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "cases.db") as store:
        least = tell(policy, story)
        for number in range(rounds):
            for name, run in _told(policy, story, number, store, least).items():
                start = time.process_time()
                run()
                taken = (time.process_time() - start) / len(story.events) * 1e6
                quickest[name] = min(taken, quickest.get(name, taken))
    first = quickest[f"{ENGINES[0]}, in memory"]
    for name, taken in quickest.items():
        goal = f"≤ {QUICK} µs {_mark(taken <= QUICK)}" if taken == first else ""
        yield _said(name, _spent(taken, first), goal)
    for name, taken in _peers(policy, story, rounds).items():
        yield _said(name, _spent(taken, first))


def _told(
    policy: Policy, story: StoryDocument, number: int, store: Store, least: Flow
) -> dict[str, Callable[[], object]]:
    """What takes its turn in a round: the story with each engine, on the disk, and the least."""
    memory, named = Store(), {}
    for turn, name in enumerate((*ENGINES, "disk")):  # each on days of its own
        moved = _moved(story, (number * 3 + turn) * STRIDE % YEARS)
        named[name] = _named(moved, f"{name}-{number}")
    in_memory = {
        f"{name}, in memory": partial(tell, policy, named[name], memory, name) for name in ENGINES
    }
    return {
        **in_memory,
        "its tables, once somebody looks at them": memory.head,
        "timeline, each event in SQLite": partial(tell, policy, named["disk"], store),
        "the least: a record, and one rule": partial(_least, least),
    }


def _least(flow: Flow) -> None:
    """Write, salt, hash and chain the records of a case once more, and ask one rule with each."""
    engine, [rule, *_] = flow.timeline.engine, flow.program.actions
    kept = flow.records[:1]
    for record in flow.records[1:]:
        draft = CaseRecord(
            record.case, record.n, record.kind, *record.rules, body_of(**record.content)
        )
        kept += (draft.chained(record.seq, record.prev, record.pseudonym, token_bytes(16)),)
        engine.verdict(rule, flow.state.situation)


def _moved(story: StoryDocument, days: int) -> StoryDocument:
    """The same story so many days later: what happens, and every day that is told of."""
    later = timedelta(days)
    events = tuple(
        replace(event, on=event.on + later, facts=_moved_node(event.facts, later))
        for event in story.events
    )
    until = story.until and story.until + later
    return replace(story, opened=story.opened + later, until=until, events=events)


def _moved_node(node: Node, later: timedelta) -> Node:
    """Facts with every day so much later."""
    if isinstance(node.value, dict):
        inside = {key: _moved_node(value, later) for key, value in node.value.items()}
        return replace(node, value=inside)
    day = parse_date(node.value) if isinstance(node.value, str) else None
    return replace(node, value=(day + later).isoformat()) if day else node


def _spent(taken: float, first: float) -> str:
    return f"{taken:,.0f} µs an event, {taken / first:.2f} × the time"


def _peers(policy: Policy, story: StoryDocument, rounds: int) -> dict[str, float]:
    """The same events with others, by a Python of their own that they are installed into."""
    events = [
        {"event": record.event, "on": record.on, "facts": record.content["facts"]}
        for record in tell(policy, story).records
        if record.event
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "peers", with_pip=True)
        python = folder / "peers" / "bin" / "python"
        install = [str(python), "-m", "pip", "install", "--quiet", *PEERS]
        if subprocess.run(install, check=False).returncode:
            return {}
        (folder / "events.json").write_text(json.dumps(events), "utf-8")
        told = [str(python), str(OVER_TIME), str(folder / "events.json"), str(rounds)]
        done = subprocess.run(told, check=True, capture_output=True, text=True)
        measured: dict[str, float] = json.loads(done.stdout)
        return measured


def _listed(policy: Policy, story: StoryDocument, cases: int) -> Iterator[Said]:
    """Fill a store with open cases, and list what is owed on a day."""
    open_case = replace(story, events=story.events[:17], until=None)
    flow = tell(policy, open_case)
    ahead = lived(Archive(flow.store), flow.records)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "cases.db") as store:
        _fill(store, flow.records[0], ahead, cases)
        archive = Archive(store)
        spent, rows = LISTED, list[OwedRow]()
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


def _counted(policy: Policy, story: StoryDocument, cases: int = 200) -> Iterator[Said]:
    """Count the key figures of a year of cases that were kept as events came."""
    year = date(2024, 1, 1), date(2024, 12, 31)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "cases.db") as store:
        for number in range(cases):
            tell(policy, _named(story, f"C-{number}"), store)
        archive = Archive(store, {policy.basis.key: policy.program})
        start = time.process_time()
        count(archive, policy.program, year, {})
        taken = time.process_time() - start
    figure = f"{taken / cases * 1000:.2f} ms a case of {len(story.events)} events"
    yield _said(f"key figures of a year of {cases} cases", figure)


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


def _earlier(what: str) -> Iterator[Said]:
    """What an earlier run has found out and written."""
    mark = " (an earlier run)"
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"| {what}"):
            told, figure, goal = (cell.strip() for cell in line.strip("|").split("|"))
            yield _said(told.removesuffix(mark) + mark, figure, goal)


def _said(what: str, figure: str, goal: str = "") -> Said:
    sys.stdout.write(f"{what:<55} {figure}   {goal}\n")
    sys.stdout.flush()
    return what, figure, goal


def _mark(reached: bool) -> str:
    return "✓" if reached else "✗"


def _named(story: StoryDocument, case: str) -> StoryDocument:
    return replace(story, file=story.file.model_copy(update={"case": case}))


def _resident() -> int:
    """What the process has in memory now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 // 2**20


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

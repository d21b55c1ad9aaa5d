"""The story of a case with what others use for cases over time: eventsourcing and SpiffWorkflow.

Run by a Python of its own that has the two and nothing of this package: `over_time.py EVENTS
ROUNDS` reads the events as JSON and prints microseconds of processor time for an event, by name.
They do less: eventsourcing keeps events and what an aggregate makes of them, SpiffWorkflow goes
from one task of a process to the next. Neither asks a rule nor counts a date here.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

Events = list[dict[str, Any]]
BPMN = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x">'
    '<process id="case" isExecutable="true"><startEvent id="start"/>{tasks}<endEvent id="end"/>'
    "{flows}</process></definitions>"
)


class Case(Aggregate):  # type: ignore[misc]  # without types where it is not installed
    """A case as an aggregate: what has happened, and the facts that it left."""

    @event("Opened")  # type: ignore[untyped-decorator]
    def __init__(self, name: str) -> None:
        self.name, self.on, self.facts = name, "", dict[str, Any]()

    @event("Recorded")  # type: ignore[untyped-decorator]
    def record(self, event: str, on: str, facts: dict[str, Any]) -> None:
        """Let an event happen."""
        self.on, self.last = on, event
        self.facts |= facts


class Cases(Application):  # type: ignore[misc]  # without types where it is not installed
    """Keeps the cases."""


def with_eventsourcing(events: Events, file: Path | None) -> None:
    """Tell the story; each event is kept before the next one."""
    kept = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(file)}
    cases = Cases(env=kept if file else {})
    case = Case("C")
    cases.save(case)
    for one in events:
        case.record(one["event"], one["on"], one["facts"])
        cases.save(case)
    cases.close()


def process(events: Events) -> str:
    """The story as a process: a task for each event, one after the other."""
    names = ["start", *(f"t{number}" for number in range(len(events))), "end"]
    tasks = "".join(
        f'<manualTask id="t{number}" name="{one["event"]}"/>' for number, one in enumerate(events)
    )
    flows = "".join(
        f'<sequenceFlow id="f{number}" sourceRef="{source}" targetRef="{target}"/>'
        for number, (source, target) in enumerate(pairwise(names))
    )
    return BPMN.format(tasks=tasks, flows=flows)


def with_spiffworkflow(events: Events, file: Path | None, spec: Any) -> None:
    """Tell the story; with a file the workflow is written and flushed after each event."""
    workflow, serializer = BpmnWorkflow(spec), BpmnWorkflowSerializer()
    workflow.do_engine_steps()
    for one in events:
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data |= {"on": one["on"], **one["facts"]}
        task.run()
        workflow.do_engine_steps()
        if file:
            with file.open("w") as written:
                written.write(serializer.serialize_json(workflow))
                written.flush()
                os.fsync(written.fileno())
    assert workflow.is_completed()


def main(path: str, rounds: str) -> None:
    """Measure each in turn, the quickest of many rounds."""
    events: Events = json.loads(Path(path).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bpmn = folder / "case.bpmn"
        bpmn.write_text(process(events), "utf-8")
        parser = BpmnParser()
        parser.add_bpmn_file(str(bpmn))
        spec = parser.get_spec("case")
        quickest: dict[str, float] = {}
        for number in range(int(rounds)):
            told: dict[str, Callable[[], None]] = {
                "eventsourcing, in memory": lambda: with_eventsourcing(events, None),
                "eventsourcing, each event in SQLite": lambda n=number: with_eventsourcing(  # type: ignore[misc]
                    events, folder / f"{n}.db"
                ),
                "SpiffWorkflow, in memory": lambda: with_spiffworkflow(events, None, spec),
                "SpiffWorkflow, written as JSON after each event": lambda: with_spiffworkflow(
                    events, folder / "case.json", spec
                ),
            }
            for what, tell in told.items():
                start = time.process_time()
                tell()
                taken = (time.process_time() - start) / len(events) * 1e6
                quickest[what] = min(taken, quickest.get(what, taken))
    sys.stdout.write(json.dumps(quickest))


if __name__ == "__main__":
    main(*sys.argv[1:])

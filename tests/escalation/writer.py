"""A process that records events without end and says each number once it is on the disk.

It is forked from a server that has imported everything once: to start Python anew for each kill
takes longer than what is killed.
"""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from unittest import mock

import iiz_rules
from iiz_rules.escalation.store.chain import Head
from iiz_rules.escalation.store.store import Store
from iiz_rules.policy import load

TINY = Path(iiz_rules.__file__).parent / "findings" / "tiny"
ROOT = Path(__file__).parents[2]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.escalation.writer"])


def write(path: str, told: Connection) -> None:
    store = Store(path)
    policy = load(TINY, "2024-03-05")
    if store.cases():
        flow = policy.case("C-1", store)
    else:
        flow = policy.open_case("C-1", store=store)
        flow.record("entered", "2024-03-05", {"person.born": "1990-01-01"})
    day = flow.on
    while True:
        day = min(day + timedelta(days=1), date(9000, 1, 1))
        step = flow.record("noted", day, {"person.note": f"{day}"})
        assert step.record
        told.send((step.record.seq, step.record.hash))


class Writer:
    """The process, and what it said."""

    def __init__(self, path: Path | str) -> None:
        self.heard, told = FORKS.Pipe(duplex=False)
        self.process = FORKS.Process(target=write, args=(str(path), told), daemon=True)
        path_of = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        with mock.patch.dict(os.environ, {"PYTHONPATH": path_of}):  # for the server's first start
            self.process.start()
        told.close()

    def acknowledged(self, count: int) -> list[Head]:
        """The next records that it says are kept."""
        return [Head(*self.heard.recv()) for _ in range(count)]

    def stop(self, by: signal.Signals = signal.SIGKILL) -> None:
        """Kill it at once, or let it stand still."""
        assert self.process.pid
        with suppress(ProcessLookupError):  # it ended by itself, as when its server crashed
            os.kill(self.process.pid, by)


@contextmanager
def started(path: Path | str) -> Iterator[Writer]:
    """A writer that is killed in the end, if it lives still."""
    writer = Writer(path)
    try:
        yield writer
    finally:
        writer.process.kill()
        writer.process.join()
        writer.heard.close()

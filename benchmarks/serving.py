"""What the service answers a second, over loopback, beside its own empty answer.

`python -m benchmarks.serving [SECONDS]` starts `iiz serve` on a store of its own, asks with so many
connections as there are, and writes benchmarks/SERVING.md; with 6 seconds it takes a minute and a
half. Who asks shares the processors with what answers, so that the numbers are a lower bound and
their relation is what counts. The empty answer is one to the same request: a case that is sent,
admitted and read whole, to an address at which nothing is answered.
"""

import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

CONNECTIONS = 16
DAY = "2024-03-05"
EMPTY = "nothing, to a case that is sent"
QUICK, LATE = 0.6, 20
"""goals: the rate of the empty answer, milliseconds for 99 of 100 at half of one's own"""
DRAWN = 2_000
"""cases, of which each is asked in turn: whoever measures one and the same measures a memory"""
SAID: dict[str, Sequence[object]] = {
    "person.residence.canton": ("ZH", "ZH", "ZH", "ZH", "SG"),
    "person.employable": (True, True, False),
    "problems.exceed_remit": (True, False),
    "problems.hinder_integration": (True, False),
    "coordination.needed": (True, False),
    "advice.question_raised": (True, False),
    "advice.took_place": (True, False),
    "route.choice": ("bilateral", "case-coordination", "internal"),
    "exchange.legal_basis": (True, False),
    "exchange.consent": (True, False),
    "exchange.purpose": ("case-work", "information-exchange", "other"),
}
"""facts, one in four of which is not known"""
REGISTERED = ("ajb", "awa", "gemeinde", "rav")
Asked = tuple[str, str, Sequence[bytes]]


def drawn(count: int, seed: int = 7) -> list[bytes]:
    """Draw the documents of cases, always the same ones."""
    chance = random.Random(seed)

    def document() -> dict[str, object]:
        facts = {name: chance.choice(some) for name, some in SAID.items() if chance.random() < 0.75}
        facts["registrations"] = chance.sample(REGISTERED, chance.randint(0, 2))
        facts["person.birth_date"] = str(date(1958, 1, 1) + timedelta(chance.randrange(17_000)))
        return {"date": DAY, "facts": nested(facts)}

    return [json.dumps(document()).encode() for _ in range(count)]


def nested(facts: dict[str, object]) -> dict[str, object]:
    """Facts as applications send them: groups within groups."""
    whole: dict[str, object] = {}
    for path, value in facts.items():
        *groups, name = path.split(".")
        inside: Any = whole
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[name] = value
    return whole


def asked() -> dict[str, Asked]:
    """Name what is measured."""
    cases = drawn(DRAWN)
    return {
        "nothing is asked (GET)": ("GET", "/v1/zurich/nothing", [b""]),
        EMPTY: ("POST", "/v1/zurich/nothing", cases),
        "eligibility, logged": ("POST", "/v1/zurich/eligibility", cases),
        "exchange, logged": ("POST", "/v1/zurich/exchange", cases),
        "verdicts of all rules, logged": ("POST", "/v1/zurich/verdicts", cases),
    }


PAGE = Path(__file__).with_name("SERVING.md")


async def _one(
    asked: Asked, port: int, until: float, pause: float, after: float, turn: int
) -> list[float]:
    """Ask on one connection until a moment, at most so often; how long each answer took.

    It begins after a while of its own: people do not all ask in the same instant.
    """
    method, path, bodies = asked
    await asyncio.sleep(after)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    sent = [f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body for body in bodies]
    took = list[float]()
    while (begun := time.perf_counter()) < until:
        writer.write(sent[(turn + CONNECTIONS * len(took)) % len(sent)])
        told = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in told.lower().split(b"\r\n") if b"content-length" in line)
        await reader.readexactly(int(length.partition(b":")[2]))
        took.append(time.perf_counter() - begun)
        await asyncio.sleep(max(0.0, pause - took[-1]))
    writer.close()
    return took


def measured(asked: Asked, port: int, seconds: float, rate: float = 0) -> tuple[float, float]:
    """How many answers a second, and within how many milliseconds 99 of 100 were there."""

    async def all_of_them() -> list[list[float]]:
        until = time.perf_counter() + seconds
        pause = CONNECTIONS / rate if rate else 0
        asking = (
            _one(asked, port, until, pause, pause * turn / CONNECTIONS, turn)
            for turn in range(CONNECTIONS)
        )
        return await asyncio.gather(*asking)

    took = [one for some in asyncio.run(all_of_them()) for one in some]
    return len(took) / seconds, statistics.quantiles(took, n=100)[98] * 1000


def main(seconds: float = 10) -> None:
    """Measure, and write the page."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        call = ["serve", "--canton", "zurich", "--store", f"{folder}/cases.db", "--port", f"{port}"]
        service = subprocess.Popen([sys.executable, "-m", "iiz_rules", *call])
        try:
            _wait_for(port)
            rows = [(name, *_row(one, port, service.pid, seconds)) for name, one in asked().items()]
        finally:
            service.terminate()
            service.wait()
    PAGE.write_text(_page(rows), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)


def _row(asked: Asked, port: int, process: int, seconds: float) -> tuple[float, float, float]:
    """How many a second, milliseconds of the service's processor time for each, and how late."""
    measured(asked, port, seconds / 3)
    before = _processor(process)
    rate, _ = measured(asked, port, seconds)
    taken = (_processor(process) - before) / (rate * seconds) * 1000
    _, late = measured(asked, port, seconds, rate / 2)
    return rate, taken, late


def _processor(process: int) -> float:
    """Processor time of a process so far, in seconds (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _page(rows: list[tuple[str, float, float, float]]) -> str:
    _, empty, cheap, _ = next(row for row in rows if row[0] == EMPTY)
    lines = [
        "# The service over loopback",
        "",
        f"`python -m benchmarks.serving`: one process, {CONNECTIONS} connections, a store on the",
        f"disk, {DRAWN} different cases in turn. The client shares the processors with the service",
        "and with other work. So compare ratios, not rates, and above all the ratio of the",
        "service's processor time. The empty answer is the one to a case sent to an address that",
        "does not exist: admitted, read in full, refused. The goals: a rate of",
        f"{QUICK} of the empty one, and 99 of 100 answers within {LATE} ms at half the own rate.",
        "",
        "| answer | per second | relative to empty | processor time | relative to empty "
        "| 99 of 100 at half that rate within |",
        "|---|---|---|---|---|---|",
    ]
    for name, rate, taken, late in rows:
        lines.append(
            f"| {name} | {rate:.0f} | {rate / empty:.2f} | {taken:.2f} ms | {cheap / taken:.2f} "
            f"| {late:.1f} ms |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))

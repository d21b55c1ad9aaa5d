"""What the service answers a second, over loopback, beside its own empty answer.

`python -m benchmarks.serving [SECONDS]` starts `iiz serve` on a store of its own, asks with so many
connections as there are, and writes benchmarks/SERVING.md. Who asks shares the processors with what
answers, so that the numbers are a lower bound and their relation is what counts.
"""

import asyncio
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONNECTIONS = 16
EMPTY = ("GET", "/v1/zurich/nothing", b"")
CASE = json.dumps({"date": "2024-03-05", "facts": {"registrations": ["rav"]}}).encode()
ASKED = {
    "nothing (an address that there is not)": EMPTY,
    "eligibility, logged": ("POST", "/v1/zurich/eligibility", CASE),
    "exchange, logged": ("POST", "/v1/zurich/exchange", CASE),
    "verdicts of all rules, logged": ("POST", "/v1/zurich/verdicts", CASE),
}
PAGE = Path(__file__).with_name("SERVING.md")
Asked = tuple[str, str, bytes]


async def _one(asked: Asked, port: int, until: float, pause: float, after: float) -> list[float]:
    """Ask on one connection until a moment, at most so often; how long each answer took.

    It begins after a while of its own: people do not all ask in the same instant.
    """
    method, path, body = asked
    await asyncio.sleep(after)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    sent = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    took = list[float]()
    while (begun := time.perf_counter()) < until:
        writer.write(sent)
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
            _one(asked, port, until, pause, pause * turn / CONNECTIONS)
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
            rows = _rows(port, seconds)
        finally:
            service.terminate()
            service.wait()
    PAGE.write_text(_page(rows), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def _rows(port: int, seconds: float) -> list[tuple[str, float, float]]:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.1)
    rows = list[tuple[str, float, float]]()
    for name, asked in ASKED.items():
        measured(asked, port, 1)
        rate, _ = measured(asked, port, seconds)
        _, late = measured(asked, port, seconds, rate / 2)
        rows.append((name, rate, late))
    return rows


def _page(rows: list[tuple[str, float, float]]) -> str:
    empty = rows[0][1]
    lines = [
        "# The service over loopback",
        "",
        f"`python -m benchmarks.serving`: one process, {CONNECTIONS} connections, a store on the",
        "disk. Who asks shares the processors with what answers; the relation counts.",
        "",
        "| answer | a second | of the empty one | 99 of 100 at half that rate within |",
        "|---|---|---|---|",
    ]
    for name, rate, late in rows:
        lines.append(f"| {name} | {rate:.0f} | {rate / empty:.2f} | {late:.1f} ms |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))

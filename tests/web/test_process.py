"""What is answered is in the log whatever becomes of the process; and it ends as it should."""

import signal
import threading
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.chain import verify
from tests.needed import needing
from tests.web.process import ASK, Running, running

pytestmark = needing(find_spec("uvicorn") is not None, "uvicorn is not installed")


def asked(service: Running, thread: int, got: list[tuple[str, str]], faults: list[str]) -> None:
    """Ask without end, until nobody answers."""
    for n in range(10_000):
        reference = f"T{thread}-{n}"
        try:
            status, answer = service.send("POST", ASK, {}, iiz_reference=reference)
        except (OSError, ValueError):
            return
        except Exception:  # noqa: BLE001 - a connection that is cut in the middle of an answer
            return
        if status == 200:
            got.append((reference, answer["decision"]["id"]))
        else:
            faults.append(answer["type"])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_rows_13_and_14_whatever_ends_it_all_that_was_answered_is_in_the_log(
    tmp_path: Path, how: signal.Signals
) -> None:
    store = str(tmp_path / "cases.db")
    got: list[tuple[str, str]] = []
    faults: list[str] = []
    with running(store) as service:
        threads = [
            threading.Thread(target=asked, args=(service, number, got, faults))
            for number in range(4)
        ]
        for thread in threads:
            thread.start()
        until = time.monotonic() + 20
        while len(got) < 40 and time.monotonic() < until:
            time.sleep(0.02)
        took = service.stop(how)
        for thread in threads:
            thread.join()
        assert service.process.exitcode == -how
    assert took < 6
    if how == signal.SIGTERM:  # it was let go of, and its log is in the file
        assert not Path(f"{store}-wal").exists()
    assert len(got) >= 40
    with iiz.Store(store) as cases:
        assert verify(cases).finding is None
        kept = {one.receipt.reference: one.receipt.id for one in iiz.DecisionLog(cases).decisions()}
    assert {reference: kept.get(reference) for reference, _ in got} == dict(got)
    assert not faults


def test_two_services_keep_one_chain_and_a_new_start_goes_on_with_it(tmp_path: Path) -> None:
    store = str(tmp_path / "cases.db")
    with running(store) as one, running(store) as other:
        for n in range(5):
            for service in (one, other):
                status, _ = service.send("POST", ASK, {}, iiz_reference=f"D-{n}-{service.port}")
                assert status == 200
    with running(store) as again:
        _, first = again.send("POST", ASK, {}, iiz_reference="K", idempotency_key="k")
        assert first["decision"]["seq"] == 11
        again.stop(signal.SIGKILL)
    with running(store) as again:
        _, same = again.send("POST", ASK, {}, iiz_reference="K", idempotency_key="k")
        assert same["decision"] == first["decision"]
        with suppress(ConnectionError):
            status, problem = again.send("POST", ASK, None)
            assert status in (415, 422), problem

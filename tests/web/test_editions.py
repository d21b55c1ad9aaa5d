"""New editions come into force whole and by themselves; what is broken or older does not."""

import asyncio
import shutil
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.web.settings import Settings
from tests.escalation.writer import TINY
from tests.refused import codes_of
from tests.web.client import Client


@pytest.fixture
def canton(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    return folder


def edited(canton: Path, text: str) -> None:
    """Put something at the end of a file of the edition."""
    file = canton / "2024-01-01" / "facts.yaml"
    file.write_text(f"{file.read_text()}{text}\n")


def digest(client: Client) -> str:
    return str(client.get("/version").data["editions"][-1]["digest"])


def test_row_20_a_new_state_comes_into_force_and_a_broken_one_does_not(canton: Path) -> None:
    client = Client(Settings((canton,), reload=0))
    at = f"/v1/{client.service.editions.cantons[0].canton}/decide?on=2024-03-05"
    first = digest(client)
    client.service.editions.refresh()
    assert digest(client) == first
    edited(canton, "# reviewed")
    before = (canton / "2024-01-01" / "facts.yaml").read_text()
    client.service.editions.refresh()
    second = digest(client)
    assert second != first
    edited(canton, "  - nonsense: [")
    client.service.editions.refresh()
    assert (digest(client), client.post(at, {}).status) == (second, 200)
    (fault,) = client.get("/version").data["faults"].values()
    assert fault["errors"][0]["file"].endswith("facts.yaml")
    assert client.get("/ready").data["faults"] == [client.service.editions.cantons[0].canton]
    (canton / "2024-01-01" / "facts.yaml").write_text(before)
    client.service.editions.refresh()
    assert (digest(client), client.get("/version").data["faults"]) == (second, {})
    receipt = [*client.service.log.decisions()][-1].receipt
    assert receipt.digest == second
    client.close()


def test_row_20_an_older_state_does_not_come_back_unless_it_is_meant(
    canton: Path, tmp_path: Path
) -> None:
    store = str(tmp_path / "cases.db")
    client = Client(Settings((canton,), store, reload=0))
    old = (canton / "2024-01-01" / "facts.yaml").read_text()
    first = digest(client)
    edited(canton, "# reviewed")
    client.service.editions.refresh()
    second = digest(client)
    (canton / "2024-01-01" / "facts.yaml").write_text(old)
    client.service.editions.refresh()
    (fault,) = client.get("/version").data["faults"].values()
    assert (fault["type"], digest(client)) == ("urn:iiz:problem:edition-went-back", second)
    client.close()
    with pytest.raises(iiz.UsageError) as error:  # nor after a new start
        Client(Settings((canton,), store, reload=0))
    assert codes_of(error) == ["edition-went-back"]
    meant = Client(Settings((canton,), store, allow_rollback=True, reload=0))
    assert digest(meant) == first
    meant.close()


def test_row_13_when_it_stops_the_store_is_let_go_of(canton: Path, tmp_path: Path) -> None:
    store = tmp_path / "cases.db"
    client = Client(Settings((canton,), str(store), reload=0.01))
    first = digest(client)

    async def lived() -> None:
        async with client.app.router.lifespan_context(client.app):
            edited(canton, "# reviewed")
            while client.service.editions.cantons[0].newest.digest == first:
                await asyncio.sleep(0.01)
            assert Path(f"{store}-wal").exists()

    client.runner.run(asyncio.wait_for(lived(), 30))
    assert not Path(f"{store}-wal").exists()
    client.runner.close()


def test_a_canton_with_faults_is_not_served_at_all(canton: Path) -> None:
    edited(canton, "  - nonsense: [")
    with pytest.raises(iiz.LoadError):
        Client(Settings((canton,), reload=0))

"""The pages of a case as people use them: in Chromium, on a desk and a phone, with axe and keys."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import iiz_rules as iiz
from tests.browser import Browser, browsing
from tests.needed import lacking
from tests.web.client import Client
from tests.web.test_pages import KNOWN, sent

VIOLATIONS = """axe.run(document, {resultTypes: ['violations']}).then(found =>
  found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
CUT = """[...document.querySelectorAll('.wide')]
  .filter(one => one.scrollWidth > one.clientWidth).length"""
TABBED = """[...document.querySelectorAll('a, button, input, select, summary')]
  .filter(one => one.tabIndex >= 0 && one.checkVisibility()).slice(0, 3)
  .map(one => one.name || one.textContent.trim())"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def axe() -> str:
    found = find_spec("axe_core_python")
    if found is None or found.origin is None:
        lacking("no axe: pip install axe-core-python")
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")


def test_the_pages_of_a_case_can_be_used_by_all(
    client: Client, browser: Browser, axe: str, tmp_path: Path
) -> None:
    flow = iiz.load("valais").open_case("VS-7", "2024-01-08", client.service.store)
    facts = {"reported_in": ["iv"], "person": {"birth_date": "2004-02-29", "district": "brig"}}
    flow.record("new-mandate", "2024-01-08", facts, by="front-line")
    typed = [*KNOWN, ("known_on", "31.02.2024"), ("learned:registrations", "04.03.2024")]
    pages = {
        "form": sent(client, "/case/zurich?lang=de", typed).text,
        "answer": sent(client, "/case/zurich?lang=fr", KNOWN).text,
        "kept": client.get("/case/valais/VS-7?lang=de&on=2024-02-01").text,
        "gardé": client.get("/case/valais/VS-7?lang=fr").text,
        "list": client.get("/cases/valais?lang=fr").text,
    }
    for name, html in pages.items():
        page = tmp_path / f"{name}.html"
        page.write_text(html, "utf-8")
        for width, dark in ((1280, name == "kept"), (390, name != "kept")):
            browser.open(page, width, dark=dark)
            told = (name, width, dark)
            assert browser.requests == [page.as_uri()], told
            assert browser.ask("document.documentElement.scrollWidth") <= width, told
            assert browser.ask(CUT) == 0, told
            browser.ask(f"{axe};true")
            assert browser.ask(VIOLATIONS) == [], told
    browser.open(tmp_path / "kept.html", 390)
    reached = browser.ask(TABBED)
    browser.press("Tab", 3)
    assert (
        browser.ask("document.activeElement.name || document.activeElement.textContent.trim()")
        == reached[2]
    )

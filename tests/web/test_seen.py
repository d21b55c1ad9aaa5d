"""Every page of the service as people use it: in Chromium, at two widths, with axe and keys."""

import shutil
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.cli import main as cli
from iiz_rules.escalation.store.store import Store
from iiz_rules.verification.prover import solvable
from tests.needed import lacking, needing

pytest.importorskip("starlette")
from iiz_rules.web.addresses import DESK, PAGES
from iiz_rules.web.serving import server_of
from iiz_rules.web.settings import Settings
from tests.browser import VIOLATIONS, Browser
from tests.effort import LANDING
from tests.funding.test_pages import CUT
from tests.web.bay import EDITION, RULES, bay
from tests.web.process import free_port
from tests.web.test_pages import KNOWN
from tests.web.test_sitting import EXAMPLE, PRESENT

pytestmark = needing(find_spec("uvicorn") is not None, "uvicorn is not installed")

CASES = Path(__file__).parents[2] / "cantons" / "zurich" / "2014-04-01" / "cases"
SITTING = "/sitting/{canton}/{sitting}"
AT = "/sitting/valais/2026-03-31"
TYPED = [*KNOWN, ("known_on", "31.02.2024"), ("learned:registrations", "04.03.2024")]
SENT: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "the answer about a case": ("/case/zurich", KNOWN),
    "a case with a day that is none": ("/case/zurich", TYPED),
    "the sheet of a case": ("/case/zurich/sheet", KNOWN),
    "what an answer needed": ("/case/zurich/minimum", KNOWN),
    "a wrong password": ("/login", [("name", "anna"), ("password", "x"), ("next", "/")]),
}
"""What is sent, for a page that has no address of its own."""
SHOWN = {
    "/": "/",
    "/login": "/login",
    "/case/{canton}": "/case/valais",
    "/cases/{canton}": "/cases/valais",
    "/case/{canton}/{case:path}": "/case/valais/VS-7?on=2024-02-01",
    "/case/{canton}/{case:path}/event/{event}": "/case/valais/VS-7/event/need-evaluated",
    "/sitting/{canton}": "/sitting/valais",
    SITTING: AT,
    f"{SITTING}/measure/{{row}}": f"{AT}/measure/8",
    f"{SITTING}/sheet/{{row}}": f"{AT}/sheet/8",
    f"{SITTING}/minutes": f"{AT}/minutes",
    "/desk": "/desk",
    "/desk/{canton}": "/desk/bay",
    "/desk/{canton}/edition/{edition}": f"/desk/bay/edition/{EDITION}",
    "/desk/{canton}/file/{file:path}": f"/desk/bay/file/{RULES}?at=adult",
    "/desk/{canton}/rename/{file:path}": f"/desk/bay/rename/{RULES}?at=adult",
    "/desk/{canton}/since": "/desk/bay/since",
    "what is not there": "/case/atlantis",
    "what is no sitting": "/sitting/valais/2020-01-01",
}
"""Each address of a page, with one of its kind."""
NO_PAGE = {"/static/htmx.js", "/desk/static/{name}", f"{SITTING}/ledger.csv"}
WAYS = (("fr", 1280, False), ("de", 390, True))
Way = tuple[str, int, bool]


def ways(name: str, among: Iterable[str]) -> Sequence[Way]:
    """Both ways before it lands; while somebody works they alternate from page to page."""
    return WAYS if LANDING else WAYS[[*among].index(name) % 2 :][:1]


FORM = """(([path, pairs]) => { const form = document.createElement('form');
  form.method = 'post'; form.action = path;
  for (const [name, value] of pairs) { const field = document.createElement('input');
    field.name = name; field.value = value; form.append(field) }
  document.body.append(form); form.submit() })"""
WAITING = """(() => { const names = new Set(), all = 'a[href], button, select, textarea, summary, '
    + 'input:not([type=hidden]), [contenteditable=true]';
  const first = one => one.type !== 'radio' || !names.has(one.name) && names.add(one.name);
  window.stops = [...document.querySelectorAll(all)].filter(one =>
    (one.tabIndex >= 0 || one.isContentEditable) && !one.disabled
    && one.checkVisibility({visibilityProperty: true}) && first(one));
  return window.stops.length })()"""
"""All that can be reached; of the choices of one question that is one."""
STOP = """(() => { const one = document.activeElement, same = one.type === 'radio'
    ? window.stops.findIndex(other => other.name === one.name) : window.stops.indexOf(one),
    style = getComputedStyle(one.closest('.cm-editor') || one);
  return [one === document.body, same, parseFloat(style.outlineWidth) > 0
    && style.outlineStyle !== 'none', one.matches('.cm-content')] })()"""
"""Where Tab has come to: outside, at which of them, whether that is seen, whether in a text."""
STATUS = "performance.getEntriesByType('navigation')[0].responseStatus"
READY = "!document.querySelector('#text') || !!window.desk"


def papers(folder: Path) -> tuple[Path, Path]:
    """A short portfolio, and the assumptions with few paths."""
    lines = (EXAMPLE / "portfolio.csv").read_bytes().splitlines(keepends=True)
    portfolio, scenario = folder / "portfolio.csv", folder / "grundlage.yaml"
    portfolio.write_bytes(b"".join(lines[:16]))
    shutil.copytree(EXAMPLE / "kataloge", folder / "kataloge")
    text = (EXAMPLE / "grundlage.yaml").read_text("utf-8")
    scenario.write_text(text.replace("paths: 10000", "paths: 200"), "utf-8")
    return portfolio, scenario


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with everything: a case, a sitting, a folder on the desk."""
    folder = tmp_path_factory.mktemp("service")
    path, port = folder / "cases.db", free_port()
    store = Store(str(path))
    flow = iiz.load("valais").open_case("VS-7", "2024-01-08", store)
    facts = {"reported_in": ["iv"], "person": {"birth_date": "2004-02-29", "district": "brig"}}
    flow.record("new-mandate", "2024-01-08", facts, by="front-line")
    store.close()
    portfolio, scenario = papers(folder)
    desk = (bay(folder), bay(folder / "second").rename(folder / "second" / "bucht"))
    settings = Settings(
        ("zurich", "valais"),
        str(path),
        desk=desk,
        portfolio=str(portfolio),
        ledger=str(EXAMPLE / "buch.csv"),
        scenarios=(scenario,),
        reload=0,
    )
    server = server_of(settings, "127.0.0.1", port)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    at = f"http://127.0.0.1:{port}"
    held(at)
    yield at
    server.should_exit = True
    thread.join(20)


def held(at: str) -> None:
    """Begin a sitting, and answer one measure."""
    begun = [("on", "31.03.2026"), ("scenario", "0")]
    send(f"{at}/sitting/valais?lang=de", begun)
    send(f"{at}{AT}/members?lang=de", [("version", "0"), *PRESENT])
    send(f"{at}{AT}?lang=de", [("version", "1"), ("answer", "yes:8")])


def send(address: str, pairs: list[tuple[str, str]]) -> None:
    request = urllib.request.Request(address, urllib.parse.urlencode(pairs).encode())
    with urllib.request.urlopen(request, timeout=60) as reply:
        assert reply.status == 200


def check(browser: Browser, axe: str, at: str, width: int, told: object) -> None:
    """The page can be used by all, fits its width, and asks for nothing elsewhere."""
    assert [one for one in browser.requests if not one.startswith(at)] == [], told
    assert browser.ask("document.documentElement.scrollWidth") <= width, told
    assert browser.ask(CUT) == 0, told
    browser.ask(f"{axe};true")
    assert browser.ask(VIOLATIONS) == [], told


def walk(browser: Browser, told: object) -> None:
    """Tab reaches all that can be used, in the order of the page, and shows where it is."""
    waiting, reached = browser.ask(WAITING), list[int]()
    browser.ask("document.activeElement.blur(); window.scrollTo(0, 0); 1")
    for _ in range(waiting + 5):
        browser.press("Tab")
        outside, number, ringed, written = browser.ask(STOP)
        if outside or number in reached[:1]:  # once round
            break
        reached.append(number)
        if written:
            browser.until(f"{STOP}[2]", 5)
            browser.press("Escape")  # or Tab would be a sign of the text
            continue
        assert ringed, (told, browser.ask("document.activeElement.outerHTML.slice(0, 160)"))
    assert reached == sorted(set(reached)), (told, reached)
    assert len(reached) == waiting, (told, sorted({*range(waiting)} - {*reached}))


def test_every_address_of_a_page_is_looked_at() -> None:
    pages = {path for path, _, _, method in (*PAGES, *DESK) if method == "GET"}
    assert pages - NO_PAGE <= SHOWN.keys()


@pytest.mark.parametrize(
    ("name", "way"), [(name, way) for name in SHOWN for way in ways(name, SHOWN)]
)
def test_every_page_can_be_used_by_all_and_by_the_keyboard_alone(
    browser: Browser, axe: str, service: str, name: str, way: Way
) -> None:
    language, width, dark = way
    address = SHOWN[name]
    sign = "&" if "?" in address else "?"
    browser.visit(f"{service}{address}{sign}lang={language}", width, dark=dark)
    browser.until(READY)
    assert browser.ask("document.documentElement.lang") == language
    assert browser.ask(STATUS) == (404 if name.startswith("what is no") else 200)
    check(browser, axe, service, width, (name, width))
    walk(browser, (name, width))


@pytest.mark.parametrize("name", SENT)
def test_what_is_sent_has_a_page_that_can_be_used_by_all(
    browser: Browser, axe: str, service: str, name: str
) -> None:
    path, pairs = SENT[name]
    for language, width, dark in ways(name, SENT):
        browser.visit(f"{service}/?lang={language}", width, dark=dark)
        asked = [f"{path}?lang={language}", [list(pair) for pair in pairs]]
        with browser.leaving():
            browser.ask(f"{FORM}({asked!r})")
        check(browser, axe, service, width, (name, width))
        walk(browser, (name, width))


def test_from_the_start_a_value_of_a_rule_is_changed_by_the_keyboard(
    browser: Browser, service: str
) -> None:
    """Start, desk, canton, file, field, save: no mouse."""

    def reach(found: str) -> None:
        for _ in range(80):
            browser.press("Tab")
            if browser.ask(f"(one => {found})(document.activeElement)"):
                return
        raise AssertionError(found)

    def go(found: str) -> None:
        reach(found)
        with browser.leaving():
            browser.press("Enter")

    browser.visit(f"{service}/?lang=fr", 1280)
    go("one.matches('[href^=\"/desk/bay\"]')")
    reach("one.matches('summary') && one.textContent.includes('eligibility')")
    browser.press("Enter")
    go(f"one.getAttribute('href')?.includes('{RULES}?at=adult')")
    browser.until(READY)
    reach("one.matches('#rule input') && one.labels[0].textContent.includes('au moins')")
    browser.ask("document.activeElement.select(); 1")
    browser.type("17")
    browser.press("Tab")
    browser.until("document.querySelector('#text').value.includes('at_least: 17')")
    go("one.matches('button[name=do][value=save]:not(.first)')")
    assert "Enregistré" in browser.ask("document.querySelector('#told').innerText")


DOCUMENTS = {
    "steps": ("draw", "steps", "--canton", "zurich"),
    "organisation": ("draw", "organisation", "--canton", "valais"),
    "trace": ("trace", "--canton", "{bay}"),
    "cantons": ("compare-cantons", "{case}", "--on", "2024-05-01"),
    "minimum": ("minimise", "{case}", "--canton", "zurich"),
    "impact": ("impact", "{bay}", "--interpretation", "A-BA-01=commune", "--format", "html"),
    "changes": ("diff", "{bay}", "--interpretation", "A-BA-01=commune", "--format", "html"),
}
"""What `iiz` writes and no other test opens; the sheets of money are in `tests/funding`."""


SMALLEST = """Math.min(...[...document.querySelectorAll('svg text')].map(text =>
  parseFloat(text.getAttribute('font-size')) * text.getScreenCTM().a))"""
"""The letters of a drawing, in pixels."""
LEAST = 11


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_can_be_used_by_all(
    browser: Browser, axe: str, tmp_path: Path, name: str
) -> None:
    if name == "changes" and not solvable():
        lacking("no solver")
    words = {"bay": str(bay(tmp_path)), "case": str(CASES / "bedarf-noch-nicht-beurteilt.yaml")}
    command = [word.format(**words) for word in DOCUMENTS[name]]
    for language, width, dark in ways(name, DOCUMENTS):
        page = tmp_path / f"{name}-{language}.html"
        assert cli.run([*command, "-o", str(page), "--lang", language]) in (0, 1)
        browser.open(page, width, dark=dark)
        assert browser.ask("document.documentElement.lang") == language
        check(browser, axe, page.as_uri(), width, (name, width))
        if command[0] == "draw":
            assert browser.ask(SMALLEST) > LEAST, "letters as on a page"

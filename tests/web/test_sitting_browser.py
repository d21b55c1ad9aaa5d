"""A sitting as people hold it: in Chromium, from the portfolio to the minutes, in two languages."""

import urllib.parse
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.store import Store
from iiz_rules.render.html.sitting import ASKED
from tests.browser import VIOLATIONS, Browser, Pipes
from tests.effort import before_landing
from tests.needed import needing
from tests.web.process import Running, running
from tests.web.test_sitting import EXAMPLE, shortened

pytestmark = needing(find_spec("uvicorn") is not None, "uvicorn is not installed")
STANDING = "document.querySelector('#standing').innerText"
CASE = "VS-7"
SEATS = ("iv", "diha", "dsw")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    store = str(tmp_path_factory.mktemp("store") / "cases.db")
    with Store(store) as kept:
        flow = iiz.load("valais").open_case(CASE, "2024-01-08", kept)
        flow.record("new-mandate", "2024-01-08", {"reported_in": ["iv"]}, by="front-line")
    with running(store, "valais", scenarios=(EXAMPLE / "grundlage.yaml",)) as found:
        yield found


class Visit:
    """Somebody in front of a page of the service."""

    def __init__(self, browser: Browser, service: Running, axe: str) -> None:
        self.browser, self.service, self.axe = browser, service, axe

    def open(self, path: str, width: int, *, dark: bool = False) -> None:
        self.browser.visit(f"http://127.0.0.1:{self.service.port}{path}", width, dark=dark)

    def check(self, width: int) -> None:
        """The page can be used by all, fits its width, and asks for nothing elsewhere."""
        own = f"http://127.0.0.1:{self.service.port}/"
        assert [one for one in self.browser.requests if not one.startswith(own)] == []
        assert self.browser.ask("document.documentElement.scrollWidth") <= width
        self.browser.ask(f"{self.axe};true")
        assert self.browser.ask(VIOLATIONS) == []

    def tab_to(self, selector: str) -> None:
        """Reach something by the keyboard alone."""
        for _ in range(60):
            self.browser.press("Tab")
            if self.browser.ask(f"document.activeElement.matches({selector!r})"):
                return
        raise AssertionError(f"{selector} is not reached")

    def go(self, selector: str, key: str = "Enter") -> None:
        """Reach a button or a link, press it, and wait for the page behind it."""
        self.tab_to(selector)
        with self.browser.leaving():
            self.browser.press(key)

    def type(self, selector: str, text: str) -> None:
        self.browser.ask(f"document.querySelector({selector!r}).select(); 1")
        self.browser.type(text)

    def told(self) -> str:
        return str(self.browser.ask("document.body.innerText")).replace("\xa0", " ")

    def begin(self, language: str, width: int, day: str, portfolio: Path, *, dark: bool) -> str:
        """Send the papers, and say who is there; the address of the sitting."""
        self.open(f"/sitting/valais?lang={language}", width, dark=dark)
        self.check(width)
        self.browser.ask("document.querySelector('#on').focus(); 1")
        self.type("#on", day)
        self.browser.choose("#portfolio", portfolio)
        self.browser.choose("#ledger", EXAMPLE / "buch.csv")
        self.go("form button.main")
        for key in ASKED:
            assert self.browser.ask(f"document.querySelectorAll('[id={key}]').length") == 1
        for of in SEATS:
            self.tab_to(f"[name='present:{of}']")
            self.browser.press("ArrowDown")  # from the last of three, where nothing is said, on
            self.tab_to(f"[name='has:{of}']")
            self.browser.press(" ")
        self.go("#members button")
        return str(self.browser.ask("location.pathname"))


@pytest.fixture(scope="module")
def visit(browser: Browser, service: Running, axe: str) -> Visit:
    return Visit(browser, service, axe)


def by_somebody_else(service: Running, path: str, pairs: list[tuple[str, str]]) -> int:
    body = urllib.parse.urlencode(pairs).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{service.port}{path}", body)
    with urllib.request.urlopen(request, timeout=60) as reply:
        return int(reply.status)


@pytest.mark.parametrize(
    ("language", "width", "day", "words"),
    [
        pytest.param(
            *("de", 1280, "31.03.2026", ("1 von 100", "F-010: abgelehnt", "Entscheide stehen")),
            marks=before_landing,
        ),
        ("fr", 390, "30.04.2026", ("1 sur", "F-016 : refusé", "décisions figurent")),
    ],
)
def test_a_sitting_from_the_portfolio_to_the_minutes(
    visit: Visit, tmp_path: Path, language: str, width: int, day: str, words: tuple[str, str, str]
) -> None:
    browser, dark = visit.browser, language == "fr"
    answered, noted, closed = words
    portfolio = shortened(tmp_path) if dark else EXAMPLE / "portfolio.csv"
    at = visit.begin(language, width, day, portfolio, dark=dark)
    open_ = browser.ask("document.querySelector('.motion button.yes').id.slice(4)")

    # a yes by the keyboard: the fund moves, and the page stays
    visit.tab_to(f"#yes-{open_}")
    browser.press(" ")
    browser.until(f"document.querySelector('#m-{open_}').classList.contains('approved')")
    assert answered in browser.ask(STANDING)
    assert browser.ask("document.activeElement.id") == f"yes-{open_}"
    assert browser.ask(f"document.querySelector('#yes-{open_}').ariaPressed") == "true"

    # somebody else was first: that is shown, and mine is noted once it is said again
    state = browser.ask("document.querySelector('#version').value")
    other = str(int(noted[2:5]) + 1)  # the row behind the heading
    pairs = [("version", state), ("answer", f"no:{other}")]
    by_somebody_else(visit.service, f"{at}?lang={language}", pairs)
    visit.tab_to(f"#later-{open_}")
    browser.press("Enter")
    browser.until("Boolean(document.querySelector('#fault button'))")
    told = str(browser.ask("document.querySelector('#fault').innerText"))
    assert noted in told.replace("\xa0", " ")
    browser.until(f"document.querySelector('#m-{other}').classList.contains('refused')")
    assert browser.ask(f"document.querySelector('#m-{open_}').classList.contains('approved')")
    visit.check(width)
    browser.ask("document.querySelector('#fault button').focus(); 1")
    browser.press("Enter")
    browser.until(f"document.querySelector('#m-{open_}').classList.contains('postponed')")
    assert not browser.ask("document.querySelector('#fault').innerText")

    # one measure by itself, seat by seat
    browser.ask(f"document.querySelector('#m-{open_} a').focus(); 1")
    with browser.leaving():
        browser.press("Enter")
    visit.check(width)
    for of in SEATS:
        visit.tab_to(f"#vote-{of}")
        browser.press("ArrowDown")
    visit.tab_to("#term")
    browser.type("30.06.2027")
    visit.tab_to("#reasons")
    browser.type("Weil es nützt")
    visit.go("form .buttons button.main")
    assert "3 : 0 : 0" in visit.told()
    visit.go(".buttons a")
    assert browser.ask("location.pathname") == at
    assert "30.06.2027" in browser.ask(f"document.querySelector('#m-{open_}').innerText")

    # the end
    browser.ask("document.querySelector('#remedy').focus(); 1")
    visit.go("#sign button.main")
    assert f"2 {closed}" in visit.told()
    visit.check(width)
    visit.go("#sign a")
    assert "Weil es nützt" in visit.told()
    visit.check(width)
    browser.ask("document.activeElement.blur(); 1")


@pytest.fixture
def another(running_browser: Pipes, service: Running, axe: str) -> Iterator[Visit]:
    """Somebody else, in a browser that shares nothing with the first."""
    found = Browser(running_browser)
    yield Visit(found, service, axe)
    found.close()


def test_two_vote_on_one_measure_at_once_and_the_second_loses_nothing(
    visit: Visit, another: Visit, tmp_path: Path
) -> None:
    at = visit.begin("de", 1280, "29.05.2026", shortened(tmp_path), dark=False)
    row = visit.browser.ask("document.querySelector('.motion button.yes').id.slice(4)")
    both = (visit, another)
    for one, reasons in zip(both, ("Wird gebraucht", "Kein Nachweis"), strict=True):
        one.open(f"{at}/measure/{row}?lang=de", 820)
        one.type("#reasons", reasons)
    for one, down in zip(both, (1, 2), strict=True):  # for it, and against it
        for of in SEATS:
            one.browser.ask(f"document.querySelector('#vote-{of}').focus(); 1")
            one.browser.press("ArrowDown", down)
        one.go("form .buttons button.main")
    assert "3 : 0 : 0" in visit.told()
    told = another.told()
    for words in ("Inzwischen hat jemand anders", "beschlossen (3 : 0 : 0)"):
        assert words in told, "what the first one noted"
    another.check(820)
    field = "document.querySelector('#reasons').value"
    assert another.browser.ask(field) == "Kein Nachweis", "what the second one typed"
    assert another.browser.ask("document.querySelector('#vote-dsw').value") == "against"
    another.go("form .buttons button.main")
    assert "0 : 3 : 0" in another.told()
    visit.open(f"{at}/measure/{row}?lang=de", 820)
    assert visit.browser.ask(field) == "Kein Nachweis"


def test_two_record_in_one_case_at_once_and_the_second_loses_nothing(
    visit: Visit, another: Visit
) -> None:
    path, case = f"/case/valais/{CASE}/event/need-evaluated?lang=de", f"/case/valais/{CASE}"
    both = ((visit, 1, "15.01.2024"), (another, 2, "16.01.2024"))
    for one, _, _ in both:
        one.open(path, 820)
    for one, down, day in both:
        one.type("#on", day)
        one.tab_to("#by")
        one.browser.press("ArrowDown")
        one.tab_to("[name='fact:evaluation.indicated']")
        one.browser.press("ArrowDown", down)
        one.go("form button.main")
    assert visit.browser.ask("location.pathname") == case
    told = another.told()
    for words in ("Inzwischen", "15.01.2024"):
        assert words in told, "what the first one recorded"
    another.check(820)
    assert another.browser.ask("document.querySelector('#on').value") == "16.01.2024"
    chosen = "document.querySelector('[name=\"fact:evaluation.indicated\"]').value"
    assert another.browser.ask(chosen) == "no", "what the second one typed"
    another.go("form button.main")
    assert another.browser.ask("location.pathname") == case, "sent again, it is recorded as well"
    told = another.told()
    for day in ("15.01.2024", "16.01.2024"):
        assert day in told

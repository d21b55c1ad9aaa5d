"""The site as people use it: in Chromium, without a network, on a desk and a phone, in the dark."""

from pathlib import Path

import pytest

from tests.browser import VIOLATIONS, Browser
from tests.site.conftest import Pages

SEEN = {"de": (1280, True), "fr": (390, False)}
"""how wide, and whether in the dark"""
FORMS = ("index", "rules", "drawings", "search")
"""a page of each form; axe takes seconds for each"""
RESULTS = "[...document.querySelectorAll('#results a')].map(one => one.textContent)"


@pytest.fixture(scope="module")
def folder(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, text in pages.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("language", SEEN)
def test_every_page_can_be_used_by_all(browser: Browser, axe: str, folder: Path, language: str):
    width, dark = SEEN[language]
    for page in sorted((folder / language).iterdir()):
        browser.open(page, width, dark=dark)
        assert browser.requests == [page.as_uri()], page.name
        assert browser.ask("document.documentElement.scrollWidth") <= width, page.name
        if page.stem in FORMS:
            browser.ask(f"{axe};true")
            assert browser.ask(VIOLATIONS) == [], page.name


def test_what_is_searched_is_found_without_a_network(browser: Browser, folder: Path):
    page = folder / "de" / "rules.html"
    browser.open(page)
    browser.ask("document.querySelector('input[type=search]').value = 'schulden'; true")
    browser.follow("document.querySelector('form').requestSubmit(); true")
    assert browser.requests[-1].endswith("/de/search.html?q=schulden")
    assert "Schulden" in browser.ask(RESULTS)
    for words, told in {"ML-1": "ML-1", "fall aufnahme": "Fall", "xyzzy": ""}.items():
        browser.ask(
            f"(input => {{input.value = '{words}'; input.dispatchEvent(new Event('input'))}})"
            "(document.querySelector('input[type=search]'))"
        )
        found = browser.ask(RESULTS)
        assert any(told in one for one in found) if told else found == []
    said = browser.ask("document.getElementById('found').textContent")
    assert said == "Nichts gefunden."
    links = browser.ask("[...document.querySelectorAll('#results a')].length")
    assert links == 0

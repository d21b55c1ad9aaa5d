"""The rule desk as people use it: in Chromium, by keyboard, on a phone, in German and French."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
from iiz_rules.web.serving import server_of
from iiz_rules.web.settings import Settings
from tests.browser import VIOLATIONS, Browser
from tests.effort import sampled
from tests.verification.solver import solving
from tests.web.bay import EDITION, RULES, bay
from tests.web.process import free_port

ADULT = f"/desk/bay/file/{RULES}?at=adult"
TEXT = "document.querySelector('#text').value"
TOLD = "document.querySelector('#told').innerText.replace(/[\u00a0\u202f]/g, ' ')"
SEEN = "document.body.innerText.replace(/[\u00a0\u202f]/g, ' ')"
READY = "!!window.desk && !document.querySelector('#told[aria-busy]')"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """The address of a service with the canton on its desk."""
    folder, port = bay(tmp_path), free_port()
    server = server_of(Settings((folder,), desk=(folder,), reload=0), "127.0.0.1", port)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


def write(browser: Browser, old: str, new: str) -> None:
    """Write something in the editor in place of something else, as if it was typed."""
    browser.ask(
        f"(() => {{ const view = window.desk.view, at = view.state.doc.toString().indexOf('{old}');"
        f"view.dispatch({{selection: {{anchor: at, head: at + {len(old)}}}}}); view.focus() }})()"
    )
    browser.type(new)


def click(browser: Browser, do: str) -> None:
    """Press a button and wait for the page that comes."""
    with browser.leaving():
        browser.ask(f"document.querySelector('button[name=do][value={do}]:not(.first)').click()")


@solving
def test_a_limit_is_changed_three_cases_change_and_it_is_saved(
    browser: Browser, desk: str, tmp_path: Path, axe: str
) -> None:
    file = tmp_path / "bay" / RULES
    before = file.read_bytes()
    browser.visit(f"{desk}{ADULT}&lang=de", 1280)
    browser.until(READY)
    said = browser.ask("document.querySelector('#rule').innerText")
    assert "Aufgenommen wird, wer volljährig ist." in said
    assert "Alter: mindestens 18" in said.replace("\u00a0", " ")
    write(browser, "18", "16")
    told = browser.until(f"{TOLD}.includes('Anders beantwortete Fälle: 3 von 5') && {TOLD}")
    for name in ("Anna ist 16", "Beat ist 17", "Cora ist 17"):
        assert name in told
    assert "Aufnahme: nein → ja. Mindestalter: nein → ja (eligibility.yaml:6)" in told
    browser.ask(axe)
    assert browser.ask(VIOLATIONS) == []
    click(browser, "prove")
    told = browser.ask(TOLD)
    assert "Aufnahme\nnein → ja\nZum Beispiel: Alter: 1" in told.replace("\n\n", "\n")
    assert "Sonst ändert sich keine Antwort; das ist bewiesen." in told
    assert "Behauptungen: 1, davon bewiesen 1." in told
    browser.until(READY)
    click(browser, "save")
    assert "Gespeichert." in browser.ask(TOLD)
    assert file.read_bytes() == before.replace(b"18", b"16")


def test_a_mistake_is_explained_and_not_saved(browser: Browser, desk: str, tmp_path: Path) -> None:
    file = tmp_path / "bay" / RULES
    before = file.read_bytes()
    browser.visit(f"{desk}{ADULT}&lang=fr", 820, dark=True)
    browser.until(READY)
    write(browser, "person.age, at", "person.aeg, at")
    told = browser.until(f"{TOLD}.includes('vouliez-vous dire') && {TOLD}")
    assert "ligne 8" in told
    assert browser.until("document.querySelectorAll('.cm-lintRange-error').length") == 1
    with browser.leaving():
        browser.press("control+s")  # the keyboard saves as well
    assert "Non enregistré" in browser.ask(TOLD)
    assert file.read_bytes() == before
    assert "person.aeg" in browser.ask(TEXT)


def test_two_at_once_are_shown_side_by_side(browser: Browser, desk: str, tmp_path: Path) -> None:
    file = tmp_path / "bay" / RULES
    browser.visit(f"{desk}{ADULT}&lang=de", 390)
    browser.until(READY)
    file.write_bytes(file.read_bytes().replace(b"18", b"21"))
    write(browser, "18", "16")
    browser.until(f"{TOLD}.includes('inzwischen geändert')")
    click(browser, "save")
    assert browser.ask("document.querySelector('.sides td').dataset.head") == "Jetzt gespeichert"
    assert "at_least: 21" in browser.ask("document.querySelector('.sides').innerText")
    assert "at_least: 16" in browser.ask("document.querySelector('.sides').innerText")
    assert b"21" in file.read_bytes()
    assert browser.ask("document.documentElement.scrollWidth") <= 390
    browser.until(READY)
    click(browser, "save")  # seen, and meant
    assert b"at_least: 16" in file.read_bytes()


def test_a_form_fills_in_the_text_and_the_editor_proposes(browser: Browser, desk: str) -> None:
    browser.visit(f"{desk}/desk/bay/file/{EDITION}/interpretations.yaml?at=A-BA-01&lang=fr", 1280)
    browser.until(READY)
    assert browser.ask("document.querySelector('h1').innerText") == "La commune comme partenaire"
    choose = (
        "(() => { const one = [...document.querySelectorAll('#rule select')].at(-1);"
        "one.value = 'commune'; one.dispatchEvent(new Event('change', {bubbles: true})) })()"
    )
    browser.ask(choose)
    browser.until(f"{TEXT}.includes('default: commune')")
    browser.until(f"{TOLD}.includes('Cas qui reçoivent une autre réponse : 0 sur 5')")
    write(browser, "BA-1.2]", "BA-1.")
    browser.until(
        "document.querySelector('.cm-tooltip-autocomplete')?.innerText.includes('BA-1.1')"
    )
    assert "Est admis qui est majeur" in browser.ask(
        "document.querySelector('.cm-tooltip-autocomplete').innerText"
    )
    browser.press("Escape")
    browser.press("Tab")  # on to the buttons: nobody is caught in the text
    assert browser.ask("document.activeElement.tagName") == "BUTTON"


@solving
@pytest.mark.parametrize("language", sampled(["de", "fr"], 2))
def test_a_new_edition_is_made_in_the_browser(
    browser: Browser, desk: str, tmp_path: Path, language: str, axe: str
) -> None:
    """Begun, changed, checked, compared, tested, proved, declared, saved."""
    folder = tmp_path / "bay"
    browser.visit(f"{desk}/desk/bay?lang={language}", 820)
    browser.ask("document.querySelector('#valid_from').value = '01.01.2027'")
    with browser.leaving():
        browser.ask("document.querySelector('#valid_from').form.requestSubmit()")
    assert "2027-01-01" in browser.ask("location.pathname")
    assert "valid_to: 2026-12-31" in (folder / "canton.yaml").read_text("utf-8")
    browser.visit(f"{desk}/desk/bay/file/2027-01-01/eligibility.yaml?lang={language}", 820)
    browser.until(READY)
    browser.ask("document.querySelector('#take').value = 'adult'")
    click(browser, "take")
    browser.until(READY)
    assert "  - {id: adult, when: {fact: person.age, at_least: 18}}" in browser.ask(TEXT)
    write(browser, "18", "16")
    browser.until(f"{TOLD}.includes('3 ')")
    click(browser, "save")
    browser.visit(f"{desk}/desk/bay/edition/2027-01-01?lang={language}", 390)
    click(browser, "prove")
    words = {
        "de": ("Nicht erklärt: 1", "davon nun anders beantwortet: 3", "davon bewiesen 1"),
        "fr": (
            "Non déclaré : 1",
            "dont la réponse est désormais différente : 3",
            "dont prouvées : 1",
        ),
    }[language]
    seen = browser.ask(SEEN)
    assert all(one in seen for one in words), seen
    fill = {"says": "Schon ab 16", "decision": "Beschluss vom 14.09.2026", "name": "2027-01-alter"}
    for name, value in fill.items():
        browser.ask(f"document.querySelector('#{name}').value = '{value}'")
    click(browser, "declare")
    passed = {"de": "Erklärt und eingetreten: 1. Nichts", "fr": "Déclaré et réalisé : 1. Rien"}
    seen = browser.ask(SEEN)
    assert passed[language] in seen
    declared = (folder / "changes" / "2027-01-alter.yaml").read_text("utf-8")
    assert "  - {rules: [eligibility], direction: more}" in declared
    assert browser.ask("document.documentElement.scrollWidth") <= 390
    for address in ("", "/edition/2027-01-01", f"/file/{EDITION}/cases/anna.yaml"):
        browser.visit(f"{desk}/desk/bay{address}?lang={language}", 390, dark=True)
        browser.ask(axe)
        assert browser.ask(VIOLATIONS) == []
        assert browser.ask("document.documentElement.scrollWidth") <= 390


FILL = "document.querySelector('#{}').value = '{}'"


def test_a_criterion_is_added_and_a_fact_renamed_without_an_editor(
    browser: Browser, desk: str, tmp_path: Path, axe: str
) -> None:
    """In French: chosen, filled in, saved, compared; then a name in eight files at once."""
    file = tmp_path / "bay" / RULES
    browser.visit(f"{desk}{ADULT}&lang=fr", 1280)
    browser.until(READY)
    browser.ask("document.querySelector('#criterion').open = true")
    browser.ask(FILL.format("new-fact", "person.age"))
    click(browser, "fact")
    assert "Quel âge a la personne" in browser.ask("document.querySelector('#criterion').innerText")
    browser.ask(FILL.format("new-how", "at_most"))
    browser.ask(FILL.format("new-value", "39"))
    click(browser, "add")
    assert "  - {fact: person.age, at_most: 39}" in browser.ask(TEXT)
    assert "Emil ist 40" in browser.ask(TOLD)
    browser.ask(axe)
    assert browser.ask(VIOLATIONS) == []
    browser.until(READY)
    click(browser, "save")
    assert "at_most: 39" in file.read_text("utf-8")
    for place in ("/desk/bay/since", f"/desk/bay/rename/{EDITION}/facts.yaml?at=person.age"):
        browser.visit(f"{desk}{place}{'&' if '?' in place else '?'}lang=fr", 390)
        browser.ask(axe)
        assert browser.ask(VIOLATIONS) == []
    browser.ask(FILL.format("name", "person.years"))
    click(browser, "look")
    assert "fact: person.years, at_most: 39" in browser.ask("document.body.textContent")
    browser.ask(axe)
    assert browser.ask(VIOLATIONS) == []
    assert browser.ask("document.documentElement.scrollWidth <= 390")
    click(browser, "save")
    assert "person.years, at_most: 39" in file.read_text("utf-8")
    assert "Enregistré." in browser.ask(SEEN)

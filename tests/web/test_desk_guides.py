"""What the guides for administrators say of the rule desk, done there in German and French."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytest.importorskip("starlette")
from iiz_rules.cli import main as cli
from iiz_rules.language.editions import Folder
from iiz_rules.testing.suite import run_canton
from iiz_rules.web.settings import Settings
from iiz_rules.words.text import Language
from tests.verification.solver import solving
from tests.web.client import Client, Reply
from tests.web.test_desk import cookie, hidden, sent, typed
from tests.web.test_pages import FORM

DOCS = Path(__file__).parents[2] / "docs"
GUIDES: dict[Language, tuple[str, str]] = {
    "de": ("regeln-pflegen.md", "probe"),
    "fr": ("entretenir-les-regles.md", "essai"),
}
CALLED = re.compile("[«]\\s*([^»]*?)\\s*[»]")
CHANGE = re.compile(r"`([^`\n]+)`[^`\n]*:\n\n```(?:diff|yaml)\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(r"<textarea[^>]*>\n(.*?)</textarea>", re.DOTALL)


class Guide:
    """A guide, the canton that it makes, and the desk on which it lies."""

    def __init__(self, language: Language, above: Path) -> None:
        name, self.canton = GUIDES[language]
        self.text = (DOCS / name).read_text("utf-8")
        made = ("new", "canton", self.canton, "--into", str(above), "--edition", "2026")
        assert cli.run([*made, "--lang", language]) == 0
        self.folder, self.language = above / self.canton, language
        self.desk = Client(Settings((self.folder,), desk=(self.folder,), reload=0))
        self.seen = ""

    def address(self, place: str) -> str:
        mark = "&" if "?" in place else "?"
        return f"/desk/{self.canton}{place}{mark}lang={self.language}"

    def open(self, place: str) -> Reply:
        return self.noted(self.desk.get(self.address(place)))

    def send(self, place: str, page: Reply, **fields: str) -> Reply:
        return self.noted(sent(self.desk, self.address(place), page, **fields))

    def noted(self, page: Reply) -> Reply:
        assert page.status in (200, 303), page.text
        self.seen += re.sub("[\\s\u00a0\u202f]+", " ", unescape(re.sub("<[^>]+>", " ", page.text)))
        return page

    def save(self, place: str, text: str) -> None:
        """Write a text into the page of a file and save it."""
        self.send(place, self.open(place), text=typed(text), do="save")
        file = place.partition("?")[0].removeprefix("/file/")
        assert (self.folder / file).read_text("utf-8") == text

    def changed(self, file: str, block: str) -> str:
        """A file after a change as the guide shows it."""
        rows = block.splitlines(keepends=True)
        old, new = ("".join(row[1:] for row in rows if row[0] != sign) for sign in "+-")
        text = (self.folder / file).read_text("utf-8")
        assert text.count(old) == 1
        return text.replace(old, new)

    def change(self, file: str, number: int = -1) -> str:
        """The block of the guide that changes a file."""
        blocks = [block for name, block in CHANGE.findall(self.text) if name.endswith(f"/{file}")]
        return str(blocks[number])

    def failed(self) -> list[str]:
        runs = run_canton(Folder(self.folder, self.canton))
        return [case.name for run in runs for case in run.cases if not case.passed]


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Guide]:
    opened = Guide(request.param, tmp_path)
    yield opened
    opened.desk.close()


RULES, FACT = "2026/eligibility.yaml", "person.working_age"


@solving
def test_each_step_of_the_guide_is_done_at_the_desk(guide: Guide) -> None:
    guide.noted(guide.desk.get(f"/?lang={guide.language}"))
    guide.open("")
    a_value(guide)
    assert guide.failed() == []
    a_limit_a_label_a_reading(guide)
    assert guide.failed() == []
    a_role(guide)
    assert guide.failed() == []
    a_criterion(guide)
    assert guide.failed() == []
    an_edition(guide)
    assert guide.failed() == []
    guide.noted(guide.desk.get(f"/case/{guide.canton}?lang={guide.language}"))
    called = {re.sub("\\s+", " ", one) for one in CALLED.findall(guide.text)}
    assert len(called) > 20
    assert {one for one in called if one not in guide.seen} == set()


def a_value(guide: Guide) -> None:
    """A box is ticked, a case expects the new answer."""
    place = f"/file/{RULES}?at=registered-with-partner"
    page = guide.open(place)
    wanted = (
        (guide.folder / RULES).read_text("utf-8").replace("iv, social]}", "iv, social, commune]}")
    )
    [at] = re.findall(r'name="had:([\d:]+)" value="alv\|iv\|social"', page.text)
    text = typed((guide.folder / RULES).read_text("utf-8"))
    ticked = [(f"set:{at}", code) for code in ("alv", "iv", "social", "commune")]
    body = [*hidden(page).items(), ("text", text), (f"had:{at}", "alv|iv|social"), *ticked]
    known = cookie(page)
    for do in ("look", "save"):
        sending = urlencode([*body, ("do", do)]).encode()
        address = guide.address(place)
        guide.noted(guide.desk.post(address, sending, content_type=FORM, cookie=known))
    assert (guide.folder / RULES).read_text("utf-8") == wanted
    case = "2026/cases/commune-only.yaml"
    assert guide.failed() == [f"{guide.canton}/{case}"]
    guide.save(f"/file/{case}", guide.changed(case, guide.change("commune-only.yaml")))


def filled(guide: Guide, place: str, was: str, now: str) -> None:
    """Fill in the one field that says something, and save."""
    page = guide.open(place)
    file = guide.folder / place.removeprefix("/file/").partition("?")[0]
    text = file.read_text("utf-8")
    [at] = re.findall(rf'name="had:([\d:]+)" value="{re.escape(was)}"', page.text)
    named = [(f"had:{at}", was), (f"set:{at}", now), ("do", "save")]
    body = urlencode([*hidden(page).items(), ("text", typed(text)), *named]).encode()
    address = guide.address(place)
    guide.noted(guide.desk.post(address, body, content_type=FORM, cookie=cookie(page)))
    assert file.read_text("utf-8") != text


def a_limit_a_label_a_reading(guide: Guide) -> None:
    """Each has its field; the case that is answered otherwise now expects that."""
    steps = "/file/2026/escalation.yaml?at=renew-consent"
    filled(guide, steps, "P30D", "P60D")
    labels = re.findall(r"[«]\s?([^»]*30[^»]*?)\s?[»]", guide.text)
    filled(guide, steps, labels[0].replace("\n", " "), labels[0].replace("30", "60"))
    filled(guide, "/file/2026/interpretations.yaml?at=A-XX-02", "majority", "everybody")
    offices = {"de": "Koordinationsstelle", "fr": "Bureau de coordination"}
    named = offices[guide.language]
    filled(guide, "/file/2026/organisation.yaml?at=office", named, "IIZ")
    guide.open("/file/canton.yaml?at=concept")  # where the dates are
    guide.open("/file/canton.yaml?at=2026")
    case = "2026/cases/admitted.yaml"
    assert guide.failed() == [f"{guide.canton}/{case}"]
    guide.save(f"/file/{case}", guide.changed(case, guide.change("admitted.yaml", 0)))


def a_role(guide: Guide) -> None:
    """A role is written, with what it may do, and a case says so."""
    for file, number in (("organisation.yaml", 0), ("organisation.yaml", 1)):
        guide.save(f"/file/2026/{file}", guide.changed(f"2026/{file}", guide.change(file, number)))
    case = "2026/cases/admitted.yaml"
    guide.save(f"/file/{case}", guide.changed(case, guide.change("admitted.yaml", 1)))


def a_criterion(guide: Guide) -> None:
    """A fact is written, a criterion chosen in the form, the cases say what they know of it."""
    facts = "2026/facts.yaml"
    guide.save(f"/file/{facts}", guide.changed(facts, guide.change("facts.yaml")))
    place = f"/file/{RULES}"
    page = guide.open(place)
    text = typed((guide.folder / RULES).read_text("utf-8"))
    page = guide.send(place, page, **{"text": text, "do": "fact", "new-fact": FACT})
    chosen = {"new-fact": FACT, "new-how": "is", "new-value": "true"}
    page = guide.send(place, page, **{"text": text, "do": "add", **chosen})
    [shown] = SHOWN.findall(page.text)
    assert unescape(shown) == guide.changed(RULES, guide.change("eligibility.yaml", 2))
    guide.save(place, unescape(shown))
    admitted = "2026/cases/admitted.yaml"
    guide.save(f"/file/{admitted}", guide.changed(admitted, guide.change("admitted.yaml")))
    begun = urlencode({"edition": "2026", "name": "too-old", "like": ""}).encode()
    page = guide.noted(guide.desk.post(guide.address("/case"), begun, content_type=FORM))
    case = typed(guide.change("too-old.yaml"))
    guide.send("/file/2026/cases/too-old.yaml", page, text=case, do="save")


def an_edition(guide: Guide) -> None:
    """Begun by its day, the criterion taken out of it, tested, proved and declared."""
    day = {"valid_from": "01.01.2027", "based_on": "2026", "source": "concept"}
    guide.send("/edition", guide.open(""), **day)
    edition, place = "/edition/2027-01-01", "/file/2027-01-01/eligibility.yaml"
    guide.open(edition)
    page = guide.send(place, guide.open(place), text="", do="take", take=FACT)
    [shown] = SHOWN.findall(page.text)
    taken = re.sub(f"(id: {FACT}), [^\n]*}}", r"\1, removed: true}", unescape(shown))
    assert taken == guide.change("eligibility.yaml")
    guide.save(place, taken)
    page = guide.send(edition, guide.open(edition), do="prove")
    declared = {"says": "Kein Alter", "decision": "12", "name": "2027-01-alter"}
    guide.send(edition, page, do="declare", **{"from": "1.1.2027"}, **declared)
    assert 'decision: "12"' in (guide.folder / "changes/2027-01-alter.yaml").read_text("utf-8")

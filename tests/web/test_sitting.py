"""A sitting without a script: papers, answers, what was noted meanwhile, the end."""

import asyncio
import re
import threading
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlencode

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.store import Store
from iiz_rules.render.html.sitting import ASKED
from iiz_rules.web.settings import Settings
from iiz_rules.web.sitting.sent import SentFile, plain_name
from iiz_rules.words.text import LANGUAGES, Language
from tests.effort import before_landing
from tests.funding.test_agenda import AMOUNT
from tests.funding.test_numbers import amounts, shown, written
from tests.funding.test_record import PRESENTED
from tests.web.client import Client, Reply

EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"
FORM = "application/x-www-form-urlencoded"
SEATS = ("iv", "diha", "dsw")
PRESENT = [(f"present:{of}", "yes") for of in SEATS]
PRESENT += [(f"has:{of}", "high-decision-competence") for of in SEATS]
AT = "/sitting/valais"
MOST_CALLS = 20_000
"""calls of functions that an answer may take: 12,000 take 0.1 seconds of processor time"""


ANSWERED: dict[str, dict[str, str]] = {
    "agenda": {
        "de": r"16 Massnahmen stehen zum Entscheid. Es entscheidet: Rechtskommission",
        "fr": r"16 mesures sont soumises à la décision de : Commission juridique",
    },
    "committed": {
        "de": r"Durch diese Sitzung gebunden, CHF\s+0\.00\s+\d+'\d{3}\.\d\d",
        "fr": r"Engagé par cette séance, CHF\s+0\.00\s+\d+'\d{3}\.\d\d",
    },
    "repaid": {
        "de": r"Kantonale IV-Stelle\s+\d+\s+\d+'\d{3}\.\d\d[^§]*im Mittel nach 10 Monaten",
        "fr": r"Office cantonal AI\s+\d+\s+\d+'\d{3}\.\d\d[^§]*en moyenne après 10 mois",
    },
    "refused": {
        "de": r"Nein zu allem[^§]*Bleibt ungedeckt\s+0 bis \d+'\d{3} CHF\s+\d+'\d{3}",
        "fr": r"Non à tout[^§]*Reste non couvert\s+0 à \d+'\d{3} CHF\s+\d+'\d{3}",
    },
    "risk": {
        "de": r"in Prozentpunkten F-\d+ [A-Z]\D+ \d+'\d{3} \d+\.\d F-\d+ [A-Z]",
        "fr": r"en points de pourcentage F-\d+ [A-Z]\D+ \d+'\d{3} \d+\.\d F-\d+ [A-Z]",
    },
    "balance": {
        "de": r"Der Fonds hat am 31\.03\.2026 laut seinem Buch 629'557 CHF",
        "fr": r"le fonds dispose au 31\.03\.2026 de 629'557 CHF",
    },
    "readings": {
        "de": r"sicher, CHF[^§]*A-VS-08 Bedingungen der Vorfinanzierung[^§]*\u2212\d+'\d{3}\.\d\d",
        "fr": r"à coup sûr, CHF[^§]*A-VS-08 Conditions du préfinancement[^§]*\u2212\d+'\d{3}\.\d\d",
    },
    "abstains": {
        "de": r"Kantonale IV-Stelle soll Vorschüsse zurückzahlen \(\d+\) und sitzt selbst",
        "fr": r"Office cantonal AI doit rembourser des avances \(\d+\) et siège",
    },
    "alike": {
        "de": r"12\.02\.2026 F-700 Belastbarkeitstraining 6'000\.00 beschlossen \(2 : 0 : 1\)",
        "fr": r"12\.02\.2026 F-700 Entraînement à l'endurance 6'000\.00 accepté \(2 : 0 : 1\)",
    },
    "sign": {
        "de": r"Rechtsmittelbelehrung[^§]*Sitzung schliessen[^§]*Entwurf des Protokolls",
        "fr": r"voies de droit[^§]*Clore la séance[^§]*Projet de procès-verbal",
    },
}
"""What a member finds in the place of each question, and nowhere behind it."""


class Place(HTMLParser):
    """What is told inside of the element with an id."""

    def __init__(self, html: str, name: str) -> None:
        super().__init__()
        self._name, self._depth, self._words = name, 0, list[str]()
        self.feed(html)
        self.told = " ".join("".join(self._words).replace("\u00a0", " ").split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._words.append(" " if self._depth else "")
        if self._depth or ("id", self._name) in attrs:
            self._depth += tag not in ("input", "br", "hr")

    def handle_endtag(self, _: str) -> None:
        self._depth -= bool(self._depth)

    def handle_data(self, data: str) -> None:
        self._words.append(data if self._depth else "")


def shortened(folder: Path) -> Path:
    """The first rows of the example: a page of it is made sooner."""
    lines = (EXAMPLE / "portfolio.csv").read_bytes().splitlines(keepends=True)
    short = folder / "portfolio.csv"
    short.write_bytes(b"".join(lines[:41]))
    return short


def decided_before(store: Path) -> None:
    """A decision that was entered without any sitting."""
    valais = iiz.load("valais", "2026-02-12")
    facts = {**PRESENTED, "measure.kind": "belastbarkeitstraining", "measure.amount": "6000.00"}
    votes = zip(SEATS, ("for", "abstains", "for"), strict=True)
    has = ["high-decision-competence"]
    members = [{"of": of, "has": has, "present": True, "vote": vote} for of, vote in votes]
    with Store(str(store)) as kept:
        record = valais.record("prefinancing", facts, members, "Nützlich", name="F-700")
        valais.register(kept).enter(record)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A service with a store, and papers that were named when it was started."""
    store = tmp_path_factory.mktemp("store") / "cases.db"
    decided_before(store)
    client = serving(store, shortened(store.parent))
    yield client
    client.close()


def serving(store: Path, portfolio: Path) -> Client:
    return Client(
        Settings(
            ("valais",),
            str(store),
            portfolio=str(portfolio),
            ledger=str(EXAMPLE / "buch.csv"),
            scenarios=(EXAMPLE / "grundlage.yaml",),
            reload=0,
        )
    )


def upload(
    service: Client, fields: dict[str, str], files: dict[str, SentFile] | None = None
) -> Reply:
    """Send a form as a browser does that has files to send."""
    parts = [
        f'--=x=\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in fields.items()
    ]
    for name, file in (files or {}).items():
        said = f'form-data; name="{name}"; filename="{file.name}"'
        parts.append(f"--=x=\r\nContent-Disposition: {said}\r\n\r\n".encode() + file.data + b"\r\n")
    body = b"".join(parts) + b"--=x=--\r\n"
    return service.post(f"{AT}?lang=de", body, content_type='multipart/form-data; boundary="=x="')


def sent(service: Client, path: str, pairs: list[tuple[str, str]], **headers: str) -> Reply:
    body = urlencode(pairs).encode()
    return service.post(f"{path}?lang=de", body, content_type=FORM, **headers)


def begun(service: Client, on: str = "31.03.2026", *, seated: bool = True) -> str:
    """Begin a sitting, with everybody there; its address."""
    reply = upload(service, {"on": on, "scenario": "0"})
    assert reply.status == 303, reply.text
    at = reply.headers["location"].partition("?")[0]
    if seated:
        assert sent(service, f"{at}/members", [("version", "0"), *PRESENT]).status == 303
    return at


@pytest.fixture(scope="module")
def at(service: Client) -> str:
    """The sitting that most tests look at."""
    return begun(service)


def version(page: Reply) -> str:
    found = re.search(r'id="version" value="(\d+)"', page.text)
    assert found
    return found[1]


def answer(service: Client, at: str, what: str, state: str = "", **headers: str) -> Reply:
    state = state or version(service.get(f"{at}?lang=de"))
    return sent(service, at, [("version", state), ("answer", what)], **headers)


def counted(service: Client, at: str, what: str) -> tuple[Reply, int]:
    """Answer as a browser with the script does; how many functions the service calls for it.

    It is not measured in time, because a machine may be busy.
    """
    called = 0

    def count_call(_: FrameType, event: str, __: Any) -> None:
        nonlocal called
        called += event == "call"

    state = version(service.get(f"{at}?lang=de"))
    service.runner.close()
    service.runner = asyncio.Runner()  # its threads begin while it is counted
    threading.setprofile(count_call)
    try:
        reply = answer(service, at, what, state, hx_request="true")
    finally:
        threading.setprofile(None)
        service.runner.close()
        service.runner = asyncio.Runner()
    return reply, called


def fund(page: Reply) -> str:
    return unescape(re.sub("<[^>]+>", " ", page.text.partition('id="standing"')[2][:6000]))


# ------------------------------------------------------------------------------- the papers


def test_a_sitting_begins_with_papers_and_what_is_wrong_with_them_is_said(service: Client):
    table = SentFile("../Mai.csv", b"id;measure.kind;measure.amount\na;x;viel\nb;x;1\n")
    for fields, files, status, told in (
        ({"on": "31.02.2026"}, {}, 400, "31.02.2026 gibt es nicht"),
        ({"on": "31.03.0026"}, {}, 400, "31.03.0026"),
        ({"on": "01.01.0001"}, {}, 400, "Jahre von heute weg"),
        ({"on": "31.12.9999"}, {}, 400, "Jahre von heute weg"),
        ({"on": "31.03.2026", "scenario": "7"}, {}, 400, "scenario"),
        ({"on": "31.03.2026"}, {"portfolio": SentFile("p.txt", b"x")}, 400, ".csv"),
        ({"on": "31.03.2026"}, {"portfolio": SentFile("p.csv", b"id;id\n")}, 400, "id"),
        (
            {"on": "31.03.2026"},
            {"ledger": SentFile("b.csv", b"day;entry;amount\n2026-01-01;inflow;viel\n")},
            400,
            "2: ",
        ),
    ):
        reply = upload(service, fields, files)
        assert (reply.status, told in unescape(reply.text)) == (status, True), reply.text
        assert "/tmp" not in reply.text
    assert 'role="alert"' in upload(service, {"on": "x"}).text
    at = upload(service, {"on": "31.03.2026"}, {"portfolio": table}).headers["location"]
    page = service.get(at)
    assert page.status == 200
    rows = page.text.partition('id="left-out"')[2]
    assert ">2</th>" in rows
    assert "measure.amount" in rows
    assert "viel" in rows
    assert "Ohne Annahmen" in page.text
    assert plain_name("..\\..\\") == "file"
    assert plain_name("漢" * 100 + ".csv").endswith("漢.csv")
    assert len(plain_name("漢" * 100 + ".csv").encode()) <= 200


def test_of_two_files_in_one_field_none_is_taken(service: Client):
    def part(name: str) -> bytes:
        said = f'Content-Disposition: form-data; name="portfolio"; filename="{name}"'
        return f"--x\r\n{said}\r\n\r\nid\r\n".encode()

    many = 'multipart/form-data; boundary="x"'
    day = b'--x\r\nContent-Disposition: form-data; name="on"\r\n\r\n31.03.2026\r\n'
    for second in ("Juni.csv", "Mai.csv"):
        body = day + part("Mai.csv") + part(second) + b"--x--\r\n"
        before = service.get(f"{AT}?lang=de").text
        reply = service.post(f"{AT}?lang=de", body, content_type=many)
        assert reply.status == 400
        assert f"Mai.csv, {second}" in unescape(reply.text)
        assert service.get(f"{AT}?lang=de").text == before, "nothing began"


def test_without_a_portfolio_nothing_begins(client: Client):
    reply = upload(client, {"on": "31.03.2026"})
    assert (reply.status, "Portfolio" in reply.text) == (400, True)
    assert "ohne Ablage" in client.get(f"{AT}?lang=de").text
    assert client.get(f"{AT}/2026-01-01?lang=fr").status == 404
    assert client.get("/sitting/bern").status == 404
    assert client.get("/static/htmx.js").headers["content-type"].startswith("text/javascript")
    many = b"--x\r\nnothing\r\n--x--"
    assert client.post(AT, many, content_type="multipart/form-data; boundary=x").status == 400
    crowded = urlencode([("a", "b")] * 600).encode()
    assert client.post(AT, crowded, content_type=FORM).status == 422
    assert client.post(AT, b"a=\xff", content_type=FORM).status == 422
    away = {"origin": "https://example.org", "content_type": FORM}
    assert client.post(AT, b"", **away).status == 403


# ------------------------------------------------------------------------------- the agenda


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_a_member_has_its_place(service: Client, at: str, language: str):
    page = service.get(f"{at}?lang={language}")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe-eval" not in page.headers["content-security-policy"]
    for key in ASKED:
        assert f'href="#{key}"' in page.text
        assert page.text.count(f' id="{key}"') == 1
        told = Place(page.text, key).told
        assert language == "en" or re.search(ANSWERED[key][language], told), (key, told)
    rows = re.findall(r'<li class="motion[^>]*id="m-(\d+)"(.*?)</li>', page.text, re.S)
    assert len(rows) == len({row for row, _ in rows}) == 16
    assert page.text.count('role="note"') == 1, "what is assumed is invented"


@pytest.mark.parametrize("language", ["de", "fr"])
def test_a_sitting_has_the_amounts_of_the_report_and_of_its_data(
    service: Client, at: str, language: Language
):
    """One number for a thing: agenda beside report, the page of a measure beside its sheet."""
    room, state = service.service.room, service.service.editions.of("valais")
    held = room.sittings(state).take_up(at.rpartition("/")[2])
    view = room.view(state, held)
    deliberation = view.deliberation
    simulation = deliberation.simulation
    known = set(AMOUNT.findall(shown(simulation.to_html(language))))
    assert simulation.ledger is not None
    free = int(simulation.ledger.free * 100)
    lowest = [it.lowest.value for one in view.prospects for it in (one.alone, one.assumed) if it]
    repaid: dict[str, int] = {}
    for told in deliberation.motions.values():
        repaid[told["repaid_by"]] = repaid.get(told["repaid_by"], 0) + told["high"]
    known |= written([
        *(n for one in view.prospects for n in (one.committed, one.advanced, free - one.committed)),
        *(told["high"] for told in deliberation.motions.values()),
        *map(round, lowest),
            *(round(one.lost) for one in deliberation.own.values()),
        *repaid.values(),
        *(one.high for one in deliberation.agenda.ballots),
        600_000,  # what was decided before
    ])  # fmt: skip
    found = set(AMOUNT.findall(shown(service.get(f"{at}?lang={language}").text)))
    assert len(found) > 40
    assert found <= known, sorted(found - known)
    row = min(deliberation.motions)
    page = set(AMOUNT.findall(shown(service.get(f"{at}/measure/{row}?lang={language}").text)))
    sheet = shown(service.get(f"{at}/sheet/{row}?lang={language}").text)
    data = written(amounts(deliberation.agenda.funding(row).to_dict()))
    assert set(AMOUNT.findall(sheet)) <= data
    assert page <= data | known


def test_an_answer_moves_the_fund_at_once(service: Client, at: str):
    before = fund(service.get(f"{at}?lang=de"))
    assert "Beantwortet: 0 von 16" in before
    assert answer(service, at, "yes:11").headers["location"].endswith("?lang=de#m-11")
    after = service.get(f"{at}?lang=de")
    assert "Beantwortet: 1 von 16 (beschlossen 1" in fund(after)
    assert "11'696.50" in fund(after)
    assert 'class="motion approved" id="m-11"' in after.text
    assert "beschlossen (3 : 0 : 0)" in after.text
    reply, calls = counted(service, at, "no:12")
    assert reply.status == 200
    assert calls < MOST_CALLS
    assert "<html" not in reply.text
    assert 'class="motion refused" id="m-12" hx-swap-oob="true"' in reply.text
    assert "abgelehnt 1" in fund(reply)
    assert version(reply) == version(service.get(f"{at}?lang=de"))
    assert answer(service, at, "open:12").status == 303
    assert answer(service, at, "open:11").status == 303
    assert fund(service.get(f"{at}?lang=de")) == before


@before_landing
def test_an_answer_to_one_of_240_measures_takes_hardly_more_than_to_one_of_40(tmp_path: Path):
    whole = EXAMPLE / "portfolio.csv"
    assert len(whole.read_bytes().splitlines()) > 240
    client = serving(tmp_path / "cases.db", whole)
    reply, calls = counted(client, begun(client), "yes:12")
    client.close()
    assert reply.status == 200
    assert calls < MOST_CALLS


def test_a_whole_group_is_answered_at_once(service: Client):
    at = begun(service)
    assert answer(service, at, "later:14").status == 303
    assert answer(service, at, "yes:takeover").status == 303
    page = service.get(f"{at}?lang=de")
    assert page.text.count('class="motion approved"') == 3
    assert "verschoben 1" in fund(page)
    assert 'id="yes-takeover"' not in page.text


def test_what_cannot_be_decided_is_refused_and_said(service: Client):
    at = begun(service, seated=False)
    for what, told in (("yes:11", "Wer sitzt da?"), ("maybe:11", "maybe"), ("yes:9999", "9999")):
        reply = answer(service, at, what)
        assert (reply.status, told in unescape(reply.text)) == (400, True)
    absent = [("version", "0"), ("present:iv", "yes"), ("present:diha", "no"), ("present:dsw", "")]
    assert sent(service, f"{at}/members", absent).status == 303
    reply = answer(service, at, "yes:11", hx_request="true")
    assert reply.status == 400
    assert 'id="fault" hx-swap-oob="true"' in reply.text
    assert "Beantwortet: 0" in fund(reply)
    assert service.get(f"{at}/measure/9999").status == 400
    assert service.get(f"{at}/measure/x").status == 400


# ------------------------------------------------------------------------------ one measure


def test_one_measure_is_voted_on_seat_by_seat(service: Client, at: str):
    page = service.get(f"{at}/measure/11?lang=de")
    assert "Wer zahlt" in page.text
    assert 'id="vote-iv"' in page.text
    state = str(re.findall(r'name="version" value="(\d+)"', page.text)[0])
    votes = [("vote:iv", "recused"), ("reason:iv", "zahlt später"), ("vote:diha", "for")]
    votes += [("vote:dsw", "for"), ("motion", "Antrag"), ("reasons", "Zeile 1\nZeile 2")]
    form = [("version", state), ("answer", "votes"), *votes]
    refused = sent(service, f"{at}/measure/11", [*form, ("term", "30.06.2027")])
    assert refused.status == 400, "two of three are no quorum"
    assert "zahlt später" in refused.text
    assert 'value="30.06.2027"' in refused.text
    form[2] = ("vote:iv", "abstains")
    assert sent(service, f"{at}/measure/11", [*form, ("term", "gestern")]).status == 400
    assert sent(service, f"{at}/measure/11", [*form, ("term", "30.06.2027")]).status == 303
    again = service.get(f"{at}/measure/11?lang=de").text
    for words in ("beschlossen (2 : 0 : 1)", "zahlt später", "Antrag", "Zeile 2", "2027-06-30"):
        assert words in again
    assert "30.06.2027" in service.get(f"{at}?lang=de").text
    conflict = sent(service, f"{at}/measure/11", [*form, ("term", "")])
    assert conflict.status == 409
    assert "beschlossen (2 : 0 : 1)" in conflict.text
    assert "zahlt später" in conflict.text
    assert sent(service, f"{at}/measure/11", [("version", "x"), ("answer", "open")]).status == 409
    state = version(service.get(f"{at}?lang=de"))
    later = [("version", state), ("answer", "later"), ("reasons", "fehlt noch")]
    assert sent(service, f"{at}/measure/11", later).status == 303
    assert "fehlt noch" in service.get(f"{at}/measure/11").text
    state = version(service.get(f"{at}?lang=de"))
    assert sent(service, f"{at}/measure/11", [("version", state), ("answer", "open")]).status == 303
    sheet = service.get(f"{at}/sheet/11?lang=fr")
    assert "Qui paie cette mesure" in sheet.text


@pytest.mark.parametrize("field", ["reasons", "motion", "reason:iv"])
@pytest.mark.parametrize(("text", "sign"), [("a\0b", "U+0000"), ("Ja \u202eNein", "U+202E")])
def test_no_sign_that_cannot_be_seen_gets_into_the_minutes(
    service: Client, at: str, field: str, text: str, sign: str
):
    state = version(service.get(f"{at}?lang=de"))
    form = [("version", state), ("answer", "votes"), *((f"vote:{of}", "for") for of in SEATS)]
    reply = sent(service, f"{at}/measure/12", [*form, (field, text)])
    assert (reply.status, sign in reply.text) == (400, True)
    assert version(service.get(f"{at}?lang=de")) == state, "nothing is noted"


def test_the_minutes_call_a_measure_as_the_catalogues_of_the_scenario_do(tmp_path: Path):
    """Also once the sitting is closed, when its papers are not prepared again."""
    service = serving(tmp_path / "cases.db", shortened(tmp_path))
    at = begun(service)
    assert answer(service, at, "yes:11").status == 303
    drafted = shown(service.get(f"{at}/minutes?lang=de").text)
    state = version(service.get(f"{at}?lang=de"))
    assert sent(service, f"{at}/close", [("version", state)]).status == 303
    for page in (drafted, shown(service.get(f"{at}/minutes?lang=de").text)):
        assert "F-010 Belastbarkeitstraining – " in page
    assert "F-010 Entraînement" in shown(service.get(f"{at}/minutes?lang=fr").text)
    service.close()


def test_of_quotes_and_accents_nothing_is_lost(service: Client):
    at = begun(service)
    state = version(service.get(f"{at}?lang=de"))
    said = """«Zoë» "O'Neill" <b>& Fils</b>\r\nzweite Zeile"""
    form = [("version", state), ("answer", "votes"), *((f"vote:{of}", "for") for of in SEATS)]
    assert sent(service, f"{at}/measure/12", [*form, ("reasons", said)]).status == 303
    page = service.get(f"{at}/measure/12?lang=de").text
    assert "<b>& Fils" not in page
    assert """«Zoë» "O'Neill" <b>& Fils</b>""" in unescape(page)


def test_what_nobody_decides_stays_open_and_comes_back(tmp_path: Path):
    """Everybody abstains, as many are for it as against: both are told, and neither is a no."""
    service = serving(tmp_path / "cases.db", shortened(tmp_path))
    at = begun(service)
    for row, votes, counted in (
        (12, ("abstains",) * 3, "0 : 0 : 3"),
        (15, ("for", "against", "abstains"), "1 : 1 : 1"),
    ):
        state = version(service.get(f"{at}?lang=de"))
        given = [(f"vote:{of}", vote) for of, vote in zip(SEATS, votes, strict=True)]
        form = [("version", state), ("answer", "votes"), *given]
        assert sent(service, f"{at}/measure/{row}", form).status == 303
        assert f"nichts beschlossen ({counted})" in service.get(f"{at}?lang=de").text
    state = version(service.get(f"{at}?lang=de"))
    assert sent(service, f"{at}/close", [("version", state)]).status == 303
    minutes = service.get(f"{at}/minutes?lang=de").text
    assert minutes.count("Was bei Stimmengleichheit gilt, ist nicht geregelt") == 2
    for words in ("Niemand stimmte dafür oder dagegen", "Es herrschte Stimmengleichheit"):
        assert minutes.count(words) == 1
    assert "Ohne Beschluss und ohne festgehaltenen Grund" in minutes, "what was not come to is told"
    later = service.get(f"{begun(service, '30.04.2026')}?lang=de").text
    assert {row for row in (12, 15) if f'id="m-{row}"' in later} == {12, 15}
    service.close()


def test_what_is_still_open_can_only_wait(service: Client, at: str):
    page = service.get(f"{at}?lang=de").text.rpartition("Noch nicht entscheidbar")[2]
    found = re.search(r'id="m-(\d+)"', page)
    assert found
    row = found[1]
    assert f'id="yes-{row}"' not in page
    assert "Wer es weiss" in page
    assert "kann nur verschoben werden" in service.get(f"{at}/measure/{row}?lang=de").text
    assert answer(service, at, f"yes:{row}").status == 400
    assert answer(service, at, f"later:{row}").status == 303
    assert answer(service, at, f"open:{row}").status == 303


# ----------------------------------------------------------------------------- two, the end


def test_who_comes_second_sees_what_happened_and_can_say_it_again(service: Client):
    at = begun(service)
    state = version(service.get(f"{at}?lang=de"))
    assert answer(service, at, "yes:11", state).status == 303
    plain = answer(service, at, "no:12", state)
    assert plain.status == 409
    for words in ("Inzwischen hat jemand anders", "F-010: beschlossen (3 : 0 : 0)", "Nein, F-011"):
        assert words in unescape(re.sub("<[^>]+>", "", plain.text))
    assert 'value="no:12" hx-post' in plain.text
    assert 'class="motion " id="m-12"' in plain.text, "nothing of it is noted"
    partly = answer(service, at, "no:11", state, hx_request="true")
    assert partly.status == 409
    assert 'class="motion approved" id="m-11" hx-swap-oob' in partly.text
    assert answer(service, at, "no:12", version(plain)).status == 303
    page = service.get(f"{at}?lang=de")
    assert 'class="motion approved" id="m-11"' in page.text
    assert 'class="motion refused" id="m-12"' in page.text
    assert sent(service, f"{at}/members", [("version", state), *PRESENT]).status == 409
    assert sent(service, f"{at}/close", [("version", state)]).status == 409


def test_at_the_end_are_minutes_and_entries_and_later_sittings_know_of_it(service: Client):
    at = begun(service)
    assert sent(service, f"{at}/close", [("version", "1")]).status == 400, "nothing is decided"
    reply = service.get(f"{at}/minutes?lang=de")
    assert (reply.status, "noch nichts entschieden" in reply.text) == (400, True)
    other = begun(service)
    assert answer(service, other, "yes:8").status == 303
    assert answer(service, at, "yes:8").status == 303
    assert answer(service, at, "no:11").status == 303
    draft = service.get(f"{at}/minutes?lang=de").text
    for words in ("ERFUNDENE", "Protokoll der Sitzung, Entwurf"):
        assert words in draft
    state = version(service.get(f"{at}?lang=de"))
    form = [("version", state), ("remedy", "Einsprache innert 30 Tagen")]
    assert sent(service, f"{at}/close", form).status == 303
    page = service.get(f"{at}?lang=de")
    assert "2 Entscheide stehen im Register" in page.text
    assert "ERFUNDENE" in page.text
    minutes = service.get(f"{at}/minutes?lang=de").text
    assert "Entwurf" not in minutes
    for words in ("Einsprache innert 30 Tagen", "F-007", "F-010", "Unterschrift", "ERFUNDENE"):
        assert words in minutes
    assert "Hohe Beschlusskompetenz" in minutes, "what was attested of who sat there"
    answered = {one.receipt.reference: one for one in service.service.log.decisions()}
    assert answered.keys() == {"F-007", "F-010"}, "of what was decided, and of nothing else"
    for one in answered.values():
        one.receipt.verify()
        assert one.receipt.id in minutes
    pdf = service.get(f"{at}/minutes?lang=fr&as=pdf")
    assert pdf.body.startswith(b"%PDF-")
    entries = service.get(f"{at}/ledger.csv?lang=de")
    assert "F-007" in entries.text
    assert "2376.25" in entries.text
    assert "F-010" not in entries.text
    assert answer(service, at, "yes:12", state).status == 409
    assert sent(service, f"{at}/close", form).status == 409
    late = service.get(f"{other}?lang=de")
    assert "anderswo entschieden" in late.text
    assert 'id="m-8"' not in late.text, "what was decided is not put to the vote again"
    assert "beschlossen 0" in fund(late)
    assert answer(service, other, "open:8").status == 303
    later = service.get(f"{begun(service, '30.04.2026')}?lang=de").text
    assert 'id="m-11"' not in later, "what was refused stays refused"
    assert "1 beschlossen, 0 abgelehnt" in later
    assert "F-010" in later.partition('id="alike"')[2]
    assert "geschlossen" in service.get(f"{AT}?lang=de").text
    kept = service.service.store
    assert isinstance(kept, Store)
    assert verify(kept).finding is None

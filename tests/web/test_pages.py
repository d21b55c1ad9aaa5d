"""The pages of the service, as a browser gets them: a form that asks, and the answer beside it."""

from html import unescape
from urllib.parse import urlencode

import pytest

import iiz_rules as iiz
from iiz_rules.words.text import LANGUAGES
from tests.web.client import Client, Reply

FORM = "application/x-www-form-urlencoded"
ELSEWHERE = [("on", "05.03.2024"), ("fact:person.residence.canton", "SG")]
KNOWN = [
    ("on", "05.03.2024"),
    ("fact:person.residence.canton", "ZH"),
    ("fact:registrations", "rav"),
    ("fact:registrations", "ksa"),
]


def sent(client: Client, path: str, pairs: list[tuple[str, str]], **headers: str) -> Reply:
    return client.post(path, urlencode(pairs).encode(), content_type=FORM, **headers)


def test_the_form_begins_with_the_next_question(client: Client) -> None:
    for canton in ("zurich", "valais"):
        for language in LANGUAGES:
            page = client.get(f"/case/{canton}?lang={language}")
            assert page.status == 200
            assert f'<html lang="{language}">' in page.text
            assert page.text.count('class="group next"') == 1
            assert "<script" not in page.text
            assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_the_answer_stands_beside_what_was_typed_in(client: Client) -> None:
    page = sent(client, "/case/zurich?lang=de", ELSEWHERE)
    assert page.status == 200
    assert "NEIN" in page.text
    assert "ZH-6.2" in page.text
    assert '<option value="SG" selected>St. Gallen</option>' in page.text
    both = sent(client, "/case/zurich?lang=de", KNOWN).text
    assert both.count(" checked>") == 2
    assert "OFFEN" in both


def test_a_reading_is_a_switch(client: Client) -> None:
    case = [*ELSEWHERE, ("fact:person.domicile.canton", "ZH")]
    usual, other = (
        sent(client, "/case/zurich?lang=de", case + more).text
        for more in ([], [("reading:A-ZH-06", "civil-domicile")])
    )
    assert "NEIN" in usual
    assert "NEIN" not in other
    assert '<option value="civil-domicile" selected>' in other


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("on", "31.02.2024", "Der Stichtag fehlt oder ist kein Tag."),
        ("fact:cost.amount", "viel", "viel"),
        ("fact:person.birth_date", "2030-01-01", "05.03.2024"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_in_is_lost(
    client: Client, name: str, text: str, told: str
) -> None:
    canton = "zurich" if name != "fact:person.birth_date" else "valais"
    pairs = [pair for pair in (("on", "05.03.2024"), ("note", "x")) if pair[0] != name]
    page = sent(client, f"/case/{canton}?lang=de", [*pairs, (name, text)])
    assert page.status == 200
    assert told in page.text
    assert f'value="{text}"' in page.text


def test_the_case_is_saved_as_an_example_and_printed_as_a_sheet(client: Client) -> None:
    file = sent(client, "/case/zurich/file?lang=de", KNOWN)
    assert file.headers["content-disposition"] == 'attachment; filename="zurich-2024-03-05.yaml"'
    assert "registrations: [ksa, rav]" in file.text
    assert """title: {de: Beispielfall, fr: "Cas d'exemple", en: "Example case"}""" in file.text
    again = client.post("/v1/zurich/eligibility", {"date": "2024-03-05", "facts": {}})
    assert again.status == 200
    sheet = sent(client, "/case/zurich/sheet?lang=fr", KNOWN)
    assert "Fiche du cas" in sheet.text
    needed = sent(client, "/case/zurich/minimum?lang=fr", ELSEWHERE)
    assert "Ce que la réponse a demandé" in needed.text
    assert "Données nécessaires" in needed.text
    for path in ("file", "sheet", "minimum"):
        assert sent(client, f"/case/zurich/{path}?lang=de", [("on", "?")]).status == 422


def test_markup_that_is_typed_in_stays_text(client: Client) -> None:
    page = sent(client, "/case/zurich", [("on", '"><script>alert(1)</script>')])
    assert "<script" not in page.text


def test_a_form_of_another_page_is_refused(client: Client) -> None:
    for headers in ({"origin": "https://example.org"}, {"sec_fetch_site": "cross-site"}):
        assert sent(client, "/case/zurich", ELSEWHERE, **headers).status == 403
    assert client.post("/case/zurich", {"on": "05.03.2024"}).status == 403
    own = {"origin": "http://localhost:8000", "sec_fetch_site": "same-origin"}
    assert sent(client, "/case/zurich", ELSEWHERE, **own).status == 200


def test_people_read_a_page_where_programs_get_problem_details(client: Client) -> None:
    browser = {"accept": "text/html,*/*;q=0.8", "accept_language": "fr-CH"}
    lost = client.get("/case/atlantis", **browser)
    assert lost.status == 404
    assert lost.headers["content-type"].startswith("text/html")
    assert '<html lang="fr">' in lost.text
    assert "atlantis" in lost.text
    assert 'href="/?lang=fr"' in lost.text
    foreign = client.get("/case/zurich", host="evil.example", **browser)
    assert (foreign.status, foreign.headers["connection"]) == (421, "close")
    assert "<h1>" in foreign.text
    assert client.get("/case/atlantis").code == "unknown-canton"


@pytest.mark.parametrize(
    "body", [b"&".join(b"a%d=1" % n for n in range(2_001)), b"on=%ff", b"on=\xff"]
)
def test_what_is_no_form_is_refused(client: Client, body: bytes) -> None:
    reply = client.post("/case/zurich", body, content_type=FORM)
    assert (reply.status, reply.code) == (422, "not-a-form")


# ---------------------------------------------------------------------- both days, and the place


def test_what_was_learned_later_does_not_count_on_an_earlier_day(client: Client) -> None:
    case = [*KNOWN, ("learned:registrations", "04.03.2024")]
    later, earlier = (
        sent(client, "/case/zurich?lang=de", [*case, ("known_on", day)]).text
        for day in ("", "03.03.2024")
    )
    criterion = "Anmeldung bei einer beteiligten Institution"
    told = [page.split(criterion)[1][:120] for page in (later, earlier)]
    assert "erfüllt" in told[0]
    assert "offen" in told[1]
    file = sent(client, "/case/zurich/file?lang=de", [*case, ("known_on", "3.3.2024")]).text
    assert "known_on: 2024-03-03" in file
    assert "{from: 2024-03-04, value: [ksa, rav], learned_on: 2024-03-04}" in file


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("known_on", "Der Tag, bis zu dem etwas bekannt war, ist kein Tag."),
        ("since:registrations", "Eine Angabe ist so nicht möglich"),
    ],
)
def test_a_day_that_is_none_is_said(client: Client, name: str, told: str) -> None:
    page = sent(client, "/case/zurich?lang=de", [*KNOWN, (name, "31.02.2024")])
    assert told in page.text
    assert 'value="31.02.2024"' in page.text
    assert sent(client, "/case/zurich/file", [*KNOWN, (name, "31.02.2024")]).status == 422


def test_the_steps_are_drawn_with_the_place_of_the_case(client: Client) -> None:
    raised = [*KNOWN, ("fact:advice.question_raised", "yes")]
    page = sent(client, "/case/zurich?lang=de", raised).text
    assert page.count("der Fall steht hier: möglich") == 2  # in the picture, and on a phone's list
    assert page.count("<svg") == 1
    listed = page.partition('<ol class="steps">')[2].partition("</ol>")[0]
    assert listed.count("<li") == 5
    assert listed.count('class="here"') == 1


@pytest.fixture(scope="module")
def kept(client: Client) -> str:
    """A case in the store of the service."""
    flow = iiz.load("valais").open_case("VS-99 <1>", "2024-01-08", client.service.store)
    new = {"reported_in": ["iv"], "person": {"birth_date": "2004-02-29", "district": "brig"}}
    flow.record("new-mandate", "2024-01-08", {**new, "case.youth_theme": True}, by="front-line")
    indicated = {"evaluation.indicated": True}
    flow.record("need-evaluated", "2024-01-15", indicated, "front-line", learned_on="2024-02-01")
    return "/case/valais/VS-99%20%3C1%3E"


def test_a_case_that_is_kept_shows_what_happened_what_is_owed_and_what_may_happen(
    client: Client, kept: str
) -> None:
    for language, told in (
        (
            "de",
            (
                "Was geschehen ist",
                "Was geschuldet ist",
                "Was jetzt geschehen kann",
                "nicht geregelt, wer",
            ),
        ),
        ("fr", ("Ce qui s'est passé", "Ce qui est dû", "Ce qui peut se produire maintenant")),
    ):
        page = client.get(f"{kept}?lang={language}")
        assert page.status == 200
        assert all(one in unescape(page.text) for one in told)
        assert "VS-99 &lt;1&gt;" in page.text
        assert page.text.count("<svg") == 1
        assert "<script" not in page.text
    assert f'href="{kept}?lang=fr"' in client.get("/cases/valais?lang=fr").text
    assert "Aucun cas n&#39;est suivi." in client.get("/cases/zurich?lang=fr").text


def test_a_case_that_is_kept_is_shown_as_it_was_known(client: Client, kept: str) -> None:
    known, unknown = (
        client.get(f"{kept}?lang=de&on=20.1.2024&known_on={day}").text
        for day in ("2024-02-01", "2024-01-20")
    )
    assert "Evaluation durch den Frontmitarbeiter, durch" not in unknown
    assert "An einem früheren Tag" in known
    assert "An einem früheren Tag" not in unknown
    assert "noch nicht eröffnet" in client.get(f"{kept}?lang=de&on=2023-01-01").text
    wrong = client.get(f"{kept}?lang=de&on=x")
    assert "Einer der beiden Tage ist kein Tag." in wrong.text
    assert 'value="x" placeholder="31.12.2026" autocomplete="off" aria-invalid="true"' in wrong.text
    assert client.get("/case/valais/unknown").status == 404


def test_the_first_page_has_every_door(client: Client) -> None:
    page = client.get("/?lang=fr")
    assert page.status == 200
    for canton in ("zurich", "valais"):
        assert f'href="/case/{canton}?lang=fr"' in page.text
    assert 'href="/sitting/valais?lang=fr"' in page.text
    assert 'href="/desk' not in page.text  # nobody named a folder that may be edited
    for door in ("/case/zurich", "/cases/zurich", "/sitting/valais"):
        assert client.get(f"{door}?lang=fr").status == 200

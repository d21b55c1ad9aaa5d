"""People keep cases on pages: opened, moved by events in a role of their own, never twice."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from re import search
from urllib.parse import urlencode

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.web.settings import Settings
from iiz_rules.web.tokens import read_tokens
from iiz_rules.web.users import hashed, read_users
from tests.web.client import Client, Reply
from tests.web.test_login import FORM, PASSWORD, logged_in, session_of

LIST = "/cases/valais"
MANDATE = {
    "on": "8.1.2024",
    "by": "front-line",
    "fact:reported_in": "iv",
    "fact:person.birth_date": "29.2.2004",
    "fact:person.district": "brig",
    "fact:case.youth_theme": "yes",
}


class Person:
    """Somebody with a browser: what the pages gave is sent back with what is typed in."""

    def __init__(self, client: Client, name: str) -> None:
        self.client, self.name = client, name
        self.cookies = session_of(logged_in(client, name, PASSWORD))

    def get(self, path: str) -> Reply:
        reply = self.client.get(path, cookie=self.cookies, accept="text/html")
        if "set-cookie" in reply.headers:
            self.cookies = f"{self.cookies.partition(';')[0]}; {session_of(reply)}"
        return reply

    def send(self, path: str, page: Reply, **typed: str) -> Reply:
        hidden = ("visit", "key", "seen")
        given = {name: search(f'name="{name}" value="([^"]*)"', page.text) for name in hidden}
        sent = {name: one[1] for name, one in given.items() if one} | typed
        body = urlencode(sent).encode()
        return self.client.post(path, body, content_type=FORM, cookie=self.cookies)

    def typed(self, path: str, **typed: str) -> Reply:
        return self.send(path, self.get(path), **typed)


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("users") / "users.toml"
    password = f'password = "{hashed(PASSWORD)}"\n'
    file.write_text(
        f'[anna]\n{password}roles = ["read", "record"]\nacts.valais = ["front-line"]\n'
        f'[berta]\n{password}roles = ["read", "record"]\n'
        f'[carl]\n{password}roles = ["read"]\n'
    )
    return file


@pytest.fixture(scope="module")
def client(users: Path) -> Iterator[Client]:
    client = Client(Settings(("valais",), users=read_users(str(users)), reload=0))
    yield client
    client.close()


@pytest.fixture(scope="module")
def anna(client: Client) -> Person:
    return Person(client, "anna")


@pytest.fixture
def case(client: Client, anna: Person) -> str:
    """She has opened a case."""
    name = f"VS-{len(client.service.store.cases('valais'))}"
    opened = anna.typed(LIST, name=name, on="8.1.2024")
    assert (opened.status, opened.headers["location"]) == (303, f"/case/valais/{name}?lang=en")
    return f"/case/valais/{name}"


def records(client: Client, case: str) -> tuple[CaseRecord, ...]:
    return iiz.load("valais").case(case.rpartition("/")[2], client.service.store).records


@pytest.mark.parametrize(
    ("language", "heading", "button"),
    [
        ("de", "Festhalten, was geschehen ist", "Festhalten"),
        ("fr", "Consigner ce qui s'est passé", "Consigner"),
    ],
)
def test_what_happened_is_recorded_under_name_and_role(
    client: Client, anna: Person, case: str, language: str, heading: str, button: str
) -> None:
    page = unescape(anna.get(f"{case}?lang={language}&on=2024-01-08").text)
    assert heading in page
    at = f"{case}/event/new-mandate?lang={language}"
    assert f'href="{at}"' in page
    assert button in anna.get(at).text
    reply = anna.typed(at, **MANDATE, reference="Brief 12")
    assert (reply.status, reply.headers["location"]) == (303, f"{case}?lang={language}")
    opened, mandate = records(client, case)
    assert (opened.content["user"], mandate.content["user"]) == ("anna", "anna")
    assert (mandate.event, mandate.actor, mandate.on) == ("new-mandate", "front-line", "2024-01-08")
    assert mandate.content["reference"] == "Brief 12"
    assert mandate.content["facts"]["person.birth_date"] == "2004-02-29"


def test_a_form_that_is_sent_twice_records_one_event(
    client: Client, anna: Person, case: str
) -> None:
    form = anna.get(f"{case}/event/new-mandate")
    for _ in range(2):
        assert anna.send(f"{case}/event/new-mandate", form, **MANDATE).status == 303
    assert len(records(client, case)) == 2


def test_a_second_person_is_told_what_happened_meanwhile(
    client: Client, anna: Person, case: str
) -> None:
    at = f"{case}/event/need-evaluated?lang=de"
    assert anna.typed(f"{case}/event/new-mandate", **MANDATE).status == 303
    indicated = {"on": "15.1.2024", "by": "front-line", "fact:evaluation.indicated": "yes"}
    form = anna.get(at)
    assert Person(client, "berta").typed(f"{case}/event/advice-asked", on="12.1.2024").status == 303
    before = records(client, case)
    late = anna.send(at, form, **indicated, reference="mein Brief")
    assert late.status == 409
    assert "Inzwischen ist am Fall etwas geschehen" in late.text
    assert "12.01.2024" in late.text
    assert 'value="15.1.2024"' in late.text
    assert 'value="mein Brief"' in late.text
    assert records(client, case) == before
    assert anna.send(at, late, **indicated).status == 303
    assert len(records(client, case)) == len(before) + 1


@pytest.mark.parametrize("by", ["rto", ""])
def test_nobody_acts_in_a_role_that_is_not_his(
    client: Client, anna: Person, case: str, by: str
) -> None:
    assert anna.typed(f"{case}/event/new-mandate", **MANDATE).status == 303
    typed = {"on": "15.1.2024", "fact:evaluation.indicated": "yes", "reference": "mein Brief"}
    refused = anna.typed(f"{case}/event/need-evaluated?lang=de", **typed, by=by)
    assert refused.status == 403
    assert f"In der Rolle {by or '–'} handelt diese Person hier nicht" in refused.text
    assert 'value="mein Brief"' in refused.text  # nothing that was typed in is lost
    facts = {"evaluation.indicated": True}
    said = {"by": by} if by else {}
    body = {"event": "need-evaluated", "on": "2024-01-15", "facts": facts, **said}
    at = f"/v1/valais/cases/{case.rpartition('/')[2]}/events"
    by_program = client.post(at, body, cookie=anna.cookies)
    assert (by_program.status, by_program.code) == (403, "role-not-held")
    assert len(records(client, case)) == 2


def test_who_holds_no_role_is_offered_what_takes_none(
    client: Client, anna: Person, case: str
) -> None:
    assert anna.typed(f"{case}/event/new-mandate", **MANDATE).status == 303
    policy = iiz.load("valais")
    events = policy.case(case.rpartition("/")[2], client.service.store).possible("2024-01-08")
    free = {one.event for one in events if one.by is None}
    assert free
    assert len(free) < len(events)
    page = Person(client, "berta").get(f"{case}?on=2024-01-08").text
    assert {one.event for one in events if f"{case}/event/{one.event}?" in page} == free


def test_who_may_only_read_is_offered_nothing(client: Client, anna: Person, case: str) -> None:
    carl = Person(client, "carl")
    assert "new-mandate" not in carl.get(case).text
    assert "<form" not in carl.get(LIST).text
    for at in (LIST, f"{case}/event/new-mandate"):
        assert carl.send(at, anna.get(LIST), name="VS-NEW", on="8.1.2024").status == 403


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"on": "31.2.2024"}, "A day is missing, or is no day"),
        ({"learned_on": "gestern"}, "A day is missing, or is no day"),
        ({"fact:person.birth_date": "1.13.2004"}, 'id="fact:person.birth_date-problem"'),
        ({"fact:person.district": "Brigg"}, 'id="fact:person.district-problem"'),
        ({"on": "1.1.2023"}, "before"),
    ],
)
def test_what_is_wrong_comes_back_and_is_not_kept(
    client: Client, anna: Person, case: str, typed: dict[str, str], told: str
) -> None:
    reply = anna.typed(f"{case}/event/new-mandate", **MANDATE | typed)
    assert reply.status in {400, 409, 422}
    assert told in unescape(reply.text)
    assert 'value="yes" selected' in reply.text
    assert len(records(client, case)) == 1


def test_an_event_that_cannot_happen_yet_says_so(anna: Person, case: str) -> None:
    assert "This cannot happen on that day" in anna.get(f"{case}/event/need-evaluated").text
    assert anna.get(f"{case}/event/unheard-of").status == 400
    assert anna.get("/case/valais/VS-404/event/new-mandate").status == 404


def test_a_case_that_cannot_be_opened_leaves_the_list_as_it_was(anna: Person, case: str) -> None:
    for typed, told in (
        ({"name": case.rpartition("/")[2], "on": "9.1.2024"}, "VS-"),
        ({"name": "756.9217.0769.85", "on": "9.1.2024"}, "AHV"),
        ({"name": "VS-NEW", "on": "x"}, "A day is missing"),
    ):
        reply = anna.typed(LIST, **typed)
        assert reply.status in {400, 409, 422}
        assert told in reply.text
        assert f'value="{typed["name"]}"' in reply.text
        assert "VS-NEW?lang" not in anna.get(LIST).text


def test_a_number_with_a_slash_is_a_name_as_well(client: Client, anna: Person) -> None:
    opened = anna.typed(LIST, name="VS 2024/17", on="8.1.2024")
    assert opened.headers["location"] == "/case/valais/VS%202024%2F17?lang=en"
    page = anna.get(f"{opened.headers['location']}&on=2024-01-08")
    assert page.status == 200
    at = "/case/valais/VS%202024%2F17/event/new-mandate?lang=en"
    assert f'href="{at}"' in page.text
    assert anna.typed(at, **MANDATE).headers["location"] == opened.headers["location"]
    assert 'href="/case/valais/VS%202024/17?' in anna.get(LIST).text
    assert len(iiz.load("valais").case("VS 2024/17", client.service.store).records) == 2
    by_program = client.get("/v1/valais/cases/VS%202024%2F17", cookie=anna.cookies)
    assert by_program.data["case"] == "VS 2024/17"


def test_a_form_of_another_page_is_refused(client: Client, anna: Person, case: str) -> None:
    form = anna.get(f"{case}/event/new-mandate")
    stranger = Person(client, "anna")
    assert stranger.send(f"{case}/event/new-mandate", form, **MANDATE).status == 403
    assert len(records(client, case)) == 1


def test_a_program_with_roles_acts_in_no_other(tmp_path: Path) -> None:
    file, digest = tmp_path / "tokens.toml", "0" * 64
    section = f'[office]\nsha256 = "{digest}"\nroles = ["record"]\n'
    file.write_text(section)
    assert read_tokens(str(file))[digest].acts is None
    file.write_text(section + 'acts.valais = ["rto"]\n')
    assert read_tokens(str(file))[digest].acts == {"valais": ("rto",)}


@pytest.mark.parametrize("acts", ["acts = 3", 'acts.valais = "rto"', "acts.valais = [3]"])
def test_roles_that_are_no_list_of_names_are_refused(tmp_path: Path, acts: str) -> None:
    file = tmp_path / "users.toml"
    file.write_text(f'[anna]\npassword = "{hashed("x")}"\nroles = ["read"]\n{acts}\n')
    with pytest.raises(iiz.UsageError, match=r"\[anna\] acts"):
        read_users(str(file))


def test_a_role_that_the_canton_does_not_have_is_told_at_the_start(users: Path) -> None:
    text = users.read_text().replace('["front-line"]', '["front-lime"]')
    file = users.with_name("misspelt.toml")
    file.write_text(text)
    with pytest.raises(iiz.UsageError) as error:
        Client(Settings(("valais",), users=read_users(str(file)), reload=0))
    (finding,) = error.value.findings
    assert finding.code == "unknown-held-role"
    assert finding.words["near"] == "front-line"

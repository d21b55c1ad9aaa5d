"""People log in: a page leads there and back, what is wrong stays out, a session ends."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

import iiz_rules as iiz
from iiz_rules.cli import main as cli
from iiz_rules.web import users
from iiz_rules.web.settings import Settings
from iiz_rules.web.users import hashed, read_users
from tests.refused import codes_of
from tests.web.client import Client, Reply

FORM = "application/x-www-form-urlencoded"
PASSWORD = "vier Wörter sind besser"
BROWSER = {"accept": "text/html"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("users") / "users.toml"
    path.write_text(f'["anna.muster"]\npassword = "{hashed(PASSWORD)}"\nroles = ["ask"]\n')
    return path


@pytest.fixture
def client(file: Path) -> Iterator[Client]:
    client = Client(Settings(("zurich",), users=read_users(str(file)), reload=0))
    yield client
    client.close()


def logged_in(client: Client, name: str, password: str, target: str = "/", **headers: str) -> Reply:
    pairs = [("name", name), ("password", password), ("next", target)]
    return client.post("/login", urlencode(pairs).encode(), content_type=FORM, **headers)


def session_of(reply: Reply) -> str:
    return reply.headers["set-cookie"].partition(";")[0]


def test_a_page_leads_to_the_login_and_back(client: Client) -> None:
    wanted = client.get("/case/zurich?lang=fr", **BROWSER)
    assert wanted.status == 303
    assert wanted.headers["location"] == "/login?next=/case/zurich%3Flang%3Dfr&lang=fr"
    form = client.get(wanted.headers["location"], **BROWSER)
    assert "Se connecter" in form.text
    assert 'value="/case/zurich?lang=fr"' in form.text
    done = logged_in(client, "anna.muster", PASSWORD, "/case/zurich?lang=fr")
    assert (done.status, done.headers["location"]) == (303, "/case/zurich?lang=fr")
    assert "HttpOnly" in done.headers["set-cookie"]
    assert "SameSite=lax" in done.headers["set-cookie"]
    session = {"cookie": session_of(done), **BROWSER}
    assert client.get("/case/zurich?lang=fr", **session).status == 200
    assert "anna.muster" in client.get("/", **session).text
    assert client.get("/cases/zurich", **session).status == 403  # without the role
    assert client.post("/logout", b"", content_type=FORM, **session).status == 303
    assert client.get("/case/zurich", **session).status == 303


def test_what_a_person_asks_stands_under_his_name(client: Client) -> None:
    cookie = session_of(logged_in(client, "anna.muster", PASSWORD))
    at = "/v1/zurich/eligibility?on=2024-03-05"
    assert client.post(at, {}, cookie=cookie, iiz_reference="D-1").status == 200
    assert [one.user for one in client.service.log.decisions("D-1")] == ["anna.muster"]
    assert client.post(at, {}).code == "no-token"


def test_beyond_this_machine_the_cookie_takes_tls(file: Path) -> None:
    settings = Settings(("zurich",), users=read_users(str(file)), hosts=("iiz.example",), reload=0)
    client = Client(settings)
    reply = logged_in(client, "anna.muster", PASSWORD, host="iiz.example")
    assert "Secure" in reply.headers["set-cookie"]
    client.close()


@pytest.mark.parametrize("name", ["anna.muster", "niemand"])
def test_wrong_is_wrong_whoever_it_is(client: Client, name: str) -> None:
    refused = logged_in(client, name, "falsch")
    assert refused.status == 401
    assert "set-cookie" not in refused.headers
    assert "do not belong together" in refused.text


def test_after_five_wrong_passwords_a_name_waits(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        assert logged_in(client, "anna.muster", "falsch").status == 401
    assert logged_in(client, "anna.muster", PASSWORD).status == 503
    monkeypatch.setattr(users, "PAUSE", 0.0)
    assert logged_in(client, "anna.muster", PASSWORD).status == 303


def test_a_session_ends_where_nothing_is_done(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = session_of(logged_in(client, "anna.muster", PASSWORD))
    assert client.get("/case/zurich", cookie=cookie).status == 200
    monkeypatch.setattr(users, "IDLE", -1.0)
    assert client.get("/case/zurich", cookie=cookie).status == 401
    assert client.get("/case/zurich", cookie="iiz-session=x; other=y").status == 401


def test_a_form_of_another_site_logs_nobody_in_or_out(client: Client) -> None:
    for headers in ({"origin": "https://example.org"}, {"sec_fetch_site": "cross-site"}):
        assert logged_in(client, "anna.muster", PASSWORD, **headers).status == 403


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_led_elsewhere(client: Client, target: str) -> None:
    assert logged_in(client, "anna.muster", PASSWORD, target).headers["location"] == "/"


@pytest.mark.parametrize(
    "text", ["[a]\npassword = 'geheim'\nroles = ['ask']", "[a]\nroles = ['ask']", "a = 1", "["]
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "users.toml"
    path.write_text(text)
    with pytest.raises(iiz.UsageError) as error:
        read_users(str(path))
    assert codes_of(error) == ["bad-user-file"]
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("[anna]\nroles = ['ask'\n", ":2:", "fehlt ein Anführungszeichen"),
        ("[a]\n['b']\n[a]\n", ":3:", "oder ein Name kommt zweimal vor"),
        ("[anna]\nroles = ['ask']\n", "", "([anna] password)"),
        ("[' anna']\npassword = 'x'\nroles = ['ask']\n", "", "([ anna])"),
        ('["anna\\nb"]\npassword = "x"\nroles = ["ask"]\n', "", "([anna↵b])"),
    ],
)
def test_what_is_wrong_with_a_file_of_users_is_said_in_our_words(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    path = tmp_path / "users.toml"
    path.write_text(text)
    with pytest.raises(iiz.UsageError) as error:
        read_users(str(path))
    [finding] = error.value.findings
    assert where in str(finding.place)
    assert what in finding.message("de")


def test_a_file_of_users_may_be_from_a_windows_editor(tmp_path: Path) -> None:
    path = tmp_path / "users.toml"
    user = f"['anna']\npassword = '{hashed('geheim')}'\nroles = ['ask']\n"
    path.write_text(user, "utf-8-sig")
    assert [*read_users(str(path))] == ["anna"]
    path.write_text(user.replace("anna", "jürg"), "cp1252")
    with pytest.raises(iiz.UsageError) as error:
        read_users(str(path))
    assert codes_of(error) == ["not-utf-8"]


@pytest.mark.parametrize("name", [" ", "anna\nmuster", "anna ", "x" * 500])
def test_nobody_is_named_so_that_he_could_not_be_told_from_others(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert cli.run(["serve", "--new-user", name]) == 2
    assert "`--new-user`" in capsys.readouterr().err


def test_two_passwords_that_differ_are_asked_for_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter([PASSWORD, "vertippt", PASSWORD, PASSWORD])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(typed))
    assert cli.run(["serve", "--new-user", "anna.muster", "--lang", "de"]) == 0
    assert capsys.readouterr().err == "Das sind zwei verschiedene Passwörter.\n"


def test_the_oldest_session_gives_way(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "MOST_SESSIONS", 1)
    logins = users.Logins(read_users(str(file)))
    first, second = (logins.log_in("anna.muster", PASSWORD) or "" for _ in range(2))
    assert logins.of(first) is None
    assert logins.of(second) is not None


def test_a_new_user_is_shown_and_the_password_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("click.prompt", lambda *_, **__: PASSWORD)
    assert cli.run(["serve", "--new-user", "anna.muster"]) == 0
    shown = capsys.readouterr().out
    assert PASSWORD not in shown
    path = tmp_path / "users.toml"
    path.write_text(shown)
    assert read_users(str(path))["anna.muster"].is_right(PASSWORD)
    assert cli.run(["serve"]) == 2


@pytest.mark.parametrize("paper", ["--portfolio", "--ledger", "--scenario"])
def test_a_paper_that_is_not_there_is_said_at_the_start(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, paper: str
) -> None:
    call = ["serve", "--canton", "valais", paper, str(tmp_path / "none.csv"), "--port", "0"]
    assert cli.run(call) == 2
    assert "none.csv" in capsys.readouterr().err


def test_many_passwords_tried_together_evade_no_count(file: Path) -> None:
    logins = users.Logins(read_users(str(file)))

    def tried(_: int) -> bool:
        try:
            return logins.log_in("anna.muster", "falsch") is None
        except iiz.UsageError:
            return False

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(tried, range(16))) == users.TRIES

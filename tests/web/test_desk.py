"""The rule desk without a browser: what is written, what is not, and to whom nothing is given."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("starlette")
from urllib.parse import urlencode

from iiz_rules.cli import main as cli
from iiz_rules.findings.errors import UsageError
from iiz_rules.web.desk import folder as desk_folder
from iiz_rules.web.settings import Settings
from iiz_rules.web.tokens import Token
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from tests.web.bay import EDITION, FILES, RULES, bay
from tests.web.client import Client, Reply
from tests.web.test_pages import FORM

FILE = f"/desk/bay/file/{RULES}?lang=de"
YOUNGER = FILES[RULES].replace("18", "16")
MARK = b"\xef\xbb\xbf"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Client]:
    folder = bay(tmp_path)
    client = Client(Settings((folder,), desk=(folder,), reload=0))
    yield client
    client.close()


def folder_of(desk: Client) -> Path:
    return desk.service.desks["bay"].folder.path


def hidden(page: Reply) -> dict[str, str]:
    """The fields of a page that people do not see."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    return {name: value for name, value in found if not name.startswith("had:")}


def cookie(page: Reply) -> str:
    return page.headers["set-cookie"].partition(";")[0]


def sent(desk: Client, address: str, page: Reply, **fields: str) -> Reply:
    """Send the form of a page with some fields filled in."""
    named = {name.replace("__", ":"): value for name, value in fields.items()}
    body = urlencode({**hidden(page), **named}).encode()
    return desk.post(address, body, content_type=FORM, cookie=cookie(page))


def typed(text: str) -> str:
    """A text as a browser sends it."""
    return text.replace("\n", "\r\n")


def saved(desk: Client, text: str, address: str = FILE) -> Reply:
    return sent(desk, address, desk.get(address), text=typed(text), do="save")


def test_row_24_every_byte_but_the_change_stays(desk: Client) -> None:
    path = folder_of(desk) / RULES
    lines = FILES[RULES].encode().split(b"\n")
    mixed = MARK + b"\r\n".join(lines[:6]) + b"\r\n" + b"\n".join(lines[6:]).rstrip(b"\n")
    for before in (FILES[RULES].encode(), MARK + FILES[RULES].encode(), mixed):
        path.write_bytes(before)
        shown = desk.get(FILE)
        area = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", shown.text, re.DOTALL)
        assert area
        untouched = sent(desk, FILE, shown, text=typed(area[1]), do="save")
        assert untouched.status == 303
        assert path.read_bytes() == before
        again = saved(desk, area[1].replace("18", "16"))
        assert again.headers["location"].endswith("?saved=1&lang=de")
        assert path.read_bytes() == before.replace(b"18", b"16")
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_row_24_what_would_not_load_is_not_saved(desk: Client) -> None:
    path, before = folder_of(desk) / RULES, FILES[RULES].encode()
    for wrong in (
        "person.age, at_least: achtzehn",
        "person.aeg, at_least: 18",
        "person.age, [: 18",
    ):
        page = saved(desk, FILES[RULES].replace("person.age, at_least: 18", wrong))
        assert page.status == 422
        assert "Nicht gespeichert" in page.text
        assert wrong in page.text  # nothing that was typed in is lost
        assert "Zeile 8" in page.text
        assert path.read_bytes() == before
    dropped = FILES[f"{EDITION}/facts.yaml"].replace("person.age", "person.years")
    elsewhere = saved(desk, dropped, f"/desk/bay/file/{EDITION}/facts.yaml?lang=de")
    assert elsewhere.status == 422  # its own file is right, another one is not any more
    assert RULES in elsewhere.text


def test_row_24_two_administrators_do_not_overwrite_each_other(desk: Client) -> None:
    path = folder_of(desk) / RULES
    mine, theirs = desk.get(FILE), desk.get(FILE)
    first = sent(desk, FILE, theirs, text=FILES[RULES].replace("18", "21"), do="save")
    assert first.status == 303
    page = sent(desk, FILE, mine, text=YOUNGER, do="save")
    assert page.status == 409
    assert "at_least: 21" in page.text
    assert "at_least: 16" in page.text
    assert b"at_least: 21" in path.read_bytes()
    assert sent(desk, FILE, page, text=YOUNGER, do="save").status == 303
    assert b"at_least: 16" in path.read_bytes()


def test_row_24_somebody_else_may_write_in_the_very_moment(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, page = folder_of(desk) / RULES, desk.get(FILE)
    place = desk_folder.DeskCanton.changed_meanwhile

    def late(self: desk_folder.DeskCanton, changes: object) -> object:
        path.write_bytes(b"label: anders\n")
        return place(self, changes)  # type: ignore[arg-type]

    monkeypatch.setattr(desk_folder.DeskCanton, "changed_meanwhile", late)
    assert sent(desk, FILE, page, text=YOUNGER, do="save").status == 409
    assert path.read_bytes() == b"label: anders\n"


def test_row_23_a_form_without_its_token_or_its_cookie_writes_nothing(desk: Client) -> None:
    page, before = desk.get(FILE), FILES[RULES].encode()
    assert {"HttpOnly", "SameSite=strict"} <= {*page.headers["set-cookie"].split("; ")}
    fields = {**hidden(page), "text": YOUNGER, "do": "save"}
    for body, headers, status in (
        ({**fields, "visit": "0" * 64}, {"cookie": cookie(page)}, 403),
        (fields, {}, 403),
        (fields, {"cookie": f"iiz-visit={'a' * 32}"}, 403),
        (fields, {"cookie": cookie(page), "sec_fetch_site": "cross-site"}, 403),
        (fields, {"cookie": cookie(page), "origin": "https://example.org"}, 403),
        (fields, {"cookie": cookie(page), "host": "example.org"}, 421),
    ):
        reply = desk.post(FILE, urlencode(body).encode(), content_type=FORM, **headers)
        assert reply.status == status
        assert (folder_of(desk) / RULES).read_bytes() == before
    edition = {"valid_from": "01.01.2027", "based_on": EDITION, "source": "concept"}
    begun = urlencode(edition).encode()
    assert desk.post("/desk/bay/edition?lang=de", begun, content_type=FORM).status == 403
    help_ = desk.post(
        FILE.replace("/file/", "/help/"), urlencode(fields).encode(), content_type=FORM
    )
    assert help_.code == "foreign-page"


def test_row_23_markup_stays_text_and_no_script_stands_in_a_page(desk: Client) -> None:
    evil = FILES[RULES].replace("Mindestalter", '"</textarea><script>alert(1)</script>"')
    assert saved(desk, evil).status == 303
    canton = folder_of(desk) / "canton.yaml"
    named = canton.read_text("utf-8").replace("Kanton Bucht", "<script>Bucht</script>")
    canton.write_text(named, "utf-8")
    for address in ("/desk/bay", FILE, f"{FILE}&at=adult", f"/desk/bay/edition/{EDITION}"):
        page = desk.get(address)
        assert page.status == 200
        scripts = re.findall(r"<script[^>]*>", page.text)
        assert set(scripts) <= {'<script type="module" src="/desk/static/desk.js">'}
        policy = page.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "file",
    [
        "../outside.yaml",
        f"{EDITION}/../../outside.yaml",
        "%2e%2e/outside.yaml",
        f"{EDITION}/linked.yaml",
        f"{EDITION}/cases/linked/a.yaml",
        f"{EDITION}/.eligibility.yaml",
        f"{EDITION}/notes.txt",
        "2030/eligibility.yaml",
        f"{EDITION}/eligibility.yaml%00",
        f"{EDITION}\\eligibility.yaml",
        "",
    ],
)
def test_nothing_outside_the_folder_is_reached(desk: Client, tmp_path: Path, file: str) -> None:
    (tmp_path / "outside.yaml").write_text("secret: true\n")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "a.yaml").write_text("title: secret\n")
    edition = folder_of(desk) / EDITION
    (edition / "linked.yaml").symlink_to(tmp_path / "outside.yaml")
    (edition / "facts.yaml").rename(edition / "facts")
    (edition / "facts.yaml").symlink_to(edition / "facts")
    (edition / "cases" / "linked").symlink_to(tmp_path / "linked")
    for name in (file, f"{EDITION}/facts.yaml"):
        page = desk.get(f"/desk/bay/file/{name}")
        assert page.status == 404
        assert "secret" not in page.text


def test_only_a_folder_that_was_named_is_on_the_desk(desk: Client, tmp_path: Path) -> None:
    assert desk.get("/desk/zurich").code == "no-desk"
    for folders, code in (
        (("zurich",), "packaged-canton"),
        ((tmp_path / "bay",) * 2, "desk-twice"),
    ):
        with pytest.raises(UsageError) as refused:
            Client(Settings(("zurich",), desk=folders, reload=0))
        assert refused.value.findings[0].code == code
    client = Client(Settings((tmp_path / "bay",), reload=0))
    assert client.get("/desk/bay").code == "unknown-address"
    client.close()
    assert cli.run(["serve", "--canton", "zurich", "--desk", "valais"]) == 2


def test_the_start_page_leads_to_the_desk(desk: Client) -> None:
    assert 'href="/desk/bay?lang=fr"' in desk.get("/?lang=fr").text


def test_who_may_only_ask_changes_no_rule(tmp_path: Path) -> None:
    import hashlib

    folder = bay(tmp_path)
    known = hashlib.sha256(b"secret").hexdigest()
    tokens = {known: Token("asker", frozenset({"ask"}))}
    client = Client(Settings((folder,), desk=(folder,), tokens=tokens, reload=0))
    assert client.get(FILE, authorization="Bearer secret").code == "role-missing"
    client.close()


def test_a_patch_is_what_would_be_saved(desk: Client, tmp_path: Path) -> None:
    path = folder_of(desk) / RULES
    for before, text in ((FILES[RULES].encode(), YOUNGER), (b"", YOUNGER)):
        path.write_bytes(before) if before else path.unlink()
        page = desk.get(FILE)
        given = sent(desk, FILE, page, text=typed(text), do="patch")
        assert given.headers["content-type"].startswith("text/x-patch")
        shutil.rmtree(tmp_path / "tree", ignore_errors=True)
        shutil.copytree(folder_of(desk), tmp_path / "tree" / "bay")
        command = ["git", "apply", "--unsafe-paths", "-"]
        subprocess.run(command, cwd=tmp_path / "tree", input=given.body, check=True)
        assert (tmp_path / "tree" / "bay" / RULES).read_bytes() == YOUNGER.encode()
        assert not before or path.read_bytes() == before


def test_fields_change_the_text_and_say_what_cannot_be(desk: Client) -> None:
    address = f"{FILE}&at=adult"
    page = desk.get(address)
    [(at, value)] = re.findall(r'name="had:([\d:]+)" value="(18)"', page.text)
    fields = {f"had:{at}": value, "text": typed(FILES[RULES]), "do": "look"}

    def filled(text: str) -> Reply:
        return sent(desk, address, page, **{**fields, f"set:{at}": text})

    assert "at_least: 16}   # vollj" in filled("16").text
    assert "Anders beantwortete Fälle: 3 von 5." in filled("16").text
    assert "Alter: mindestens:" in filled("sechzehn").text
    stale = sent(desk, address, page, **{**fields, "text": YOUNGER, f"set:{at}": "12"})
    assert "Der Text gilt" in stale.text
    lists = desk.get(f"{FILE}&at=registered")
    at = re.findall(r'name="had:([\d:]+)" value="iv\|rav"', lists.text)[0]
    body = [*hidden(lists).items(), ("text", FILES[RULES]), ("do", "look"), (f"had:{at}", "iv|rav")]
    body += [(f"set:{at}", code) for code in ("rav", "commune")]
    page = desk.post(f"{FILE}&at=registered", urlencode(body).encode(), content_type=FORM)
    assert "contains_any: [rav, commune]}" in page.text


def test_a_long_text_has_room_and_stays_on_one_line(desk: Client) -> None:
    says = "Aufgenommen wird, wer volljährig ist, und sonst niemand."
    clauses = f"{EDITION}/clauses.yaml"
    old = FILES[clauses].replace("Aufgenommen wird, wer volljährig ist.", says)
    (folder_of(desk) / clauses).write_text(old, "utf-8")
    address = f"/desk/bay/file/{clauses}?at=BA-1.1&lang=de"
    page = desk.get(address)
    [at] = re.findall(r'<textarea class="long" id="set:([\d:]+)"', page.text)
    fields = {"text": typed(old), "do": "look", f"had:{at}": says}
    same = sent(desk, address, page, **fields, **{f"set:{at}": says})
    assert "Der Text ist, wie er gespeichert ist." in same.text
    broken = says.replace("sonst ", "ausser ihnen\r\n")
    assert says.replace("sonst", "ausser ihnen") in unescape(
        sent(desk, address, page, **fields, **{f"set:{at}": broken}).text
    )


def test_what_there_is_not_has_no_name_in_the_title(desk: Client) -> None:
    page = desk.get(f"/desk/bay/rename/{EDITION}/facts.yaml?at=nothing&lang=de")
    assert "<h1>Anders benennen</h1>" in page.text


def test_the_editor_in_the_page_is_helped_as_iiz_lsp_helps(desk: Client) -> None:
    address = FILE.replace("lang=de", "lang=fr")
    help_, page = address.replace("/file/", "/help/"), desk.get(address)
    text = FILES[RULES].replace("contains_any: [rav, iv]}", "contains_any: [r]}", 1)
    lines = text.split("\n")
    [line] = [number for number, one in enumerate(lines, 1) if "[r]" in one]
    column = str(lines[line - 1].index("[r]") + 3)
    asked = {"text": text, "line": str(line), "column": column}
    proposed = sent(desk, help_, page, ask="complete", **asked).data["options"]
    assert {"name": "rav", "label": "ORP"}.items() <= proposed[0].items()
    asked = {"text": text, "line": "8", "column": str(lines[7].index("person.age") + 2)}
    said = sent(desk, help_, page, ask="hover", **asked).data
    assert "Quel âge a la personne ?" in said["text"]
    assert (said["line"], said["column"]) == (8, lines[7].index("person.age") + 1)
    nothing = sent(desk, help_, page, ask="hover", text=text, line="2", column="1").data
    assert nothing == {}
    looked = sent(desk, help_, page, ask="look", text=text).data
    assert [one["line"] for one in looked["findings"] if one["severity"] == "error"] == [line]
    assert "Constats" in looked["told"]
    gone = f"/desk/bay/help/{EDITION}/events.yaml?lang=fr"
    assert sent(desk, gone, page, ask="complete", text="").data == {"options": []}


def test_a_new_file_and_one_that_is_no_text(desk: Client) -> None:
    case = f"/desk/bay/file/{EDITION}/cases/neu.yaml?lang=de"
    assert "Diese Datei gibt es noch nicht" in desk.get(case).text
    assert saved(desk, "title: Neu\n", case).status == 422
    text = 'title: Neu\ndate: 2024-05-01\nfacts: {}\nexpect: {eligibility: {verdict: "open"}}\n'
    assert saved(desk, text.replace('"open"', "open"), case).status == 303
    assert (folder_of(desk) / EDITION / "cases" / "neu.yaml").is_file()
    (folder_of(desk) / RULES).write_bytes(b"\xff\xfe")
    page = desk.get(FILE)
    assert page.status == 200
    assert "kein Text in UTF-8" in page.text
    assert "<textarea" not in page.text


def test_a_case_says_whether_it_is_answered_as_it_expects(desk: Client) -> None:
    case = f"/desk/bay/file/{EDITION}/cases/anna.yaml?lang=de"
    assert "Wird nach den Regeln so beantwortet" in desk.get(case).text
    text = (folder_of(desk) / EDITION / "cases" / "anna.yaml").read_text("utf-8")
    page = sent(desk, case, desk.get(case), text=text.replace('"no"', '"yes"'), do="look")
    assert "«Aufnahme»: erwartet ist ja, nach den Regeln ist es nein." in page.text


def test_without_a_prover_it_says_so(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("consequences", "editions"):
        monkeypatch.setattr(f"iiz_rules.web.desk.{place}.solvable", lambda: False)
    page = desk.get(FILE)
    assert "Nicht bewiesen" in sent(desk, FILE, page, text=YOUNGER, do="prove").text
    address = f"/desk/bay/edition/{EDITION}?lang=de"
    assert "Nicht bewiesen" in sent(desk, address, desk.get(address), do="prove").text


@pytest.mark.parametrize(("guide", "language"), [("anleitung.md", "de"), ("guide.md", "fr")])
def test_the_criterion_of_the_guide_is_added_to_a_new_canton(
    tmp_path: Path, guide: str, language: Language
) -> None:
    text = (Path(__file__).parents[2] / "docs" / guide).read_text("utf-8")
    for key in ("criterion", "do.take", "rename", "since"):  # it is called so on the page
        assert say(f"desk.{key}", language) in text
    made = ("new", "canton", "neuland", "--into", str(tmp_path), "--edition", "2026")
    assert cli.run([*made, "--lang", language]) == 0
    folder = tmp_path / "neuland"
    client = Client(Settings((folder,), desk=(folder,), reload=0))
    address = f"/desk/neuland/file/2026/eligibility.yaml?lang={language}"
    before = (folder / "2026" / "eligibility.yaml").read_text("utf-8")
    fields = {"new-fact": "registrations", "new-how": "contains_any", "new-value": "iv"}
    page = sent(client, address, client.get(address), text=typed(before), do="add", **fields)
    area = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    assert area
    after = unescape(area[1])
    page = sent(client, address, page, text=typed(after), do="save")
    assert (page.status, (folder / "2026" / "eligibility.yaml").read_text("utf-8")) == (303, after)
    assert len(after) > len(before)
    client.close()


EDITIONS = {
    "in brackets": (FILES["canton.yaml"], "valid_from: 2024-01-01, valid_to: 2026-12-31}\n  - {id"),
    "by lines": (
        FILES["canton.yaml"].replace(
            "- {id: 2024-01-01, source: concept, valid_from: 2024-01-01}",
            "- id: 2024-01-01\n    source: concept\n    valid_from: 2024-01-01",
        ),
        "valid_from: 2024-01-01\n    valid_to: 2026-12-31\n  - {id: 2027-01-01",
    ),
}


@pytest.mark.parametrize("form", EDITIONS)
def test_a_new_edition_takes_two_words_in_one_file(desk: Client, form: str) -> None:
    text, wanted = EDITIONS[form]
    canton = folder_of(desk) / "canton.yaml"
    canton.write_bytes(text.encode())
    page, address = desk.get("/desk/bay?lang=de"), "/desk/bay/edition?lang=de"
    fields = {"based_on": EDITION, "source": "concept"}
    for wrong in ("31.02.2027", "1.1.2020", ""):
        assert sent(desk, address, page, valid_from=wrong, **fields).status == 422
    assert canton.read_bytes() == text.encode()
    assert sent(desk, address, page, valid_from="1.1.2027", **fields).status == 303
    assert wanted in canton.read_text("utf-8")
    assert desk.get("/desk/bay/edition/2027-01-01").status == 200
    assert desk.get("/desk/bay/edition/2030-01-01").status == 404


def test_what_an_edition_changes_is_called_as_its_reader_calls_it(desk: Client) -> None:
    folder, address = folder_of(desk), "/desk/bay/edition?lang=fr"
    fields = {"based_on": EDITION, "source": "concept", "valid_from": "1.1.2027"}
    assert sent(desk, address, desk.get("/desk/bay?lang=fr"), **fields).status == 303
    place = "/desk/bay/file/2027-01-01/eligibility.yaml?lang=fr"
    assert '<option value="adult">Âge minimal (adult)</option>' in desk.get(place).text
    (folder / "2027-01-01").mkdir(exist_ok=True)
    amended = "criteria:\n  - {id: adult, when: {fact: person.age, at_least: 16}}\n"
    (folder / "2027-01-01" / "eligibility.yaml").write_text(amended, "utf-8")
    told = desk.get("/desk/bay/edition/2027-01-01?lang=fr").text
    assert re.search(r"<li>Accès\s?: [^<]*Âge minimal", told)


def test_a_criterion_without_a_name_has_its_own_page_beside_the_term_it_asks_for(
    desk: Client,
) -> None:
    term = "id: grown, label: {de: Volljährig, fr: Majeur}, clauses: [BA-1.1]"
    said = f"terms:\n  - {{{term}, when: {{fact: person.age, at_least: 18}}}}\n"
    named = "  - {clauses: [BA-1.2], when: {term: grown}}\n  - id: registered\n"
    rules = FILES[RULES].replace("  - id: registered\n", named) + said
    assert saved(desk, rules).status == 303
    listed = re.findall(r'at=([^"&]+)"[^>]*>([^<]+)</a></li>', desk.get(FILE).text)
    grown = [way for way, label in listed if label == "Volljährig"]
    assert grown == ["criteria/grown", "grown"]
    criterion, condition = (desk.get(f"{FILE}&at={way}").text for way in grown)
    assert "Nötig ist eine Anmeldung bei einem Partner." in criterion  # the clause that it names
    assert "Nötig ist eine Anmeldung bei einem Partner." not in condition


def textarea(page: Reply) -> str:
    """The text of a file as it stands in a page."""
    area = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    assert area, page.text
    return unescape(area[1])


def begun(desk: Client, name: str, like: str = "", edition: str = EDITION) -> Reply:
    body = urlencode({"edition": edition, "name": name, "like": like}).encode()
    return desk.post("/desk/bay/case?lang=de", body, content_type=FORM)


def test_a_new_case_begins_blank_and_is_in_the_folder_once_it_is_saved(desk: Client) -> None:
    page = begun(desk, "noch-nichts-bekannt")
    text = textarea(page)
    assert "expect:" in text
    place = folder_of(desk) / EDITION / "cases" / "noch-nichts-bekannt.yaml"
    assert not place.exists()
    address = f"/desk/bay/file/{EDITION}/cases/noch-nichts-bekannt.yaml?lang=de"
    assert f'action="{address}"' in page.text
    assert sent(desk, address, page, text=typed(text), do="save").status == 303
    assert place.read_text("utf-8") == text
    shown = desk.get(address).text
    assert say("desk.case.passed", "de") in shown  # nothing known, so all is open


def test_a_new_case_begins_like_one_that_there_is(desk: Client) -> None:
    [known, *_] = sorted((folder_of(desk) / EDITION / "cases").glob("*.yaml"))
    text = textarea(begun(desk, "aehnlich", f"{EDITION}/cases/{known.name}"))
    assert text == known.read_text("utf-8")


def test_a_new_case_takes_the_place_of_none_and_has_a_name_for_a_file(desk: Client) -> None:
    [known, *_] = sorted((folder_of(desk) / EDITION / "cases").glob("*.yaml"))
    for name, why in (
        (known.stem, "taken"),
        ("Zu alt", "no-name"),
        ("", "no-name"),
        ("../x", "no-name"),
        ("a" * 81, "no-name"),
    ):
        refused = begun(desk, name)
        assert refused.status == 422
        assert say(f"desk.new-case.{why}", "de") in refused.text
    assert begun(desk, "neu", edition="2099-01-01").status == 422
    assert begun(desk, "neu", like="../../secret.yaml").status == 404
    assert desk.get(f"/desk/bay/file/{EDITION}/cases/{'a' * 300}.yaml").status == 404


def test_the_form_of_a_case_is_put_on_the_desk_with_what_it_is_answered(desk: Client) -> None:
    page = desk.get("/case/bay?lang=de").text
    assert 'formaction="/desk/bay/case-from-form?lang=de"' in page
    filled = {"on": "05.03.2024", "fact:person.age": "17", "fact:registrations": "rav"}
    address = "/desk/bay/case-from-form?lang=de"
    case = desk.post(address, urlencode(filled).encode(), content_type=FORM)
    assert f"/desk/bay/file/{EDITION}/cases/bay-2024-03-05.yaml" in case.text
    text = textarea(case)
    assert "age: 17" in text
    assert 'expect: {eligibility: {verdict: "no"}}' in text
    for wrong in ({"on": "05.03.2020"}, {"on": "05.03.2024", "fact:person.age": "alt"}):
        refused = desk.post(address, urlencode({**filled, **wrong}).encode(), content_type=FORM)
        assert refused.status == 422
        assert say("desk.new-case.no-form", "de") in refused.text


def test_what_a_file_itself_is_called_has_a_field_on_its_page(desk: Client) -> None:
    """The name of a canton that was copied from another one, for instance."""
    address = f"/desk/bay/file/{RULES}?lang=de"
    page = desk.get(address)
    [at] = re.findall(r'name="had:([\d:]+)" value="Aufnahme"', page.text)
    assert 'value="Mindestalter"' not in page.text  # that is a field of its own thing
    named = [(f"had:{at}", "Aufnahme"), (f"set:{at}", "Zulassung"), ("do", "save")]
    body = urlencode([*hidden(page).items(), ("text", FILES[RULES]), *named])
    assert desk.post(address, body.encode(), content_type=FORM, cookie=cookie(page)).status == 303
    [before, after] = (FILES[RULES].encode(), (folder_of(desk) / RULES).read_bytes())
    assert after == before.replace(b"label: Aufnahme", b"label: Zulassung")

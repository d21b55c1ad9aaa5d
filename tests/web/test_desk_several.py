"""Changes over several files on the rule desk: a new name, and what changed since it was opened."""

import re
from html import unescape
from pathlib import Path

import pytest
import xlsxwriter

pytest.importorskip("starlette")
from iiz_rules.language.text import putting
from iiz_rules.tables.table import read_table
from iiz_rules.web.desk import folder as desk_folder
from tests.web.bay import EDITION, FILES, RULES
from tests.web.client import Client, Reply
from tests.web.test_desk import FILE, YOUNGER, desk, folder_of, hidden, saved, sent

__all__ = ["desk"]
FACT = f"/desk/bay/rename/{EDITION}/facts.yaml?lang=de&at=person.age"


def asked(desk: Client, name: str, address: str = FACT) -> Reply:
    """The page on which a new name is shown with what it changes."""
    return sent(desk, address, desk.get(address), name=name, do="look")


def state(desk: Client) -> dict[str, bytes]:
    """What stands in all files."""
    folder = folder_of(desk)
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def test_a_new_name_is_shown_in_all_files_and_saved_in_all(desk: Client) -> None:
    page = asked(desk, "person.years")
    names = re.findall(r'name="was:([^"]+)"', page.text)
    assert {RULES, f"{EDITION}/facts.yaml"} < {*names}
    assert any(name.startswith(f"{EDITION}/cases/") for name in names)
    assert "fact: person.years, at_least: 18" in page.text
    assert "bisher 5, neu 5 von 5 Fällen" in page.text
    done = sent(desk, FACT, page, name="person.years", do="save")
    assert done.status == 303
    assert "at=person.years" in done.headers["location"]
    assert not any(b"person.age" in data for data in state(desk).values())
    since = desk.get("/desk/bay/since?lang=de").text
    assert f"Geänderte Dateien: {len(names)}" in since


def test_a_new_name_reaches_tables_of_cases_and_their_rows_are_answered_as_before(
    desk: Client,
) -> None:
    cases = folder_of(desk) / EDITION / "cases"
    rows = [["title", "date", "person.age", "registrations", "expect.eligibility"]]
    rows += [
        ["alt genug", "2024-05-01", "20", "rav", "ja"],
        ["jung", "2024-05-01", "9", "iv", "nein"],
    ]
    (cases / "mehr.csv").write_text("".join(f"{';'.join(row)}\r\n" for row in rows), "utf-8")
    with xlsxwriter.Workbook(cases / "noch-mehr.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    page = asked(desk, "person.years")
    assert "title;date;person.years;registrations;expect.eligibility" in page.text
    assert "bisher 9, neu 9 von 9 Fällen" in page.text
    done = sent(desk, FACT, page, name="person.years", do="save")
    assert done.status == 303
    assert (cases / "mehr.csv").read_bytes().startswith(b"title;date;person.years;regist")
    assert read_table(cases / "noch-mehr.xlsx").columns["person.years"] == ["20", "9"]
    moved = desk.get(f"/desk/bay/file/{EDITION}/cases/mehr.csv?lang=de")
    assert moved.status == 404  # it is edited elsewhere


@pytest.mark.parametrize("name", ["registrations", "Alter", "age"])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_lost(desk: Client, name: str) -> None:
    before = state(desk)
    page = asked(desk, name)
    if page.status != 422:  # cases may have it below a group
        assert name == "age"
    else:
        assert f'value="{name}"' in page.text
        assert 'value="save"' not in page.text
    assert state(desk) == before


def test_if_one_of_the_files_was_changed_meanwhile_none_is_saved(desk: Client) -> None:
    page = asked(desk, "person.years")
    (folder_of(desk) / RULES).write_text(YOUNGER, "utf-8")
    before = state(desk)
    again = sent(desk, FACT, page, name="person.years", do="save")
    assert again.status == 409
    assert "at_least: 16" in again.text  # what stands there now
    assert state(desk) == before
    assert sent(desk, FACT, again, name="person.years", do="save").status == 303


def test_what_cannot_be_written_to_its_end_is_taken_back(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, before, put = asked(desk, "person.years"), state(desk), putting.put
    written: list[Path] = []

    def full(path: Path, data: bytes) -> None:
        if len(written) == 2:
            written.append(path)
            raise OSError(28, "full")
        written.append(path)
        put(path, data)

    monkeypatch.setattr(desk_folder, "put", full)
    assert sent(desk, FACT, page, name="person.years", do="save").status == 500
    assert len(written) > 3
    assert state(desk) == before


def test_a_foreign_page_renames_nothing(desk: Client) -> None:
    page, before = asked(desk, "person.years"), state(desk)
    fields = {**hidden(page), "visit": "0" * 64}
    page = Reply(page.status, page.headers, page.body.replace(hidden(page)["visit"].encode(), b"0"))
    assert fields["at"] == "person.age"
    assert sent(desk, FACT, page, name="person.years", do="save").status == 403
    assert state(desk) == before


def test_what_has_no_name_of_its_own_keeps_it(desk: Client) -> None:
    page = desk.get(f"/desk/bay/rename/{RULES}?lang=de")
    assert "Das hat keinen Namen" in page.text


def test_after_saving_the_comparison_with_the_state_before_is_kept(desk: Client) -> None:
    assert "Seither ist nichts anders" in desk.get("/desk/bay/since?lang=de").text
    done = saved(desk, YOUNGER)
    shown = desk.get(done.headers["location"])
    assert "/desk/bay/since" in shown.text
    since = desk.get("/desk/bay/since?lang=fr")
    assert "at_least: 18" in since.text
    assert "at_least: 16" in since.text
    assert '<div class="case">' in since.text
    proved = sent(desk, "/desk/bay/since?lang=de", since, do="prove")
    assert "Für alle Fälle" in proved.text or "Sonst ändert sich" in proved.text
    assert saved(desk, FILES[RULES]).status == 303
    assert "Seither ist nichts anders" in desk.get("/desk/bay/since?lang=de").text


HOWS = {
    "a limit": (
        {"new-fact": "person.age", "new-how": "at_most", "new-value": "65"},
        "  - {fact: person.age, at_most: 65}",
    ),
    "from to, with a clause": (
        {
            "new-fact": "person.age",
            "new-how": "between",
            "new-value": "18",
            "new-to": "65",
            "new-clause": "BA-1.2",
            "new-label-de": "Alter: gut",
            "new-label-fr": "Bon âge",
        },
        '  - label: {de: "Alter: gut", fr: Bon âge}\n    clauses: [BA-1.2]\n'
        "    when: {fact: person.age, between: [18, 65]}",
    ),
    "codes": (
        {"new-fact": "registrations", "new-how": "contains_all", "new-value": "iv"},
        "  - {fact: registrations, contains_all: [iv]}",
    ),
}


@pytest.mark.parametrize("row", HOWS)
def test_a_criterion_is_added_by_a_form(desk: Client, row: str) -> None:
    fields, written = HOWS[row]
    page = desk.get(FILE)
    fact = {"new-fact": fields["new-fact"]}
    chosen = sent(desk, FILE, page, text=FILES[RULES], do="fact", **fact)
    assert f'value="{fields["new-how"]}"' in chosen.text
    page = sent(desk, FILE, chosen, text=FILES[RULES], do="add", **fields)
    assert text_in(page) == f"{FILES[RULES]}{written}\n"
    assert saved(desk, text_in(page)).status == 303


BOTH = {
    "new-fact": "person.age",
    "new-how": "at_least",
    "new-value": "60",
    "new-fact-2": "registrations",
    "new-how-2": "contains_any",
    "new-value-2": "commune",
    "new-label-de": "Alt oder bei der Gemeinde",
    "new-label-fr": "Âge ou commune",
}


@pytest.mark.parametrize(("joined", "name"), [("all", "and"), ("any", "or")])
def test_a_criterion_of_several_facts_is_added_by_the_same_form(
    desk: Client, joined: str, name: str
) -> None:
    """One fact after the other, as a browser without script sends them."""
    page = desk.get(FILE)
    some: dict[str, str] = {}
    for do, *keys in (
        ("fact", "new-fact"),
        ("another", "new-how", "new-value"),
        ("fact", "new-fact-2"),
    ):
        some |= {key: BOTH[key] for key in keys}
        page = sent(desk, FILE, page, text=FILES[RULES], do=do, **some)
        assert text_in(page) == FILES[RULES]
    assert 'value="60"' in page.text
    assert 'name="new-how-2"' in page.text
    assert "wenn mindestens eine davon zutrifft" in page.text
    unnamed = some | {"new-how-2": "contains_any", "new-value-2": "commune", "do": "add"}
    page = sent(desk, FILE, page, text=FILES[RULES], **unnamed)
    assert "braucht eine Bezeichnung" in page.text
    page = sent(desk, FILE, page, text=FILES[RULES], do="add", **BOTH, **{"new-joined": joined})
    written = (
        f"  - id: age-{name}-registrations\n"
        "    label: {de: Alt oder bei der Gemeinde, fr: Âge ou commune}\n"
        f"    when: {{{joined}: [{{fact: person.age, at_least: 60}}, "
        "{fact: registrations, contains_any: [commune]}]}\n"
    )
    assert text_in(page) == f"{FILES[RULES]}{written}"
    assert saved(desk, text_in(page)).status == 303


def text_in(page: Reply) -> str:
    """The text of the file as the page has it."""
    return unescape(re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)[0])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"new-how": "at_least", "new-value": "achtzehn"}, "achtzehn"),
        ({"new-how": "between", "new-value": "18"}, "Hier muss etwas stehen"),
        ({"new-how": "contains_any", "new-value": "18"}, ""),
    ],
)
def test_a_criterion_that_cannot_be_is_explained(
    desk: Client, fields: dict[str, str], said: str
) -> None:
    page = desk.get(FILE)
    fields |= {"new-fact": "person.age", "do": "add"}
    page = sent(desk, FILE, page, text=FILES[RULES], **fields)
    assert text_in(page) == FILES[RULES]
    assert said in page.text

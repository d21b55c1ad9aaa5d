"""Calendars as RFC 5545 wants them, read back by a strict small reader of that format."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.outlook import owed
from iiz_rules.escalation.store.store import Store
from iiz_rules.render.data.calendar import Dated, calendar
from iiz_rules.render.text.obligations import Listing, rows_ics

ON = date(2024, 3, 1)
# contentline = name *(";" param ) ":" value, as section 3.1 of the RFC has it, without control
# characters in the value.
LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[A-Za-z0-9-]+)*):([^\x00-\x08\x0a-\x1f\x7f]*)")
ESCAPE = re.compile(r"\\(.)")
ONCE = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "TRANSP"}


def read(text: str) -> list[dict[str, str]]:
    """The entries of a calendar; an AssertionError where it is not as the RFC says."""
    assert text.endswith("\r\n")
    raw = text[:-2].split("\r\n")
    assert all("\r" not in line and "\n" not in line for line in raw)
    assert all(len(line.encode()) <= 75 for line in raw)
    lines = "\r\n".join(raw).replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[2].startswith("PRODID:")
    assert lines[-1] == "END:VCALENDAR"
    entries: list[dict[str, str]] = []
    inside = False
    for line in lines[3:-1]:
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.groups()
        if name in ("BEGIN", "END"):
            assert value == "VEVENT"
            assert inside == (name == "END")
            inside = not inside
            entries += [{}] if inside else []
            continue
        assert inside
        assert name in ONCE - entries[-1].keys()
        assert (parameters == ";VALUE=DATE") == (name == "DTSTART")
        entries[-1][name] = value
    assert all(entry.keys() == ONCE for entry in entries)
    return entries


def plain(value: str) -> str:
    """A text without its escapes."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


texts = st.text(max_size=200) | st.text("aé€😀\\;,\n: ", max_size=200)


@given(st.lists(st.tuples(texts, texts), max_size=3), st.dates())
def test_whatever_a_case_is_called_the_calendar_stays_one(pairs: list[tuple[str, str]], due: date):
    dated = [Dated(("vs", label, "d", "2024"), due, label, note) for label, note in pairs]
    entries = read(calendar(dated, ON, "de"))
    assert len(entries) == len(pairs)
    for entry, (label, note) in zip(entries, pairs, strict=True):
        assert plain(entry["SUMMARY"]) == "Fällig: " + shown(label)
        assert plain(entry["DESCRIPTION"]) == shown(note)
        assert entry["DTSTART"] == f"{due.year:04}{due:%m%d}"
        assert entry["DTSTAMP"] == "20240301T000000Z"


def shown(text: str) -> str:
    return "".join(one for one in text if one.isprintable() or one in "\n\u00a0")


# ------------------------------------------------------------------------ entries stay the same


@pytest.fixture(scope="module")
def rolling() -> iiz.Policy:
    return iiz.load("valais", interpretations={"A-VS-37": "rolling-three-months"})


def listed(policy: iiz.Policy, store: Store, on: date) -> dict[str, str]:
    """The day of each entry, by its UID."""
    archive = Archive(store, {policy.basis.key: policy.program})
    rows = [one for one in owed(archive, on) if one.duty == "quarterly-follow-up"]
    editions = dict.fromkeys(store.editions.by_number(), policy.program)
    entries = read(rows_ics(Listing(editions, tuple(rows), on, "fr")))
    return {entry["UID"]: entry["DTSTART"] for entry in entries}


def test_a_date_that_moves_keeps_its_entry(rolling: iiz.Policy):
    with Store() as store:
        flow = rolling.open_case("VS-1", "2024-01-08", store=store)
        person = {"birth_date": "1980-05-01", "district": "visp"}
        flow.record("new-mandate", "2024-01-08", {"reported_in": ["iv"], "person": person})
        flow.record("need-evaluated", "2024-01-15", {"evaluation.indicated": True})
        flow.record("complexity-judged", "2024-01-24", {"case.complex": True})
        flow.record("followed-up", "2024-02-15")
        before = listed(rolling, store, flow.on)
        assert list(before.values()) == ["20240515"]
        assert listed(rolling, store, flow.on + timedelta(days=9)) == before
        flow.record("followed-up", "2024-05-10")
        after = listed(rolling, store, flow.on)
    assert after.keys() == before.keys()
    assert list(after.values()) == ["20240810"]
    assert all("VS-1" not in uid for uid in after)

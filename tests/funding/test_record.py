"""What a body decided as a document, the minutes of a sitting, and the register that keeps both."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.cli.asking import read
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.retention import exported
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.registry import message
from iiz_rules.funding.minutes import Postponed
from iiz_rules.funding.record import Record
from iiz_rules.policy import Policy
from iiz_rules.words.text import LANGUAGES
from tests.cli.terminal import Terminal
from tests.effort import sampled
from tests.funding.canton import MEMBERS, harbour
from tests.funding.test_browser import pages, unpacked
from tests.funding.test_sheet import texts

DAY = date(2024, 3, 1)
TAKEN = {
    "measure": {"kind": "lamps", "amount": "500.00", "useful": True},
    "person": {"resident": False},
}
ADVANCED = {
    "measure": {"kind": "knots", "amount": "3000.00", "expected_payer": "town"},
    "person": {"member": True, "resident": False},
}
EXAMPLES = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"
VALAIS = ("iv", "diha", "dsw")
PRESENTED = {
    "measure.amount": "900.00",
    "measure.reintegration": True,
    "measure.in_a_catalogue": False,
    "measure.other_payer": "none",
    "measure.useful": True,
    "measure.proposed_by": "regional-coordinator",
    "measure.presented_by": "cantonal-officer",
    "measure.expected_payer_named": True,
    "measure.expected_payer": "iv",
}
OPENED = {"day": "2024-01-01", "entry": "inflow", "amount": "10000.00"}


def votes(*each: str, **reasons: str) -> list[dict[str, Any]]:
    """The bench with these votes, some of them with a reason."""
    seats = zip(MEMBERS, each, strict=True)
    return [
        {**seat, "vote": one, **({"reason": reasons[seat["of"]]} if seat["of"] in reasons else {})}
        for seat, one in seats
    ]


YES = votes("for", "for", "against")
NO = votes("against", "against", "for")
TIE = votes("for", "against", "abstains", club="befangen")


def taken(
    name: str = "F-1", voices: Any = YES, policy: Policy | None = None, **more: Any
) -> Record:
    return (policy or harbour()).record("takeover", TAKEN, voices, "Nützlich", name=name, **more)


def advance(name: str = "F-2", **more: Any) -> Record:
    return harbour().record("advance", ADVANCED, YES, "Wird bezahlt", name=name, **more)


# ----------------------------------------------------------------------------------- records


def test_a_tie_that_nothing_breaks_decides_nothing_and_is_told():
    tied = taken(voices=TIE)
    assert (tied.outcome, tied.approved, tied.ballots.tie) == ("undecided", False, True)
    assert tied.ballots.tie_broken_by is None
    text = texts(tied.to_html("de"))
    for words in (
        "Nichts beschlossen",
        "Es herrschte Stimmengleichheit.",
        "Was bei Stimmengleichheit gilt, ist nicht geregelt.",
        "Dafür 1, dagegen 1, Enthaltungen 1.",
        "befangen",
    ):
        assert words in text


def test_a_record_is_the_same_after_it_was_written_and_read():
    receipt = harbour().funding(ADVANCED).receipt(reference="F-2", at="2024-03-01T10:00:00+01:00")
    first = advance(term="2024-12-31", receipt=receipt, motion="Vorschuss für die Stadt")
    again = Record.from_dict(json.loads(json.dumps(first.to_dict())), first.program)
    assert again == first
    assert again.id == first.id
    assert (again.term, again.receipt and again.receipt.hash) == (date(2024, 12, 31), receipt.hash)
    assert again.to_html("fr") == first.to_html("fr")
    plain = taken()
    assert Record.from_dict(plain.to_dict()) == plain


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: taken(term="2024-12-31"), "wrong-term"),
        (lambda: advance(term="2024-02-01"), "wrong-term"),
        (
            lambda: taken(
                receipt=harbour("2024-04-01")
                .funding(TAKEN)
                .receipt(reference="x", at="2024-03-01T10:00:00+01:00")
            ),
            "wrong-argument",
        ),
    ],
)
def test_what_does_not_belong_to_a_decision_is_refused(make: Any, code: str):
    with pytest.raises(iiz.UsageError) as refused:
        make()
    assert [one.code for one in refused.value.findings] == [code]


@pytest.mark.parametrize("language", sampled(LANGUAGES, 2))
def test_the_document_has_all_that_makes_a_decision(language: Any):
    record = advance(term="2024-12-31", motion="Antrag des Lotsen")
    text = texts(record.to_html(language, remedy="Einsprache innert 30 Tagen"))
    program = harbour().program
    labels = (program.rules["advance"].label, program.actors["fund"], program.actors["club"])
    for words in (
        *(label[language] for label in labels),
        *(
            "Antrag des Lotsen",
            "1'800.00 CHF",
            "Wird bezahlt",
            "XX-3",
            "Einsprache innert 30 Tagen",
        ),
        *(record.id, record.facts, record.digest),
    ):
        assert words in text
    day = {"de": "31.12.2024", "fr": "31.12.2024", "en": "31 December 2024"}[language]
    assert day in text
    made = record.to_pdf(language)
    assert b"/StructTreeRoot" in unpacked(made), "tagged, so that it can be read aloud"
    assert len(pages(made)) == 1


def test_who_has_no_seat_or_no_name_is_told_as_what_he_is(tmp_path: Path):
    from tests.funding.canton import rewritten

    seats = """    seats:
      - {of: guild, requires: [sworn], clauses: [XX-1]}
      - {of: town, clauses: [XX-1]}
      - {of: club, clauses: [XX-1]}
"""
    size = [(seats, "    size: 2\n"), ("    majority: simple\n", "")]
    policy = rewritten(tmp_path, {"organisation": size})
    voices = [{"vote": "for"}, {"vote": "for"}, {"of": "pilot", "present": True}]
    record = taken(voices=voices, policy=policy)
    text = texts(record.to_html("de"))
    assert record.outcome == "undecided"
    for words in (
        "Mitglied ja dafür",
        "Lotse ja nicht stimmberechtigt",
        "Welche Mehrheit nötig ist",
    ):
        assert words in text
    nobody = harbour().record(
        "advance",
        {**ADVANCED, "person": {}} | {"person": {"resident": False, "member": True}},
        YES,
        "…",
    )
    assert "Eine Frist ist nicht festgelegt" in texts(nobody.to_html("de"))


def test_a_decision_names_its_measure_and_what_its_body_rests_on():
    case = iiz.load("valais", "2024-03-05")
    facts = {**PRESENTED, "measure.kind": "sprachkurs"}
    seats = [{"of": of, "has": ["high-decision-competence"], "vote": "for"} for of in VALAIS]
    record = case.record("prefinancing", facts, seats, "Zugesagt", name="F-17")
    assert record.kind == "sprachkurs"
    assert {"VS-3.2", "VS-3.5", "VS-3.6"} <= set(record.clauses)
    assert {"A-VS-12", "A-VS-13", "A-VS-14", "A-VS-15"} <= record.readings.keys()
    text = texts(record.to_html("de"))
    for words in ("Massnahme: «sprachkurs».", "A-VS-13 Beschlussfähigkeit der Rechtskommission"):
        assert words in text
    older = {**record.to_dict(), "kind": ""}
    old = Record.from_dict({name: value for name, value in older.items() if name != "kind"})
    assert (old.kind, old.id) != (record.kind, record.id)
    assert Record.from_dict(old.to_dict()) == old


def test_what_was_attested_of_who_sat_there_stands_on_the_document():
    record = iiz.load("valais", "2024-03-05").record(
        "prefinancing",
        PRESENTED,
        [{"of": of, "has": ["high-decision-competence"], "vote": "for"} for of in VALAIS],
        "Zugesagt",
        name="F-17",
    )
    assert texts(record.to_html("de")).count("Hohe Beschlusskompetenz") == len(VALAIS)
    assert texts(record.to_html("fr")).count("Pouvoir de décision élevé") == len(VALAIS)
    assert Record.from_dict(json.loads(json.dumps(record.to_dict()))) == record
    made = taken()
    silent = replace(made, members=tuple(replace(one, has=()) for one in made.members))
    assert silent.id != made.id
    assert "Attesté" not in texts(silent.to_html("fr"))
    told = silent.to_dict()
    for one in (*told["members"], *told["advisory"]):
        del one["has"]  # as a record was written before it said so
    assert Record.from_dict(told).id == silent.id


def test_who_stands_aside_may_leave_too_few_and_that_is_told():
    seats = [{"of": of, "has": ["high-decision-competence"], "vote": "for"} for of in VALAIS[1:]]
    seats.append({"of": "iv", "has": ["high-decision-competence"], "vote": "recused"})
    with pytest.raises(iiz.UsageError) as refused:
        iiz.load("valais", "2024-03-05").record("prefinancing", PRESENTED, seats, "Zugesagt")
    [finding] = refused.value.findings
    assert finding.code == "no-quorum"
    assert "Beschlussfähigkeit (2 von 3 anwesend, nötig sind 3)" in message(finding, "de")


@pytest.mark.parametrize(("voices", "repaid"), [(YES, True), (NO, False), (TIE, False)])
def test_only_of_an_advance_that_is_paid_is_it_said_above_who_repays(voices: Any, repaid: bool):
    record = harbour().record("advance", ADVANCED, voices, "…", name="F-2", term="2024-12-31")
    summary, _, rest = texts(record.to_html("de")).partition("Antrag")
    assert ("Rückzahlung erwartet bis 31.12.2024" in summary) is repaid
    assert "Rückzahlung erwartet bis 31.12.2024" in rest, "it was moved so"


# ----------------------------------------------------------------------------------- minutes


def test_minutes_list_what_was_decided_and_what_was_put_off():
    sitting = iiz.minutes(
        [taken(), advance(), taken("F-3", NO), taken("F-4", TIE)],
        postponed=["F-5", ("F-6", "Unterlagen fehlen"), Postponed("F-7")],
    )
    assert repr(sitting) == "<Minutes of bench on 2024-03-01: 4 decisions>"
    data = json.loads(json.dumps(sitting.to_dict()))
    assert [one["outcome"] for one in data["records"]] == [
        "approved", "approved", "refused", "undecided",
    ]  # fmt: skip
    text = texts(sitting.to_html("de"))
    for words in (
        "Beschlossen: 2, zusammen 2'300.00 CHF.",
        "verschoben: Unterlagen fehlen",
        "2. F-2 Knoten – Vorschuss",
        "Die Stimmen",
        "Vorsitz (Ort, Datum, Unterschrift)",
        "Die Quelle nennt kein Rechtsmittel.",
    ):
        assert words in text
    assert sitting.to_pdf("fr").startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("days", "code"),
    [([], "nothing-decided"), (["2024-03-01", "2024-03-02"], "no-one-sitting")],
)
def test_minutes_are_of_one_sitting(days: list[str], code: str):
    records = [taken(policy=harbour(day)) for day in days]
    with pytest.raises(iiz.UsageError) as refused:
        iiz.minutes(records)
    assert [one.code for one in refused.value.findings] == [code]


# ---------------------------------------------------------------------------------- register


def test_the_register_is_in_the_chain_and_stays_when_a_case_is_forgotten(tmp_path: Path):
    store = Store(tmp_path / "cases.db")
    register = harbour().register(store)
    entered = register.enter(taken(), user="anna")
    assert (entered.seq, entered.user, entered.record.amount) == (1, "anna", Decimal(500))
    assert register.enter(taken(), user="anna").seq == 1, "a second sending"
    register.enter(advance())
    assert [one.measure for one in harbour().register(store).records()] == ["F-1", "F-2"]
    assert [one.seq for one in register.entered("F-2")] == [2]
    assert [one["kind"] for one in exported(store, "F-1")["decisions"]] == ["decided"]
    with pytest.raises(iiz.UsageError):
        store.forget("F-1", "asked for")
    assert verify(store).finding is None
    assert "F-1" in texts(register.records("F-1")[0].to_html("de"))
    assert (repr(register), repr(entered)[:10]) == (
        f"<DecisionRegister of harbour in {store.name}>",
        "<Entered 1",
    )


@pytest.mark.parametrize(
    ("first", "second", "anew", "code"),
    [
        (YES, NO, False, "decided-before"),
        (YES, NO, True, "decided-before"),
        (NO, YES, False, "decided-before"),
        (NO, YES, True, None),
        (TIE, YES, False, None),
    ],
)
def test_a_measure_is_decided_once_but_what_was_refused_may_be_decided_anew(
    first: Any, second: Any, anew: bool, code: str | None
):
    register = harbour().register(None)
    register.enter(taken(voices=first))
    if code is None:
        register.enter(taken(voices=second), anew=anew)
        assert register.refused(DAY) == ()
        return
    with pytest.raises(iiz.UsageError) as refused:
        register.enter(taken(voices=second), anew=anew)
    assert [one.code for one in refused.value.findings] == [code]


def test_only_the_canton_itself_enters_and_only_a_measure_with_a_name():
    valais = iiz.load("valais", "2026-03-05").register(None)
    for register, record, code in (
        (valais, taken(), "wrong-argument"),
        (iiz.DecisionRegister(None), taken(), "wrong-argument"),
        (harbour().register(None), taken(name="case"), "bad-case-name"),
    ):
        with pytest.raises(iiz.UsageError) as refused:
            register.enter(record)
        assert [one.code for one in refused.value.findings] == [code]


def test_the_ledger_follows_from_decisions_and_payments(tmp_path: Path):
    register = harbour().register(None)
    for record in (taken(), advance(), taken("F-3", NO)):
        register.enter(record)
    paid = {"day": "2024-03-02", "entry": "paid", "measure": "F-2", "amount": "1800.00"}
    ledger = register.ledger([OPENED, paid])
    assert [one.kind for one in ledger.entries] == ["inflow", "decided", "decided", "paid"]
    assert (ledger.balance, ledger.commitments) == (Decimal("8200.00"), Decimal("500.00"))
    assert register.ledger([OPENED]).commitments == Decimal("2300.00"), "decided after the last row"
    twice = {
        "day": "2024-03-02",
        "entry": "takeover",
        "measure": "F-1",
        "amount": 1,
        "decision": "x",
    }
    with pytest.raises(iiz.UsageError) as refused:
        register.ledger([OPENED, twice])
    assert [one.code for one in refused.value.findings] == ["bad-entry"]


def test_an_advance_is_owed_until_it_is_repaid(tmp_path: Path):
    store, policy = Store(tmp_path / "cases.db"), harbour()
    register = policy.register(store)
    register.enter(advance(term="2024-12-31"))
    register.enter(advance("F-8"))
    register.enter(taken())
    later = date(2024, 6, 1)
    assert [(one.case, one.role, one.due) for one in policy.owed(store, later)] == [
        ("F-2", "town", "2024-12-31"),
        ("F-8", "town", None),
    ]
    assert [one.case for one in policy.owed(store, later, dated=True)] == ["F-2"]
    payments = [OPENED, {"day": "2024-03-02", "entry": "paid", "measure": "F-2", "amount": 1800}]
    assert [one.case for one in policy.owed(store, later, payments=payments)] == ["F-2"]
    claimed = {"day": "2024-04-01", "entry": "claimed", "measure": "F-2", "term": "2024-05-01"}
    assert [one.due for one in policy.owed(store, later, payments=[*payments, claimed])] == [
        "2024-05-01"
    ]
    back = {"day": "2024-05-02", "entry": "repaid", "measure": "F-2", "amount": 1800}
    assert policy.owed(store, later, payments=[*payments, claimed, back]) == []
    the_day_before = policy.owed(store, date(2024, 5, 1), payments=[*payments, claimed, back])
    assert [one.case for one in the_day_before] == ["F-2"]


@pytest.mark.usefixtures("undrawn")
def test_a_simulation_begins_with_the_register_on_any_day():
    register = harbour().register(None)
    register.enter(taken("a"))
    register.enter(taken("b", NO))
    rows = [{"id": name, "measure.kind": "lamps", "measure.amount": 500} for name in "abc"]
    scenario = {
        "id": "x",
        "label": {"de": "x", "fr": "x", "en": "x"},
        "fund": {"payer": "fund", "balance": 1000},
        "risk": {"paths": 20, "months": 12},
    }
    after = iiz.simulate(rows, harbour(), scenario, register=register)
    assert (after.decided, after.refused, after.portfolio.total) == (("a",), ("b",), 1)
    assert after.scenario.file.fund is not None
    assert after.scenario.file.fund.balance == Decimal("500.00"), "what is assumed, less promised"
    text = texts(after.to_html("de"))
    assert "Eine Massnahme der Tabelle ist schon abgelehnt" in text
    assert "nach dem Register schon beschlossen" in text
    before = iiz.simulate(rows, harbour("2024-02-01"), scenario, register=register)
    assert (before.decided, before.refused) == ((), ())
    paid = iiz.simulate(rows, harbour(), scenario, register=register, ledger=[OPENED])
    assert paid.ledger is not None
    assert paid.ledger.free == Decimal("9500.00")


# ---------------------------------------------------------------------------------- terminal

CASE = """title: Vorschuss
date: 2026-03-05
canton: valais
facts:
  measure: {reintegration: true, in_a_catalogue: true, other_payer: none, useful: true,
    proposed_by: regional-coordinator, presented_by: cantonal-officer, amount: 4800.00,
    expected_payer: iv}
members:
  rechtskommission:
    - {of: iv, has: [high-decision-competence], present: true, vote: for}
    - {of: diha, has: [high-decision-competence], present: true, vote: abstains, reason: selbst}
    - {of: dsw, has: [high-decision-competence], present: true, vote: for}
"""


def test_the_terminal_decides_and_writes_the_minutes(terminal: Terminal):
    case = terminal.file("F-17.yaml", CASE)
    answered = iiz.load("valais", "2026-03-05").funding(read(str(case)).facts)
    made = answered.receipt(reference="F-17", at="2026-03-05T10:00:00+01:00")
    receipt = terminal.file("receipt.json", made.to_json())
    asked = ("decide", case, "--route", "prefinancing", "--reasons", "Zugesagt")
    kept = ("--receipt", receipt, "--store", "s.db", "-o", "d.html")
    done = terminal.iiz(*asked, "--term", "2026-12-31", *kept)
    assert (done.code, done.err) == (0, "")
    assert "Rückzahlung erwartet bis 31.12.2026" in done.out
    document = (terminal.folder / "d.html").read_text("utf-8")
    for words in ("F-17", made.id, made.hash):
        assert words in document
    sitting = ("minutes", "--store", "s.db", "--canton", "valais", "--on", "2026-03-05")
    done = terminal.iiz(*sitting, "--postponed", "F-7=fehlt", "-o", "m.json", "--lang", "fr")
    assert (done.code, done.err) == (0, "")
    data = json.loads((terminal.folder / "m.json").read_text("utf-8"))
    assert (data["records"][0]["measure"], data["postponed"][0]["reason"]) == ("F-17", "fehlt")
    done = terminal.iiz("ledger", "--store", "s.db", "--on", "2026-04-01")
    assert "4'800.00" in done.out
    owed = ("obligations", "--store", "s.db", "--on", "2026-04-01")
    done = terminal.iiz(*owed)
    assert "Rückzahlung: Vorfinanzierung" in done.out
    assert "daran erinnern" in " ".join(done.out.split())
    assert "TRIGGER:-P30D" in terminal.iiz(*owed, "--format", "ics").out
    assert '"remind": "2026-12-01"' in terminal.iiz(*owed, "--format", "json").out
    portfolio = ("simulate", EXAMPLES / "portfolio.csv", "--canton", "valais", "--on", "2026-04-01")
    done = terminal.iiz(*portfolio, "--store", "s.db")
    assert "Massnahmen" in done.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("decide", "F-17.yaml", "--route", "takeover", "--reasons", "x"), "not-admissible"),
        (("decide", "F-17.yaml", "--route", "nothing", "--reasons", "x"), "unknown-question"),
        (
            ("decide", "F-17.yaml", "--route", "takeover", "--reasons", "x", "-o", "x.csv"),
            "wrong-argument",
        ),
        (
            ("decide", "F-17.yaml", "--route", "prefinancing", "--reasons", "x", "--anew"),
            "missing-argument",
        ),
        (("ledger",), "missing-argument"),
    ],
)
def test_what_cannot_be_recorded_is_said(terminal: Terminal, arguments: Any, code: str):
    terminal.file("F-17.yaml", CASE)
    done = terminal.iiz(*arguments)
    assert done.code == 2
    assert f"[{code}]" in done.err

"""`iiz compare-cantons` and `iiz minimise`: where cantons part, and what an answer needed."""

import json

import pytest

import iiz_rules as iiz
from iiz_rules.answers.minimum import Minimum, MinimumData
from iiz_rules.answers.side_by_side import SideBySideData, side_by_side
from iiz_rules.words.text import LANGUAGES
from tests.cli.terminal import Terminal
from tests.frames.test_cantons import CANTONS, cases_of, policy_of

ELSEWHERE = """\
date: 2024-03-05
facts: {person.residence.canton: SG, registrations: [rav], person.employable: true}
"""
BOTH = ("--canton", "zurich", "--canton", "valais")


@pytest.fixture
def case(terminal: Terminal) -> str:
    return str(terminal.file("fall.yaml", ELSEWHERE))


# ------------------------------------------------------------------------- cantons side by side


def test_the_cantons_part_where_one_of_them_says_no(terminal: Terminal, case: str) -> None:
    done = terminal.iiz("compare-cantons", case, *BOTH)
    assert (done.code, done.err) == (0, "")
    assert "NEIN  Kanton Zürich · Ausgabe vom 01.04.2014" in done.out
    assert "Zuerst gehen sie auseinander bei «Wohnsitz im Kanton Zürich»" in done.out
    assert "✗ Kanton Zürich  nicht erfüllt · Ziffer ZH-6.2" in done.out
    assert "Kanton Wallis fragt nicht danach: Kanton des Hauptwohnsitzes" in done.out
    for language in LANGUAGES:
        assert terminal.iiz("compare-cantons", case, "--lang", language).code == 0


def test_it_is_data_and_a_page_as_well(terminal: Terminal, case: str) -> None:
    done = terminal.iiz("compare-cantons", case, *BOTH, "--format", "json", "-o", "beside.html")
    assert done.code == 0, done.err
    told = SideBySideData.from_dict(json.loads(done.out))
    assert [(one.canton, one.verdict) for one in told.cantons] == [
        ("zurich", "no"),
        ("valais", "open"),
    ]
    page = (terminal.folder / "beside.html").read_text("utf-8")
    assert "Kantone nebeneinander" in page
    assert page.count('nicht erfüllt (<span class="code">ZH-6.2</span>)') == 1
    assert terminal.iiz("compare-cantons", case, "-o", "beside.pdf").code == 2
    assert terminal.iiz("compare-cantons", case, "-o", case).code == 2


def test_under_one_canton_twice_read_otherwise_the_same_criteria_meet() -> None:
    facts = {"person.residence.canton": "SG", "person.domicile.canton": "ZH"}
    usual = iiz.load("zurich", "2024-03-05")
    alike = side_by_side([usual], facts)
    assert alike.differing == ()
    assert len(alike.topics) == len(usual.program.rules["eligibility"].criteria)


def test_what_no_canton_knows_is_refused(terminal: Terminal) -> None:
    typo = terminal.file("typo.yaml", "date: 2024-03-05\nfacts: {person.residense: SG}\n")
    done = terminal.iiz("compare-cantons", typo)
    assert done.code == 2
    assert "person.residense" in done.err
    wrong = terminal.file("wrong.yaml", "date: 2024-03-05\nfacts: {registrations: [post]}\n")
    assert "post" in terminal.iiz("compare-cantons", wrong).err
    strange = terminal.iiz("compare-cantons", wrong, "--interpretation", "A-XX-01=none")
    assert "A-XX-01" in strange.err


def test_an_interpretation_is_that_of_its_canton(terminal: Terminal) -> None:
    case = terminal.file("fall.yaml", "date: 2024-03-05\nfacts: {person.stay.canton: SG}\n")
    read = ("--interpretation", "A-ZH-06=actual-stay")
    usual, other = (terminal.iiz("compare-cantons", case, *BOTH, *how) for how in ((), read))
    assert "✗" not in usual.out
    assert "✗ Kanton Zürich" in other.out


# --------------------------------------------------------------------------------- what is needed


def test_a_no_needs_the_one_fact_that_it_rests_on(terminal: Terminal, case: str) -> None:
    done = terminal.iiz("minimise", case, "--canton", "zurich")
    assert (done.code, done.err) == (0, "")
    needed, _, rest = done.out.partition("Für diese Antwort nicht nötig")
    assert "Kanton des Hauptwohnsitzes" in needed
    assert "ZH-6.2" in needed
    assert "Anmeldungen" in rest
    for language in LANGUAGES:
        assert terminal.iiz("minimise", case, "--canton", "zurich", "--lang", language).code == 0
        page = terminal.folder / f"{language}.html"
        written = terminal.iiz("minimise", case, "--canton=zurich", "-o", page, "--lang", language)
        assert written.code == 0
        assert "ZH-6.2" in page.read_text("utf-8")
    assert terminal.iiz("minimise", case, "--canton", "zurich", "-o", "needed.txt").code == 2
    data = terminal.iiz("minimise", case, "--canton", "zurich", "--format", "json").out
    told = MinimumData.from_dict(json.loads(data))
    assert [one.fact for one in told.needed] == ["person.residence.canton"]
    assert told.needed[0].clauses == ["ZH-6.2"]
    assert "cost.amount" in told.idle


def test_an_open_answer_needs_nothing(terminal: Terminal) -> None:
    case = terminal.file("fall.yaml", "date: 2024-03-05\nfacts: {registrations: [rav]}\n")
    done = terminal.iiz("minimise", case, "--canton", "zurich", "--rule", "eligibility")
    assert "Keine Angabe ist dafür nötig." in done.out


@pytest.mark.parametrize("canton", CANTONS)
def test_with_what_is_needed_alone_the_answer_is_the_same(canton: str) -> None:
    """And without any one of them it is another: none of them was asked for in vain."""
    policy = policy_of(canton)
    for facts, readings in cases_of(canton)[:80:8]:
        options = dict(readings)
        decision = policy.eligibility(facts, interpretations=options)
        minimum = Minimum(decision)
        known = decision.situation.facts
        kept = {name: known[name] for name in minimum.needed}
        again = policy.eligibility(kept, interpretations=options)
        assert again.verdict is decision.verdict
        for name in kept:
            fewer = {other: value for other, value in kept.items() if other != name}
            assert policy.eligibility(fewer, interpretations=options).verdict is not again.verdict
        assert not {*minimum.needed} & {*minimum.spared, *minimum.unread}

"""The sheet of one measure or one case: a page for the file, with what the answer itself says."""

from html import unescape
from itertools import product
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.answers.overview import Overview
from iiz_rules.cli.asking import read
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.truth import Truth
from iiz_rules.portfolio.scenario import read_scenario, under
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.html.page import LETTERS, sheet_pdf
from iiz_rules.render.text.funding import bounds_words
from iiz_rules.render.text.why import why
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language
from tests.cli.terminal import Terminal
from tests.effort import sampled
from tests.funding.canton import HARBOUR, harbour
from tests.funding.test_browser import pages
from tests.funding.test_report import Page, shown

EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"
CANTONS = Path(__file__).parents[2] / "cantons"
SCENARIO = EXAMPLE / "grundlage.yaml"
CASE = {
    "measure": {"kind": "rowing", "amount": "3000.00", "expected_payer": "town"},
    "person": {"member": True, "resident": True, "age": 30},
}
MOST = 3
ROWS = {"advance": "F-002", "open": "F-024"}


def texts(html: str) -> str:
    return " ".join(shown(Page(html).text).split())


def test_each_franc_is_told_with_its_reason_and_its_clauses():
    answer = harbour().funding(CASE)
    for language in LANGUAGES:
        text = texts(answer.to_html(language, name="F-1"))
        assert sum(one.part.low for one in answer.payers) + answer.left.low == answer.cost.low
        for payer in answer.payers:
            told = f"{payer.decision.label[language]} {bounds_words(payer.part, language)}"
            assert shown(told) in text
        assert "F-1" in text
        assert "XX-2" in text
        assert answer.program.digest in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cost_that_no_rule_bears_is_told_with_the_reasons(language: Language):
    """A blank page would leave open whether anybody had looked."""
    zurich = iiz.load("zurich", on="2024-03-05")
    nobody = printed("funding.costs.nobody", language)
    communal = zurich.funding({"cost": {"kind": "own-staff", "partner": "gemeinde"}})
    text = " ".join(communal.explain(language).split())
    assert all(cost.label[language] in text for cost in communal.costs)
    assert nobody in text
    assert nobody in texts(communal.to_html(language))
    for borne in ({"kind": "joint"}, {}):
        assert nobody not in " ".join(zurich.funding({"cost": borne}).explain(language).split())


def test_costs_are_told_of_a_measure_only_where_their_amount_is_known():
    valais = iiz.load("valais", on="2024-03-05")
    title = printed("funding.costs", "de")
    assert title not in valais.funding({"measure.amount": "4000"}).explain("de")
    assert title in valais.funding({"invoice.amount": "4000"}).explain("de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_readings_are_told_with_their_francs(language: Language):
    answer = harbour().funding(CASE)
    others = {(used.reading.id, option): other for used, option, other in answer.otherwise()}
    assert set(others) == {("A-XX-01", "capped")}, "rounding changes nothing here"
    capped = harbour(A_XX_01="capped").funding(CASE)
    other = others["A-XX-01", "capped"]
    assert [one.part for one in other.payers] == [one.part for one in capped.payers]
    now, was = other.payers[1].part, answer.payers[1].part
    assert now != was
    words = {"now": bounds_words(now, language), "was": bounds_words(was, language)}
    label = answer.payers[1].decision.label[language]
    text = texts(answer.to_html(language))
    assert shown(printed("documents.instead", language, what=label, **words)) in text
    assert "A-XX-02" in text, "those without effect are named in a line"


def test_what_follows_from_a_reading_is_derived_anew():
    policy = iiz.load("valais", "2026-01-01")
    answer = under(policy, read_scenario(SCENARIO)).funding({"measure.kind": "job-coaching"})
    options = {used.reading.id: option for used, option, _ in answer.otherwise()}
    assert {"A-VS-08", "A-VS-11"} <= set(options)
    assert answer.situation.facts["measure.reintegration"] is True, "the scenario assumes it"
    said = {"measure.kind": "job-coaching", "measure.reintegration": False}
    assert under(policy, read_scenario(SCENARIO)).funding(said)["takeover"].verdict is Truth.NO


def test_who_may_decide_and_how_is_told_and_what_holds_on_a_tie():
    taken = {"measure": {"kind": "lamps", "amount": 500, "useful": True}, "person.resident": False}
    text = texts(harbour().funding(taken).to_html("de"))
    assert "Hafengericht: Einfache Mehrheit" in text
    assert "Was bei Stimmengleichheit gilt, ist nicht geregelt." in text
    assert "mindestens 2 Mitglieder mit Stimme" in text
    assert "✓ erfüllt" in text


def test_what_is_open_is_told_with_who_knows_it():
    text = texts(iiz.load("valais", "2026-01-01").funding({"measure.amount": 900}).to_html("fr"))
    assert "Qui le sait ou en juge" in text
    assert "Bureau CII" in text


@pytest.mark.parametrize("measure", ROWS.values(), ids=ROWS)
def test_a_measure_of_a_portfolio_fits_on_a_page(example: Simulation, measure: str):
    answer = example.funding(measure)
    assert answer.cost.low > 0
    for language in LANGUAGES[:2]:
        html = answer.to_html(language, name=measure)
        assert printed("funding.invented", language) in unescape(html), "its catalogues are"
        assert len(pages(sheet_pdf(html, LETTERS[-1:]))) == 1


def test_a_case_has_a_sheet_with_entry_way_and_clauses():
    zurich = iiz.load("zurich", "2024-03-05")
    case = {"person.residence.canton": "SG", "advice.question_raised": True}
    overview = zurich.decide(case)
    text = texts(overview.to_html("de", name="C-7", invented=True))
    for words in ("Fallblatt", "C-7", "ERFUNDENE ANGABEN", "St. Gallen", "ZH-6.2", "Als Nächstes"):
        assert words in text
    assert len(pages(overview.to_pdf("fr"))) == 1
    decision = zurich.eligibility(case)
    text = texts(decision.to_html("fr"))
    for criterion in decision.criteria:
        assert shown(criterion.label["fr"]) in text
    assert decision.to_pdf("fr").startswith(b"%PDF-")


FULLEST = "oberwallis-nur-das-assessment-delegiert"
"""Of all cases of both cantons the one whose sheet is fullest; three have a few more letters."""


def overview_of(path: Path) -> Overview:
    """All that is answered of an own case of a canton, as it is read there."""
    written = read_yaml(path.read_bytes(), path.name).root
    assert written is not None
    asked = written.plain()
    canton = path.relative_to(CANTONS).parts[0]
    policy = iiz.load(canton, str(asked["date"]), asked.get("interpretations") or {})
    return policy.decide(asked["facts"], known_on=asked.get("known_on"))


@pytest.mark.parametrize(
    ("canton", "language"), sampled([*product(("zurich", "valais"), LANGUAGES[:2])], 3)
)
def test_the_sheet_of_every_case_is_one_page(canton: str, language: Language):
    """All are written; of those with most letters it is tried, with the smallest ones."""
    every = sorted((CANTONS / canton).rglob("cases/**/*.yaml"))
    chosen = {*sampled(every, 24), *(path for path in every if path.stem == FULLEST)}
    sheets = {path: overview_of(path).to_html(language, name=path.stem) for path in chosen}
    longest = sorted(chosen, key=lambda path: len(shown(Page(sheets[path]).text)))[-MOST:]
    fullest = [path for path in chosen if path.stem == FULLEST]
    assert len(fullest) == (canton == "valais")
    for path in {*longest, *fullest}:
        assert len(pages(sheet_pdf(sheets[path], LETTERS[-1:]))) == 1, path


def test_letters_are_as_large_as_one_page_allows():
    zurich = iiz.load("zurich", "2024-03-05")
    short, long = zurich.decide({}), overview_of(next(CANTONS.rglob(f"{FULLEST}.yaml")))
    for overview, size in ((short, LETTERS[0]), (long, LETTERS[-1])):
        assert overview.to_pdf("de") == sheet_pdf(overview.to_html("de"), (size,))
    longer = long.to_html("de").replace("<h2>", "<h2>" + "Wort " * 900, 1)
    assert len(pages(sheet_pdf(longer, LETTERS[-1:]))) > 1


def test_steps_that_stand_alike_are_told_together_and_every_reason_stays():
    overview = overview_of(next(CANTONS.rglob(f"{FULLEST}.yaml")))
    text = texts(overview.to_html("de"))
    behind = [one for one in overview.route.steps if one.done is Truth.YES]
    assert len(behind) > 1
    assert shown("Erledigt: " + "; ".join(one.label["de"] for one in behind)) in text
    for step in overview.route.steps:
        assert shown(step.label["de"]) in text
        if step.verdict is not Truth.YES and step not in behind:
            assert shown(why(step, "de")) in text


def test_a_case_without_any_answer_has_a_sheet_as_well():
    text = texts(iiz.load(HARBOUR, "2024-03-01").decide({}).to_html("en"))
    assert "Case sheet" in text


def test_the_terminal_tells_and_writes_the_sheet(terminal: Terminal):
    case = terminal.file(
        "F-9.yaml", "title: x\ndate: 2024-03-01\nfacts:\n  measure: {kind: rowing}\n"
    )
    done = terminal.iiz("fund", case, "--canton", HARBOUR, "-o", "f.html", "--lang", "fr")
    assert (done.code, done.err) == (0, "")
    assert "Ce qui est en suspens" in done.out
    assert "F-9" in (terminal.folder / "f.html").read_text("utf-8")
    under_ = ("--canton", "valais", "--scenario", SCENARIO)
    done = terminal.iiz("fund", case, *under_, "--on", "2026-01-01", "--format", "json")
    assert '"alv-pays"' in done.out
    row = ("simulate", EXAMPLE / "portfolio.csv", *under_, "--row")
    done = terminal.iiz(*row, "F-024", "-o", "f.pdf")
    assert (done.code, done.err) == (0, "")
    assert "Wie der Text gelesen wird" in done.out
    assert (terminal.folder / "f.pdf").read_bytes().startswith(b"%PDF-")
    done = terminal.iiz(*row, "F-0249")
    assert (done.code, "[wrong-argument]" in done.err) == (2, True)


def test_a_case_is_written_to_a_file(terminal: Terminal):
    case = terminal.file(
        "c.yaml", "title: x\ndate: 2024-03-05\nfacts: {person.residence.canton: SG}\n"
    )
    assert read(str(case)).on is not None
    for name in ("c.html", "c.pdf"):
        done = terminal.iiz("assess", case, "--canton", "zurich", "-o", name)
        assert (done.code, done.err) == (0, "")
    assert "Fallblatt" in (terminal.folder / "c.html").read_text("utf-8")
    for wrong in (
        ("-o", "c.txt"),
        ("-o", "c.html", "--rule", "eligibility"),
        (case, "-o", "c.html"),
    ):
        assert terminal.iiz("assess", case, "--canton", "zurich", *wrong).code == 2

"""The report as a commission sees it: opened in Chromium, without a network, and printed on A4."""

import io
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import iiz_rules as iiz
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.charts.vega import DARK, MIDDLE, PALE
from iiz_rules.render.text.assumptions import spread_words
from iiz_rules.render.text.simulation import portfolio_sums
from iiz_rules.words.formats import grouped, month, percent, round_francs
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from tests.browser import Browser
from tests.effort import before_landing, sampled
from tests.funding.canton import Report

EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"
A4 = (595, 842)
PRINTED = 680  # A4 without its margins, in pixels
MARKS = """[...document.querySelectorAll('figure')].map(figure => ({
  caption: figure.querySelector('figcaption').textContent,
  marks: [...figure.querySelectorAll('.page .mark-rect path, .page .mark-symbol path')]
    .filter(one => one.getAttribute('aria-label'))
    .map(one => ({told: one.getAttribute('aria-label'), ...one.getBoundingClientRect().toJSON()})),
  texts: [...figure.querySelectorAll('.page text')].filter(one => one.textContent)
    .map(one => ({words: one.textContent, ...one.getBoundingClientRect().toJSON()})),
  ...figure.querySelector('.page svg').getBoundingClientRect().toJSON(),
}))"""
PHONE = 390
TEXTS_ON_A_PHONE = """[...document.querySelectorAll('.phone svg text')]
  .filter(one => one.textContent)
  .map(one => ({words: one.textContent, ...one.getBoundingClientRect().toJSON()}))"""
LANGUAGES: tuple[Language, ...] = ("fr", "de")
"""French words are longer, and come first: while somebody works they alone are looked at."""
CHARTS = ("waterfall", "fan", "budget", "tornado")


@pytest.fixture(scope="module", params=sampled(LANGUAGES, 2))
def shown(
    request: Any, browser: Browser, report: Report, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Language, Path]:
    page = tmp_path_factory.mktemp("report") / "report.html"
    page.write_text(report(request.param), "utf-8")
    browser.open(page)
    return request.param, page


def pages(pdf: bytes) -> list[tuple[int, ...]]:
    """The size of each page."""
    boxes = re.findall(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+) ?\]", unpacked(pdf))
    return [tuple(round(float(one)) for one in box) for box in boxes]


def unpacked(pdf: bytes) -> bytes:
    """A PDF with what is described in packed objects."""
    packed = re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompressobj().decompress(one) for one in packed)


def drawn(browser: Browser, where: str = "page") -> dict[str, Any]:
    return dict(zip(CHARTS, browser.ask(MARKS.replace(".page", f".{where}")), strict=True))


def check_apart(charts: dict[str, Any]) -> None:
    """No text of a chart covers another, and none is cut off by its edge."""
    for chart in charts.values():
        texts = chart["texts"]
        for n, one in enumerate(texts):
            assert one["left"] >= chart["left"] - 1, f"{one['words']} is cut off"
            assert one["right"] <= chart["right"] + 1, f"{one['words']} is cut off"
            assert one["bottom"] <= chart["bottom"] + 1, f"{one['words']} is cut off"
            for other in texts[:n]:
                apart = (
                    one["left"] >= other["right"] - 1 or other["left"] >= one["right"] - 1
                    or one["top"] >= other["bottom"] - 3 or other["top"] >= one["bottom"] - 3
                )  # fmt: skip
                assert apart, (one["words"], other["words"])


def test_the_page_asks_for_nothing(browser: Browser, shown: tuple[Language, Path]):
    language, page = shown
    assert browser.requests == [page.as_uri()]
    assert browser.ask("document.documentElement.lang") == language
    assert browser.ask("document.scripts.length") == 0


def test_every_chart_is_drawn_and_labelled(browser: Browser, shown: tuple[Language, Path]):
    language, _ = shown
    for name, chart in drawn(browser).items():
        assert chart["caption"] == printed(f"funding.chart.{name}", language)
        assert chart["width"] > 600
        assert chart["height"] > 150
        assert all(one["width"] > 0 or one["height"] > 0 for one in chart["marks"])


def test_bars_are_seen_in_their_colours(browser: Browser, shown: tuple[Language, Path]):
    del shown
    image = Image.open(io.BytesIO(browser.picture())).convert("RGB")
    charts = drawn(browser)
    seen = {
        "waterfall": [PALE, MIDDLE],
        "budget": [MIDDLE],
        "tornado": ["#ffffff", DARK],
    }
    for name, colours in seen.items():
        for mark, colour in zip(charts[name]["marks"], colours, strict=False):
            x, y = round(mark["left"] + mark["width"] / 2), round(mark["top"] + mark["height"] / 2)
            assert f"#{image.crop((x, y, x + 1, y + 1)).tobytes().hex()}" == colour


def test_no_text_of_a_chart_covers_another(browser: Browser, shown: tuple[Language, Path]):
    del shown
    check_apart(drawn(browser))


def test_the_waterfall_is_as_wide_as_the_amounts(
    browser: Browser, shown: tuple[Language, Path], example: Simulation
):
    language, _ = shown
    found = portfolio_sums(example, language)
    marks = drawn(browser)["waterfall"]["marks"]
    parts = [*found.parts, found.left]
    cost, *sure = marks[: 1 + len(parts)]
    still = marks[1 + len(parts) :]
    scale = cost["width"] / found.cost.low
    words = {
        "payer": printed("funding.cost.all", language),
        "why": round_francs(found.cost.low),
    }
    assert cost["told"] == printed("funding.reason.line", language, **words)
    for mark, part in zip(sure, parts, strict=True):
        assert mark["told"].startswith(part.label or printed("funding.left", language))
        assert mark["told"].endswith(round_francs(part.high))
        assert mark["width"] == pytest.approx(part.low * scale, abs=1.5)
    opened = [one for one in parts if one.high > one.low]
    for mark, part in zip(still, opened, strict=True):
        assert mark["width"] == pytest.approx((part.high - part.low) * scale, abs=1.5)


def test_the_fan_shows_the_balance_of_every_month(
    browser: Browser, shown: tuple[Language, Path], example: Simulation
):
    language, _ = shown
    assert example.risk is not None
    fan = example.risk.findings.fan
    _, *marks = drawn(browser)["fan"]["marks"]  # without the balance at the beginning
    assert len(marks) == 24
    for number, mark in enumerate(marks):
        words = {
            "month": month(example.portfolio.on, number, language),
            "low": round_francs(fan[0.05][number]),
            "middle": round_francs(fan[0.5][number]),
            "high": round_francs(fan[0.95][number]),
        }
        assert mark["told"] == printed("funding.chart.fan.at", language, **words)
    heights = [one["top"] for one in marks]
    order = sorted(range(24), key=fan[0.5].__getitem__)
    assert [heights[n] for n in order] == sorted(heights, reverse=True), "more is further up"


def test_budgets_and_their_shortage_are_those_of_the_data(
    browser: Browser, shown: tuple[Language, Path], example: Simulation
):
    del shown
    assert example.risk is not None
    chart = drawn(browser)["budget"]
    full = next(one for one in chart["marks"] if one["told"].endswith(percent(0.9996)))["height"]
    for mark, (budget, share) in zip(chart["marks"], example.risk.findings.budgets, strict=True):
        assert mark["told"] == f"{round_francs(budget)}: {percent(share.value)}"
        assert mark["height"] == pytest.approx(full * share.value, abs=1.6)
        assert grouped(budget // 100) in {one["words"] for one in chart["texts"]}


def test_the_tornado_reaches_as_far_as_its_numbers(
    browser: Browser, shown: tuple[Language, Path], example: Simulation
):
    language, _ = shown
    assert example.risk is not None
    bars, base = example.risk.bars, example.risk.findings.lowest.value
    marks = drawn(browser)["tornado"]["marks"]
    assert len(marks) == 2 * len(bars)
    ends = [
        (spread_words(one.path, limit, language), at)
        for one in bars
        for limit, at in zip((one.low, one.high), one.lowest, strict=True)
    ]
    scale = marks[0]["width"] / abs(ends[0][1] - base)
    for mark, (limit, at) in zip(marks, ends, strict=True):
        assert mark["told"].endswith(f" {limit} → {round_francs(int(at))}")
        assert mark["width"] == pytest.approx(abs(at - base) * scale, abs=1.5)


def test_nothing_is_wider_than_a_printed_page(browser: Browser, shown: tuple[Language, Path]):
    browser.open(shown[1], PRINTED)
    assert browser.ask("document.documentElement.scrollWidth") <= PRINTED
    wide = (
        "[...document.querySelectorAll('.wide')].every(one => one.scrollWidth <= one.clientWidth)"
    )
    assert browser.ask(wide)


def test_it_can_be_read_on_a_phone(browser: Browser, shown: tuple[Language, Path]):
    """Rows are lists with the heading of each value; pictures are drawn for the width."""
    browser.open(shown[1], PHONE)
    assert browser.ask("document.documentElement.scrollWidth") <= PHONE
    assert not browser.ask("document.querySelector('.page').getBoundingClientRect().width")
    texts = browser.ask(TEXTS_ON_A_PHONE)
    assert len(texts) > 40
    check_apart(drawn(browser, "phone"))
    for one in texts:
        assert one["height"] >= 9, f"{one['words']} is too small"
    untold = "[...document.querySelectorAll('td')].filter(one => one.textContent.trim())"
    assert browser.ask(f"{untold}.every(one => one.dataset.head)")


def test_it_prints_on_a_few_pages_of_a4(browser: Browser, shown: tuple[Language, Path]):
    del shown
    printed = pages(browser.pdf())
    assert 6 <= len(printed) <= 11
    assert set(printed) == {A4}


@before_landing
def test_the_same_page_becomes_a_pdf_without_a_browser(example: Simulation):
    """In the language that takes most room: the page is the same in each (`test_report.py`)."""
    made = example.to_pdf("fr")
    assert made.startswith(b"%PDF-")
    assert 6 <= len(pages(made)) <= 11
    assert b"/StructTreeRoot" in unpacked(made), "tagged, so that it can be read aloud"
    assert set(pages(made)) == {A4}


def test_bills_become_a_pdf_as_well():
    bills = iiz.bill(EXAMPLE.parent / "zuerich" / "kosten.csv", iiz.load("zurich", "2026-04-01"))
    assert set(pages(bills.to_pdf("fr"))) == {A4}

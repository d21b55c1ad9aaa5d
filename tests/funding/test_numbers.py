"""One number for a thing wherever it stands: sheet, record, minutes, comparison."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.portfolio.comparison import Comparison
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.text.comparison import comparison_text
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.record import minutes_text, record_text
from iiz_rules.words.formats import francs, round_francs
from iiz_rules.words.text import Language
from tests.funding.canton import harbour
from tests.funding.test_agenda import AMOUNT, LANGUAGES, plain
from tests.funding.test_record import NO, TIE, advance, taken

COUNT = re.compile(r"(?:Dafür|Pour :) (\d+), (?:dagegen|contre :) (\d+), [^\d]+ (\d+)\.")


def shown(html: str) -> str:
    """What a page shows: no style, no picture."""
    return plain(re.sub("<(style|svg).*?</\\1>", "", html, flags=re.DOTALL))


def amounts(data: Any) -> Iterator[int]:
    """Every amount of JSON-ready data, in Rappen."""
    for text in re.findall(r'"(-?\d+\.\d\d)"', json.dumps(data)):
        yield round(float(text) * 100)


def written(rappen: Iterable[int]) -> set[str]:
    """Amounts as people read them, exact or rounded to the franc."""
    return {
        form
        for one in rappen
        for form in (francs(one), plain(round_francs(one)).removesuffix(" CHF"))
    }


def check(page: str, terminal: str, known: set[str]) -> None:
    for text in (page, terminal):
        found = set(AMOUNT.findall(text))
        assert found
        assert found <= known, sorted(found - known)
    assert set(AMOUNT.findall(terminal)) <= set(AMOUNT.findall(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_has_the_amounts_of_its_data(example: Simulation, language: Language):
    for name in ("F-024", "F-052", "F-191"):
        answer = example.funding(name)
        known = written(amounts(answer.to_dict()))
        check(shown(answer.to_html(language, name=name)), plain(answer.explain(language)), known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_and_minutes_have_the_amounts_and_votes_of_their_data(language: Language):
    records = [taken(), advance(), taken("F-3", NO), taken("F-4", TIE)]
    for one in records:
        page, terminal = shown(one.to_html(language)), plain(record_text(one, Paper(language)))
        check(page, terminal, written(amounts(one.to_dict())))
        ballots = one.ballots
        counted = tuple(str(n) for n in (ballots.in_favour, ballots.against, ballots.abstained))
        assert COUNT.findall(page) == COUNT.findall(terminal) == [counted]
    minutes = iiz.minutes(records, ["F-5"])
    page = shown(minutes.to_html(language))
    approved = sum(round(one.amount * 100) for one in records if one.approved)
    known = written([*amounts(minutes.to_dict()), approved])
    check(page, plain(minutes_text(minutes, Paper(language))), known)
    assert len(COUNT.findall(page)) == len(records)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_has_the_amounts_of_its_rows(language: Language):
    label = {"de": "x", "fr": "x", "en": "x"}
    rows = [
        {"id": "a", "measure.kind": "lamps", "measure.amount": 500.25, "measure.useful": True},
        {"id": "b", "measure.kind": "lamps", "measure.amount": 1300, "measure.useful": True},
        {"id": "c", "measure.kind": "lamps", "measure.amount": "7250.10"},
    ]
    plain_ = {"id": "x", "label": label}
    refused = {**plain_, "answers": {"yes_to": "none"}}
    compared = iiz.compare(rows, harbour(), plain_, refused)
    page = shown(compared.to_html(language))
    check(page, plain(comparison_text(compared, Paper(language))), written(sums(compared)))


def sums(compared: Comparison) -> Iterator[int]:
    """The amounts of the rows that change, and the sums of who pays in each."""
    every = compared.changed.to_dicts()
    for row in every:
        yield row["cost"]
        yield compared.moved(row)
        for end in ("", ":b"):
            yield from (one for pair in compared.parts(row, end).values() for one in pair)
    for _, first, second in compared.sums():
        yield from (*first, *second, second[1] - first[1])
    for moved in ("main", "main:b"), ():
        groups: dict[tuple[object, ...], int] = {}
        for row in every:
            key = tuple(row[name] for name in moved)
            groups[key] = groups.get(key, 0) + compared.moved(row)
        yield from groups.values()

"""The site of a canton's rules: every link leads somewhere, and back; same rules, same bytes."""

import re
import shutil
from pathlib import Path

import pytest

from iiz_rules.language.editions import find_folder, read_canton
from iiz_rules.loading import read_program
from iiz_rules.render.site import drawn
from iiz_rules.render.site.site import site
from iiz_rules.testing.suite import EditionRun, run_edition
from iiz_rules.testing.trace.matrix import trace
from iiz_rules.words.text import LANGUAGES
from tests.effort import sampled
from tests.site.conftest import MUSTERLAND, Pages
from tests.site.walking import Address, inner_links, walked


def dead(pages: Pages) -> list[tuple[str, Address]]:
    """Links that lead nowhere."""
    found = walked(pages)
    return [
        (page.name, (to, anchor))
        for page in found.values()
        for _, (to, anchor) in inner_links(page)
        if to not in found or (anchor and anchor not in found[to].anchors)
    ]


def leading(pages: Pages) -> set[tuple[Address, Address]]:
    """Which article leads to which."""
    found = walked(pages)

    def article(address: Address) -> Address:
        page, anchor = address
        return page, found[page].within.get(anchor, "")

    every = (
        (article((page.name, one)), article(to))
        for page in found.values()
        for one, to in inner_links(page)
        if one
    )
    return {(one, to) for one, to in every if to[1] and one != to}


def one_way(ways: set[tuple[Address, Address]]) -> set[tuple[Address, Address]]:
    return {(one, to) for one, to in ways if (to, one) not in ways}


def test_every_link_leads_somewhere(pages: Pages):
    assert dead(pages) == []
    for page in walked(pages).values():
        assert len(page.anchors) == len({*page.anchors}), page.name


@pytest.mark.parametrize("canton", sampled(["zurich", "valais"], 2))
def test_so_it_does_in_the_cantons_that_come_along(canton: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drawn, "readings_of", lambda *_: ())  # takes long, is a footnote
    folder = find_folder(canton)
    program, findings = read_program(folder, read_canton(folder).editions[-1])
    assert program
    run = EditionRun(0, findings, (), program)  # their cases take long, and are all of one form
    made = site(trace(program, run), (), ["fr"])
    assert dead(made) == []
    ways = leading(made)
    assert one_way(ways) == set()
    assert ("fr/facts.html", "fr/events.html") in {(one[0], to[0]) for one, to in ways}
    pictures = walked(made)["fr/drawings.html"]
    assert {to for _, (to, _) in inner_links(pictures)} >= {"fr/rules.html", "fr/actors.html"}


def test_what_leads_somewhere_is_led_to_from_there(pages: Pages):
    ways = leading(pages)
    assert one_way(ways) == set()
    kinds = {(one[0][3:-5], to[0][3:-5]) for one, to in ways}
    for one, to in (
        *(("clauses", "rules"), ("rules", "facts"), ("rules", "actors"), ("rules", "cases")),
        *(("clauses", "cases"), ("clauses", "readings"), ("rules", "readings")),
        *(("actors", "competences"), ("clauses", "competences")),
    ):
        assert {(one, to), (to, one)} <= kinds


def test_a_clause_says_which_rule_carries_it_out_and_by_whom(pages: Pages):
    text = pages["de/clauses.html"]
    assert "Ja, wenn" in text
    assert "Durch: " in text
    assert "drawings.html#drawing-" in text


def test_whatever_a_case_is_asked_is_called_as_people_call_it(pages: Pages):
    run = run_edition(find_folder(MUSTERLAND), None)
    assert run.program
    names = {name for name in run.program.rules if re.search("[-.]", name)}
    seen = re.sub(r"<style.*?</style>|<[^>]+>", " ", pages["de/cases.html"], flags=re.DOTALL)
    assert not names & {*seen.split()}


def test_a_case_is_called_as_in_the_language_of_the_page_where_it_is_written_in_it(pages: Pages):
    called = {"de": "Wohin ein Streit geht", "fr": "Où va un litige", "en": "Wohin ein Streit geht"}
    for language, title in called.items():
        assert title in pages[f"{language}/cases.html"]


def test_each_language_is_whole(pages: Pages):
    names = {name.partition("/")[2] for name in pages if "/" in name}
    assert {name for name in pages if "/" in name} == {f"{a}/{b}" for a in LANGUAGES for b in names}
    assert "aria-current" in pages["fr/rules.html"]
    assert 'lang="fr"' in pages["fr/rules.html"][:60]
    assert "Règles" in pages["fr/rules.html"]


def test_the_same_rules_give_the_same_bytes(pages: Pages):
    run = run_edition(find_folder(MUSTERLAND), None)
    assert run.program
    assert site(trace(run.program, run), run.stories) == pages


def test_a_page_loads_nothing_and_runs_no_more_than_the_search(pages: Pages):
    for name, text in pages.items():
        assert "default-src 'none'" in text
        assert ("<script" in text) == name.endswith("search.html"), name
        assert " src=" not in text
        assert "refresh" not in text


def test_what_is_sensitive_in_a_case_is_not_shown(tmp_path: Path):
    canton = shutil.copytree(MUSTERLAND, tmp_path / "musterland")
    facts = canton / "2025-01-01" / "facts.yaml"
    text, debts = facts.read_text("utf-8"), "  - id: person.debts\n"
    facts.write_text(text.replace(debts, f"{debts}    sensitive: true\n"), "utf-8")
    run = run_edition(find_folder(canton), None)
    assert run.program
    told = site(trace(run.program, run), run.stories, ["de"])["de/cases.html"]
    assert 'href="facts.html#fact-person.debts">Schulden</a></li>' in told

"""Every page about faults of the text: its bad example has the fault, its good one has none."""

from dataclasses import fields

import pytest

from iiz_rules.findings.page import Page
from iiz_rules.findings.registry import one_line, page, stages
from iiz_rules.language.text.document import Document
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.text import LANGUAGES, Text

PAGES = [page(code) for code, stage in stages().items() if stage == "text"]
every_page = pytest.mark.parametrize("page", PAGES, ids=[page.code for page in PAGES])


def read(page: Page, data: bytes) -> Document:
    reader = read_json if page.file.endswith(".json") else read_yaml
    return reader(data, page.file)


@every_page
def test_the_bad_example_has_the_fault(page):
    found = read(page, page.bad_bytes or page.bad.encode()).findings
    assert page.code in {finding.code for finding in found}


@every_page
def test_the_bad_example_has_no_other_fault(page):
    found = read(page, page.bad_bytes or page.bad.encode()).findings
    causes = {"ambiguous-value"} if page.code == "too-many-findings" else set()
    assert {finding.code for finding in found} - causes == {page.code}


@every_page
def test_the_good_example_is_fine(page):
    document = read(page, page.good.encode())
    assert document.findings == ()
    assert document.root is not None


@every_page
def test_the_fault_is_told_in_three_languages(page):
    (finding, *_) = (
        found
        for found in read(page, page.bad_bytes or page.bad.encode()).findings
        if found.code == page.code
    )
    for language in LANGUAGES:
        line = one_line(finding, language)
        assert page.code in line
        assert "{" not in line.replace("`{`", "").replace('`{"', "")


@every_page
def test_the_page_is_written_as_all_pages_are(page):
    for part in fields(page):
        told = getattr(page, part.name)
        if isinstance(told, Text):
            for language in LANGUAGES:
                assert "ß" not in told[language]
                assert bool(told[language]) == bool(told["en"])
                if part.name != "why":
                    assert not told[language].endswith(".")
                    assert told[language][:1] == told[language][:1].lower() or language == "de"

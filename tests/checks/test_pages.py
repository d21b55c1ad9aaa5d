"""Every finding code has one page, complete in three languages, with an example that has it."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

import iiz_rules
from iiz_rules.findings import registry
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.page import Page
from iiz_rules.language.checks.run import ORDER
from iiz_rules.language.editions import Folder
from iiz_rules.testing.suite import check_canton
from iiz_rules.words.text import LANGUAGES, Text
from tests.checks.canton import TINY, UNREAD, findings
from tests.gaps import gaps

PACKAGE = Path(iiz_rules.__file__).parent
CODES = sorted(registry.stages())
BEYOND_TEXT = [code for code in CODES if registry.stages()[code] != "text"]
EMITTED = re.compile(r"""(?:[Ff]inding|Problem|\.add|\.warn|\.stop)\(\s*"([a-z0-9-]+)\"""")
# Their faults take thousands of lines; test_meaning.py makes such files.
NEEDS_A_LARGE_FILE = {"chain-too-long", "too-costly"}
TEXTS = ("message", "label", "help", "why")


def stage(code: str) -> str:
    return registry.stages()[code]


def test_the_page_of_a_code_is_in_the_file_of_its_name():
    assert [code for code in CODES if registry.page(code).code != code] == []


def test_a_code_has_one_page_only():
    paths = (PACKAGE / "findings").glob("*/*.yaml")
    codes = [path.stem for path in paths if path.parent.name != "tiny"]
    assert sorted(codes) == CODES
    assert {*registry.STAGES} == {*registry.stages().values()}


def test_a_check_finds_what_a_page_of_meaning_is_about():
    written = "".join(
        path.read_text("utf-8") for path in (PACKAGE / "language/checks").glob("*.py")
    )
    of_names = {code for code in CODES if code.startswith("unknown-")}
    meant = {code for code in CODES if stage(code) == "meaning"}
    assert {code for code in meant if f'"{code}"' not in written} <= of_names


# One test a statement and not one a page: their thousands would take longer to start than to run.
def said(codes: list[str], names: tuple[str, ...] = TEXTS) -> dict[tuple[str, str], Text]:
    """The texts of some pages, by code and name."""
    return {(code, name): getattr(registry.page(code), name) for code in codes for name in names}


def test_a_page_says_everything_in_three_languages():
    for place, text in said(BEYOND_TEXT).items():
        assert all(text[language] for language in LANGUAGES), place
        assert "ß" not in text.de, place


def test_the_texts_have_the_same_gaps_in_all_languages():
    for place, text in said(CODES, TEXTS[:-1]).items():
        assert gaps(text.de) == gaps(text.fr) == gaps(text.en), place


def test_short_texts_start_small_and_have_no_full_stop():
    for place, text in said(BEYOND_TEXT, TEXTS[:-1]).items():
        assert not any(text[language].endswith(".") for language in LANGUAGES), place
        # German nouns are large: only the other two languages can be told by their first letter.
        assert not text.fr[:1].isupper(), place
        assert not text.en[:1].isupper(), place


def test_an_explanation_is_whole_sentences():
    for (code, _), why in said(BEYOND_TEXT, ("why",)).items():
        for sentence in (why[language] for language in LANGUAGES):
            assert sentence.endswith("."), code
            assert sentence[:1] in "`«" or sentence[:1].isupper(), code


def test_every_code_that_is_emitted_has_a_page():
    emitted = {
        code for path in PACKAGE.rglob("*.py") for code in EMITTED.findall(path.read_text("utf-8"))
    }
    assert emitted - set(CODES) == set()


def test_every_module_that_checks_is_run():
    modules = (PACKAGE / "language" / "checks").glob("*.py")
    checking = {path.stem for path in modules if "\ndef check(" in path.read_text("utf-8")}
    assert {*ORDER} == checking


@cache
def found_in(file: str, text: str) -> list[Finding]:
    """What is found when the example takes the place of the file it is an example of."""
    return findings(**{file.removesuffix(".yaml"): text})


def exchanged(page: Page, text: str) -> list[str]:
    """The codes of that."""
    found = [finding.code for finding in found_in(page.file, text)]
    return [code for code in found if code == page.code or code not in UNREAD]


EXAMPLES = [
    code
    for code in CODES
    if stage(code) in ("meaning", "shape")
    and registry.page(code).file.endswith(".yaml")
    and code not in NEEDS_A_LARGE_FILE
]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_example_has_just_this_fault(code: str):
    page = registry.page(code)
    assert exchanged(page, page.bad) == [code]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_good_example_has_none(code: str):
    page = registry.page(code)
    assert exchanged(page, page.good) == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_fault_fills_every_gap_and_is_in_the_example(code: str):
    page = registry.page(code)
    [found] = (one for one in found_in(page.file, page.bad) if one.code == code)
    assert found.place.source.name == page.file
    assert found.place.line > 0
    for language in LANGUAGES:
        assert registry.one_line(found, language)
        assert registry.label(found, language)
        page.help[language].format_map(found.words)  # also where a suggestion takes its place


IDLE = "nothing-expected"
CASES = [
    code
    for code in CODES
    if stage(code) == "case" and registry.page(code).file == "case.yaml" and registry.page(code).bad
]


def run(tmp_path: Path, case: str) -> list[Finding]:
    """The findings of one case of the tiny canton."""
    shutil.copytree(TINY, tmp_path, dirs_exist_ok=True)
    cases = tmp_path / "2024-01-01" / "cases"
    cases.mkdir()
    (cases / "case.yaml").write_text(case, "utf-8")
    editions = [*check_canton(Folder(tmp_path, "tiny"))]
    assert not editions[-1].findings
    return [found for one in editions[-1].cases for found in one.findings]


def others(found: list[Finding], code: str) -> list[Finding]:
    """Without that these cases expect nothing, where it is something else that they show."""
    return [one for one in found if code == IDLE or one.code != IDLE]


@pytest.mark.parametrize("code", CASES)
def test_the_bad_case_has_just_this_fault(code: str, tmp_path: Path):
    [found] = others(run(tmp_path, registry.page(code).bad), code)
    assert found.code == code
    assert found.place.line > 0
    for language in LANGUAGES:
        assert registry.one_line(found, language)
        assert registry.label(found, language)
        registry.page(code).help[language].format_map(found.words)


@pytest.mark.parametrize("code", CASES)
def test_the_good_case_has_none(code: str, tmp_path: Path):
    assert others(run(tmp_path, registry.page(code).good), code) == []

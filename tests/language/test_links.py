"""Where a clause can be read: in the reader's language, at its place, in data and on pages."""

import shutil
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.language.editions import find_folder
from iiz_rules.render.html.trace import trace_page
from iiz_rules.testing.suite import run_edition
from iiz_rules.testing.trace.form import trace_data
from iiz_rules.testing.trace.matrix import trace
from tests.checks.canton import TINY, codes, texts

LAW = "https://www.example.ch/eli/cc/2000/1/20240101"
OWN = "https://example.ch/other"


def linked(document: str, clause: str) -> dict[str, str]:
    """The tiny canton, its document and its first clause with these links."""
    files = texts()
    canton, clauses = files["canton.yaml"], files["clauses.yaml"]
    told = {
        "canton": canton.replace("{id: concept,", f"{{id: concept, {document}", 1),
        "clauses": clauses.replace("- id: XX-1\n", f"- id: XX-1\n    {clause}\n", 1),
    }
    assert not document or told["canton"] != canton
    assert not clause or told["clauses"] != clauses
    return told


def canton(folder: Path, document: str, clause: str) -> Path:
    found = Path(shutil.copytree(TINY, folder / "tiny"))
    told = linked(document, clause)
    (found / "canton.yaml").write_text(told["canton"], "utf-8")
    (found / "2024-01-01" / "clauses.yaml").write_text(told["clauses"], "utf-8")
    return found


BOTH = f"link: {{de: {LAW}/de, fr: {LAW}/fr}},"
LINKS = [
    ("", "", None),
    (f"link: {LAW}/de,", "", {"de": f"{LAW}/de", "fr": f"{LAW}/de"}),
    (BOTH, 'link: "#art_8"', {"de": f"{LAW}/de#art_8", "fr": f"{LAW}/fr#art_8"}),
    (BOTH, f"link: {{fr: {OWN}}}", {"de": f"{LAW}/de", "fr": OWN}),
    (
        BOTH,
        'link: {de: "#art_8", fr: "#art_8_fr"}',
        {"de": f"{LAW}/de#art_8", "fr": f"{LAW}/fr#art_8_fr", "en": f"{LAW}/de#art_8"},
    ),
    ("", f"link: {OWN}", {"en": OWN}),
    (f"link: {{it: {LAW}/it}},", "", {"de": f"{LAW}/it", "it": f"{LAW}/it"}),
]


@pytest.mark.parametrize(("document", "clause", "right"), LINKS)
def test_a_clause_is_read_where_its_document_is_in_the_language_of_the_answer(
    tmp_path: Path, document: str, clause: str, right: dict[str, str] | None
):
    policy = iiz.load(canton(tmp_path, document, clause), on="2024-03-05")
    data = policy.eligibility({"person": {"age": 20}}).to_dict()
    assert ({} if right is None else right).items() <= data["links"].get("XX-1", {}).items()
    assert ("XX-1" in data["links"]) is (right is not None)


def test_a_page_leads_to_the_text_of_each_clause_that_it_names(tmp_path: Path):
    folder = canton(tmp_path, BOTH, 'link: "#art_8"')
    policy = iiz.load(folder, on="2024-03-05")
    html = policy.eligibility({"person": {"age": 20}}).to_html("fr")
    assert html.count(f'<a href="{LAW}/fr#art_8">XX-1</a>') >= 2  # the criteria, the clauses cited
    run = run_edition(find_folder(folder), None)
    assert run.program is not None
    found = trace(run.program, run)
    assert f'<a href="{LAW}/de#art_8">XX-1</a>' in trace_page(found, "de")
    assert trace_data(found)["clauses"][0]["link"]["fr"] == f"{LAW}/fr#art_8"


def test_no_address_is_made_up_for_the_cantons_that_are_shipped():
    for name in ("zurich", "valais"):
        register = iiz.load(name, on="2024-03-05").program.register
        assert register.links(register.clauses) == {}


@pytest.mark.parametrize(
    ("document", "clause", "code"),
    [
        ("", 'link: "#art_8"', "link-nowhere"),
        ("link: https://x.ch/eli/cc/2000/1/de,", "", "link-undated"),
        ("link: http://example.ch/law,", "", "bad-form"),
        ("link: 'javascript:alert(1)',", "", "bad-form"),
        ("", """link: 'https://example.ch/"onclick="x'""", "bad-form"),
        ("link: {german: https://example.ch/law},", "", "bad-form"),
        ("link: {},", "", "empty-list"),
    ],
)
def test_a_link_that_leads_nowhere_or_is_none_is_found(document: str, clause: str, code: str):
    assert codes(**linked(document, clause)) == [code]

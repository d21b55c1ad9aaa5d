"""What is owed each quarter is owed in the first one: the recipe of both guides, as it stands."""

import re
from datetime import date
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.policy import Policy

DOCS = Path(__file__).parents[2] / "docs"
CANTON = """
language: 2
languages: [{language}]
canton: tal
label: Tal
sources: [{{id: konzept, label: Konzept}}]
editions: [{{id: only, source: konzept}}]
"""
BESIDE = {
    "clauses.yaml": "clauses: [{id: VS-4.3.11, section: eins, says: Betreuung im Quartal.}]",
    "organisation.yaml": """
roles: [{id: regional-coordinator, label: Koordination, clauses: [VS-4.3.11]}]
""",
}


def recipe(guide: str) -> dict[str, str]:
    """The files of the recipe, by the comment at the head of each."""
    blocks = re.findall(r"```yaml\n(.*?)```", (DOCS / guide).read_text("utf-8"), re.DOTALL)
    [block] = [block for block in blocks if "initially: {followup.held: false}" in block]
    _, *parts = re.split(r"^# (\w+\.yaml)\n", block, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture(params=[("anleitung.md", "de"), ("guide.md", "fr")])
def tal(request: pytest.FixtureRequest, tmp_path: Path) -> Policy:
    guide, language = request.param
    inside = tmp_path / "tal" / "only"
    inside.mkdir(parents=True)
    (inside.parent / "canton.yaml").write_text(CANTON.format(language=language), "utf-8")
    for name, text in {**BESIDE, **recipe(guide)}.items():
        (inside / name).write_text(text, "utf-8")
    return iiz.load(inside.parent)


def test_the_first_quarter_is_owed_and_each_one_after_it(tal: Policy):
    flow = tal.open_case("C", "2026-02-10")
    [first] = flow.obligations
    assert (first.due, first.bearer) == (date(2026, 3, 31), "regional-coordinator")
    assert not flow.record("followed-up", "2026-03-02").obligations
    flow.advance("2026-04-01")
    assert [owed.due for owed in flow.obligations] == [date(2026, 6, 30)]
    flow.advance("2026-07-01")
    missed, third = flow.obligations
    assert (missed.due, third.due) == (date(2026, 6, 30), date(2026, 9, 30))

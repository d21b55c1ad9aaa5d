"""No message repeats what a case says of a sensitive fact: not its words, not the line below it."""

import shutil
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.columnar.slots import cells_of, slots
from iiz_rules.findings.registry import one_line
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.render.text.findings import finding_text
from iiz_rules.tables.table import read_table
from iiz_rules.tables.typed import typed
from tests.escalation.writer import TINY

SECRET = {
    "person.born": "1887-11-07",
    "person.income": "7654321.999",
    "person.canton": "VD7654321",
    "person.note": 7654321,
    "person.problems": ["work7654321"],
    "case.opened": "2024-02-30",
}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> iiz.Policy:
    folder = tmp_path_factory.mktemp("canton") / "tiny"
    shutil.copytree(TINY, folder)
    facts = folder / "2024-01-01" / "facts.yaml"
    text = facts.read_text("utf-8")
    for name in SECRET:
        text = text.replace(f"  - id: {name}\n", f"  - id: {name}\n    sensitive: true\n")
    facts.write_text(text.replace("    held_by: [office]\n", ""), "utf-8")
    return iiz.load(folder, on="2024-03-05")


def said(error: pytest.ExceptionInfo[Any]) -> str:
    return "\n".join(
        one_line(one, language) + one.place.excerpt
        for one in error.value.findings
        for language in ("de", "fr", "en")
    )  # fmt: skip


@pytest.mark.parametrize("fact", sorted(SECRET))
@pytest.mark.parametrize("dated", [False, True])
def test_no_message_repeats_it(policy: iiz.Policy, fact: str, dated: bool):
    value = [{"from": "2020-01-01", "value": SECRET[fact]}] if dated else SECRET[fact]
    with pytest.raises(iiz.CaseError) as error:
        policy.eligibility({fact: value})
    assert "•••" in said(error)
    for secret in ("7654321", "1887", "2024-02-30"):
        assert secret not in said(error)


@pytest.mark.parametrize("given", ["2030-01-01", "1887-11-07"])
def test_no_message_repeats_what_follows_from_it(policy: iiz.Policy, given: str):
    with pytest.raises(iiz.CaseError) as error:
        policy.eligibility({"person.born": given})
    assert given not in said(error)


def test_no_line_of_a_file_is_printed_below_it(policy: iiz.Policy):
    document = read_yaml(b"person:\n  income: 7654321.999\n  savings: 1.999\n", "case.yaml")
    findings = read_facts(policy.program, document.root, policy.on, "case.yaml").findings  # type: ignore[arg-type]
    assert [(one.place.line, bool(one.place.excerpt)) for one in findings] == [
        (2, False),
        (3, True),
    ]
    assert "7654321" not in "".join(finding_text(one, "de") for one in findings)


def test_pydantic_does_not_repeat_it_either(policy: iiz.Policy):
    with pytest.raises(ValueError, match="•••") as error:
        policy.Case(person={"income": "7654321.999"})
    assert "7654321" not in str(error.value)


OF_PARTS = ("person.income.rappen", "person.problems.work")


@pytest.mark.parametrize("heading", [*sorted(SECRET), *OF_PARTS])
def test_no_message_repeats_a_cell_of_a_table(policy: iiz.Policy, heading: str):
    slot = slots(policy.program)[heading]
    table = read_table([{heading: SECRET.get(heading, "1887-11-07x")}, {heading: "7654321x"}])
    _, findings = typed(table, {heading: cells_of(policy.program, slot)})
    assert findings or slot.fact == "person.note"  # any text is one
    for finding in findings:
        line = one_line(finding, "de")
        assert "•••" in line
        assert not any(one in line for one in ("7654321", "1887", "2024-02-30"))

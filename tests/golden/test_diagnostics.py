"""What every bad example prints, in three languages; the files beside this one are read by people.

After a wanted change: `IIZ_GOLDEN=write scripts/test tests/golden`, then read the difference.
"""

import os
from pathlib import Path

import pytest

from iiz_rules.cli.explain import findings_of
from iiz_rules.findings.registry import page, stages
from iiz_rules.render.text.findings import findings_text
from iiz_rules.words.text import LANGUAGES, Language

HERE = Path(__file__).parent
# Their examples are as long as the limits that they break.
TOO_LONG = 4_000


def printed(language: Language) -> str:
    """Give the findings of all examples, by stage and code."""
    parts = []
    for code in stages():
        if len(page(code).bad) > TOO_LONG:
            continue
        found = [finding for finding in findings_of(page(code)) if finding.code == code]
        text = findings_text(found, language)
        parts.append(f"## {code}\n\n{text}\n" if text else "")
    return "\n".join(filter(None, parts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_examples_print_as_they_did(language: Language) -> None:
    file = HERE / f"diagnostics.{language}.txt"
    now = printed(language)
    if os.environ.get("IIZ_GOLDEN") == "write":
        file.write_text(now, encoding="utf-8")
    assert now == file.read_text(encoding="utf-8")

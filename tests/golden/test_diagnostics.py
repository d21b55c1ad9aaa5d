"""What every bad example prints, in three languages; the files beside this one are read by people.

After a wanted change: `IIZ_GOLDEN=write scripts/test tests/golden`, then read the difference.
"""

import os
from pathlib import Path

import pytest

from iiz_rules.cli.explain import findings_of
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import page, stages
from iiz_rules.render.text.findings import findings_text
from iiz_rules.words.text import LANGUAGES
from tests.cli.terminal import Terminal
from tests.effort import LANDING, sampled

HERE = Path(__file__).parent
# Their examples are as long as the limits that they break.
TOO_LONG = 4_000
WRITING = os.environ.get("IIZ_GOLDEN") == "write"


@pytest.fixture(scope="module")
def found() -> dict[str, list[Finding]]:
    """The findings of examples that are no longer than a page, by their code."""
    short = [code for code in stages() if len(page(code).bad) <= TOO_LONG]
    tried = short if WRITING else sampled(short)
    every = {code: findings_of(page(code)) for code in tried}
    return {code: [one for one in every[code] if one.code == code] for code in tried}


def test_bad_examples_print_as_they_did(found: dict[str, list[Finding]]) -> None:
    for language in LANGUAGES:
        texts = {code: findings_text(findings, language) for code, findings in found.items()}
        now = [f"## {code}\n\n{text}\n" for code, text in texts.items() if text]
        file = HERE / f"diagnostics.{language}.txt"
        if WRITING:
            file.write_text("\n".join(now), encoding="utf-8")
        kept = file.read_text(encoding="utf-8")
        each = {f"## {text.strip()}\n" for text in kept.removeprefix("## ").split("\n## ")}
        assert [text for text in now if f"{text.strip()}\n" not in each] == []
        if LANDING:
            assert "\n".join(now) == kept


NO_EXAMPLE = {"chain-too-long", "too-costly", "case-too-large"}
"""What takes a canton too large for a page."""


def test_every_code_can_be_explained_with_the_message_of_its_example(
    terminal: Terminal, found: dict[str, list[Finding]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one language: how each reads in all of them is kept beside this file."""
    monkeypatch.setattr(
        "iiz_rules.cli.explain.findings_of",
        lambda page: found[page.code] if page.code in found else findings_of(page),
    )
    for code in stages() if LANDING else found:
        done = terminal.iiz("explain", code, "--lang", "fr")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"{code}: ")
        shown = f"[{code}]" in done.out
        assert shown == (page(code).file.endswith((".yaml", ".json")) and code not in NO_EXAMPLE)

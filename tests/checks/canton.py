"""The tiny canton of the tests, with one file exchanged: written in the language itself."""

from pathlib import Path
from typing import Any

import iiz_rules
from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.run import check_edition
from iiz_rules.language.compiler.program import compile_edition
from iiz_rules.language.completing import complete
from iiz_rules.language.edition_files import bind_files, part_of
from iiz_rules.language.folders import CATALOGUES
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.translations import NAME, Translation

TINY = Path(iiz_rules.__file__).parent / "findings" / "tiny"
# Warnings that something is read nowhere: an example is too small to read all it declares.
UNREAD = {"unused-fact", "unused-term", "unread-interpretation"}
# Warnings that an event is missing: the tiny canton has three, and an example may need another.
UNREAD |= {"unhandled-event", "unwatched-deadline"}


def texts(**exchanged: str) -> dict[str, str]:
    """The files of the tiny canton, some exchanged by the stem of their names.

    Without the vocabulary that they read, the other rules are left out. A catalogue is of measures.
    """
    files = {path.name: path.read_text("utf-8") for path in TINY.rglob("*.yaml")}
    if "facts" in exchanged:
        del files["escalation.yaml"], files["events.yaml"], files["interpretations.yaml"]
    if any(stem.startswith(CATALOGUES) for stem in exchanged):
        files["funding.yaml"] = "measure: {amount: person.income, kind: person.note}\n"
    return files | {f"{stem}.yaml": text for stem, text in exchanged.items() if text}


def edition(**exchanged: str) -> tuple[Edition | None, list[Finding]]:
    """The tiny edition, with the findings about the form of its files."""
    documents = {name: read_yaml(text.encode(), name) for name, text in texts(**exchanged).items()}
    findings = [finding for document in documents.values() for finding in document.findings]
    trees = {name: document.root for name, document in documents.items() if document.root}
    beside = {name: match[1] for name in trees if (match := NAME.fullmatch(name))}
    translated = [Translation(language, trees.pop(name)) for name, language in beside.items()]
    parts, faults = bind_files(trees, translated)
    findings += faults
    if findings:
        return None, findings
    canton: Any = parts.pop("canton.yaml")
    catalogues: Any = tuple(parts.pop(name) for name in [*parts] if name.startswith(CATALOGUES))
    files: dict[str, Any] = {part_of(name): part for name, part in parts.items()}
    joined = Edition(canton, canton.editions[-1], "digest", catalogues=catalogues, **files)
    lacking = list(complete(joined))
    return None if lacking else joined, lacking


def program(**exchanged: str) -> Program:
    """The same, compiled: nothing may be wrong with the form of its files."""
    written, faults = edition(**exchanged)
    assert written is not None, faults
    return compile_edition(written)


def findings(**exchanged: str) -> list[Finding]:
    """All that is wrong with the tiny canton after files were exchanged."""
    found, faults = edition(**exchanged)
    return list(check_edition(found)) if found else faults


def codes(**exchanged: str) -> list[str]:
    """The codes of all findings, without the warnings that something is not read."""
    return [one.code for one in findings(**exchanged) if one.code not in UNREAD]

"""The findings of a canton as open in an editor, as `iiz check` would report them."""

from collections.abc import Mapping
from pathlib import Path

from iiz_rules.editor.canton import CantonText, TextFile
from iiz_rules.findings.finding import Finding, in_order
from iiz_rules.testing.suite import check_canton


def findings_of(canton: CantonText) -> Mapping[Path, tuple[Finding, ...]]:
    """All findings, by file; a fault in one file can hide much of the rest."""
    every = [finding for run in check_canton(canton.folder) for finding in run.told]
    by_file: dict[Path, list[Finding]] = {}
    for finding in in_order(every):
        by_file.setdefault(canton.at(finding.place), []).append(finding)
    return {path: tuple(found) for path, found in by_file.items()}


def findings_in(file: TextFile) -> tuple[Finding, ...]:
    """What is wrong with the text of a file alone: at once, while somebody writes."""
    return file.document.findings

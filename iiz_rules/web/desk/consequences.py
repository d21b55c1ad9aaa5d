"""What the desk says about a text: findings, changed cases, proofs for all cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import message, remedy
from iiz_rules.policy import Policy
from iiz_rules.render.text.difference import difference_told
from iiz_rules.render.text.impact import told as effect_told
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.verification import witness_lines
from iiz_rules.testing.suite import run_case
from iiz_rules.verification.claims import prove_claims
from iiz_rules.verification.difference.changes import Side
from iiz_rules.verification.difference.proved import compared
from iiz_rules.verification.impact.cases import of_edition, tried
from iiz_rules.verification.impact.effects import BothSides
from iiz_rules.verification.prover import solvable
from iiz_rules.web.desk.state import DeskState
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


@dataclass(frozen=True)
class DeskFinding:
    """A finding: where, what, and the remedy."""

    file: str
    line: int
    column: int
    end: int
    severity: str
    text: str
    help: str

    def mark(self) -> dict[str, Any]:
        """The mark that the editor in the page sets in the text."""
        place = {"line": self.line, "column": self.column, "end": self.end}
        text = " ".join(filter(None, (self.text, self.help)))
        return {**place, "severity": self.severity, "text": text}


@dataclass(frozen=True)
class ChangedCase:
    """A case answered differently: what changes and why, and whether it expects that."""

    title: str
    file: str
    day: str
    effects: tuple[str, ...]
    expected: bool


@dataclass(frozen=True)
class ChangedCases:
    """The cases of an edition, before and after."""

    edition: str
    total: int
    changed: tuple[ChangedCase, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True)
class DeskSides:
    """An edition as it was and as it would be."""

    before: Policy
    after: Policy


def findings_told(state: DeskState, language: Language) -> Iterator[DeskFinding]:
    """All findings of a canton, file by file."""
    for path, found in state.findings.items():
        for one in found:
            yield finding_told(one, path, state.text.folder.path, language)


def finding_told(finding: Finding, path: Path, folder: Path, language: Language) -> DeskFinding:
    """One finding, its file named as on the desk."""
    inside = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
    place = finding.place
    said = (message(finding, language), remedy(finding, language))
    texts = (typeset(text.replace("`", ""), language) for text in said)
    return DeskFinding(inside, place.line, place.column, place.end_column, finding.severity, *texts)


def errors_of(before: DeskState, after: DeskState, path: Path) -> list[Finding]:
    """The errors that keep a file from being saved: its own, and those it causes elsewhere."""
    known = {(where, one.code) for where, found in before.findings.items() for one in found}
    return [
        finding
        for where, found in after.findings.items()
        for finding in found
        if finding.severity == "error" and (where == path or (where, finding.code) not in known)
    ]


def sides(before: DeskState, after: DeskState) -> Iterator[tuple[str, DeskSides]]:
    """The editions whose text differs, before and after."""
    for edition, program in after.programs.items():
        old, new = before.policy(edition), after.policy(edition)
        if old and new and old.program.digest != program.digest:
            yield edition, DeskSides(old, new)


def cases_told(state: DeskState, edition: str, both: DeskSides, language: Language) -> ChangedCases:
    """The cases of an edition that are answered differently, by name and with the reason."""
    two = Side(both.before.program, {}), Side(both.after.program, {})
    sides = BothSides(*two)
    folder, entry = state.text.folder, state.entries[edition]
    done = tried(sides, "own", of_edition(sides.common, folder, entry), None)
    paper = Paper(language)
    changed = []
    for case in done.changed:
        effects = tuple(typeset(effect_told(two, one, paper), language) for one in case.effects)
        passed = _as_expected(state, case.name, both.after)
        title = state.title(case.name, language) or case.name
        changed.append(ChangedCase(title, case.name, written(case.on, language), effects, passed))
    refused = tuple(message(one, language) for one in done.refused)
    return ChangedCases(edition, done.total, tuple(changed), refused)


def _as_expected(state: DeskState, name: str, policy: Policy) -> bool:
    """Whether a case is answered as it expects: of a file alone, of a row with all others."""
    path = state.text.folder.path / name
    if path.is_file():
        return run_case(state.text.folder, path, policy).passed
    return name in state.answered and state.answered[name].passed


def case_told(
    state: DeskState, path: Path, edition: str, language: Language
) -> tuple[str, ...] | None:
    """What a case is answered otherwise than it expects; None for what is no case."""
    policy = state.policy(edition)
    if policy is None or state.text.kind_of(path)[0] != CASE:
        return None
    return tuple(
        printed(
            "desk.case.differs",
            language,
            what=" · ".join(filter(None, (failure.decision.label[language], failure.part))),
            expected=_verdict(failure.expected, language),
            actual=_verdict(failure.actual, language),
        )
        for failure in run_case(state.text.folder, path, policy).failures
    )


def _verdict(word: str, language: Language) -> str:
    return printed(f"answers.verdict.{word}", language) if word in VERDICTS else word


CASE, VERDICTS = "case", ("yes", "no", "open")


def proof_told(both: DeskSides, language: Language) -> dict[str, Any]:
    """What changes over all cases, each with a witness, and which claims no longer hold."""
    if not solvable():
        return {"missing": printed("desk.proof.missing", language)}
    paper = Paper(language)
    found = compared(both.before, both.after)
    told = difference_told(found, paper)
    return {
        "missing": "",
        "changes": told.changes,
        "following": told.following_whole,
        "closing": typeset(told.closing, language),
        "broken": [*_broken(both.after, paper)],
        "claims": len(both.after.program.claims),
    }


def _broken(policy: Policy, paper: Paper) -> Iterator[tuple[str, str]]:
    """The claims that do not hold, with the case that shows it."""
    for proof in prove_claims(policy.program):
        if proof.broken:
            witness = proof.broken.witness
            lines = [line for _, line in witness_lines(witness, paper)] if witness else []
            yield proof.claim.says[paper.language], " · ".join(lines)

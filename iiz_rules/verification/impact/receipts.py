"""What a change does to what was answered before: the receipts in a folder, asked again."""

from collections.abc import Iterator
from pathlib import Path

from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding
from iiz_rules.policy import Policy
from iiz_rules.receipts.receipt import Receipt, read_receipt
from iiz_rules.verification.impact.cases import TriedCases, there
from iiz_rules.verification.impact.effects import CaseEffect, CaseImpact, between


def answered_before(before: Policy, after: Policy, path: Path) -> TriedCases:
    """Every receipt of the canton in a folder: what its question is answered under both.

    Read as it was then, but for the readings that a policy is said to have. Sensitive facts stand
    in no receipt; what hangs on them is open under both.
    """
    files = [path] if path.is_file() else sorted(there(path).glob("**/*.json"))
    changed: list[CaseImpact] = []
    refused: list[Finding] = []
    left_out = 0
    for file in files:
        try:
            receipt = read_receipt(file)
            receipt.verify()
            effects = tuple(_effects(before, after, receipt))
        except IizError as error:
            refused += error.findings
            left_out += 1
            continue
        changed += [CaseImpact(receipt.reference, receipt.on, effects)] if effects else []
    return TriedCases("receipts", len(files), tuple(changed), tuple(refused), left_out)


def _effects(before: Policy, after: Policy, receipt: Receipt) -> Iterator[CaseEffect]:
    old, new = (
        {one.rule: one for one in policy.replay(receipt, interpretations=policy.options).decisions}
        for policy in (before, after)
    )
    for rule in receipt.rules:
        if rule in old or rule in new:
            yield from between(rule, old.get(rule), new.get(rule))

"""What type checkers are told: `scripts/check` has mypy and pyright read this. It runs as well."""

from collections.abc import Mapping
from datetime import date
from typing import Any, assert_type

import polars as pl

import iiz_rules as iiz
from tests.typing import tiny_case

case: tiny_case.Case = {"person": {"born": "1987-11-07", "canton": "ZH", "problems": ["work"]}}
dated: tiny_case.Case = {"person": {"canton": [{"from": "2024-01-01", "value": "ZH"}]}}

policy = iiz.load("zurich", on="2024-03-05")
assert_type(policy, iiz.Policy)
assert_type(policy.on, date | None)

decision = policy.eligibility({"person": {"employable": True}})
assert_type(decision, iiz.Decision)
assert_type(decision.verdict, iiz.Truth)
assert_type(decision.missing, tuple[iiz.Missing, ...])
assert_type(decision.pending, tuple[iiz.Pending, ...])
assert_type(decision.criteria, tuple[iiz.CriterionResult, ...])
assert_type(decision.interpretations, tuple[iiz.Used, ...])
assert_type(decision.clauses, tuple[str, ...])
assert_type(decision.explain("fr"), str)
assert_type(decision.to_dict(), dict[str, Any])

receipt = decision.receipt(reference="D-17", at="2024-03-05T08:30:00+01:00")
assert_type(receipt, iiz.Receipt)
assert_type(iiz.read_receipt(receipt.to_json().encode()), iiz.Receipt)
assert_type(policy.replay(receipt), iiz.Replay)
assert_type(policy.replay(receipt).first, iiz.FirstDifference | None)

assert_type(policy.verdicts({}), Mapping[str, iiz.Truth])
assert_type(policy.decide({}), iiz.Overview)
assert_type(policy.decide({})["eligibility"], iiz.Decision)
assert_type(policy.route({}), iiz.Way)
assert_type(policy.obligations({}), tuple[iiz.Decision, ...])
assert_type(policy.possible_obligations({}), tuple[iiz.Decision, ...])
assert_type(policy.may("adviser", "lead-fallteam"), iiz.Decision)
assert_type(policy.composition("traegerschaft", []), iiz.Composition)
assert_type(policy.funding({}), iiz.Funding)
assert_type(policy.open_case("A", on="2024-03-05"), iiz.Flow)
assert_type(policy.findings, tuple[iiz.Finding, ...])
assert_type(policy.steps({}, on=date(2024, 3, 5)), tuple[iiz.Decision, ...])
assert_type(policy.eligibility({}, known_on="2024-03-05", name="case 7"), iiz.Decision)
assert_type(policy.decide({}, interpretations={"A-ZH-03": "none"}), iiz.Overview)

cases = pl.DataFrame({"person.residence.canton": ["SG"]})
answers = policy.eligibility_frame(cases, give=("verdict", "missing"), keep=[], words=False)
assert_type(answers.frame, pl.DataFrame)
assert_type(policy.decide_frame(cases.lazy()).rejected, pl.LazyFrame)
assert_type(answers.decision(0), iiz.Decision)
assert_type(policy.Case(person={"employable": True}).model_dump(), dict[str, Any])

overview = iiz.read_answer("overview", policy.decide({}).to_dict())
assert_type(overview, iiz.OverviewData)
assert_type(overview.decisions[0].missing[0].fact, str)
assert_type(iiz.read_answer("receipt", receipt.to_dict()), iiz.ReceiptData)
assert_type(iiz.read_receipt(receipt.to_dict()), iiz.Receipt)
with iiz.DecisionLog() as log:
    assert_type(policy.with_log(log), iiz.Policy)
flow = policy.open_case("A", on="2024-03-05")
assert_type(flow.possible(), tuple[iiz.PossibleEvent, ...])
assert_type(decision.flips(), tuple[iiz.Flip, ...])

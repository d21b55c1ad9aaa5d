"""The employment fund, cell by cell as in a notebook: `python examples/fonds.py [FOLDER]`.

Everything in the example is invented. What it writes goes to FOLDER, else to the current one.
"""

# %% A portfolio: a row for each measure, columns named after the facts. Any data frame will do.
import sys
from pathlib import Path

import polars as pl

import iiz_rules as iiz

HERE = Path(__file__).parent / "beschaeftigungsfonds"
FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
measures = pl.read_csv(HERE / "portfolio.csv", separator=";", infer_schema=False)
print(measures.height, "measures,", measures.columns)

# %% Who pays? One row each, with parts, verdict and reasons; bad rows apart.
valais = iiz.load("valais", on="2026-01-01")
base = iiz.simulate(measures, valais, HERE / "grundlage.yaml")
print(base.frame("en").select("id", "cost", "fund-pays", "verdict", "reasons").head(3))
print(base.totals("region"))
assert not base.portfolio.bad

# %% One row of it, franc by franc, as a case: the same rules, with every criterion.
case = {"measure": {"kind": "job-coaching", "amount": "6200.00", "expected_payer_named": True}}
print(base.policy.funding({**case, "reported_in": ["iv"]}).explain("en"))

# %% What does the fund risk?
assert base.risk is not None
found = base.risk.findings
print(f"shortage {found.shortage.value:.1%} ± {found.shortage.error:.1%}")
for bar in base.risk.bars:
    print(".".join(bar.path), [round(one / 100) for one in bar.lowest])

# %% What if the fund began with more? A scenario is a file, or what a file would say.
for budget, share in found.budgets:
    print(f"{budget / 100:12,.2f}  {share.value:6.1%}")

# %% What if a catalogue were wider? Who pays more, whose payer changes, and why.
compared = iiz.compare(measures, valais, HERE / "grundlage.yaml", HERE / "breiterer-katalog.yaml")
print(compared.frame("en").select("id", "payer.a", "payer.b", "why").head(3))

# %% A commission decides, with its quorum; the record says who, how and on what basis.
decided = {
    "measure.amount": "6200.00",
    "measure.reintegration": True,
    "measure.in_a_catalogue": False,
    "measure.useful": True,
    "measure.other_payer": "none",
    "measure.proposed_by": "iiz-sekretariat",
    "measure.presented_by": "cantonal-officer",
}
seats = [
    {"of": of, "has": ["high-decision-competence"], "present": True, "vote": "for"}
    for of in ("iv", "diha", "dsw")
]
record = valais.record("takeover", decided, seats, reasons="…")
print(record.body, record.approved, record.payer, record.amount, record.id[:12])

# %% The fund's ledger, on any day.
ledger = iiz.read_ledger(HERE / "buch.csv")
print("balance", ledger.balance, "promised", ledger.commitments, "owed", ledger.exposure)

# %% On the table of the commission.
(FOLDER / "report.html").write_text(base.to_html("fr"), encoding="utf-8")
base.save(FOLDER / "rows.csv")

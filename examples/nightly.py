"""A nightly batch: all cases of a file answered at once, what cannot be answered beside it.

`python examples/nightly.py IN.parquet OUT.parquet DAY`. 200'000 rows take less than a second.
"""

import sys
from datetime import date
from pathlib import Path

import polars as pl

import iiz_rules as iiz

COLUMNS = {"person.residence.canton": "Wohnkanton", "registrations": "Anmeldungen"}
"""Which column of the file gives which fact."""


def nightly(source: Path, target: Path, day: date) -> dict[str, int]:
    """Answer a file into another one; how often which verdict, and how many rows were left out."""
    policy = iiz.load("zurich", on=day)
    answers = policy.eligibility_frame(pl.read_parquet(source), COLUMNS, keep=["Dossier"])
    frame, rejected = answers.frame, answers.rejected.select("Dossier", "fault")
    frame.write_parquet(target)
    counts = {str(verdict): count for verdict, count in _counted(frame)}
    if rejected.height:
        rejected.write_csv(target.with_suffix(".rejected.csv"))
        counts["rejected"] = rejected.height
    return counts


def _counted(frame: pl.DataFrame) -> list[tuple[object, int]]:
    """How often each verdict was given."""
    counted = frame["eligibility:verdict"].cast(pl.String).value_counts(sort=True)
    return [(row[0], int(row[1])) for row in counted.rows()]


if __name__ == "__main__":
    print(nightly(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])))

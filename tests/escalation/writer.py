"""A program that records events without end and says each number once it is on the disk."""

import sys
from datetime import date, timedelta
from pathlib import Path

import iiz_rules
from iiz_rules.escalation.store.store import Store
from iiz_rules.policy import load

TINY = Path(iiz_rules.__file__).parent / "findings" / "tiny"


def main(path: str) -> None:
    store = Store(path)
    policy = load(TINY, "2024-03-05")
    if store.cases():
        flow = policy.case("C-1", store)
    else:
        flow = policy.open_case("C-1", store=store)
        flow.record("entered", "2024-03-05", {"person.born": "1990-01-01"})
    day = flow.on
    while True:
        day = min(day + timedelta(days=1), date(9000, 1, 1))
        step = flow.record("noted", day, {"person.note": f"{day}"})
        assert step.record
        sys.stdout.write(f"{step.record.seq}:{step.record.hash}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])

"""The thirty-five threshold rules as data, for engines that take their rules as text."""

from __future__ import annotations

Test = tuple[str, str, "str | int | bool"]
"""a fact, `is`, `has` or a sign, and what it is compared with; `@fact` is another fact"""

THRESHOLDS: tuple[tuple[str, str, tuple[Test, ...]], ...] = (
    ("r01", "and", (("months_unemployed", ">=", 12),)),
    (
        "r02",
        "and",
        (
            ("months_unemployed", ">=", 24),
            ("person.age", ">=", 55),
        ),
    ),
    (
        "r03",
        "and",
        (
            ("months_unemployed", ">=", 18),
            ("person.employable", "is", True),
        ),
    ),
    (
        "r04",
        "or",
        (
            ("person.age", "<", 18),
            ("person.age", ">=", 65),
        ),
    ),
    (
        "r05",
        "and",
        (
            ("person.age", ">=", 18),
            ("person.age", "<", 25),
            ("months_unemployed", ">=", 6),
        ),
    ),
    ("r06", "and", (("mandate_until", "<", 20000),)),
    (
        "r07",
        "and",
        (
            ("mandate_until", ">=", 20000),
            ("mandate_until", "<", 20030),
        ),
    ),
    ("r08", "and", (("measure.cost", ">", 10000),)),
    ("r09", "and", (("measure.cost", ">", "@fund_balance"),)),
    (
        "r10",
        "and",
        (
            ("measure.cost", ">", 5000),
            ("measure.proposed_by", "==", "self"),
        ),
    ),
    ("r11", "and", (("fund_balance", "<", 20000),)),
    (
        "r12",
        "and",
        (
            ("fund_balance", "<", 50000),
            ("measure.cost", ">=", 20000),
        ),
    ),
    (
        "r13",
        "and",
        (
            ("bilateral_failed", "is", True),
            ("bilateral_tried", "is", False),
        ),
    ),
    (
        "r14",
        "and",
        (
            ("dispute_open", "is", True),
            ("months_unemployed", ">=", 9),
        ),
    ),
    (
        "r15",
        "and",
        (
            ("dispute_open", "is", True),
            ("mandate_until", "<", 20000),
        ),
    ),
    (
        "r16",
        "and",
        (
            ("region", "==", "limmattal"),
            ("person.age", "<", 30),
        ),
    ),
    (
        "r17",
        "and",
        (
            ("lead", "==", "gemeinde"),
            ("measure.cost", ">", 8000),
        ),
    ),
    (
        "r18",
        "and",
        (
            ("lead", "==", "awa"),
            ("months_unemployed", ">=", 15),
        ),
    ),
    (
        "r19",
        "and",
        (
            ("lead", "==", "sva"),
            ("person.employable", "is", False),
        ),
    ),
    (
        "r20",
        "and",
        (
            ("problems", "has", "debt"),
            ("fund_balance", ">=", 10000),
        ),
    ),
    (
        "r21",
        "and",
        (
            ("problems", "has", "addiction"),
            ("person.age", "<", 21),
        ),
    ),
    (
        "r22",
        "and",
        (
            ("problems", "has", "health"),
            ("registrations", "has", "sva"),
        ),
    ),
    (
        "r23",
        "and",
        (
            ("problems", "has", "housing"),
            ("registrations", "has", "gemeinde"),
        ),
    ),
    (
        "r24",
        "and",
        (
            ("problems", "has", "education"),
            ("person.age", ">=", 15),
            ("person.age", "<=", 20),
        ),
    ),
    (
        "r25",
        "or",
        (
            ("months_unemployed", ">=", 36),
            ("person.age", ">=", 60),
        ),
    ),
    (
        "r26",
        "and",
        (
            ("person.canton", "==", "ZH"),
            ("region", "!=", "zuerich"),
        ),
    ),
    (
        "r27",
        "and",
        (
            ("person.canton", "!=", "ZH"),
            ("coordination_needed", "is", True),
        ),
    ),
    (
        "r28",
        "and",
        (
            ("coordination_needed", "is", True),
            ("bilateral_tried", "is", True),
            ("bilateral_failed", "is", False),
        ),
    ),
    (
        "r29",
        "or",
        (
            ("measure.cost", ">=", 25000),
            ("fund_balance", "<", 5000),
        ),
    ),
    (
        "r30",
        "and",
        (
            ("measure.proposed_by", "==", "doctor"),
            ("problems", "has", "health"),
            ("measure.cost", "<=", 15000),
        ),
    ),
    (
        "r31",
        "and",
        (
            ("measure.catalogues", "has", "iv"),
            ("person.employable", "is", False),
        ),
    ),
    (
        "r32",
        "and",
        (
            ("measure.catalogues", "has", "alv"),
            ("months_unemployed", "<", 24),
        ),
    ),
    (
        "r33",
        "and",
        (
            ("measure.catalogues", "has", "sozialhilfe"),
            ("registrations", "has", "gemeinde"),
        ),
    ),
    (
        "r34",
        "or",
        (
            ("months_unemployed", "<", 3),
            ("coordination_needed", "is", False),
            ("problems", "has", "work"),
        ),
    ),
    (
        "r35",
        "and",
        (
            ("mandate_until", ">=", 20365),
            ("measure.cost", "<", 2000),
            ("fund_balance", ">=", 1000),
        ),
    ),
)


def infix(tests: tuple[Test, ...], joint: str, negation: str) -> str:
    """Write the tests of one rule in an infix language: `a >= 12 and not b`."""
    return f" {joint} ".join(_one(*test, negation) for test in tests)


def _one(fact: str, sign: str, constant: str | int | bool, negation: str) -> str:
    if sign == "is":
        return fact if constant else f"{negation}{fact}"
    if isinstance(constant, str):
        constant = constant[1:] if constant.startswith("@") else f'"{constant}"'
    return f"{constant} in {fact}" if sign == "has" else f"{fact} {sign} {constant}"

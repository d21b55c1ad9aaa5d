"""Small faults put into what decides: does a test notice? `scripts/mutate`, `MUTANTS.md`.

Considered first, by their documentation and not by measuring: mutmut 3.8 (leaves out whatever is
decorated, takes no sample) and cosmic-ray 8.7 (writes each mutant into the checkout itself and
starts a process for it, which imports everything anew). Both are alive.
"""

DECIDING = {
    "engine": "iiz_rules/engine",
    "escalation": "iiz_rules/escalation",
    "funding": "iiz_rules/funding",
    "portfolio": "iiz_rules/portfolio",
    "tables": "iiz_rules/tables",
    "checks": "iiz_rules/language/checks",
    "compiler": "iiz_rules/language/compiler",
    "verification": "iiz_rules/verification",
    "receipts": "iiz_rules/receipts",
}
"""each area of what decides, and its folder"""

TESTS = {
    "engine": (
        "tests/engine",
        "tests/conformance",
        "tests/laws",
        "tests/language",
        "tests/frames",
        "tests/verification",
        "tests/funding",
    ),
    "escalation": ("tests/escalation", "tests/cli/test_flow.py"),
    "funding": ("tests/funding", "tests/language"),
    "portfolio": ("tests/portfolio", "tests/funding", "tests/cli/test_simulate.py"),
    "tables": ("tests/tables", "tests/cli/test_batch.py", "tests/funding"),
    "checks": ("tests/checks", "tests/golden", "tests/language"),
    "compiler": ("tests/language", "tests/checks", "tests/conformance"),
    "verification": ("tests/verification", "tests/cli/test_verify.py"),
    "receipts": ("tests/receipts",),
}
"""where the tests of an area stand: for code never seen running, and for new tests"""

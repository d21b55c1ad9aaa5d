"""Small faults put into a canton's own rules: whether its cases and stories find each of them.

    Program ─ faults ─▶ mutants ─ trial ─▶ found by a case, or by none
    found by none ─ survivors ─▶ proved to be the same, or told apart by a smallest case

`conditions` knows the faults of a condition, `rules` those of what stands around it, `events` those
of how a case moves. What a mutant is written as is one line of YAML, changed by one step.
"""

"""The gate: what a change of a canton changes, against what it was declared to change.

two editions ─ difference ─▶ effects ─┐
changes/*.yaml ─ declared ─▶ effects ─┴─ compared ─▶ findings
"""

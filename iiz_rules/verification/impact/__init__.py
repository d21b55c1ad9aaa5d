"""What a change does to what there is: cases, receipts, a store, a portfolio, a made-up population.

    two sides ─ touched ─▶ the rules that may answer otherwise ─ both asked ─▶ the effects of a case

Both are asked about the same case on the same day, as if both had been in force, by the definition.
"""

"""Who pays for a measure: the waterfall, decisions, the ledger, portfolios, risk."""

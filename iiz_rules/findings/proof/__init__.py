"""Faults that show only when all cases are looked at: criteria that can never or never not hold."""

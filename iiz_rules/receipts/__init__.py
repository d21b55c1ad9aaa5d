"""Receipts: what was asked and answered, kept so that years later somebody else can check it."""
